import CGSL

extension Family {
  /// `geometric(p)`: the trial of the first success, from 1.
  package static let geometric = Family(
    "geometric", .block, isDiscrete: true,
    // GSL counts with 32 bits: a smaller p would run over.
    forms: [Form("p", rules: [.between(0, 1e-8, 1)])],
    sample: { p, generator in Double(gsl_ran_geometric(generator.rng, p[0])) },
    probability: { x, tail, p in
      if x < 1 { return tail == .lower ? 0 : 1 }
      if p[0] == 1 { return tail == .lower ? 1 : 0 }
      let logUpper = x.rounded(.down) * Elementary.log1p(-p[0])
      return tail == .lower ? -Elementary.expm1(logUpper) : Elementary.exp(logUpper)
    },
    quantile: { q, tail, p in
      if p[0] == 1 { return 1 }
      return max(1, (logOfUpper(q, tail) / Elementary.log1p(-p[0])).rounded(.up))
    },
    mean: { p in 1 / p[0] },
    variance: { p in (1 - p[0]) / (p[0] * p[0]) },
    support: { p in 1...(p[0] == 1 ? 1 : .infinity) })
}
