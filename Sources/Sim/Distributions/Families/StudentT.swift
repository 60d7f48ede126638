import CGSL

extension Family {
  /// `student_t(degrees)`.
  package static let studentT = Family(
    "student_t", .block,
    // With fewer the denominator comes to 0, which the ratio does not survive.
    forms: [Form("degrees", rules: [.above(0, 0), .between(0, 0.1, 1e300)])],
    sample: { p, generator in studentSample(p[0], generator) },
    probability: { x, tail, p in studentProbability(x, tail, p[0]) },
    quantile: { q, tail, p in
      Inversion.quantile(q, tail, in: -.infinity ... .infinity, near: -1e3...1e3) {
        studentProbability($0, $1, p[0])
      }
    },
    mean: { p in p[0] > 1 ? 0 : .nan },
    variance: { p in p[0] > 2 ? p[0] / (p[0] - 2) : p[0] > 1 ? .infinity : .nan },
    support: { _ in -.infinity ... .infinity })
}

/// From 2 degrees on GSL rejects, and just above 2 nearly everything: there, as below, a ratio.
private func studentSample(_ degrees: Double, _ generator: CursorGenerator) -> Double {
  guard degrees > 2, degrees < 2.1 else { return gsl_ran_tdist(generator.rng, degrees) }
  let normal = gsl_ran_ugaussian(generator.rng)
  return normal / (gsl_ran_chisq(generator.rng, degrees) / degrees).squareRoot()
}

/// From 30 degrees on GSL's is a normal with corrections, which has seven digits; there P(T > t) =
/// I_y(degrees/2, ½)/2 with y = degrees/(degrees + t²) (Abramowitz & Stegun 1964, 26.7.1).
private func studentProbability(_ x: Double, _ tail: Tail, _ degrees: Double) -> Double {
  if x == -.infinity { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  let square = x * x
  if degrees > 30, square > 0, square.isFinite {
    let share = degrees / (degrees + square)
    let complement = square / (degrees + square)
    let beyond =
      share == 0 ? 0 : betaTail(share, complement, degrees / 2) / 2
    return (x < 0) == (tail == .lower) ? beyond : 1 - beyond
  }
  return tail == .lower ? gsl_cdf_tdist_P(x, degrees) : gsl_cdf_tdist_Q(x, degrees)
}

/// I_y(shape, ½) by whichever side has the digits.
private func betaTail(_ share: Double, _ complement: Double, _ shape: Double) -> Double {
  if complement == 0 { return 1 }
  if shape <= largestGSLShape, complement < share {
    return betaProbability(complement, complement: share, .upper, 0.5, shape)
  }
  return betaProbability(share, complement: complement, .lower, shape, 0.5)
}
