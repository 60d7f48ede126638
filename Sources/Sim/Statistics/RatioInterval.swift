import CGSL

/// The ratio of two independent shares, (x1/n1)/(x0/n0), such as a signal's likelihood ratio.
package struct RatioInterval: Sendable, Hashable {
  /// `nil`: 0/0.
  package let ratio: Double?
  /// 0 and infinity where the data do not bound it.
  package internal(set) var interval: Interval

  /// Score interval of Koopman (1984), "Confidence intervals for the ratio of two binomial
  /// proportions"; Miettinen & Nurminen (1985) without their factor N/(N-1).
  package init(_ x1: Int, of n1: Int, over x0: Int, of n0: Int, alpha: Double = 0.05) {
    self.init(RatioCounts(x1: x1, n1: n1, x0: x0, n0: n0), score: Self.score(alpha: alpha))
  }

  init(ratio: Double?, interval: Interval) {
    self.ratio = ratio
    self.interval = interval
  }

  /// `score`: that of the limits.
  init(_ counts: RatioCounts, score z: Double) {
    let (x1, n1, x0, n0) = (counts.x1, counts.n1, counts.x0, counts.n0)
    guard n1 > 0, n0 > 0, x1 > 0 || x0 > 0 else {
      ratio = nil
      interval = Interval(low: 0, high: .infinity)
      return
    }
    guard x0 > 0 else {
      ratio = .infinity
      interval = Interval(low: counts.limits(score: z, hasHigh: false).low, high: .infinity)
      return
    }
    ratio = x1 == 0 ? 0 : (Double(x1) / Double(n1)) / (Double(x0) / Double(n0))
    let limits = counts.limits(score: z, hasLow: x1 > 0)
    interval = Interval(low: x1 == 0 ? 0 : limits.low, high: limits.high)
  }

  /// The same with trials of which nobody knows in which group they are and how they would have come out:
  /// all speak for the rest, then all against (Horowitz & Manski 2000, as `ShareInterval` does).
  init(_ counts: RatioCounts, failed: Int, score: Double) {
    self.init(counts, score: score)
    guard failed > 0 else { return }
    var (least, most) = (counts, counts)
    least.n1 += failed
    least.n0 += failed
    most.n1 += failed
    most.n0 += failed
    least.x0 += failed
    most.x1 += failed
    interval = Interval(
      low: RatioInterval(least, score: score).interval.low,
      high: RatioInterval(most, score: score).interval.high)
  }

  /// The score of limits at level 1 − `alpha`.
  static func score(alpha: Double) -> Double { gsl_cdf_ugaussian_Qinv(alpha / 2) }
}

/// x1 of n1 over x0 of n0.
struct RatioCounts: Equatable {
  var x1, n1, x0, n0: Int

  /// The ratios with the scores `score` and −`score`, those that are asked for; 0 and infinity in place of
  /// the others.
  fileprivate func limits(
    score: Double, hasLow: Bool = true, hasHigh: Bool = true
  ) -> sim_ratio_range {
    var counts = sim_ratio_counts(x1: Double(x1), n1: Double(n1), x0: Double(x0), n0: Double(n0))
    return sim_ratio_limits(&counts, score, hasLow ? 1 : 0, hasHigh ? 1 : 0)
  }
}
