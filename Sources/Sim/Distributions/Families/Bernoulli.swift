extension Family {
  /// `bernoulli(p)`: 1 where the hazard word's uniform is below p, else 0.
  package static let bernoulli = trueWithProbability("bernoulli", isCondition: false)

  /// `chance(p)`: the same draw as a condition.
  package static let chance = trueWithProbability("chance", isCondition: true)

  private static func trueWithProbability(_ name: String, isCondition: Bool) -> Family {
    Family(
      name, .word32, isDiscrete: true, isCondition: isCondition,
      forms: [Form("p", rules: [.between(0, 0, 1)])],
      sample: { p, generator in UniformValue.value(generator.word()) < p[0] ? 1 : 0 },
      probability: { x, tail, p in
        let lower = x < 0 ? 0 : x < 1 ? 1 - p[0] : 1
        return tail == .lower ? lower : x < 0 ? 1 : x < 1 ? p[0] : 0
      },
      quantile: { q, tail, p in
        (tail == .lower ? q <= 1 - p[0] : p[0] <= q) ? 0 : 1
      },
      mean: { p in p[0] },
      variance: { p in p[0] * (1 - p[0]) },
      support: { _ in 0...1 })
  }
}
