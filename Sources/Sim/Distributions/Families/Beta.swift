import CGSL

extension Family {
  /// `beta(alpha, beta)` or `beta(mean=, sd=)`.
  public static let beta = Family(
    "beta", .block,
    forms: [
      Form("alpha", "beta", rules: [.above(0, 0), .above(1, 0)]),
      Form(
        "mean", "sd",
        rules: [
          .custom(
            { $0[0] > 0 && $0[0] < 1 },
            { "mean must be above 0 and below 1, but is \(written($0[0]))" }),
          .above(1, 0),
          .custom(
            { $0[1] * $0[1] < $0[0] * (1 - $0[0]) },
            { written in
              "sd must be below sqrt(mean * (1 - mean)) = "
                + "\((written[0] * (1 - written[0])).squareRoot()), but is \(Sim.written(written[1]))"
            }),
        ]
      ) { written in
        let concentration = written[0] * (1 - written[0]) / (written[1] * written[1]) - 1
        return Parameters(written[0] * concentration, (1 - written[0]) * concentration, 0, 0)
      },
    ],
    sample: { p, generator in gsl_ran_beta(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in betaProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in betaQuantile(q, tail, p[0], p[1]) },
    mean: { p in p[0] / (p[0] + p[1]) },
    variance: { p in
      let total = p[0] + p[1]
      return p[0] / total * (p[1] / total) / (total + 1)
    },
    support: { _ in 0...1 })
}

func betaProbability(_ x: Double, _ tail: Tail, _ alpha: Double, _ beta: Double) -> Double {
  if x <= 0 { return tail == .lower ? 0 : 1 }
  if x >= 1 { return tail == .lower ? 1 : 0 }
  return tail == .lower ? gsl_cdf_beta_P(x, alpha, beta) : gsl_cdf_beta_Q(x, alpha, beta)
}

func betaQuantile(_ q: Double, _ tail: Tail, _ alpha: Double, _ beta: Double) -> Double {
  Inversion.quantile(q, tail, in: 0...1) { betaProbability($0, $1, alpha, beta) }
}
