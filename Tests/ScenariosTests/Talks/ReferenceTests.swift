import Testing

/// Reference points move by texts that are public: r ← r + ℓ·max(0, best − r).
struct ReferenceTests {
  /// a has 0.5 of the opening text and 0.9 of a plan tabled on 8 January, step 1.
  private func play(_ talks: String, measure: String, plan: String = "tabled: 2026-01-08, ") throws
    -> [Double]
  {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 3}
      issues: {land: {}}
      parties:
        a: {ideal: 1, no_deal: 5, reference: {catches_up: 0.5, loss_aversion: 2, strength: 0.5}}
        b: {ideal: 0, no_deal: 5}
      plans:
        generous: {\(plan)terms: {land: 0.9}}
      events: {paper: {step: 2, acts: [{table: generous}]}}
      talks: {protocol: single_text, opening: {land: 0.5}\(talks)}
      measures: {m: "\(measure)"}
      """
    ).values("m")
  }

  private func expect(_ found: [Double], _ values: [Double]) {
    let same = zip(found, values).allSatisfy { abs($0 - $1) < 1e-12 }
    #expect(found.count == values.count && same, "\(found)")
  }

  @Test func `a party takes the best public text as its due`() throws {
    expect(try play(", access: 0", measure: "a.reference"), [0.5, 0.7, 0.8, 0.85])
    // V = 0.5 − 0.5·2·(r − 0.5) of the opening text, which the plan replaces in step 2.
    expect(
      try play(", access: 0", measure: "value(a, draft)"),
      [0.5, 0.3, 0.9 + 0.5 * (0.9 - 0.8), 0.9 + 0.5 * (0.9 - 0.85)])
  }

  @Test func `a plan without a date is seen once an event lays it on the table`() throws {
    expect(try play(", access: 0", measure: "a.reference", plan: ""), [0.5, 0.5, 0.5, 0.7])
  }

  @Test func `a plan tabled by the start is seen from step 1`() throws {
    expect(
      try play(", access: 0", measure: "a.reference", plan: "tabled: 2025-12-01, "),
      [0.5, 0.7, 0.8, 0.85])
  }

  @Test func `what is not public moves nothing`() throws {
    expect(try play(", access: 0, public: false", measure: "a.reference"), [0.5, 0.5, 0.5, 0.5])
    expect(
      try play(", access: 0, public: {plans: false}", measure: "a.reference"), [0.5, 0.5, 0.5, 0.5])
  }

  @Test func `drafts move it only if they are public, a step later`() throws {
    // The draft moves to 0.6 in step 1, which is seen in step 2.
    let drift = ", access: {a: 1}, step_size: 0.2, public: {plans: false, drafts: true}"
    expect(
      try play(drift, measure: "draft.land", plan: ""), [0.5, 0.6, 0.9, 0.92])
    expect(
      try play(drift, measure: "a.reference", plan: ""), [0.5, 0.5, 0.55, 0.725])
  }

  @Test func `a reference point never falls`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5, reference: {catches_up: 1}}, b: {ideal: 0, no_deal: 5}}
      talks: {protocol: single_text, opening: {land: 0.5}, access: {b: 1}, public: true}
      measures: {m: a.reference, draft: a.utility}
      """)
    #expect(try play.values("m") == [0.5, 0.5, 0.5, 0.5])
    #expect(try play.value("draft") < 0.4)
  }
}
