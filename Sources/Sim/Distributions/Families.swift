extension Family {
  /// Every family by the name that a scenario uses. A new one is a file and a line here.
  public static let all: [Family] = [
    .bernoulli, .beta, .binomial, .cauchy, .chance, .chiSquared, .exponential, .gamma, .geometric,
    .gumbel1, .hypergeometric, .laplace, .logisticNoise, .lognormal, .negativeBinomial, .normal,
    .pareto, .pert, .poisson, .rayleigh, .studentT, .triangular, .uniform, .weibull,
  ]

  public static func named(_ name: String) -> Family? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
