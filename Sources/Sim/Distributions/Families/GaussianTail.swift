import CGSL

extension Family {
  /// `gaussian_tail(a, sigma)`: a normal around 0, given that it is above a.
  public static let gaussianTail = Family(
    "gaussian_tail", .block,
    forms: [
      Form(
        "a", "sigma",
        rules: [
          .finite(0), .above(1, 0),
          // Further out the tail's probability is no number any more.
          .custom(
            { $0[0] <= 37 * $0[1] },
            { "a must be at most 37 sigma = \(written(37 * $0[1])), but is \(written($0[0]))" }),
        ])
    ],
    sample: { p, generator in gsl_ran_gaussian_tail(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in
      if x <= p[0] { return tail == .lower ? 0 : 1 }
      let whole = gsl_cdf_gaussian_Q(p[0], p[1])
      if tail == .upper { return gsl_cdf_gaussian_Q(x, p[1]) / whole }
      return gaussianMass(from: p[0], to: x, p[1]) / whole
    },
    quantile: { q, tail, p in
      let whole = gsl_cdf_gaussian_Q(p[0], p[1])
      let upper = whole * (tail == .lower ? 1 - q : q)
      if upper < 0.5 { return max(p[0], gsl_cdf_gaussian_Qinv(upper, p[1])) }
      let below = gsl_cdf_gaussian_P(p[0], p[1])
      return max(
        p[0], gsl_cdf_gaussian_Pinv(below + whole * (tail == .lower ? q : 1 - q), p[1]))
    },
    mean: { p in p[1] * inverseMills(p[0] / p[1]) },
    variance: { p in
      let ratio = inverseMills(p[0] / p[1])
      return p[1] * p[1] * (1 + ratio * (p[0] / p[1] - ratio))
    },
    support: { p in p[0] ... .infinity })
}

/// P(a < X ≤ x), from the tail in which no digits are lost.
private func gaussianMass(from a: Double, to x: Double, _ sigma: Double) -> Double {
  a > 0
    ? gsl_cdf_gaussian_Q(a, sigma) - gsl_cdf_gaussian_Q(x, sigma)
    : gsl_cdf_gaussian_P(x, sigma) - gsl_cdf_gaussian_P(a, sigma)
}

/// Density over upper probability (Johnson, Kotz & Balakrishnan 1994, 13.10.1).
private func inverseMills(_ z: Double) -> Double {
  gsl_ran_ugaussian_pdf(z) / gsl_cdf_ugaussian_Q(z)
}
