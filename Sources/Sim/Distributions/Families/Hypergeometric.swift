import CGSL

extension Family {
  /// `hypergeometric(successes, failures, draws)`: successes among draws without replacement.
  package static let hypergeometric = Family(
    "hypergeometric", .block, isDiscrete: true,
    forms: [
      Form(
        "successes", "failures", "draws",
        rules: [
          .whole(0, from: 0, to: largestCount), .whole(1, from: 0, to: largestCount),
          .whole(2, from: 0, to: 2 * largestCount),
          .custom(
            "draws ≤ successes + failures",
            { $0[2] <= $0[0] + $0[1] },
            {
              "draws must not be above successes + failures, "
                + "but they are \(written($0[2])) and \(written($0[0] + $0[1]))"
            }),
        ])
    ],
    sample: { p, generator in HypergeometricSampler.sample(p, generator) },
    probability: { x, tail, p in
      hypergeometricProbability(x, tail, p, HypergeometricMass(p))
    },
    quantile: { q, tail, p in
      let mass = HypergeometricMass(p)
      let middle = p[2] == 0 ? 0 : p[2] * (p[0] / mass.population)
      return Inversion.wholeQuantile(
        q, tail, from: mass.least, to: mass.greatest,
        near: middle + mass.spread * standardNormalQuantile(q, tail)
      ) { hypergeometricProbability($0, $1, p, mass) }
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
  _ x: Double, _ tail: Tail, _ p: SIMD4<Double>, _ mass: HypergeometricMass
) -> Double {
  if x < mass.least { return tail == .lower ? 0 : 1 }
  if x >= mass.greatest { return tail == .lower ? 1 : 0 }
  if mass.population > 1000 { return mass.probability(x.rounded(.down), tail) }
  let (k, successes, failures, draws) = (UInt32(x), UInt32(p[0]), UInt32(p[1]), UInt32(p[2]))
  return tail == .lower
    ? gsl_cdf_hypergeometric_P(k, successes, failures, draws)
    : gsl_cdf_hypergeometric_Q(k, successes, failures, draws)
}
