import Testing

@testable import Sim

private struct Violation: CustomTestStringConvertible, Sendable {
  let drawn: Drawn
  let message: String
  var testDescription: String { message }

  init(_ message: String, _ family: Family, _ arguments: Double..., form: Int = 0) {
    self.message = message
    drawn = Drawn(family.name, .family(family, form: form, at: 0), arguments)
  }

  init(_ message: String, _ distribution: Distribution, _ arguments: [Double]) {
    self.message = message
    drawn = Drawn(message, distribution, arguments)
  }
}

private let normalThenBounds = Distribution.truncated(
  .family(.normal, form: 0, at: 0), low: 2, high: 3)

private let violations: [Violation] = [
  Violation("normal: mean must be finite, but is nan", .normal, .nan, 1),
  Violation("normal: sd must be 0 or more, but is -1", .normal, 0, -1),
  Violation("normal: sd must be finite, but is inf", .normal, 0, .infinity),
  Violation("normal: p5 must not be above p95, but they are 3 and 2", .normal, 3, 2, form: 1),
  Violation("lognormal: sigma must be 0 or more, but is -0.5", .lognormal, 0, -0.5),
  Violation("lognormal: p5 must be above 0, but is 0", .lognormal, 0, 2, form: 1),
  Violation("lognormal: mean must be above 0, but is -2", .lognormal, -2, 1, form: 2),
  Violation("uniform: min must not be above max, but they are 2 and 1", .uniform, 2, 1),
  Violation("uniform: low must not be above high, but they are 2 and 1", .uniform, 2, 1, form: 1),
  Violation(
    "uniform: max - min must be finite, but they are 1e+308 and -1e+308", .uniform, -1e308, 1e308),
  Violation(
    "triangular: max - min must be finite, but they are 1e+308 and -1e+308", .triangular, -1e308, 0,
    1e308),
  Violation("triangular: mode must not be above max, but they are 5 and 2", .triangular, 0, 5, 2),
  Violation("pert: min must not be above mode, but they are 1 and 0", .pert, 1, 0, 2),
  Violation(
    "pert: max - min must be finite, but they are 1e+308 and -1e+308", .pert, -1e308, 0, 1e308),
  Violation("beta: alpha must be above 0, but is 0", .beta, 0, 1),
  Violation("beta: mean must be above 0 and below 1, but is 1.2", .beta, 1.2, 0.1, form: 1),
  Violation(
    "beta: sd must be below sqrt(mean * (1 - mean)) = 0.5, but is 0.6", .beta, 0.5, 0.6, form: 1),
  Violation(
    "beta: alpha must be between 1e-300 and 1e+300, but is 5e-324", .beta, .leastNonzeroMagnitude,
    .leastNonzeroMagnitude),
  Violation("beta: beta must be between 1e-300 and 1e+300, but is 1e+301", .beta, 1, 1e301),
  Violation(
    "beta: sd must be below sqrt(mean * (1 - mean)) = 0.4582575695, but is 0.6", .beta, 0.3, 0.6,
    form: 1),
  Violation("beta: sd must be 0 or more, but is -1", .beta, 0.3, -1, form: 1),
  Violation(
    "beta: mean and sd give alpha and beta of inf and inf, which must be between 1e-300 and 1e+300",
    .beta, 0.5, 1e-200, form: 1),
  Violation(
    "gamma: mean and sd give shape and scale of inf and 1e-200, which must be between 1e-300 and 1e+300",
    .gamma, 1e200, 1, form: 1),
  Violation(
    "gamma: scale must be 0, or between 1e-300 and 1e+300, but is 1e-301", .gamma, 1, 1e-301),
  Violation("gamma: shape must be above 0, but is -1", .gamma, -1, 1),
  Violation("gamma: sd must be 0 or more, but is -1", .gamma, 1, -1, form: 1),
  Violation("exponential: mean must be 0 or more, but is -1", .exponential, -1),
  Violation(
    "exponential: rate must be between 1e-300 and 1e+300, but is 1e-301", .exponential, 1e-301,
    form: 1),
  Violation("exponential: rate must be above 0, but is 0", .exponential, 0, form: 1),
  Violation("weibull: shape must be above 0, but is 0", .weibull, 1, 0),
  Violation("logistic_noise: scale must be 0 or more, but is -1", .logisticNoise, -1),
  Violation("bernoulli: p must be between 0 and 1, but is 1.5", .bernoulli, 1.5),
  Violation("chance: p must be between 0 and 1, but is nan", .chance, .nan),
  Violation(
    "binomial: n must be a whole number from 0 to 1000000000, but is 2.5", .binomial, 2.5, 0.5),
  Violation("poisson: mean must be between 0 and 1000000000, but is -1", .poisson, -1),
  Violation("geometric: p must be between 1e-08 and 1, but is 0", .geometric, 0),
  Violation("negative_binomial: n must be above 0, but is 0", .negativeBinomial, 0, 0.5),
  Violation(
    "negative_binomial: max(n, 1) * (1 - p) / p must be at most 10000000, but is 9999999999",
    .negativeBinomial, 1, 1e-10),
  Violation(
    "hypergeometric: draws must not be above successes + failures, but they are 6 and 5",
    .hypergeometric, 2, 3, 6),
  Violation("gumbel1: b must be above 0, but is 0", .gumbel1, 1, 0),
  Violation("cauchy: scale must be 0 or more, but is -1", .cauchy, 0, -1),
  Violation("laplace: scale must be 0 or more, but is -1", .laplace, 0, -1),
  Violation("pareto: min must be above 0, but is 0", .pareto, 1, 0),
  Violation("rayleigh: sigma must be 0 or more, but is -1", .rayleigh, -1),
  Violation("chi_squared: degrees must be above 0, but is 0", .chiSquared, 0),
  Violation("student_t: degrees must be between 0.1 and 1e+300, but is 0.05", .studentT, 0.05),
  Violation(
    "fisher_f: degrees2 must be between 0.1 and 1e+300, but is 0.05", .fisherF, 1, 0.05),
  Violation(
    "hypergeometric: draws must be a whole number from 0 to 2000000000, but is 2.5",
    .hypergeometric,
    10, 10, 2.5),
  Violation("student_t: degrees must be above 0, but is -3", .studentT, -3),
  Violation("gaussian_tail: sigma must be 0 or more, but is -1", .gaussianTail, 1, -1),
  Violation(
    "gaussian_tail: a must be at most 1e6 sigma = 2000000, but is 2000001", .gaussianTail,
    2_000_001, 2),
  Violation("gaussian_tail: a must be at most 1e6 sigma = 0, but is 1", .gaussianTail, 1, 0),
  Violation("zipf: exponent must be between 1.01 and 1000, but is 1", .zipf, 1),
  Violation("zipf: exponent must be between 0 and 1000, but is -1", .zipf, -1, 10, form: 1),
  Violation(
    "zipf: n must be a whole number from 1 to 1000000000, but is 2.5", .zipf, 1, 2.5, form: 1),
  Violation("gev: shape must be between -10 and 10, but is 11", .gev, 0, 1, 11),
  Violation("gev: scale must be 0 or more, but is -1", .gev, 0, -1, 0),
  Violation(
    "skew_normal: shape must be between -1000000 and 1000000, but is 2000000", .skewNormal, 0, 1,
    2e6),
  Violation("gompertz: shape must be above 0, but is 0", .gompertz, 1, 0),
  Violation("gompertz: hazard must be above 0, but is -1", .gompertz, -1, 1, form: 1),
  Violation(
    "gompertz: hazard / growth must be between 1e-300 and 1e+300, but is 0", .gompertz, 1e-290,
    1e290, form: 1),
  Violation(
    "pert: lambda must be between 0 and 1000000000, but is -1", .pert, 0, 1, 2, -1, form: 1),
  Violation("exponential_power: shape must be above 0, but is 0", .exponentialPower, 1, 0),
  Violation(
    "exponential_power: shape must be between 0.02 and 1e+300, but is 0.01", .exponentialPower, 1,
    0.01),
  Violation("rayleigh_tail: a must be 0 or more, but is -1", .rayleighTail, -1, 1),
  Violation("fisher_f: degrees2 must be above 0, but is 0", .fisherF, 1, 0),
  Violation("gumbel2: a must be above 0, but is -2", .gumbel2, -2, 1),
  Violation(
    "erlang: shape must be a whole number from 1 to 1000000000, but is 2.5", .erlang, 2.5, 1),
  Violation("pascal: n must be a whole number from 1 to 1000000000, but is 0", .pascal, 0, 0.5),
  Violation("pascal: p must be above 0, but is 0", .pascal, 1, 0),
  Violation("logarithmic: p must be above 0, but is 0", .logarithmic, 0),
  Violation("logarithmic: p must be between 0 and 0.9999, but is 1", .logarithmic, 1),
  Violation("levy: alpha must be between 0.1 and 2, but is 2.5", .levy, 1, 2.5),
  Violation(
    "levy_skew: alpha must be 1, or 1e-06 or more away from it, but is 1.0000001", .levySkew, 1,
    1.0000001, 0.5),
  Violation("levy_skew: beta must be between -1 and 1, but is -2", .levySkew, 1, 1, -2),
  Violation("landau: scale must be 0 or more, but is -1", .landau, 0, -1, form: 1),
  Violation(
    "compound: the count must be a whole number from 0 to 1000000, but is 2.5",
    .compound(.given(at: 1), size: .family(.exponential, form: 0, at: 0)), [1, 2.5]),
  Violation(
    "compound: the count must be a whole number from 0 to 1000000, but is 1000001",
    .compound(.given(at: 1), size: .family(.exponential, form: 0, at: 0)), [1, 1_000_001]),
  Violation(
    "poisson: mean must be between 0 and 1000000000, but is -1",
    .compound(
      .drawn(.family(.poisson, form: 0, at: 0)), size: .family(.exponential, form: 0, at: 1)),
    [-1, 1]),
  Violation(
    "exponential: mean must be 0 or more, but is -1",
    .compound(
      .drawn(.family(.poisson, form: 0, at: 0)), size: .family(.exponential, form: 0, at: 1)),
    [1, -1]),
  Violation("normal: sd must be 0 or more, but is -1", normalThenBounds, [0, -1, 0, 1]),
  Violation(
    "truncated: low must not be above high, but they are 3 and 2", normalThenBounds, [0, 1, 3, 2]),
  Violation("truncated: low must be a number, but is nan", normalThenBounds, [0, 1, .nan, 2]),
  Violation(
    "truncated: normal has no probability between 40 and 40", normalThenBounds, [0, 1, 40, 40]),
  Violation(
    "truncated: exponential has no probability between -3 and -2",
    .truncated(.family(.exponential, form: 0, at: 0), low: 1, high: 2), [1, -3, -2]),
  Violation(
    "truncated: exponential has no probability at -2 and below",
    .truncated(.family(.exponential, form: 0, at: 0), low: 1, high: 2), [1, -.infinity, -2]),
  Violation(
    "truncated: beta has no probability at 2 and above",
    .truncated(.family(.beta, form: 0, at: 0), low: 2, high: 3), [2, 2, 2, .infinity]),
  Violation(
    "truncated: beta has no probability between 2 and 3",
    .truncated(.family(.beta, form: 0, at: 0), low: 2, high: 3), [2, 2, 2, 3]),
  Violation(
    "mixture: weight 1 must be 0 or more, but is -1",
    .mixture([(.family(.normal, form: 0, at: 0), 2)]), [0, 1, -1]),
  Violation(
    "mixture: the weights must add up to more than 0, but add up to 0",
    .mixture([(.family(.normal, form: 0, at: 0), 2)]), [0, 1, 0]),
  Violation(
    "normal: sd must be 0 or more, but is -1",
    .mixture([(.family(.normal, form: 0, at: 0), 2)]), [0, -1, 1]),
  Violation(
    "mixture: the weights must add up to a finite number",
    .mixture([(.family(.normal, form: 0, at: 0), 2), (.family(.normal, form: 0, at: 0), 3)]),
    [0, 1, 1e308, 1e308]),
  Violation(
    "discrete: the weights must add up to a finite number", .discrete(count: 2, at: 0),
    [1, 1e308, 2, 1e308]),
  Violation(
    "discrete: value 2 must be finite, but is inf", .discrete(count: 2, at: 0),
    [1, 1, .infinity, 1]),
  Violation(
    "discrete: weight 2 must be finite, but is nan", .discrete(count: 2, at: 0), [1, 1, 2, .nan]),
]

@Suite struct DomainTests {
  @Test(arguments: violations)
  fileprivate func `Outside the domain there is a message, and the draw is NaN`(
    violation: Violation
  ) {
    let drawn = violation.drawn
    #expect(drawn.distribution.violation(drawn.arguments) == violation.message)
    #expect(!drawn.distribution.isInDomain(drawn.arguments))
    #expect(drawn.distribution.cdf(1, drawn.arguments).isNaN)
    #expect(drawn.distribution.quantile(0.3, drawn.arguments).isNaN)
    #expect(drawn.distribution.mean(drawn.arguments).isNaN)
    #expect(drawn.distribution.variance(drawn.arguments).isNaN)
    #expect(drawn.distribution.support(drawn.arguments) == -.infinity ... .infinity)
    #expect(drawn.draws(3).allSatisfy { $0.isNaN })
  }

  @Test(arguments: continuousCases + discreteCases)
  func `Nothing traps on what is not a number`(drawn: Drawn) {
    #expect(drawn.distribution.cdf(.nan, drawn.arguments).isNaN)
    #expect(drawn.distribution.quantile(.nan, drawn.arguments).isNaN)
    #expect(drawn.distribution.cdf(.infinity, drawn.arguments) == 1)
    #expect(drawn.distribution.cdf(-.infinity, drawn.arguments) == 0)
  }

  @Test(arguments: continuousCases + discreteCases)
  func `Inside the domain there is none`(drawn: Drawn) {
    #expect(drawn.distribution.violation(drawn.arguments) == nil)
    #expect(drawn.distribution.isInDomain(drawn.arguments))
  }

  @Test
  func `A distribution tells what the engine asks`() {
    let normal = Distribution.family(.normal, form: 0, at: 3)
    #expect(normal.rowKind == .normal(at: 3))
    #expect(normal.layout == .word32)
    #expect(normal.argumentCount == 5)
    #expect(normal.siteFamilyName == "normal")
    #expect(!normal.isDiscrete)
    #expect(Distribution.family(.normal, form: 1, at: 0).rowKind == .other)
    #expect(Distribution.family(.lognormal, form: 0, at: 0).rowKind == .lognormal(at: 0))
    #expect(Distribution.family(.uniform, form: 0, at: 1).rowKind == .uniform(at: 1))
    #expect(Distribution.family(.bernoulli, form: 0, at: 0).rowKind == .chance(at: 0))
    let chance = Distribution.family(.chance, form: 0, at: 0)
    #expect(chance.rowKind == .chance(at: 0))
    #expect(chance.isCondition)
    let truncated = Distribution.truncated(normal, low: 0, high: 7)
    #expect(truncated.layout == .word52)
    #expect(truncated.argumentCount == 8)
    #expect(truncated.siteFamilyName == "truncated")
    #expect(Distribution.mixture([(chance, 1)]).layout == .block)
    #expect(Distribution.mixture([(chance, 1)]).isDiscrete)
    #expect(Distribution.discrete(count: 2, at: 1).argumentCount == 5)
  }

  @Test
  func `Every family is found by its name`() {
    #expect(Family.all.count == 39)
    for family in Family.all { #expect(Family.named(family.name) === family) }
    #expect(Family.named("gaussian") == nil)
  }
}
