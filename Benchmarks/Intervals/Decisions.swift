import Sim

extension IntervalCase {
  /// Between plans, and along a line of points.
  static let decisions: [IntervalCase] = [
    IntervalCase(
      "no decision of `--until-decided` between equals", "looks after each of 1,000 pairs"
    ) {
      var (b, c) = (0, 0)
      for _ in 0..<1000 {
        if $0.happens(0.5) { b += 1 } else { c += 1 }
        if AnytimeTest.isDecided(b, c) { return false }
      }
      return true
    },
    IntervalCase("how often a plan is best, together", "three plans, 0.5, 0.3, 0.2; 500 draws") {
      let shares = [0.5, 0.3, 0.2]
      var values = shares.map { _ in Array(repeating: 0.0, count: 500) }
      for draw in 0..<500 {
        let u = $0.uniform()
        values[u < 0.5 ? 0 : u < 0.8 ? 1 : 2][draw] = 1
      }
      return zip(BestPlan(values).intervals, shares).allSatisfy { $0.contains($1) }
    },
    IntervalCase("value at which a share crosses", "share x at 0, 0.1, …, 1; 500 trials; 0.33") {
      let draws = $0.uniforms(500)
      let points = (0...10).map { k in
        ShareCrossing.Point(
          Double(k) / 10, count: draws.count { $0 < Double(k) / 10 }, of: 500)
      }
      guard let one = ShareCrossing.all(points, target: 0.33).first else { return nil }
      return one.low ?? 0 <= 0.33 && one.high ?? 1 >= 0.33
    },
    worth("EVPI", "0 against X + 2 Z, normal; 1,000 draws", 0.892062) { $0.0.perfect() },
    worth("EVPPI", "of X in the same", 0.398942) { $0.0.partial([$0.1[0]]) },
    worth("EVPPI", "of Z in the same", 0.797885) { $0.0.partial([$0.1[1]]) },
    worth("EVPPI", "of both in the same", 0.892062) { $0.0.partial($0.1) },
    three("EVPI, three plans", "0, X and Z, normal; 1,000 draws", 0.681037) { $0.0.perfect() },
    three("EVPPI, three plans", "of X in the same", 0.398942) { $0.0.partial([$0.1[0]]) },
    three("EVPPI, three plans", "of what none depends on", 0) { $0.0.partial([$0.1[2]]) },
    coin("EVPI, chance averaged over", "½ against a coin of p, p uniform; 600 draws of 16", 16) {
      $0.0.perfect()
    },
    coin("EVPPI, chance averaged over", "of p in the same", 16) { $0.0.partial($0.1) },
  ]

  private static func worth(
    _ interval: String, _ setting: String, _ truth: Double,
    _ ask: @escaping @Sendable ((InformationValue, [BoxInput])) -> InformationValue.Worth?
  ) -> IntervalCase {
    IntervalCase(interval, setting) {
      let (x, z) = ($0.normals(1000), $0.normals(1000))
      let plans = [Array(repeating: 0, count: 1000), zip(x, z).map { $0 + 2 * $1 }]
      guard let information = InformationValue(plans, repeats: 1) else { return nil }
      return ask((information, [BoxInput(x), BoxInput(z)]))?.interval.contains(truth)
    }
  }

  private static func three(
    _ interval: String, _ setting: String, _ truth: Double,
    _ ask: @escaping @Sendable ((InformationValue, [BoxInput])) -> InformationValue.Worth?
  ) -> IntervalCase {
    IntervalCase(interval, setting) { chances in
      let columns = (0..<3).map { _ in chances.normals(1000) }
      let plans = [Array(repeating: 0, count: 1000), columns[0], columns[1]]
      guard let information = InformationValue(plans, repeats: 1) else { return nil }
      return ask((information, columns.map { BoxInput($0) }))?.interval.contains(truth)
    }
  }

  private static func coin(
    _ interval: String, _ setting: String, _ repeats: Int,
    _ ask: @escaping @Sendable ((InformationValue, [BoxInput])) -> InformationValue.Worth?
  ) -> IntervalCase {
    IntervalCase(interval, setting) { chances in
      let p = chances.uniforms(600)
      let second = p.flatMap { p in (0..<repeats).map { _ in chances.happens(p) ? 1.0 : 0 } }
      let plans = [Array(repeating: 0.5, count: second.count), second]
      guard let information = InformationValue(plans, repeats: repeats) else { return nil }
      return ask((information, [BoxInput(p)]))?.interval.contains(0.125)
    }
  }
}
