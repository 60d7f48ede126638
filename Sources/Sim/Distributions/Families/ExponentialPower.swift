import CGSL

extension Family {
  /// `exponential_power(scale, shape)`: a density in proportion to exp(−|x/scale|^shape); shape 1 is
  /// Laplace's, 2 the normal one.
  public static let exponentialPower = Family(
    "exponential_power", .block,
    forms: [Form("scale", "shape", rules: [.above(0, 0), .above(1, 0)])],
    sample: { p, generator in gsl_ran_exppow(generator.rng, p[0], p[1]) },
    probability: { x, tail, p in exponentialPowerProbability(x, tail, p[0], p[1]) },
    quantile: { q, tail, p in
      p[0]
        * Inversion.quantile(q, tail, in: -.infinity ... .infinity) {
          exponentialPowerProbability($0, $1, 1, p[1])
        }
    },
    mean: { _ in 0 },
    variance: { p in
      p[0] * p[0] * (Elementary.gamma(3 / p[1]) / Elementary.gamma(1 / p[1]))
    },
    support: { _ in -.infinity ... .infinity })
}

private func exponentialPowerProbability(
  _ x: Double, _ tail: Tail, _ scale: Double, _ shape: Double
) -> Double {
  // P(|X/scale|^shape > t) is a gamma's: each half is half of it.
  let beyond =
    gammaProbability(Elementary.pow(abs(x / scale), shape), .upper, 1 / shape, 1) / 2
  return (x < 0) == (tail == .lower) ? beyond : 1 - beyond
}
