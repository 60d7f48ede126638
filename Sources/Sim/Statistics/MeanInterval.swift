import CGSL

/// An interval for a mean of values whose distribution nobody knows.
package enum MeanInterval {
  /// Of fewer values there is none. No interval from few values holds its level for all
  /// distributions (Bahadur & Savage 1956), and to show one only where the values look even would
  /// make it worse: where the largest have not been met, they do.
  package static let fewestValues = 200

  /// Student's interval, whose limit on the side of the longer tail is moved out by what the
  /// skewness G of the values adds to it: (1 + 2t²) G/(6√n) standard errors (Johnson 1978,
  /// "Modified t tests and confidence intervals for asymmetrical populations", with the term in t²
  /// of Hall 1983). The other limit stays. `nil` of fewer than `fewest`, or if a limit is too
  /// large for a number.
  package static func of(
    _ skewed: SkewedMoments, alpha: Double, fewest: Int = fewestValues
  ) -> Interval? {
    let moments = skewed.moments
    guard moments.count >= fewest, let error = moments.standardError else { return nil }
    let n = Double(moments.count)
    let t = gsl_cdf_tdist_Qinv(alpha / 2, n - 1)
    let skewness = skewed.skewness ?? 0
    let added = (1 + 2 * t * t) * skewness.magnitude / (6 * n.squareRoot())
    let low = moments.mean - (t + (skewness < 0 ? added : 0)) * error
    let high = moments.mean + (t + (skewness > 0 ? added : 0)) * error
    return low.isFinite && high.isFinite ? Interval(low: low, high: high) : nil
  }
}
