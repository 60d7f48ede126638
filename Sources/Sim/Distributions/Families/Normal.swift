import CGSL

extension Family {
  /// `normal(mean, sd)`: mean + sd·z, z by the ziggurat from one word. sd = 0 is a point mass.
  package static let normal = Family(
    "normal", .word32,
    forms: [
      Form("mean", "sd", rules: [.finite(0), .atLeast(1, 0)]),
      Form("p5", "p95", rules: [.notAbove(0, 1)]) { written in
        // By halves: neither the sum nor the difference need be a number.
        let halfWidth = written[1] / 2 - written[0] / 2
        return Parameters(
          written[0] / 2 + written[1] / 2, halfWidth / normalWidth90 * 2, 0, 0)
      },
    ],
    sample: { p, generator in p[0] + p[1] * generator.normal() },
    probability: { x, tail, p in
      if p[1] == 0 { return (x < p[0]) == (tail == .upper) ? 1 : 0 }
      return tail == .lower
        ? gsl_cdf_gaussian_P(x - p[0], p[1]) : gsl_cdf_gaussian_Q(x - p[0], p[1])
    },
    quantile: { q, tail, p in p[0] + p[1] * standardNormalQuantile(q, tail) },
    mean: { p in p[0] },
    variance: { p in p[1] * p[1] },
    support: { p in p[1] == 0 ? p[0]...p[0] : -.infinity ... .infinity },
    logTailRatio: { x, a, tail, p in
      let side = tail == .upper ? 1.0 : -1
      return NormalTail.logRatio(
        of: side * (x - p[0]) / p[1], to: side * (a - p[0]) / p[1], apart: side * (x - a) / p[1])
    })
}

/// From the 5th to the 95th percentile of a standard normal: twice 1.6448536269514722.
let normalWidth90 = 3.2897072539029444

func standardNormalQuantile(_ q: Double, _ tail: Tail) -> Double {
  tail == .lower ? gsl_cdf_ugaussian_Pinv(q) : gsl_cdf_ugaussian_Qinv(q)
}
