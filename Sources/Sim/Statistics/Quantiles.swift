import CGSL

/// Quantiles of values that were kept.
package enum Quantiles {
  /// Hyndman & Fan (1996), type 7. `nil` without values.
  package static func exact(_ share: Double, ofSorted values: [Double]) -> Double? {
    guard let last = values.last else { return nil }
    let place = Double(values.count - 1) * min(max(share, 0), 1)
    let below = Int(place)
    guard below + 1 < values.count else { return last }
    return between(values[below], values[below + 1], place - Double(below))
  }

  /// Part of the way, also where the whole way is too long for a number.
  static func between(_ left: Double, _ right: Double, _ share: Double) -> Double {
    let way = right - left
    return way.isFinite ? left + way * share : left * (1 - share) + right * share
  }

  /// The order statistics that hold the quantile at level 1 - alpha or more. `nil` where there are
  /// too few values.
  package static func interval(_ share: Double, ofSorted values: [Double], alpha: Double = 0.05)
    -> Interval?
  {
    guard let ranks = QuantileRanks(share, of: values.count, alpha: alpha) else { return nil }
    return Interval(low: values[ranks.low], high: values[ranks.high])
  }
}

/// The ranks, from 0, of the order statistics between which a quantile lies at level 1 - alpha or
/// more, by the binomial distribution of the number of values below it (David & Nagaraja 2003,
/// section 7.1).
struct QuantileRanks: Sendable, Hashable {
  let low: Int
  let high: Int

  /// Past so many values ranks are those of the normal distribution, one further out on each side.
  static let mostExact = 1_000_000

  /// `failed`: values that nobody knows; below all others for the lower limit, above for the upper.
  /// `nil` where there are too few values.
  init?(_ share: Double, of known: Int, failed: Int = 0, alpha: Double) {
    let n = known + failed
    guard known > 0, share > 0, share < 1 else { return nil }
    let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
    let middle = Double(n) * share
    let reach = z * (middle * (1 - share)).squareRoot()
    let about = (Int((middle - reach).rounded(.down)) - 1, Int((middle + reach).rounded(.up)) + 1)
    var below = about.0
    var above = about.1
    if n <= Self.mostExact {
      let atMost = { (rank: Int) in gsl_cdf_binomial_P(UInt32(rank), share, UInt32(n)) }
      // The first rank at which the chance of so few values below passes alpha/2, and 1 - alpha/2.
      below = Self.first(to: n, near: about.0) { atMost($0) > alpha / 2 }
      above = Self.first(to: n, near: about.1) { atMost($0) >= 1 - alpha / 2 }
    }
    guard below >= 1 + failed, above < known else { return nil }
    low = below - 1 - failed
    high = above
  }

  /// The first rank that holds; all later ones hold too.
  private static func first(to end: Int, near guess: Int, where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = end
    if guess - 4 >= 0, !holds(guess - 4) { low = guess - 3 }
    if guess + 4 < end, holds(guess + 4) { high = guess + 4 }
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
