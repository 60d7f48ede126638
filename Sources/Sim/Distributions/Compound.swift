/// How many draws a compound adds up.
package indirect enum CompoundCount: Sendable {
  /// The place of an argument.
  case given(at: Int)
  case drawn(Distribution)
}

/// The sum of a number of draws of one distribution.
///
/// Each of them has an address of its own: the site's key and its number. So the third draw is the
/// same however many follow, and whatever the first two needed.
extension Distribution {
  /// More draws than this fail the trial.
  package static let compoundLimit = 1_000_000

  static func compoundSample(
    _ count: CompoundCount, _ size: Distribution, _ arguments: Arguments,
    _ generator: CursorGenerator
  ) -> Double {
    let address = generator.address
    let number: Double
    switch count {
    case .given(let at): number = arguments[at]
    case .drawn(let distribution):
      generator.reset(to: address, draw: 0, layout: distribution.layout)
      number = distribution.sample(arguments, generator: generator)
    }
    guard isCompoundCount(number) else { return .nan }
    var sum = 0.0
    let layout = size.layout
    for draw in 1..<(UInt64(number) + 1) {
      generator.reset(to: address, draw: draw, layout: layout)
      sum += size.sample(arguments, generator: generator)
    }
    return sum
  }

  static func isCompoundCount(_ number: Double) -> Bool {
    number >= 0 && number <= Double(compoundLimit) && number == number.rounded(.towardZero)
  }

  static func compoundViolation(
    _ count: CompoundCount, _ size: Distribution, _ arguments: Arguments
  ) -> String? {
    switch count {
    case .given(let at):
      if !isCompoundCount(arguments[at]) {
        return "compound: the count must be a whole number from 0 to \(compoundLimit), "
          + "but is \(written(arguments[at]))"
      }
    case .drawn(let distribution):
      if let message = distribution.violation(arguments) { return message }
    }
    return size.violation(arguments)
  }

  static func isInCompoundDomain(
    _ count: CompoundCount, _ size: Distribution, _ arguments: Arguments
  ) -> Bool {
    switch count {
    case .given(let at): isCompoundCount(arguments[at]) && size.isInDomain(arguments)
    case .drawn(let distribution):
      distribution.isInDomain(arguments) && size.isInDomain(arguments)
    }
  }

  /// E S = E N·E X and Var S = E N·Var X + Var N·(E X)² (Wald 1944; Blackwell & Girshick 1946).
  static func compoundMoments(
    _ count: CompoundCount, _ size: Distribution, _ arguments: Arguments
  ) -> MeanAndVariance {
    let (mean, variance) = (size.mean(arguments), size.variance(arguments))
    switch count {
    case .given(let at):
      return MeanAndVariance(
        mass: 1, mean: arguments[at] * mean, variance: arguments[at] * variance)
    case .drawn(let distribution):
      let (number, spread) = (distribution.mean(arguments), distribution.variance(arguments))
      return MeanAndVariance(
        mass: 1, mean: number * mean, variance: number * variance + spread * mean * mean)
    }
  }
}

extension CursorGenerator {
  /// The draw that the generator was reset to.
  var address: WordCursor { cursor.pointee }

  /// Points at one of several draws that share an address, from 0 on.
  func reset(to address: WordCursor, draw: UInt64, layout: WordLayout) {
    reset(
      key: mix64(address.key ^ mix64(draw &+ 1)), step: address.step, index: address.index,
      layout: layout)
  }
}
