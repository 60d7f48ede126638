extension Family {
  /// `logistic_noise(scale)`: the logistic distribution around 0, by inversion.
  package static let logisticNoise = Family(
    "logistic_noise", .word52,
    forms: [Form("scale", rules: [.spread(0)], point: { $0[0] == 0 ? 0 : nil })],
    sample: { p, generator in
      let u = generator.uniform()
      return p[0] * Elementary.log(u / (1 - u))
    },
    probability: { x, tail, p in
      1 / (1 + Elementary.exp((tail == .lower ? -x : x) / p[0]))
    },
    quantile: { q, tail, p in p[0] * (logOfLower(q, tail) - logOfUpper(q, tail)) },
    mean: { _ in 0 },
    variance: { p in p[0] * p[0] * (Double.pi * Double.pi / 3) },
    support: { _ in -.infinity ... .infinity },
    logTailRatio: { x, a, tail, p in (tail == .upper ? a - x : x - a) / p[0] })
}
