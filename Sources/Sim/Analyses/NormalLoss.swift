import CGSL

/// The loss integral of the normal distribution (Raiffa & Schlaifer 1961, section 11.4).
enum NormalLoss {
  /// E max(0, X): φ(u) − u Q(u) standard deviations, u = −mean over standard deviation.
  static func positivePart(mean: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return max(0, mean) }
    let u = -mean / deviation
    return max(0, deviation * (gsl_ran_ugaussian_pdf(u) - u * gsl_cdf_ugaussian_Q(u)))
  }

  /// E |X| = 2 E max(0, X) − E X.
  static func size(mean: Double, deviation: Double) -> Double {
    2 * positivePart(mean: mean, deviation: deviation) - mean
  }
}
