import Testing

/// Plans that ratifiers have rejected.
struct RejectedPlanTests {
  /// `a` has 0.4 of the first plan, with which its members are not content, and 0.6 of the second.
  private func play(_ talks: String, plans: String, events: String = "") throws -> Play {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 6}
      issues: {line: {}}
      parties:
        a: {ideal: 1, no_deal: 0, ratifiers: {members: {slope: 1e6, margin: 0.5}}}
        b: {ideal: 0, no_deal: 0}
      plans: {\(plans)}
      \(events)
      talks: {protocol: \(talks)}
      measures: {line: draft.line, signatures: count(signed), in_force: agreed.line}
      """)
  }

  private let early = "early: {tabled: 2026-01-01, terms: {line: 0.4}}"
  private let later = "later: {tabled: 2026-01-01, terms: {line: 0.6}}"

  static let protocols = [
    "plan_vote", "nash, over: plans", "kalai_smorodinsky, over: plans", "egalitarian, over: plans",
  ]

  @Test(arguments: protocols)
  func `A rejected plan leaves the ballot to the others`(_ talks: String) throws {
    let play = try play(talks, plans: "\(early), \(later)")
    #expect(try Array(play.values("line")[1...2]) == [0.4, 0.6])
    #expect(try play.value("in_force") == 0.6)
  }

  @Test(arguments: protocols)
  func `If none is left there is no winner and nothing to sign`(_ talks: String) throws {
    #expect(try play(talks, plans: early).values("signatures") == [0, 1, 1, 1, 1, 1, 1])
  }

  @Test(arguments: protocols)
  func `An event that lays it on the table again puts it to the vote again`(_ talks: String) throws
  {
    let play = try play(
      talks, plans: early, events: "events: {again: {step: 3, acts: [table: early]}}")
    // It is on the ballot from the next round on.
    #expect(try play.values("signatures") == [0, 1, 1, 1, 2, 2, 2])
  }

  @Test
  func `With a single text too a dead plan can be laid on the table again`() throws {
    let play = try play(
      "single_text, opening: early, access: 0", plans: early,
      events: "events: {again: {step: 3, acts: [table: early]}}")
    #expect(try play.values("signatures") == [0, 1, 1, 2, 2, 2, 2])
  }
}
