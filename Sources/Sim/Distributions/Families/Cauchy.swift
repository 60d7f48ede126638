import CGSL

extension Family {
  /// `cauchy(location, scale)`; it has neither mean nor variance.
  package static let cauchy = Family(
    "cauchy", .block,
    forms: [
      Form(
        "location", "scale", rules: [.finite(0), .spread(1)], point: { $0[1] == 0 ? $0[0] : nil })
    ],
    sample: { p, generator in p[0] + gsl_ran_cauchy(generator.rng, p[1]) },
    probability: { x, tail, p in
      tail == .lower ? gsl_cdf_cauchy_P(x - p[0], p[1]) : gsl_cdf_cauchy_Q(x - p[0], p[1])
    },
    quantile: { q, tail, p in
      p[0] + (tail == .lower ? gsl_cdf_cauchy_Pinv(q, p[1]) : gsl_cdf_cauchy_Qinv(q, p[1]))
    },
    mean: { _ in .nan },
    variance: { _ in .nan },
    support: { _ in -.infinity ... .infinity })
}
