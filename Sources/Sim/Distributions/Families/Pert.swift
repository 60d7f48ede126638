import CGSL

extension Family {
  /// `pert(min, mode, max)`: the beta with concentration 4 on [min, max] (Vose 2008, modified
  /// PERT).
  package static let pert = Family(
    "pert", .block,
    forms: [
      Form(
        "min", "mode", "max", rules: [.notAbove(0, 1), .notAbove(1, 2), .width(0, 2)],
        point: { $0[0] == $0[2] ? $0[0] : nil })
    ],
    sample: { p, generator in
      let (alpha, beta) = shapes(p)
      return p[0] + (p[2] - p[0]) * gsl_ran_beta(generator.rng, alpha, beta)
    },
    probability: { x, tail, p in
      let (alpha, beta) = shapes(p)
      return betaProbability((x - p[0]) / (p[2] - p[0]), tail, alpha, beta)
    },
    quantile: { q, tail, p in
      let (alpha, beta) = shapes(p)
      return p[0] + (p[2] - p[0]) * betaQuantile(q, tail, alpha, beta)
    },
    mean: { p in (p[0] + 4 * p[1] + p[2]) / 6 },
    variance: { p in
      let mean = (p[0] + 4 * p[1] + p[2]) / 6
      return (mean - p[0]) * (p[2] - mean) / 7
    },
    support: { p in p[0]...p[2] })
}

private func shapes(_ p: SIMD4<Double>) -> (alpha: Double, beta: Double) {
  let width = p[2] - p[0]
  return (1 + 4 * ((p[1] - p[0]) / width), 1 + 4 * ((p[2] - p[1]) / width))
}
