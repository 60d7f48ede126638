import CGSL

/// The noncentral χ² distribution: of the sum of squares of `freedom` independent normal values whose
/// squared means sum to `noncentrality`.
package enum NoncentralChiSquared {
  /// Past so large a noncentrality the distribution is the normal one with its mean and variance, as
  /// far as limits of intervals show it.
  fileprivate static let mostExact = 1e6

  /// P(X ≤ x): χ² distributions of freedom + 2j, mixed with the chances of j under a Poisson
  /// distribution of mean noncentrality/2 (Johnson, Kotz & Balakrishnan 1995, eq. 29.3).
  package static func lower(_ x: Double, freedom: Double, noncentrality: Double) -> Double {
    guard x > 0 else { return 0 }
    guard noncentrality > 0 else { return gsl_cdf_chisq_P(x, freedom) }
    if noncentrality > mostExact { return normal(x, freedom, noncentrality, gsl_cdf_ugaussian_P) }
    var mixture = ChiSquaredMixture(x, freedom: freedom)
    return mixture.lower(noncentrality)
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
    var mixture = ChiSquaredMixture(x, freedom: freedom)
    let first = mixture.lowerAnywhere(0)
    let last = mixture.lowerAnywhere(high)
    let limit = { (chance: Double, mixture: inout ChiSquaredMixture) in
      FallingRoot.find(from: 0, to: high, above: first - chance, below: last - chance) {
        mixture.lowerAnywhere($0) - chance
      }
    }
    return Interval(low: limit(1 - alpha / 2, &mixture), high: limit(alpha / 2, &mixture))
  }

  /// Outside it the Poisson distribution has less than 10⁻¹⁶.
  fileprivate static func range(_ noncentrality: Double) -> ClosedRange<Int> {
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
  fileprivate static func term(_ a: Double, _ y: Double) -> Double {
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

/// χ² distributions of freedom + 2j at one value, to be mixed for one noncentrality after another.
private struct ChiSquaredMixture {
  private let x, freedom: Double
  private var largest = -1
  /// From the largest j down, as many as were asked for, with room behind them.
  private var probabilities: [Double] = []
  private var count = 0
  /// What the next is above the last one.
  private var shape = 0.0
  private var term = 0.0
  private var weights: [Double] = []

  init(_ x: Double, freedom: Double) {
    self.x = x
    self.freedom = freedom
  }

  /// P(X ≤ x) for any noncentrality.
  @inline(__always)
  mutating func lowerAnywhere(_ noncentrality: Double) -> Double {
    guard x > 0, noncentrality > 0, noncentrality <= NoncentralChiSquared.mostExact else {
      return NoncentralChiSquared.lower(x, freedom: freedom, noncentrality: noncentrality)
    }
    return lower(noncentrality)
  }

  /// P(X ≤ x) of a sum, for a noncentrality above 0.
  ///
  /// From the largest j that matters down to the smallest, past the most likely one between: each χ²
  /// probability is the one before it and something positive, so that nothing cancels.
  mutating func lower(_ noncentrality: Double) -> Double {
    let range = NoncentralChiSquared.range(noncentrality)
    let total = weigh(range, noncentrality / 2)
    reach(range)
    let count = range.count
    let sum = weights.withUnsafeBufferPointer { weights in
      probabilities.withUnsafeBufferPointer { probabilities in
        var sum = 0.0
        for place in 0..<count { sum += weights[count &- 1 &- place] * probabilities[place] }
        return sum
      }
    }
    return min(1, sum / total)
  }

  /// Chances under the Poisson distribution, in units of the first; what they add up to.
  private mutating func weigh(_ range: ClosedRange<Int>, _ mean: Double) -> Double {
    let count = range.count
    if weights.count < count { weights = Array(repeating: 0, count: count) }
    return weights.withUnsafeMutableBufferPointer { weights in
      var weight = 1.0
      var total = 1.0
      var j = Double(range.lowerBound)
      weights[0] = weight
      for place in 1..<count {
        j += 1
        weight = weight * mean / j
        weights[place] = weight
        total += weight
      }
      return total
    }
  }

  /// Makes the probabilities of a range. Near a root its upper end stays, and so do they.
  private mutating func reach(_ range: ClosedRange<Int>) {
    let wanted = range.count
    if probabilities.count < wanted {
      probabilities += Array(repeating: 0, count: wanted - probabilities.count)
    }
    if range.upperBound != largest {
      largest = range.upperBound
      shape = freedom / 2 + Double(largest)
      term = NoncentralChiSquared.term(shape, x / 2)
      probabilities[0] = gsl_cdf_chisq_P(x, freedom + 2 * Double(largest))
      count = 1
    }
    guard count < wanted else { return }
    let half = x / 2
    var (shape, term) = (shape, term)
    probabilities.withUnsafeMutableBufferPointer { probabilities in
      var probability = probabilities[count - 1]
      for place in count..<wanted {
        term *= shape / half
        shape -= 1
        probability += term
        probabilities[place] = probability
      }
    }
    (self.shape, self.term, count) = (shape, term, wanted)
  }
}
