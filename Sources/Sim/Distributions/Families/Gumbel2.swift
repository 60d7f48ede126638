import CGSL

extension Family {
  /// `gumbel2(a, b)` as GSL has it, P(x) = exp(−b·x^(−a)): Fréchet's, for largest values.
  package static let gumbel2 = Family(
    "gumbel2", .block,
    forms: [Form("a", "b", rules: [.positive(0), .positive(1)])],
    sample: { p, generator in gsl_ran_gumbel2(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      let exponent = p[1] * Elementary.pow(x, -p[0])
      return tail == .lower ? Elementary.exp(-exponent) : -Elementary.expm1(-exponent)
    },
    quantile: { q, tail, p in
      Elementary.pow(-logOfLower(q, tail) / p[1], -1 / p[0])
    },
    mean: { p in
      p[0] <= 1 ? .infinity : Elementary.pow(p[1], 1 / p[0]) * Elementary.gamma(1 - 1 / p[0])
    },
    variance: { p in
      guard p[0] > 2 else { return .infinity }
      let first = Elementary.gamma(1 - 1 / p[0])
      return Elementary.pow(p[1], 2 / p[0]) * (Elementary.gamma(1 - 2 / p[0]) - first * first)
    },
    support: { _ in 0 ... .infinity })
}
