import CGSL

extension Family {
  /// `hypergeometric(successes, failures, draws)`: successes among draws without replacement.
  public static let hypergeometric = Family(
    "hypergeometric", .block, isDiscrete: true,
    forms: [
      Form(
        "successes", "failures", "draws",
        rules: [
          .whole(0, from: 0, to: largestCount), .whole(1, from: 0, to: largestCount),
          // GSL draws one by one.
          .whole(2, from: 0, to: 1_000_000),
          .custom(
            { $0[2] <= $0[0] + $0[1] },
            {
              "draws must not be above successes + failures, "
                + "but they are \(written($0[2])) and \(written($0[0] + $0[1]))"
            }),
        ])
    ],
    sample: { p, generator in
      Double(
        gsl_ran_hypergeometric(generator.rng, UInt32(p[0]), UInt32(p[1]), UInt32(p[2])))
    },
    probability: { x, tail, p in hypergeometricProbability(x, tail, p) },
    quantile: { q, tail, p in
      Inversion.wholeQuantile(q, tail, from: max(0, p[2] - p[1]), to: min(p[0], p[2])) {
        hypergeometricProbability($0, $1, p)
      }
    },
    mean: { p in p[2] == 0 ? 0 : p[2] * p[0] / (p[0] + p[1]) },
    variance: { p in
      let total = p[0] + p[1]
      if total <= 1 { return 0 }
      return p[2] * (p[0] / total) * (p[1] / total) * ((total - p[2]) / (total - 1))
    },
    support: { p in max(0, p[2] - p[1])...min(p[0], p[2]) })
}

private func hypergeometricProbability(
  _ x: Double, _ tail: Tail, _ p: SIMD4<Double>
) -> Double {
  if x < max(0, p[2] - p[1]) { return tail == .lower ? 0 : 1 }
  if x >= min(p[0], p[2]) { return tail == .lower ? 1 : 0 }
  let (k, successes, failures, draws) = (UInt32(x), UInt32(p[0]), UInt32(p[1]), UInt32(p[2]))
  return tail == .lower
    ? gsl_cdf_hypergeometric_P(k, successes, failures, draws)
    : gsl_cdf_hypergeometric_Q(k, successes, failures, draws)
}
