import CGSL

/// Intervals for the difference of two shares that were counted in the same trials.
package enum PairedInterval {
  /// Tango's score interval for p₁ − p₂ (Tango 1998, "Equivalence test and confidence interval for
  /// the difference in proportions for the paired-sample design", eq. 4): all differences d with
  ///
  ///     |b − c − n d| ≤ z √(n (2 q̃ + d (1 − d)))
  ///
  /// where q̃ is the most likely share of the pairs counted by `c` if the difference is d.
  ///
  /// `onlyFirst`, `onlySecond`: pairs of which one alone has the property (b and c). Without pairs:
  /// [−1, 1].
  package static func score(
    onlyFirst: Int, onlySecond: Int, of pairs: Int, alpha: Double = 0.05
  ) -> Interval {
    guard pairs > 0 else { return Interval(low: -1, high: 1) }
    let (b, c, n) = (Double(onlyFirst), Double(onlySecond), Double(pairs))
    let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
    let found = (b - c) / n
    // The statistic falls as d rises: it is positive below what was found and negative above.
    let low = root(-1, found) { statistic(b, c, n, $0) - z }
    let high = root(found, 1) { statistic(b, c, n, $0) + z }
    return Interval(low: low, high: high)
  }

  /// The same with pairs of which nobody knows how they would have come out: the lower limit counts all of
  /// them against the first, the upper limit all for it (Horowitz & Manski 2000, as `ShareInterval` does).
  package static func score(
    onlyFirst: Int, onlySecond: Int, of pairs: Int, failed: Int, alpha: Double = 0.05
  ) -> Interval {
    let all = pairs + failed
    guard failed > 0 else {
      return score(onlyFirst: onlyFirst, onlySecond: onlySecond, of: all, alpha: alpha)
    }
    return Interval(
      low: score(onlyFirst: onlyFirst, onlySecond: onlySecond + failed, of: all, alpha: alpha).low,
      high: score(onlyFirst: onlyFirst + failed, onlySecond: onlySecond, of: all, alpha: alpha).high
    )
  }

  /// About how many pairs it takes until an interval around such a difference leaves 0 out: (z σ / d)²,
  /// with the variance σ² of a pair's difference. `nil` where there is no difference yet.
  static func neededPairs(difference: Double, variance: Double, alpha: Double) -> Double? {
    guard difference != 0, difference.isFinite, variance.isFinite else { return nil }
    let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
    return max(1, (z * z * variance / (difference * difference)).rounded(.up))
  }

  /// The number of standard errors by which what was found is above d.
  private static func statistic(_ b: Double, _ c: Double, _ n: Double, _ d: Double) -> Double {
    let above = b - c - n * d
    // 2n q² + B q + C = 0, of which q̃ is the larger root.
    let linear = -b - c + (2 * n - b + c) * d
    let constant = -c * d * (1 - d)
    let inner = max(0, linear * linear - 8 * n * constant).squareRoot()
    // Of the two forms the one in which nothing cancels.
    let q = linear <= 0 ? (inner - linear) / (4 * n) : -2 * constant / (linear + inner)
    let variance = n * (2 * max(0, q) + d * (1 - d))
    if above == 0 { return 0 }
    return variance > 0 ? above / variance.squareRoot() : above > 0 ? .infinity : -.infinity
  }

  /// Where a falling function is 0, by halving; the end of the bracket where it is not.
  private static func root(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
    var (low, high) = (from, to)
    if value(low) <= 0 { return low }
    if value(high) >= 0 { return high }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if value(middle) > 0 { low = middle } else { high = middle }
    }
  }
}
