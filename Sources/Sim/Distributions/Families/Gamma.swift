import CGSL

extension Family {
  /// `gamma(shape, scale)` or `gamma(mean=, sd=)`.
  package static let gamma = Family(
    "gamma", .block,
    forms: [
      Form("shape", "scale", rules: [.positive(0), .spread(1)], point: { $0[1] == 0 ? 0 : nil }),
      Form(
        "mean", "sd",
        rules: [
          .positive(0), .atLeast(1, 0), shapesInDomain("shape and scale", shapeAndScale),
        ], point: { $0[1] == 0 ? $0[0] : nil }, own: shapeAndScale),
    ],
    sample: { p, generator in gsl_ran_gamma(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in gammaProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in gammaQuantile(q, tail, p[0], p[1]) },
    mean: { p in p[0] * p[1] },
    variance: { p in p[0] * p[1] * p[1] },
    support: { _ in 0 ... .infinity },
    logTailRatio: { x, a, tail, p in
      tail == .upper ? IncompleteGamma.logUpperRatio(x / p[1], a / p[1], shape: p[0]) : .nan
    })
}

func gammaProbability(_ x: Double, _ tail: Tail, _ shape: Double, _ scale: Double) -> Double {
  if x <= 0 { return tail == .lower ? 0 : 1 }
  if x == .infinity { return tail == .lower ? 1 : 0 }
  if shape <= largestGSLShape {
    return tail == .lower ? gsl_cdf_gamma_P(x, shape, scale) : gsl_cdf_gamma_Q(x, shape, scale)
  }
  let standard = x / scale
  if standard == 0 || standard == .infinity { return (standard == 0) == (tail == .lower) ? 0 : 1 }
  return IncompleteGamma.probability(standard, tail, shape: shape)
}

func gammaQuantile(_ q: Double, _ tail: Tail, _ shape: Double, _ scale: Double) -> Double {
  let spread = shape.squareRoot()
  return scale
    * Inversion.quantile(
      q, tail, in: 0 ... .infinity, near: max(0, shape - 10 * spread)...(shape + 10 * spread)
    ) { gammaProbability($0, $1, shape, 1) }
}

@Sendable private func shapeAndScale(_ written: UnsafePointer<Double>) -> Family.Parameters {
  let ratio = written[0] / written[1]
  return Family.Parameters(ratio * ratio, written[1] / ratio, 0, 0)
}
