import CGSL

extension Family {
  /// `lognormal(mu, sigma)`: exp(mu + sigma·z) with the normal's own z.
  package static let lognormal = Family(
    "lognormal", .word32,
    forms: [
      Form("mu", "sigma", rules: [.finite(0), .atLeast(1, 0)]),
      Form("p5", "p95", rules: [.above(0, 0), .notAbove(0, 1)]) { written in
        let low = Elementary.log(written[0])
        let high = Elementary.log(written[1])
        return Parameters((low + high) / 2, (high - low) / normalWidth90, 0, 0)
      },
      Form("mean", "sd", rules: [.above(0, 0), .atLeast(1, 0)]) { written in
        let ratio = written[1] / written[0]
        // log(1 + r²), where r² may be no number.
        let variance =
          ratio < 1e8
          ? Elementary.log1p(ratio * ratio)
          : 2 * (Elementary.log(written[1]) - Elementary.log(written[0]))
        return Parameters(
          Elementary.log(written[0]) - variance / 2, variance.squareRoot(), 0, 0)
      },
    ],
    sample: { p, generator in Elementary.exp(p[0] + p[1] * generator.normal()) },
    probability: { x, tail, p in
      if x <= 0 { return tail == .lower ? 0 : 1 }
      return Family.normal.probability(Elementary.log(x), tail, p)
    },
    quantile: { q, tail, p in
      Elementary.exp(p[0] + p[1] * standardNormalQuantile(q, tail))
    },
    mean: { p in Elementary.exp(p[0] + p[1] * p[1] / 2) },
    variance: { p in
      Elementary.expm1(p[1] * p[1]) * Elementary.exp(2 * p[0] + p[1] * p[1])
    },
    support: { p in
      p[1] == 0 ? Elementary.exp(p[0])...Elementary.exp(p[0]) : 0 ... .infinity
    },
    logTailRatio: { x, a, tail, p in
      let side = tail == .upper ? 1.0 : -1
      return NormalTail.logRatio(
        of: side * (Elementary.log(x) - p[0]) / p[1], to: side * (Elementary.log(a) - p[0]) / p[1],
        apart: side * Elementary.log(x / a) / p[1])
    })
}
