internal import CGSL

/// Sets of parameters with weights, as normal scores: a prior quantile u is Φ⁻¹(u), so that before anything
/// is known all scores are independent and standard normal, whatever the distributions of the parameters.
package struct WeightedParticles: Sendable {
  /// By particle, then by parameter.
  package let scores: [[Double]]
  /// Their sum is 1.
  package let weights: [Double]

  /// `nil` where no weight is above 0.
  package init?(scores: [[Double]], logWeights: [Double]) {
    guard let weights = Self.normalized(logWeights) else { return nil }
    self.scores = scores
    self.weights = weights
  }

  /// Particles of equal weight, as many as `count`, taken at even steps along the summed weights (systematic
  /// resampling: Carpenter, Clifford & Fearnhead 1999): the place of each. One of a large weight comes more
  /// than once.
  package func resampled(_ count: Int) -> [Int] {
    var found: [Int] = []
    var sum = 0.0
    for place in weights.indices where weights[place] > 0 {
      sum += weights[place]
      while found.count < count, (Double(found.count) + 0.5) / Double(count) <= sum {
        found.append(place)
      }
    }
    // What rounding leaves of the sum belongs to the last.
    if let last = weights.lastIndex(where: { $0 > 0 }) {
      while found.count < count { found.append(last) }
    }
    return found
  }

  static func normalized(_ logWeights: [Double]) -> [Double]? {
    guard let most = logWeights.filter({ !$0.isNaN }).max(), most.isFinite else { return nil }
    let raw = logWeights.map { $0.isNaN ? 0 : exp($0 - most) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }

  /// How many particles of equal weight say as much: 1/Σw² (Kish 1965; Liu 2001, section 2.5.3).
  package var effectiveSize: Double { Self.effectiveSize(weights) }

  static func effectiveSize(_ weights: [Double]) -> Double {
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? 1 / squares : 0
  }

  /// Mean and standard deviation of a value of each particle.
  package func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = zip(weights, values).reduce(0) {
      $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean)
    }
    return (mean, variance.squareRoot())
  }

  /// The least value with at least such a share of the weight at or below it.
  package func quantile(_ share: Double, _ values: [Double]) -> Double? {
    var sum = 0.0
    for place in values.indices.sorted(by: { values[$0] < values[$1] }) where weights[place] > 0 {
      sum += weights[place]
      if sum >= share - 1e-12 { return values[place] }
    }
    return values.max()
  }

  /// How far a parameter's distribution lies from its prior, as the largest difference of the two
  /// distribution functions (Kolmogorov 1933). The band is that of Dvoretzky, Kiefer, Wolfowitz and Massart
  /// (1990) for as many draws as the effective size: what lies within it is not told apart from the prior.
  package func distanceFromPrior(_ parameter: Int) -> (value: Double, interval: Interval) {
    let column = scores.map { $0[parameter] }
    var (sum, most) = (0.0, 0.0)
    for place in column.indices.sorted(by: { column[$0] < column[$1] }) {
      let prior = gsl_cdf_ugaussian_P(column[place])
      most = max(most, (sum - prior).magnitude)
      sum += weights[place]
      most = max(most, (sum - prior).magnitude)
    }
    let width = (log(2 / 0.05) / (2 * max(1, effectiveSize))).squareRoot()
    return (most, Interval(low: max(0, most - width), high: min(1, most + width)))
  }

  /// Standard deviation of a parameter's scores: 1 before anything is known.
  package func deviationOfScore(_ parameter: Int) -> Double {
    moments(scores.map { $0[parameter] }).deviation
  }

  /// The prior quantile of each parameter of a particle.
  package static func quantiles(_ scores: [Double]) -> [Double] {
    scores.map { gsl_cdf_ugaussian_P($0) }
  }
}
