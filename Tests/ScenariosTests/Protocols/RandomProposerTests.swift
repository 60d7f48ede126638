import Testing

/// Offers by whoever is drawn, against closed forms (Baron & Ferejohn 1989).
struct RandomProposerTests {
  private func body(_ talks: String) -> String {
    """
    clock: {step: round, steps: 6}
    issues: {to_a: {}, to_b: {}}
    constraints: {one_pie: to_a + to_b <= 1}
    party_defaults: {no_deal: 0}
    parties:
      a: {ideal: 0, utility: text.to_a}
      b: {ideal: 0, utility: text.to_b}
      c: {ideal: 0, utility: 1 - text.to_a - text.to_b}
    talks: {protocol: random_proposer, \(talks)}
    measures:
      most: max(a.utility, b.utility, c.utility)
      least: min(a.utility, b.utility, c.utility)
      a: a.utility
      at: first(settled)
    """
  }

  private static let majority = "carried_when: count(p.accepts for p in parties) >= 2"

  @Test func `a majority: the proposer keeps 1 - d/3, one other gets d/3`() throws {
    let play = try Play(body("discount: 0.8, \(Self.majority)"))
    for trial in 0..<5 {
      #expect(abs(try play.value("most", trial: trial) - (1 - 0.8 / 3)) < 1e-6)
      #expect(abs(try play.value("least", trial: trial)) < 1e-6)
      #expect(try play.value("at", trial: trial) == 1)
    }
  }

  @Test func `all must agree: the proposer keeps 1 - 2d/3`() throws {
    let play = try Play(body("discount: 0.8"))
    #expect(abs(try play.value("most") - (1 - 2 * 0.8 / 3)) < 1e-6)
    #expect(abs(try play.value("least") - 0.8 / 3) < 1e-6)
  }

  @Test func `in the last of two rounds nobody need be left anything`() throws {
    // In the first round: d·1/3 to one other.
    let play = try Play(body("discount: 0.6, horizon: 2, \(Self.majority)"))
    #expect(abs(try play.value("most") - (1 - 0.6 / 3)) < 1e-6)
    let last = try Play(body("discount: 0.6, horizon: 1, \(Self.majority)"))
    #expect(abs(try last.value("most") - 1) < 1e-6)
  }

  /// 2,000 trials, seed 1, 4 standard errors.
  @Test func `parties are drawn by their shares`() throws {
    let play = try Play(
      body("discount: 0.8, recognition: {a: 3, b: 0, c: 1}"))
    let a = try play.measures("a", trials: 2_000)
    // With consent of all v = d·share: a keeps 1 − 0.8·¼ when it is drawn, else it gets 0.8·¾.
    let drawn = a.map { $0 > 0.7 ? 1.0 : 0 }
    #expect(drawn.deviation(fromShare: 0.75) < 4)
  }
}
