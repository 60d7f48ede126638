extension Family {
  /// Every family by the name that a scenario uses. A new one is a file and a line here.
  package static let all: [Family] = [
    .bernoulli, .beta, .binomial, .cauchy, .chance, .chiSquared, .erlang, .exponential,
    .exponentialPower, .fisherF, .gamma, .gaussianTail, .geometric, .gev, .gompertz, .gumbel1,
    .gumbel2, .hypergeometric, .landau, .laplace, .levy, .levySkew, .logarithmic, .logisticNoise,
    .lognormal, .negativeBinomial, .normal, .pareto, .pascal, .pert, .poisson, .rayleigh,
    .rayleighTail, .skewNormal, .studentT, .triangular, .uniform, .weibull, .zipf,
  ]

  package static func named(_ name: String) -> Family? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
