import CGSL

extension Family {
  /// `gompertz(scale, shape)`: the rate of what ends grows as exp(x/scale),
  /// P(X > x) = exp(−shape·(e^(x/scale) − 1)) (Gompertz 1825; Johnson, Kotz & Balakrishnan 1995,
  /// 22.8), or `gompertz(hazard=, growth=)` with the rate hazard·e^(growth·x). Drawn by inversion.
  package static let gompertz = Family(
    "gompertz", .word52,
    forms: [
      Form(
        "scale", "shape", rules: [.spread(0), .positive(1)], point: { $0[0] == 0 ? 0 : nil }),
      Form(
        "hazard", "growth",
        rules: [
          .positive(0), .positive(1),
          .custom(
            "hazard/growth in its domain", { positiveNumbers.contains($0[0] / $0[1]) },
            {
              "hazard / growth must be between 1e-300 and 1e+300, but is "
                + written($0[0] / $0[1])
            }),
        ]
      ) { written in Parameters(1 / written[1], written[0] / written[1], 0, 0) },
    ],
    sample: { p, generator in
      p[0] * Elementary.log1p(-Elementary.log(1 - generator.uniform()) / p[1])
    },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      let hazard = p[1] * Elementary.expm1(x / p[0])
      return tail == .lower ? -Elementary.expm1(-hazard) : Elementary.exp(-hazard)
    },
    quantile: { q, tail, p in p[0] * Elementary.log1p(-logOfUpper(q, tail) / p[1]) },
    mean: { p in p[0] * gsl_sf_expint_E1_scaled(p[1]) },
    variance: { p in
      let mean = gsl_sf_expint_E1_scaled(p[1])
      return p[0] * p[0] * (meanSquare(p[1]) - mean * mean)
    },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in
      guard tail == .upper else { return .nan }
      return -p[1] * Elementary.exp(a / p[0]) * Elementary.expm1((x - a) / p[0])
    })
}

/// The integral of log(1 + y/shape)²·e^(−y) over y > 0: the rule for what decays like an
/// exponential, y = exp(t − exp(−t)) (Takahasi & Mori 1974).
private func meanSquare(_ shape: Double) -> Double {
  let step = 1.0 / 32
  var sum = 0.0
  for k in -192...224 {
    let t = Double(k) * step
    let inner = Elementary.exp(-t)
    let y = Elementary.exp(t - inner)
    let logarithm = Elementary.log1p(y / shape)
    sum += logarithm * logarithm * Elementary.exp(-y) * y * (1 + inner)
  }
  return sum * step
}
