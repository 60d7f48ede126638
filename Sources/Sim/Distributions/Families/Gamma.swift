import CGSL

extension Family {
  /// `gamma(shape, scale)` or `gamma(mean=, sd=)`.
  public static let gamma = Family(
    "gamma", .block,
    forms: [
      Form("shape", "scale", rules: [.above(0, 0), .above(1, 0)]),
      Form("mean", "sd", rules: [.above(0, 0), .above(1, 0)]) { written in
        let ratio = written[0] / written[1]
        return Parameters(ratio * ratio, written[1] / ratio, 0, 0)
      },
    ],
    sample: { p, generator in gsl_ran_gamma(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in gammaProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in gammaQuantile(q, tail, p[0], p[1]) },
    mean: { p in p[0] * p[1] },
    variance: { p in p[0] * p[1] * p[1] },
    support: { _ in 0 ... .infinity })
}

func gammaProbability(_ x: Double, _ tail: Tail, _ shape: Double, _ scale: Double) -> Double {
  if x <= 0 { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  return tail == .lower ? gsl_cdf_gamma_P(x, shape, scale) : gsl_cdf_gamma_Q(x, shape, scale)
}

func gammaQuantile(_ q: Double, _ tail: Tail, _ shape: Double, _ scale: Double) -> Double {
  scale
    * Inversion.quantile(q, tail, in: 0 ... .infinity) { gammaProbability($0, $1, shape, 1) }
}
