import CGSL

extension Family {
  /// `laplace(location, scale)`.
  package static let laplace = Family(
    "laplace", .block,
    forms: [
      Form(
        "location", "scale", rules: [.finite(0), .spread(1)], point: { $0[1] == 0 ? $0[0] : nil })
    ],
    sample: { p, generator in p[0] + gsl_ran_laplace(generator.rng, p[1]) },
    probability: { x, tail, p in
      tail == .lower ? gsl_cdf_laplace_P(x - p[0], p[1]) : gsl_cdf_laplace_Q(x - p[0], p[1])
    },
    quantile: { q, tail, p in
      p[0] + (tail == .lower ? gsl_cdf_laplace_Pinv(q, p[1]) : gsl_cdf_laplace_Qinv(q, p[1]))
    },
    mean: { p in p[0] },
    variance: { p in 2 * p[1] * p[1] },
    support: { _ in -.infinity ... .infinity },
    logTailRatio: { x, a, tail, p in (tail == .upper ? a - x : x - a) / p[1] })
}
