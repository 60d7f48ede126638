import Testing

@testable import Sim

/// A distribution with its arguments, as a test writes it.
struct Drawn: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let distribution: Distribution
  let arguments: [Double]
  /// Whether the fourth moment exists and 10⁵ draws can show it.
  let hasLightTails: Bool
  /// How many draws a test takes.
  var count = 100_000

  init(
    _ text: String, _ distribution: Distribution, _ arguments: [Double],
    hasLightTails: Bool = true
  ) {
    testDescription = text
    self.distribution = distribution
    self.arguments = arguments
    self.hasLightTails = hasLightTails
  }

  init(
    _ family: Family, _ arguments: Double..., form: Int = 0, hasLightTails: Bool = true
  ) {
    let written = zip(family.forms[form].parameters, arguments).map { "\($0)=\($1)" }
    self.init(
      "\(family.name)(\(written.joined(separator: ", ")))", .family(family, form: form, at: 0),
      arguments, hasLightTails: hasLightTails)
  }

  /// Draws at indices 0 ..< count of one site, seed 1.
  func draws(_ count: Int, step: UInt32 = 0) -> [Double] {
    let generator = CursorGenerator()
    let key = siteKey(seed: 1, path: "parameters.x:\(distribution.siteFamilyName)#1")
    return (0..<UInt64(count)).map { index in
      generator.reset(key: key, step: step, index: index, layout: distribution.layout)
      return distribution.sample(arguments, generator: generator)
    }
  }

  static func elicited(
    _ points: [(Int, Double)], low: Double? = nil, high: Double? = nil, hasLightTails: Bool = true
  ) -> Drawn {
    let quantiles = ElicitedQuantiles(
      points: points.map { (percent: Double($0.0), value: $0.1) }, low: low, high: high)
    let written = points.map { "p\($0.0)=\($0.1)" }.joined(separator: ", ")
    // Points that nothing fits would make every test of the case fail.
    let distribution = try? quantiles.fitted()
    return Drawn(
      "elicited(\(written))",
      distribution.map { .elicited($0) } ?? .family(.levy, form: 0, at: 0),
      [], hasLightTails: hasLightTails)
  }

  /// Draws are inverted from the distribution function that tests compare them with, each by a search.
  static func truncated(
    _ family: Family, _ arguments: [Double], _ low: Double, _ high: Double, draws: Int = 20_000
  ) -> Drawn {
    let count = arguments.count
    var drawn = Drawn(
      "truncated(\(family.name)(\(arguments)), \(low), \(high))",
      .truncated(.family(family, form: 0, at: 0), low: count, high: count + 1),
      arguments + [low, high])
    drawn.count = draws
    return drawn
  }
}

let continuousCases: [Drawn] = [
  Drawn(.normal, 0, 1), Drawn(.normal, -3, 1e-6), Drawn(.normal, 10, 20, form: 1),
  Drawn(.lognormal, 0, 0.25), Drawn(.lognormal, 1, 2, hasLightTails: false),
  Drawn(.lognormal, 4, 12, form: 1), Drawn(.lognormal, 10, 3, form: 2),
  Drawn(.uniform, 0.01, 0.08), Drawn(.uniform, -1e6, 1e6),
  Drawn(.triangular, 0, 0.4, 1), Drawn(.triangular, 0, 0, 1), Drawn(.triangular, -2, 3, 3),
  Drawn(.pert, 0, 2, 10), Drawn(.pert, 1, 1, 2),
  Drawn(.beta, 2, 30), Drawn(.beta, 0.05, 3), Drawn(.beta, 0.3, 0.5), Drawn(.beta, 1, 1),
  Drawn(.beta, 300, 2000),
  Drawn(.beta, 0.6, 0.15, form: 1),
  Drawn(.gamma, 0.2, 1), Drawn(.gamma, 1, 3), Drawn(.gamma, 500, 0.1),
  Drawn(.gamma, 4, 2, form: 1),
  Drawn(.exponential, 3), Drawn(.exponential, 0.1, form: 1),
  Drawn(.weibull, 2, 1.5), Drawn(.weibull, 1, 0.5, hasLightTails: false), Drawn(.weibull, 1, 30),
  Drawn(.logisticNoise, 2),
  Drawn(.gumbel1, 1, 1), Drawn(.gumbel1, 3, 2, form: 1),
  Drawn(.cauchy, 1, 2, hasLightTails: false), Drawn(.laplace, -1, 0.5),
  Drawn(.pareto, 5, 2, hasLightTails: false), Drawn(.pareto, 0.5, 1, hasLightTails: false),
  Drawn(.rayleigh, 2), Drawn(.chiSquared, 1), Drawn(.chiSquared, 40),
  Drawn(.studentT, 10), Drawn(.studentT, 2.5, hasLightTails: false),
  Drawn(.gaussianTail, 1, 2), Drawn(.gaussianTail, -1, 1), Drawn(.gaussianTail, 12, 1),
  Drawn(.exponentialPower, 2, 0.7), Drawn(.exponentialPower, 1, 3),
  Drawn(.exponentialPower, 3, 1), Drawn(.exponentialPower, 1, 6),
  Drawn(.rayleighTail, 2, 1.5), Drawn(.rayleighTail, 0, 1), Drawn(.rayleighTail, 40, 1),
  Drawn(.fisherF, 5, 30), Drawn(.fisherF, 0.8, 3, hasLightTails: false),
  Drawn(.gumbel2, 5, 2, hasLightTails: false), Drawn(.gumbel2, 0.5, 1, hasLightTails: false),
  Drawn(.erlang, 3, 2),
  Drawn(.pert, 0, 2, 10, 2.5, form: 1), Drawn(.pert, 0, 2, 10, 0, form: 1),
  Drawn(.gev, 1, 2, 0.1), Drawn(.gev, 0, 1, 0), Drawn(.gev, 0, 3, -0.5),
  Drawn(.gev, 0, 1, 0.8, hasLightTails: false),
  Drawn(.skewNormal, 0, 1, 0), Drawn(.skewNormal, 1, 2, 4), Drawn(.skewNormal, -1, 0.5, -1),
  Drawn(.skewNormal, 0, 1, 500),
  Drawn(.gompertz, 10, 0.05), Drawn(.gompertz, 2, 3), Drawn(.gompertz, 0.001, 0.08, form: 1),
  .truncated(.normal, [0, 1], 40, .infinity), .truncated(.normal, [5, 2], -.infinity, -1000),
  .truncated(.normal, [0, 1], 50, 50.01), .truncated(.lognormal, [0, 1], 1e30, .infinity),
  .truncated(.exponential, [1], 900, .infinity), .truncated(.weibull, [1, 2], 40, 41),
  .truncated(.laplace, [0, 1], -2000, -1000),
  .truncated(.logisticNoise, [1], 800, .infinity), .truncated(.rayleigh, [1], 50, .infinity),
  .truncated(.gumbel1, [1, 1], 900, .infinity), .truncated(.gompertz, [1, 1], 8, .infinity),
  // Each draw integrates a tail many times over, which takes about a millisecond.
  .truncated(.gamma, [3, 1], 1000, .infinity, draws: 5000),
  .truncated(.skewNormal, [0, 1, -2], 30, .infinity, draws: 5000),
  .elicited([(5, 0.1), (95, 0.6)]), .elicited([(5, -1), (50, 1), (95, 3)]),
  .elicited([(10, 0.1), (90, 0.4)], low: 0, high: 1), .elicited([(5, 2), (95, 9)], high: 10),
  .elicited([(10, 0.05), (50, 0.2), (90, 0.5)]),
  .elicited([(5, 0.1), (50, 0.25), (95, 0.45)], low: 0, high: 1),
  .elicited([(10, 2), (50, 5), (90, 9)], low: 1, hasLightTails: false),
  .elicited([(10, 2), (50, 5), (90, 9)], high: 12, hasLightTails: false),
  .truncated(.normal, [0.55, 0.15], 0, 1), .truncated(.normal, [0, 1], 8, 9),
  .truncated(.normal, [0, 1], -9, -8), .truncated(.normal, [0, 1], 30, .infinity),
  .truncated(.normal, [0, 1], -.infinity, 0.3), .truncated(.gamma, [2, 1], 20, 21),
  .truncated(.beta, [2, 30], 0.5, 1), .truncated(.lognormal, [0, 1], 0.1, 3),
  Drawn(
    "mixture(normal(0, 1), 3, exponential(2), 1)",
    .mixture([
      (.family(.normal, form: 0, at: 0), 2), (.family(.exponential, form: 0, at: 3), 4),
    ]), [0, 1, 3, 2, 1]),
  Drawn(
    "truncated(mixture(normal(0, 1), 3, exponential(2), 1), 0.5, 4)",
    .truncated(
      .mixture([
        (.family(.normal, form: 0, at: 0), 2), (.family(.exponential, form: 0, at: 3), 4),
      ]), low: 5, high: 6), [0, 1, 3, 2, 1, 0.5, 4]),
  Drawn(
    "truncated(truncated(normal(0, 1), 1, 4), 2, 9)",
    .truncated(
      .truncated(.family(.normal, form: 0, at: 0), low: 2, high: 3), low: 4, high: 5),
    [0, 1, 1, 4, 2, 9]),
]

let discreteCases: [Drawn] = [
  Drawn(.bernoulli, 0.4), Drawn(.bernoulli, 0.001), Drawn(.chance, 0.75),
  Drawn(.binomial, 10, 0.3), Drawn(.binomial, 1_000_000, 0.5), Drawn(.binomial, 40, 0.98),
  Drawn(.poisson, 0.15), Drawn(.poisson, 9.99), Drawn(.poisson, 10), Drawn(.poisson, 1000),
  Drawn(.geometric, 0.3), Drawn(.geometric, 0.01), Drawn(.negativeBinomial, 2.5, 0.4),
  Drawn(.hypergeometric, 20, 30, 12), Drawn(.pascal, 3, 0.4), Drawn(.logarithmic, 0.7),
  Drawn(.zipf, 1.5, hasLightTails: false), Drawn(.zipf, 6), Drawn(.zipf, 1, 50, form: 1),
  Drawn(.zipf, 0, 10, form: 1), Drawn(.zipf, 2.5, 1000, form: 1), Drawn(.zipf, 0.5, 1e6, form: 1),
  Drawn(.logarithmic, 0.05), Drawn(.logarithmic, 0.99),
  Drawn(
    "empirical(3, 1, 4, 1, 5)",
    .empirical(EmpiricalSample(name: "digits", values: [3, 1, 4, 1, 5])), []),
  Drawn(
    "discrete(5, 1, -2, 3, 5, 2, 7, 0)", .discrete(count: 4, at: 0), [5, 1, -2, 3, 5, 2, 7, 0]),
  .truncated(.poisson, [4], 2, 6.5), .truncated(.poisson, [4], 15, .infinity),
  .truncated(.geometric, [0.3], 3, 9), .truncated(.binomial, [10, 0.3], -1, 2),
  Drawn(
    "truncated(discrete(1, 1, 2, 2, 3, 3), 2, 3)",
    .truncated(.discrete(count: 3, at: 0), low: 6, high: 7), [1, 1, 2, 2, 3, 3, 2, 3]),
  Drawn(
    "mixture(poisson(3), 1, discrete(0, 1), 1)",
    .mixture([(.family(.poisson, form: 0, at: 0), 1), (.discrete(count: 1, at: 2), 4)]),
    [3, 1, 0, 1, 1]),
]
