import CGSL

extension Family {
  /// `beta(alpha, beta)` or `beta(mean=, sd=)`.
  package static let beta = Family(
    "beta", .block,
    forms: [
      Form("alpha", "beta", rules: [.positive(0), .positive(1)]),
      Form(
        "mean", "sd",
        rules: [
          .custom(
            "0 < mean < 1", { $0[0] > 0 && $0[0] < 1 },
            { "mean must be above 0 and below 1, but is \(written($0[0]))" }),
          .atLeast(1, 0),
          .custom(
            "sd² < mean (1 − mean)", { $0[1] * $0[1] < $0[0] * (1 - $0[0]) },
            { written in
              "sd must be below sqrt(mean * (1 - mean)) = "
                + "\(rounded((written[0] * (1 - written[0])).squareRoot())), "
                + "but is \(Sim.written(written[1]))"
            }),
          shapesInDomain("alpha and beta", shapes),
        ], point: { $0[1] == 0 ? $0[0] : nil }, own: shapes),
    ],
    sample: { p, generator in betaSample(p[0], p[1], generator) },
    probability: { x, tail, p in betaProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in betaQuantile(q, tail, p[0], p[1]) },
    mean: { p in p[0] / (p[0] + p[1]) },
    variance: { p in
      let total = p[0] + p[1]
      return p[0] / total * (p[1] / total) / (total + 1)
    },
    support: { _ in 0...1 })
}

func betaProbability(_ x: Double, _ tail: Tail, _ alpha: Double, _ beta: Double) -> Double {
  if x <= 0 { return tail == .lower ? 0 : 1 }
  if x >= 1 { return tail == .lower ? 1 : 0 }
  return betaProbability(x, complement: 1 - x, tail, alpha, beta)
}

/// The same where the complement to 1 has digits that x has not; both within 0 and 1.
func betaProbability(
  _ x: Double, complement: Double, _ tail: Tail, _ alpha: Double, _ beta: Double
) -> Double {
  if max(alpha, beta) <= largestGSLShape {
    return tail == .lower ? gsl_cdf_beta_P(x, alpha, beta) : gsl_cdf_beta_Q(x, alpha, beta)
  }
  return IncompleteBeta(alpha, beta).probability(x, complement: complement, tail)
}

/// Up to here GSL's incomplete beta and gamma functions are right to eleven digits.
let largestGSLShape = 10_000.0

func betaQuantile(_ q: Double, _ tail: Tail, _ alpha: Double, _ beta: Double) -> Double {
  let mean = alpha / (alpha + beta)
  let spread = (mean * (beta / (alpha + beta)) / (alpha + beta + 1)).squareRoot()
  return Inversion.quantile(
    q, tail, in: 0...1, near: max(0, mean - 10 * spread)...min(1, mean + 10 * spread)
  ) { betaProbability($0, $1, alpha, beta) }
}

/// The shapes of a mean and an sd.
@Sendable private func shapes(_ written: UnsafePointer<Double>) -> Family.Parameters {
  let concentration = written[0] * (1 - written[0]) / (written[1] * written[1]) - 1
  return Family.Parameters(written[0] * concentration, (1 - written[0]) * concentration, 0, 0)
}

/// What mean and sd come to, where they have a spread, must itself be in the domain.
func shapesInDomain(
  _ names: String, _ own: @escaping @Sendable (UnsafePointer<Double>) -> Family.Parameters
) -> DomainRule {
  .custom(
    "\(names) in their domain",
    { written in
      let shapes = own(written)
      return written[1] == 0
        || positiveNumbers.contains(shapes[0]) && positiveNumbers.contains(shapes[1])
    },
    { written in
      let shapes = own(written)
      return "mean and sd give \(names) of \(rounded(shapes[0])) and \(rounded(shapes[1])), "
        + "which must be between 1e-300 and 1e+300"
    })
}

/// GSL adds two gamma numbers, whose sum may leave the numbers where the shares do not.
private func betaSample(_ alpha: Double, _ beta: Double, _ generator: CursorGenerator) -> Double {
  guard max(alpha, beta) > 1e290 else { return gsl_ran_beta(generator.rng, alpha, beta) }
  let first = gsl_ran_gamma(generator.rng, alpha, 0x1p-60)
  return first / (first + gsl_ran_gamma(generator.rng, beta, 0x1p-60))
}
