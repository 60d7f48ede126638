import CGSL

extension Family {
  /// `negative_binomial(n, p)`: failures before the n-th success; n need not be whole.
  package static let negativeBinomial = Family(
    "negative_binomial", .block, isDiscrete: true,
    forms: [
      Form(
        "n", "p",
        rules: [
          .positive(0), .above(1, 0), .between(1, 0, 1),
          // GSL counts with 32 bits; the mean itself varies by a gamma factor.
          .custom(
            "max(n, 1) (1 − p) / p ≤ 1e7",
            { max($0[0], 1) * (1 - $0[1]) / $0[1] <= 1e7 },
            {
              "max(n, 1) * (1 - p) / p must be at most 10000000, "
                + "but is \(rounded(max($0[0], 1) * (1 - $0[1]) / $0[1]))"
            }),
        ])
    ],
    sample: { p, generator in
      p[1] == 1 ? 0 : Double(gsl_ran_negative_binomial(generator.rng, p[1], p[0]))
    },
    probability: { x, tail, p in negativeBinomialProbability(x, tail, p) },
    quantile: { q, tail, p in
      let odds = (1 - p[1]) / p[1]
      let middle = p[0] * odds
      return Inversion.wholeQuantile(
        q, tail, from: 0, to: 1e12,
        near: middle + (middle / p[1]).squareRoot() * standardNormalQuantile(q, tail)
      ) { negativeBinomialProbability($0, $1, p) }
    },
    mean: { p in p[0] * (1 - p[1]) / p[1] },
    variance: { p in p[0] * (1 - p[1]) / (p[1] * p[1]) },
    support: { p in 0...(p[1] == 1 ? 0 : .infinity) })
}

private func negativeBinomialProbability(
  _ x: Double, _ tail: Tail, _ p: SIMD4<Double>
) -> Double {
  if x < 0 { return tail == .lower ? 0 : 1 }
  if p[1] == 1 || x == .infinity { return tail == .lower ? 1 : 0 }
  // P(X ≤ k) = I_p(n, k + 1), the beta distribution function.
  return betaProbability(p[1], tail, p[0], x.rounded(.down) + 1)
}
