extension Family {
  /// `weibull(scale, shape)`, by inversion: scale·(−log(1 − u))^(1/shape).
  package static let weibull = Family(
    "weibull", .word52,
    forms: [
      Form(
        "scale", "shape", rules: [.spread(0), .positive(1)], point: { $0[0] == 0 ? 0 : nil })
    ],
    sample: { p, generator in
      p[0] * Elementary.pow(-Elementary.log(1 - generator.uniform()), 1 / p[1])
    },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      let hazard = Elementary.pow(x / p[0], p[1])
      return tail == .lower ? -Elementary.expm1(-hazard) : Elementary.exp(-hazard)
    },
    quantile: { q, tail, p in p[0] * Elementary.pow(-logOfUpper(q, tail), 1 / p[1]) },
    mean: { p in p[0] * Elementary.gamma(1 + 1 / p[1]) },
    variance: { p in
      let mean = Elementary.gamma(1 + 1 / p[1])
      return p[0] * p[0] * (Elementary.gamma(1 + 2 / p[1]) - mean * mean)
    },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in
      guard tail == .upper else { return .nan }
      return -Elementary.pow(a / p[0], p[1])
        * Elementary.expm1(p[1] * Elementary.log(x / a))
    })
}
