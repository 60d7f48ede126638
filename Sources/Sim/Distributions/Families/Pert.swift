import CGSL

extension Family {
  /// `pert(min, mode, max)`: the beta with concentration 4 on [min, max], or `lambda` in its place
  /// (Vose 2008, modified PERT).
  package static let pert = Family(
    "pert", .block,
    forms: [
      Form(
        "min", "mode", "max", rules: rules, point: { $0[0] == $0[2] ? $0[0] : nil }
      ) { written in Parameters(written[0], written[1], written[2], 4) },
      Form(
        "min", "mode", "max", "lambda", rules: rules + [.between(3, 0, 1e9)],
        point: { $0[0] == $0[2] ? $0[0] : nil }
      ) { written in Parameters(written[0], written[1], written[2], written[3]) },
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
    mean: { p in (p[0] + p[3] * p[1] + p[2]) / (p[3] + 2) },
    variance: { p in
      let mean = (p[0] + p[3] * p[1] + p[2]) / (p[3] + 2)
      return (mean - p[0]) * (p[2] - mean) / (p[3] + 3)
    },
    support: { p in p[0]...p[2] })
}

private let rules: [DomainRule] = [.notAbove(0, 1), .notAbove(1, 2), .width(0, 2)]

private func shapes(_ p: SIMD4<Double>) -> (alpha: Double, beta: Double) {
  let width = p[2] - p[0]
  return (1 + p[3] * ((p[1] - p[0]) / width), 1 + p[3] * ((p[2] - p[1]) / width))
}
