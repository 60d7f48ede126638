import CGSL

extension Family {
  /// `exponential_power(scale, shape)`: a density in proportion to exp(−|x/scale|^shape); shape 1
  /// is Laplace's, 2 the normal one.
  package static let exponentialPower = Family(
    "exponential_power", .block,
    forms: [
      Form(
        "scale", "shape",
        // With a smaller shape the powers of a draw leave the numbers.
        rules: [.spread(0), .above(1, 0), .between(1, 0.02, 1e300)],
        point: { $0[0] == 0 ? 0 : nil })
    ],
    sample: { p, generator in exponentialPowerSample(p[0], p[1], generator) },
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

/// |X/scale|^shape is a gamma of shape 1/shape. GSL draws that as a power of a uniform number and takes
/// the root, which leaves 0 for large shapes; here the two cancel.
private func exponentialPowerSample(
  _ scale: Double, _ shape: Double, _ generator: CursorGenerator
) -> Double {
  guard shape > 20 else { return gsl_ran_exppow(generator.rng, scale, shape) }
  let sign = generator.uniform() < 0.5 ? -1.0 : 1
  let root = generator.uniform()
  let power = gsl_ran_gamma(generator.rng, 1 + 1 / shape, 1)
  return sign * scale * (root * Elementary.pow(power, 1 / shape))
}

private func exponentialPowerProbability(
  _ x: Double, _ tail: Tail, _ scale: Double, _ shape: Double
) -> Double {
  // P(|X/scale|^shape > t) is a gamma's: each half is half of it.
  let distance = abs(x / scale)
  let power = Elementary.pow(distance, shape)
  // Near 0 the power may be no number, while the gamma's probability is in proportion to its root.
  let beyond =
    power < 1e-18
    ? 0.5 - distance / Elementary.gamma(1 + 1 / shape) / 2
    : gammaProbability(power, .upper, 1 / shape, 1) / 2
  return (x < 0) == (tail == .lower) ? beyond : 1 - beyond
}
