/// Quantiles from distribution functions, bracketed to the last bit.
///
/// GSL's own inverses of the beta and gamma distributions fail at many arguments; this one needs
/// nothing but a monotone probability.
enum Inversion {
  /// The smallest x in `range` with probability(x, .lower) ≥ p, or probability(x, .upper) ≤ p; it
  /// is looked for in `near` first.
  static func quantile(
    _ p: Double, _ tail: Tail, in range: ClosedRange<Double>, near: ClosedRange<Double>? = nil,
    _ probability: (Double, Tail) -> Double
  ) -> Double {
    func excess(_ x: Double) -> Double {
      tail == .lower ? probability(x, .lower) - p : p - probability(x, .upper)
    }
    var low = range.lowerBound
    var lowExcess = excess(low)
    if lowExcess >= 0 { return low }
    var high = range.upperBound
    var highExcess = excess(high)
    guard lowExcess < 0, highExcess >= 0 else { return highExcess < 0 ? high : .nan }
    for place in near.map({ [$0.lowerBound, $0.upperBound] }) ?? []
    where low < place && place < high {
      let value = excess(place)
      if value.isNaN { return .nan }
      if value >= 0 {
        (high, highExcess) = (place, value)
      } else {
        (low, lowExcess) = (place, value)
      }
    }
    var width = rank(high) &- rank(low)
    var lastSide = 0
    var mayInterpolate = false
    while width > 1 {
      var x = midpoint(low, width)
      if mayInterpolate {
        let candidate = low + (high - low) * (lowExcess / (lowExcess - highExcess))
        if candidate > low, candidate < high { x = candidate }
      }
      let value = excess(x)
      if value.isNaN { return .nan }
      // Illinois (Dowell & Jarratt 1971): an end that stays put twice counts half.
      if value >= 0 {
        high = x
        highExcess = value
        if lastSide == 1 { lowExcess /= 2 }
        lastSide = 1
      } else {
        low = x
        lowExcess = value
        if lastSide == -1 { highExcess /= 2 }
        lastSide = -1
      }
      let narrower = rank(high) &- rank(low)
      // Interpolation goes on while it pays; halving the ranks bounds the work by 64 halvings.
      mayInterpolate = !mayInterpolate || narrower <= width / 2
      width = narrower
    }
    return high
  }

  /// The same over the whole numbers from `first` to `last`, from a guess on: twice as far each
  /// time, then by halves.
  static func wholeQuantile(
    _ p: Double, _ tail: Tail, from first: Double, to last: Double, near guess: Double,
    _ probability: (Double, Tail) -> Double
  ) -> Double {
    var isKnown = true
    func reached(_ x: Double) -> Bool {
      let value = probability(x, tail)
      if value.isNaN { isKnown = false }
      return tail == .lower ? value >= p : value <= p
    }
    if reached(first) { return isKnown ? first : .nan }
    var low = guess.isFinite ? min(max(guess.rounded(), first), last) : first
    var high = last
    var step = 1.0
    if low > first, reached(low) {
      repeat {
        high = low
        low = max(first, high - step)
        step *= 2
      } while low > first && reached(low)
    } else {
      while low + step < last, !reached(low + step) {
        low += step
        step *= 2
      }
      high = min(low + step, last)
    }
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if reached(middle) { high = middle } else { low = middle }
    }
    return isKnown ? high : .nan
  }

  /// The place of a double among all doubles: neighbours differ by one.
  private static func rank(_ x: Double) -> UInt64 {
    let bits = x.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : 0 &- bits
  }

  private static func midpoint(_ low: Double, _ width: UInt64) -> Double {
    let middle = rank(low) &+ width / 2
    return Double(bitPattern: middle >> 63 == 1 ? middle & ~(1 << 63) : 0 &- middle)
  }
}
