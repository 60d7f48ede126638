import CGSL

/// The noncentral χ² distribution: of the sum of squares of `freedom` independent normal values whose
/// squared means sum to `noncentrality`.
package enum NoncentralChiSquared {
  /// Past so large a noncentrality the distribution is the normal one with its mean and variance, as
  /// far as limits of intervals show it.
  private static let mostExact = 1e6

  /// P(X ≤ x): χ² distributions of freedom + 2j, mixed with the chances of j under a Poisson
  /// distribution of mean noncentrality/2 (Johnson, Kotz & Balakrishnan 1995, eq. 29.3).
  ///
  /// From the largest j that matters down to the smallest, past the most likely one between: each χ²
  /// probability is the one before it and something positive, so that nothing cancels.
  package static func lower(_ x: Double, freedom: Double, noncentrality: Double) -> Double {
    guard x > 0 else { return 0 }
    guard noncentrality > 0 else { return gsl_cdf_chisq_P(x, freedom) }
    if noncentrality > mostExact { return normal(x, freedom, noncentrality, gsl_cdf_ugaussian_P) }
    let range = range(noncentrality)
    var probability = gsl_cdf_chisq_P(x, freedom + 2 * Double(range.upperBound))
    var shape = freedom / 2 + Double(range.upperBound)
    var term = term(shape, x / 2)
    var sum = 0.0
    let weights = weights(range, noncentrality / 2)
    for weight in weights.reversed() {
      sum += weight * probability
      term *= shape / (x / 2)
      shape -= 1
      probability += term
    }
    return min(1, sum / weights.reduce(0, +))
  }

  /// P(X > x): the same from the smallest j up.
  package static func upper(_ x: Double, freedom: Double, noncentrality: Double) -> Double {
    guard x > 0 else { return 1 }
    guard noncentrality > 0 else { return gsl_cdf_chisq_Q(x, freedom) }
    if noncentrality > mostExact { return normal(x, freedom, noncentrality, gsl_cdf_ugaussian_Q) }
    let range = range(noncentrality)
    var probability = gsl_cdf_chisq_Q(x, freedom + 2 * Double(range.lowerBound))
    var shape = freedom / 2 + Double(range.lowerBound)
    var term = term(shape, x / 2)
    var sum = 0.0
    let weights = weights(range, noncentrality / 2)
    for weight in weights {
      sum += weight * probability
      probability += term
      shape += 1
      term *= x / 2 / shape
    }
    return min(1, sum / weights.reduce(0, +))
  }

  /// The noncentralities under which a value so small, or one so large, has a chance of alpha/2: limits
  /// at level 1 − alpha. A limit is 0 where the value is too small even without noncentrality.
  package static func noncentralities(_ x: Double, freedom: Double, alpha: Double = 0.05)
    -> Interval
  {
    let high = 2 * (x + freedom) + 60 + 12 * (x + freedom).squareRoot()
    let limit = { (chance: Double) in
      FallingRoot.find(from: 0, to: high) {
        lower(x, freedom: freedom, noncentrality: $0) - chance
      }
    }
    return Interval(low: limit(1 - alpha / 2), high: limit(alpha / 2))
  }

  /// Outside it the Poisson distribution has less than 10⁻¹⁶.
  private static func range(_ noncentrality: Double) -> ClosedRange<Int> {
    let mean = noncentrality / 2
    let reach = 8.5 * mean.squareRoot()
    return max(0, Int(mean - reach))...Int(mean + reach) + 36
  }

  /// Chances under the Poisson distribution, in units of the first.
  private static func weights(_ range: ClosedRange<Int>, _ mean: Double) -> [Double] {
    var weights = [1.0]
    weights.reserveCapacity(range.count)
    for j in range.dropFirst() { weights.append(weights[weights.count - 1] * mean / Double(j)) }
    return weights
  }

  /// y^a e^(−y) / Γ(a + 1), by how far y is from a: powers would lose digits.
  private static func term(_ a: Double, _ y: Double) -> Double {
    let relative = (y - a) / a
    let away = a * (log1p(relative) - relative)
    return exp(away) / ((2 * Double.pi * a).squareRoot() * gsl_sf_gammastar(a))
  }

  private static func normal(
    _ x: Double, _ freedom: Double, _ noncentrality: Double, _ tail: (Double) -> Double
  ) -> Double {
    tail((x - freedom - noncentrality) / (2 * (freedom + 2 * noncentrality)).squareRoot())
  }
}
