/// A condition on the arguments of a form; arguments are named by their place.
///
/// Every rule but `custom` demands finite numbers as well.
enum DomainRule: Sendable {
  case finite(Int)
  case atLeast(Int, Double)
  case above(Int, Double)
  case between(Int, Double, Double)
  case whole(Int, from: Int, to: Int)
  /// The first argument is not above the second.
  case notAbove(Int, Int)
  /// Above 0, and far enough from the ends of the numbers that no formula leaves them.
  case positive(Int)
  /// The same, or 0.
  case spread(Int)
  /// The second argument less the first is a number.
  case width(Int, Int)
  /// What must hold, the condition, and what to say where it fails.
  case custom(
    String, @Sendable (UnsafePointer<Double>) -> Bool, @Sendable (UnsafePointer<Double>) -> String)

  @inline(__always)
  func holds(_ arguments: UnsafePointer<Double>) -> Bool {
    switch self {
    case .finite(let i): arguments[i].isFinite
    case .atLeast(let i, let bound): arguments[i] >= bound && arguments[i].isFinite
    case .above(let i, let bound): arguments[i] > bound && arguments[i].isFinite
    case .between(let i, let low, let high): arguments[i] >= low && arguments[i] <= high
    case .whole(let i, let from, let to):
      arguments[i] >= Double(from) && arguments[i] <= Double(to)
        && arguments[i] == arguments[i].rounded(.towardZero)
    case .notAbove(let i, let j):
      arguments[i] <= arguments[j] && arguments[i].isFinite && arguments[j].isFinite
    case .positive(let i): positiveNumbers.contains(arguments[i])
    case .spread(let i): arguments[i] == 0 || positiveNumbers.contains(arguments[i])
    case .width(let i, let j): (arguments[j] - arguments[i]).isFinite
    case .custom(_, let condition, _): condition(arguments)
    }
  }

  func violation(_ arguments: UnsafePointer<Double>, _ names: [String]) -> String? {
    if holds(arguments) { return nil }
    switch self {
    case .finite(let i): return "\(names[i]) must be finite, but is \(written(arguments[i]))"
    case .atLeast(let i, let bound):
      return notFinite(i, arguments, names)
        ?? "\(names[i]) must be \(written(bound)) or more, but is \(written(arguments[i]))"
    case .above(let i, let bound):
      return notFinite(i, arguments, names)
        ?? "\(names[i]) must be above \(written(bound)), but is \(written(arguments[i]))"
    case .between(let i, let low, let high):
      return "\(names[i]) must be between \(written(low)) and \(written(high)), "
        + "but is \(written(arguments[i]))"
    case .whole(let i, let from, let to):
      return "\(names[i]) must be a whole number from \(from) to \(to), "
        + "but is \(written(arguments[i]))"
    case .notAbove(let i, let j):
      return notFinite(i, arguments, names) ?? notFinite(j, arguments, names)
        ?? "\(names[i]) must not be above \(names[j]), "
        + "but they are \(written(arguments[i])) and \(written(arguments[j]))"
    case .positive(let i):
      return DomainRule.above(i, 0).violation(arguments, names)
        ?? "\(names[i]) must be between \(positiveRange), but is \(written(arguments[i]))"
    case .spread(let i):
      return DomainRule.atLeast(i, 0).violation(arguments, names)
        ?? "\(names[i]) must be 0, or between \(positiveRange), but is \(written(arguments[i]))"
    case .width(let i, let j):
      return notFinite(i, arguments, names) ?? notFinite(j, arguments, names)
        ?? "\(names[j]) - \(names[i]) must be finite, "
        + "but they are \(written(arguments[j])) and \(written(arguments[i]))"
    case .custom(_, _, let message): return message(arguments)
    }
  }

  /// What must hold, for the reference; `nil` where it is only that numbers are finite.
  func described(_ names: [String]) -> String? {
    switch self {
    case .finite, .width: nil
    case .atLeast(let i, let bound): "\(names[i]) ≥ \(written(bound))"
    case .above(let i, let bound): "\(names[i]) > \(written(bound))"
    case .between(let i, let low, let high): "\(names[i]) \(written(low)) … \(written(high))"
    case .whole(let i, let from, let to): "\(names[i]) whole, \(from) … \(to)"
    case .notAbove(let i, let j): "\(names[i]) ≤ \(names[j])"
    case .positive(let i): "\(names[i]) > 0"
    case .spread(let i): "\(names[i]) ≥ 0"
    case .custom(let what, _, _): what
    }
  }

  private func notFinite(
    _ i: Int, _ arguments: UnsafePointer<Double>, _ names: [String]
  ) -> String? {
    arguments[i].isFinite
      ? nil : "\(names[i]) must be finite, but is \(written(arguments[i]))"
  }
}

/// The scales and shapes that every family takes.
let positiveNumbers = 1e-300...1e300

private let positiveRange =
  "\(written(positiveNumbers.lowerBound)) and \(written(positiveNumbers.upperBound))"

/// The largest count that a discrete family takes: GSL counts with 32 bits.
let largestCount = 1_000_000_000

/// A number in a message: `3` rather than `3.0`.
func written(_ number: Double) -> String {
  if let whole = Int(exactly: number), whole.magnitude < 1_000_000_000_000_000 { return "\(whole)" }
  return "\(number)"
}

/// A computed number in a message: ten digits at most.
func rounded(_ number: Double) -> String { written(SignificantDigits.rounded(number, to: 10)) }
