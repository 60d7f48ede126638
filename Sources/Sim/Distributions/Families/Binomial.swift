import CGSL

extension Family {
  /// `binomial(n, p)`: successes among n trials.
  package static let binomial = Family(
    "binomial", .block, isDiscrete: true,
    forms: [
      Form("n", "p", rules: [.whole(0, from: 0, to: largestCount), .between(1, 0, 1)])
    ],
    sample: { p, generator in BinomialSampler.sample(p[0], p[1], generator) },
    probability: { x, tail, p in binomialProbability(x, tail, p) },
    quantile: { q, tail, p in
      Inversion.wholeQuantile(
        q, tail, from: 0, to: p[0],
        near: p[0] * p[1] + (p[0] * p[1] * (1 - p[1])).squareRoot()
          * standardNormalQuantile(q, tail)
      ) { binomialProbability($0, $1, p) }
    },
    mean: { p in p[0] * p[1] },
    variance: { p in p[0] * p[1] * (1 - p[1]) },
    support: { p in 0...p[0] })
}

private func binomialProbability(_ x: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  if x < 0 { return tail == .lower ? 0 : 1 }
  if x >= p[0] { return tail == .lower ? 1 : 0 }
  if p[0] <= largestGSLShape {
    let k = UInt32(x)
    return tail == .lower
      ? gsl_cdf_binomial_P(k, p[1], UInt32(p[0])) : gsl_cdf_binomial_Q(k, p[1], UInt32(p[0]))
  }
  // P(X > k) = I_p(k + 1, n − k) (Abramowitz & Stegun 1964, 26.5.24).
  if p[1] == 0 || p[1] == 1 { return (p[1] == 0) == (tail == .lower) ? 1 : 0 }
  let k = x.rounded(.down)
  return betaProbability(p[1], tail == .lower ? .upper : .lower, k + 1, p[0] - k)
}
