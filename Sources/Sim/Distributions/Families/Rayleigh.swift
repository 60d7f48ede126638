import CGSL

extension Family {
  /// `rayleigh(sigma)`.
  package static let rayleigh = Family(
    "rayleigh", .block,
    forms: [Form("sigma", rules: [.spread(0)], point: { $0[0] == 0 ? 0 : nil })],
    sample: { p, generator in gsl_ran_rayleigh(generator.rng, p[0]) },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      return tail == .lower ? gsl_cdf_rayleigh_P(x, p[0]) : gsl_cdf_rayleigh_Q(x, p[0])
    },
    quantile: { q, tail, p in p[0] * (-2 * logOfUpper(q, tail)).squareRoot() },
    mean: { p in p[0] * (Double.pi / 2).squareRoot() },
    variance: { p in (2 - Double.pi / 2) * p[0] * p[0] },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in
      tail == .upper ? -(x - a) / p[0] * ((x + a) / p[0]) / 2 : .nan
    })
}
