import CGSL

extension Family {
  /// `student_t(degrees)`.
  public static let studentT = Family(
    "student_t", .block,
    forms: [Form("degrees", rules: [.above(0, 0)])],
    sample: { p, generator in gsl_ran_tdist(generator.rng, p[0]) },
    probability: { x, tail, p in studentProbability(x, tail, p[0]) },
    quantile: { q, tail, p in
      Inversion.quantile(q, tail, in: -.infinity ... .infinity) { studentProbability($0, $1, p[0]) }
    },
    mean: { p in p[0] > 1 ? 0 : .nan },
    variance: { p in p[0] > 2 ? p[0] / (p[0] - 2) : p[0] > 1 ? .infinity : .nan },
    support: { _ in -.infinity ... .infinity })
}

private func studentProbability(_ x: Double, _ tail: Tail, _ degrees: Double) -> Double {
  if x == -.infinity { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  return tail == .lower ? gsl_cdf_tdist_P(x, degrees) : gsl_cdf_tdist_Q(x, degrees)
}
