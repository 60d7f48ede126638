import CGSL

extension Family {
  /// `gaussian_tail(a, sigma)`: a normal around 0, given that it is above a.
  package static let gaussianTail = Family(
    "gaussian_tail", .block,
    forms: [
      Form(
        "a", "sigma",
        rules: [
          .finite(0), .spread(1),
          // Further out the numbers near a lie too far apart.
          .custom(
            "a ≤ 1e6 sigma",
            { $0[0] <= 1e6 * $0[1] },
            {
              "a must be at most 1e6 sigma = \(written(1e6 * $0[1])), but is \(written($0[0]))"
            }),
        ], point: { $0[1] == 0 ? 0 : nil })
    ],
    sample: { p, generator in gsl_ran_gaussian_tail(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      if p[0] > 5 * p[1] { return farProbability(x, tail, p) }
      let whole = gsl_cdf_gaussian_Q(p[0], p[1])
      if tail == .upper { return gsl_cdf_gaussian_Q(x, p[1]) / whole }
      return gaussianMass(from: p[0], to: x, p[1]) / whole
    },
    quantile: { q, tail, p in
      if p[0] > 5 * p[1] {
        return Inversion.quantile(
          q, tail, in: p[0] ... .infinity, near: p[0]...(p[0] + 10 * p[1])
        ) { farProbability($0, $1, p) }
      }
      let whole = gsl_cdf_gaussian_Q(p[0], p[1])
      let upper = whole * (tail == .lower ? 1 - q : q)
      if upper < 0.5 { return max(p[0], gsl_cdf_gaussian_Qinv(upper, p[1])) }
      let below = gsl_cdf_gaussian_P(p[0], p[1])
      return max(
        p[0], gsl_cdf_gaussian_Pinv(below + whole * (tail == .lower ? q : 1 - q), p[1]))
    },
    mean: { p in p[1] * inverseMills(p[0] / p[1]) },
    variance: { p in
      let z = p[0] / p[1]
      // From here on the difference loses more digits than the series does without its next term.
      if z > 300 { return p[1] * p[1] * (1 - (6 - 50 / (z * z)) / (z * z)) / (z * z) }
      let ratio = inverseMills(z)
      return p[1] * p[1] * (1 + ratio * (z - ratio))
    },
    support: { p in p[0] ... .infinity },
    logTailRatio: { x, a, tail, p in
      tail == .upper
        ? NormalTail.logRatio(of: x / p[1], to: a / p[1], apart: (x - a) / p[1]) : .nan
    })
}

/// Far out the two tail probabilities leave the numbers, but not their ratio.
private func farProbability(_ x: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  if x <= p[0] { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  let logUpper = NormalTail.logRatio(of: x / p[1], to: p[0] / p[1], apart: (x - p[0]) / p[1])
  return tail == .lower ? -Elementary.expm1(logUpper) : Elementary.exp(logUpper)
}

/// P(a < X ≤ x), from the tail in which no digits are lost.
private func gaussianMass(from a: Double, to x: Double, _ sigma: Double) -> Double {
  a > 0
    ? gsl_cdf_gaussian_Q(a, sigma) - gsl_cdf_gaussian_Q(x, sigma)
    : gsl_cdf_gaussian_P(x, sigma) - gsl_cdf_gaussian_P(a, sigma)
}

/// Density over upper probability (Johnson, Kotz & Balakrishnan 1994, 13.10.1).
private func inverseMills(_ z: Double) -> Double {
  z > 5 ? 1 / NormalTail.millsRatio(z) : gsl_ran_ugaussian_pdf(z) / gsl_cdf_ugaussian_Q(z)
}
