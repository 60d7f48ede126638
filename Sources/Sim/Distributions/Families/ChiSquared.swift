import CGSL

extension Family {
  /// `chi_squared(degrees)`.
  package static let chiSquared = Family(
    "chi_squared", .block,
    forms: [Form("degrees", rules: [.positive(0)])],
    sample: { p, generator in gsl_ran_chisq(generator.rng, p[0]) },
    probability: { x, tail, p in gammaProbability(x, tail, p[0] / 2, 2) },
    quantile: { q, tail, p in gammaQuantile(q, tail, p[0] / 2, 2) },
    mean: { p in p[0] },
    variance: { p in 2 * p[0] },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in
      tail == .upper ? IncompleteGamma.logUpperRatio(x / 2, a / 2, shape: p[0] / 2) : .nan
    })
}
