import Testing

@testable import Scenarios

/// What every text must keep to, in every protocol.
struct ConstraintTests {
  private static let pie = """
    clock: {step: round, steps: 5}
    issues: {to_a: {}, to_b: {}}
    constraints: {one_pie: to_a + to_b <= 1}
    party_defaults: {no_deal: 0}
    parties:
      a: {ideal: {to_a: 1, to_b: 0}, weight: {to_a: 1, to_b: 0}}
      b: {ideal: {to_a: 0, to_b: 1}, weight: {to_a: 0, to_b: 1}}
    measures:
      a: agreed.to_a
      draft_a: draft.to_a
      draft_b: draft.to_b
      sum: draft.to_a + draft.to_b

    """

  @Test(
    arguments: [
      ("nash", 0.5, 0.5), ("egalitarian", 0.5, 0.5), ("kalai_smorodinsky", 0.5, 0.5),
      ("take_it_or_leave_it, proposer: a", 1, 0), ("compromise", 0.5, 0.5),
      ("single_text, opening: {to_a: 0.9, to_b: 0.9}", 0.5, 0.5),
      ("alternating_offers, order: [a, b], discount: 0.5, horizon: 1", 1, 0),
      ("simultaneous, concession: {a: 0, b: 0}", 0.5, 0.5),
    ] as [(String, Double, Double)])
  func `no protocol offers a text beyond it`(talks: String, a: Double, b: Double) throws {
    let play = try Play(Self.pie + "talks: {protocol: \(talks)}")
    let (foundA, foundB) = (try play.value("draft_a"), try play.value("draft_b"))
    #expect(abs(foundA - a) < 1e-6, "\(foundA)")
    #expect(abs(foundB - b) < 1e-6, "\(foundB)")
    #expect(try play.value("sum") <= 1 + 1e-9)
  }

  @Test func `a plan beyond it is on no ballot and is not signed`() throws {
    let play = try Play(
      Self.pie + """
        plans: {too_much: {terms: {to_a: 0.8, to_b: 0.8}}, right: {terms: {to_a: 0.4, to_b: 0.6}}}
        events: {late: {step: 2, acts: [{table: right}]}}
        talks: {protocol: plan_vote, opening: too_much}
        """)
    #expect(try play.value("a") == 0.4)
  }

  /// By quadratic programming: the nearest point of x + y ≤ 1, x ≤ ¼ to (0.9, 0.7).
  @Test func `the nearest point of several constraints`() {
    let nearest = NearestText(at: [1, 0.25], by: [[-1, -1], [-1, 0]], held: [false, false])
    let found = nearest.terms(from: [0.9, 0.7])
    #expect(abs(found[0] - 0.25) < 1e-9 && abs(found[1] - 0.7) < 1e-9, "\(found)")
    let other = NearestText(at: [1], by: [[-1, -2]], held: [false, false]).terms(from: [0.8, 0.9])
    // (0.8, 0.9) − (1, 2)·(0.8 + 1.8 − 1)/5.
    #expect(abs(other[0] - 0.48) < 1e-9 && abs(other[1] - 0.26) < 1e-9, "\(other)")
    let held = NearestText(at: [1], by: [[-1, -1]], held: [true, false]).terms(from: [0.8, 0.9])
    #expect(held[0] == 0.8 && abs(held[1] - 0.2) < 1e-9)
  }
}
