import CGSL

/// A distribution through the quantiles that somebody gave: a normal or a metalog on the line onto
/// which the quantity's range is laid.
///
/// A normal above a bound is a lognormal, between two a logit-normal.
package struct ElicitedDistribution: Sendable, Hashable {
  enum Curve: Sendable, Hashable {
    case normal(mu: Double, sigma: Double)
    case metalog(Metalog)
  }

  let curve: Curve
  let range: ElicitedRange

  /// What a draw starts from: a standard normal z, or a uniform u of 52 bits.
  package var startsFromNormal: Bool {
    if case .normal = curve { true } else { false }
  }

  var layout: WordLayout { startsFromNormal ? .word32 : .word52 }

  func sample(_ generator: CursorGenerator) -> Double {
    switch curve {
    case .normal(let mu, let sigma): return range.value(at: mu + sigma * generator.normal())
    case .metalog(let metalog): return range.value(at: metalog.value(at: generator.uniform()))
    }
  }

  func probability(_ x: Double, _ tail: Tail) -> Double {
    let y = range.place(of: x)
    if y == -.infinity { return tail == .lower ? 0 : 1 }
    if y == .infinity { return tail == .lower ? 1 : 0 }
    switch curve {
    case .normal(let mu, let sigma):
      let z = (y - mu) / sigma
      return tail == .lower ? gsl_cdf_ugaussian_P(z) : gsl_cdf_ugaussian_Q(z)
    case .metalog(let metalog):
      let t = metalog.logit(of: y)
      return Mathematics.logistic(tail == .lower ? t : -t)
    }
  }

  func quantile(_ p: Double, _ tail: Tail) -> Double {
    switch curve {
    case .normal(let mu, let sigma):
      return range.value(at: mu + sigma * standardNormalQuantile(p, tail))
    case .metalog(let metalog):
      return range.value(at: metalog.value(logit: logOfLower(p, tail) - logOfUpper(p, tail)))
    }
  }

  /// Mean and variance where they are infinite or known in closed form; `nil`: by integration.
  var knownMoments: (mean: Double, variance: Double)? {
    switch (curve, range) {
    case (.normal(let mu, let sigma), .unbounded): return (mu, sigma * sigma)
    case (.normal(let mu, let sigma), .above(let low)):
      let mean = Elementary.exp(mu + sigma * sigma / 2)
      return (low + mean, mean * mean * Elementary.expm1(sigma * sigma))
    case (.normal(let mu, let sigma), .below(let high)):
      let mean = Elementary.exp(-mu + sigma * sigma / 2)
      return (high - mean, mean * mean * Elementary.expm1(sigma * sigma))
    // exp of it has a tail of Pareto's with shape one over the slope at the end.
    case (.metalog(let m), .above) where m.slope(at: 0.5) >= 1: return (.infinity, .infinity)
    case (.metalog(let m), .below) where m.slope(at: -0.5) >= 1: return (-.infinity, .infinity)
    default: return nil
    }
  }

  /// Whether the variance is infinite though the mean is not.
  var hasInfiniteVariance: Bool {
    switch (curve, range) {
    case (.metalog(let m), .above): m.slope(at: 0.5) >= 0.5
    case (.metalog(let m), .below): m.slope(at: -0.5) >= 0.5
    default: false
    }
  }
}
