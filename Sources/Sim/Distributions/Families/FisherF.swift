import CGSL

extension Family {
  /// `fisher_f(degrees1, degrees2)`: the ratio of two chi-squared, each by its degrees.
  package static let fisherF = Family(
    "fisher_f", .block,
    forms: [
      Form(
        "degrees1", "degrees2",
        rules: [
          .positive(0),
          // With fewer the denominator comes to 0, which the ratio does not survive.
          .above(1, 0), .between(1, 0.1, 1e300),
        ])
    ],
    sample: { p, generator in
      guard max(p[0], p[1]) > 1e100 else { return gsl_ran_fdist(generator.rng, p[0], p[1]) }
      let first = gsl_ran_gamma(generator.rng, p[0] / 2, 2) / p[0]
      return first / (gsl_ran_gamma(generator.rng, p[1] / 2, 2) / p[1])
    },
    probability: { x, tail, p in fisherProbability(x, tail, p) },
    quantile: { q, tail, p in
      Inversion.quantile(q, tail, in: 0 ... .infinity) { fisherProbability($0, $1, p) }
    },
    mean: { p in p[1] > 2 ? p[1] / (p[1] - 2) : .infinity },
    variance: { p in
      guard p[1] > 4 else { return p[1] > 2 ? .infinity : .nan }
      let mean = p[1] / (p[1] - 2)
      return 2 * mean * mean * ((p[0] + p[1] - 2) / (p[0] * (p[1] - 4)))
    },
    support: { _ in 0 ... .infinity })
}

/// d₁X/(d₁X + d₂) is a beta (Johnson, Kotz & Balakrishnan 1995, chapter 27); each tail is taken
/// from the smaller of its two arguments, so that neither loses digits.
private func fisherProbability(_ x: Double, _ tail: Tail, _ p: SIMD4<Double>) -> Double {
  if x <= 0 { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  let weighted = p[0] * x
  let share = weighted / (weighted + p[1])
  if share < 0.5 || !weighted.isFinite {
    return betaProbability(weighted.isFinite ? share : 1, tail, p[0] / 2, p[1] / 2)
  }
  return betaProbability(
    p[1] / (weighted + p[1]), tail == .lower ? .upper : .lower, p[1] / 2, p[0] / 2)
}
