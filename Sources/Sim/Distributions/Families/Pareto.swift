import CGSL

extension Family {
  /// `pareto(shape, min)`: P(X > x) = (min/x)^shape.
  package static let pareto = Family(
    "pareto", .block,
    forms: [Form("shape", "min", rules: [.positive(0), .positive(1)])],
    sample: { p, generator in gsl_ran_pareto(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      if x <= p[1] { return tail == .lower ? 0 : 1 }
      let logUpper = p[0] * Elementary.log(p[1] / x)
      return tail == .lower ? -Elementary.expm1(logUpper) : Elementary.exp(logUpper)
    },
    quantile: { q, tail, p in p[1] * Elementary.exp(-logOfUpper(q, tail) / p[0]) },
    mean: { p in p[0] <= 1 ? .infinity : p[0] * p[1] / (p[0] - 1) },
    variance: { p in
      p[0] <= 2
        ? .infinity : p[1] * p[1] * p[0] / ((p[0] - 1) * (p[0] - 1) * (p[0] - 2))
    },
    support: { p in p[1] ... .infinity },
    logTailRatio: { x, a, tail, p in tail == .upper ? -p[0] * Elementary.log(x / a) : .nan })
}
