import CGSL

extension Family {
  /// `gumbel1(a, b)` as GSL has it, P(x) = exp(−b·exp(−a·x)), or `gumbel1(location=, scale=)`.
  package static let gumbel1 = Family(
    "gumbel1", .block,
    forms: [
      Form("a", "b", rules: [.positive(0), .positive(1)]),
      Form(
        "location", "scale", rules: [.finite(0), .spread(1)],
        point: { $0[1] == 0 ? $0[0] : nil }
      ) { written in
        // A third parameter is added to what is drawn: far from 0 there is no such b.
        let place = written[0] / written[1]
        return abs(place) < 300
          ? Parameters(1 / written[1], Elementary.exp(place), 0, 0)
          : Parameters(1 / written[1], 1, written[0], 0)
      },
    ],
    sample: { p, generator in p[2] + gsl_ran_gumbel1(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      let exponent = p[1] * Elementary.exp(-p[0] * (x - p[2]))
      return tail == .lower ? Elementary.exp(-exponent) : -Elementary.expm1(-exponent)
    },
    quantile: { q, tail, p in
      p[2] + (Elementary.log(p[1]) - Elementary.log(-logOfLower(q, tail))) / p[0]
    },
    mean: { p in p[2] + (Elementary.log(p[1]) + eulerMascheroni) / p[0] },
    variance: { p in Double.pi * Double.pi / (6 * p[0] * p[0]) },
    support: { _ in -.infinity ... .infinity },
    logTailRatio: { x, a, tail, p in
      if tail == .upper { return -p[0] * (x - a) }
      return -p[1] * Elementary.exp(-p[0] * (a - p[2])) * Elementary.expm1(-p[0] * (x - a))
    })
}

let eulerMascheroni = 0.5772156649015329
