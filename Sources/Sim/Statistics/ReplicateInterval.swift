import CGSL

/// Intervals from a few independent replicates of a whole computation, such as scrambles of a sequence
/// of low discrepancy or parts of a run.
package enum ReplicateInterval {
  /// The mean of what the replicates gave, by Student's distribution. `nil` of fewer than two.
  package static func mean(_ values: [Double], alpha: Double = 0.05) -> ValueInInterval? {
    var moments = Moments()
    for value in values { moments.add(value) }
    guard moments.missing == 0, let error = moments.standardError else { return nil }
    return around(moments.mean, error, freedom: Double(values.count - 1), alpha)
  }

  /// The ratio of two means, by the jackknife over replicates (Miller 1974, "The jackknife – a
  /// review"), which takes away most of the bias of a ratio. `nil` of fewer than three, or where a sum
  /// of denominators that leaves one out is not above 0.
  package static func ratio(
    _ numerators: [Double], _ denominators: [Double], alpha: Double = 0.05
  ) -> ValueInInterval? {
    let (above, below) = (numerators.reduce(0, +), denominators.reduce(0, +))
    let leftOut = zip(numerators, denominators).map { (above - $0, below - $1) }
    guard below > 0, leftOut.allSatisfy({ $0.1 > 0 }) else { return nil }
    return jackknife(above / below, leftOut.map { $0.0 / $0.1 }, alpha: alpha)
  }

  /// `all`: the statistic of everything; `without`: of all but one replicate each.
  package static func jackknife(
    _ all: Double, _ without: [Double], alpha: Double = 0.05
  ) -> ValueInInterval? {
    let n = Double(without.count)
    guard without.count > 2 else { return nil }
    return mean(without.map { n * all - (n - 1) * $0 }, alpha: alpha)
  }

  private static func around(
    _ value: Double, _ error: Double, freedom: Double, _ alpha: Double
  ) -> ValueInInterval {
    let t = gsl_cdf_tdist_Qinv(alpha / 2, freedom)
    return ValueInInterval(value, Interval(low: value - t * error, high: value + t * error))
  }
}

/// What was estimated, and between which limits it is.
package struct ValueInInterval: Sendable, Hashable {
  package var value: Double
  package var interval: Interval

  package init(_ value: Double, _ interval: Interval) {
    self.value = value
    self.interval = interval
  }

  /// Whether chance alone could not have made it of 0.
  package var isToldApart: Bool { interval.low > 0 || interval.high < 0 }
}
