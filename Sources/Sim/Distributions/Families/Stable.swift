import CGSL

/// The stable distributions, which have no distribution function in closed form: they are drawn,
/// but neither truncated nor correlated.
extension Family {
  /// `levy(scale, alpha)`: symmetric, characteristic function exp(−|scale·t|^alpha); alpha 2 is
  /// normal with sd √2·scale, 1 Cauchy (Chambers, Mallows & Stuck 1976).
  package static let levy = Family(
    "levy", .block, hasDistributionFunction: false,
    forms: [
      Form(
        "scale", "alpha", rules: [.spread(0), .between(1, leastAlpha, 2)],
        point: { $0[0] == 0 ? 0 : nil })
    ],
    sample: { p, generator in gsl_ran_levy(generator.rng, p[0], p[1]) },
    probability: { _, _, _ in .nan },
    quantile: { _, _, _ in .nan },
    mean: { p in p[1] > 1 ? 0 : .nan },
    variance: { p in p[1] == 2 ? 2 * p[0] * p[0] : p[1] > 1 ? .infinity : .nan },
    support: { _ in -.infinity ... .infinity })

  /// `levy_skew(scale, alpha, beta)`: the same with skewness beta, −1 … 1.
  package static let levySkew = Family(
    "levy_skew", .block, hasDistributionFunction: false,
    forms: [
      Form(
        "scale", "alpha", "beta",
        rules: [
          .spread(0), .between(1, leastAlpha, 2), .between(2, -1, 1),
          // The location runs off to either side of 1, and takes the digits with it.
          .custom(
            "alpha 1, or not nearer to it than 1e-06 where beta is not 0",
            { $0[2] == 0 || $0[1] == 1 || abs($0[1] - 1) >= 1e-6 },
            { "alpha must be 1, or 1e-06 or more away from it, but is \(written($0[1]))" }),
        ], point: { $0[0] == 0 ? 0 : nil })
    ],
    sample: { p, generator in gsl_ran_levy_skew(generator.rng, p[0], p[1], p[2]) },
    probability: { _, _, _ in .nan },
    quantile: { _, _, _ in .nan },
    mean: { p in p[1] > 1 ? 0 : .nan },
    variance: { p in p[1] == 2 ? 2 * p[0] * p[0] : p[1] > 1 ? .infinity : .nan },
    support: { _ in -.infinity ... .infinity })

  /// `landau()` or `landau(location, scale)`: the energy lost in a thin layer; it has neither mean
  /// nor variance (Landau 1944; Kölbig & Schorr 1984).
  package static let landau = Family(
    "landau", .block, hasDistributionFunction: false,
    forms: [
      Form(rules: []) { _ in Parameters(0, 1, 0, 0) },
      Form(
        "location", "scale", rules: [.finite(0), .spread(1)],
        point: { $0[1] == 0 ? $0[0] : nil }),
    ],
    sample: { p, generator in p[0] + p[1] * gsl_ran_landau(generator.rng) },
    probability: { _, _, _ in .nan },
    quantile: { _, _, _ in .nan },
    mean: { _ in .nan },
    variance: { _ in .nan },
    support: { _ in -.infinity ... .infinity })
}

/// With a smaller alpha the factors of a draw leave the numbers.
private let leastAlpha = 0.1
