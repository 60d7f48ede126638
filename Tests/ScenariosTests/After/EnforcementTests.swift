import Testing

/// Which means of enforcement a text has.
struct EnforcementTests {
  private func play(_ measure: String, talks: String = "") throws -> [Double] {
    try Play(
      """
      clock: {step: week, steps: 5}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0.2}
        b: {role: belligerent, ideal: 0, no_deal: 0.2}
      plans:
        bare: {terms: {land: 0.5}}
        paper: {terms: {land: 0.6}, enforcement: {monitoring: 0.5, dmz: 0.1 * step}}
        other: {terms: {land: 0.7}, enforcement: {monitoring: 0.8}}
      events:
        early: {step: 1, acts: [table: paper]}
        late: {step: 2, acts: [table: other]}
      talks:
        protocol: single_text
        opening: bare
        access: 0
        carried_when: step == 3
        \(talks)
      durability: {settlement: {rate: "if(step == 5, 1e9, 0) per week"}}
      measures: {m: "\(measure)"}
      """
    ).values("m")
  }

  @Test func `a draft has the enforcement of the plan it stems from`() throws {
    #expect(try play("draft.enforcement.monitoring") == [0, 0.5, 0.8, 0.8, 0.8, 0.8])
    #expect(try play("paper.enforcement.monitoring").last == 0.5)
  }

  @Test func `what a plan does not say the talks say`() throws {
    let talks = "enforcement: {monitoring: 0.3, guarantees: 0.2}"
    let monitoring = try play("draft.enforcement.monitoring", talks: talks)
    #expect(monitoring == [0.3, 0.5, 0.8, 0.8, 0.8, 0.8])
    #expect(
      try play("draft.enforcement.guarantees", talks: talks) == Array(repeating: 0.2, count: 6))
  }

  @Test func `the text in force has it, and none is missing`() throws {
    let found = try play("agreed.enforcement.monitoring")
    #expect(found.map { $0.isNaN ? -1 : $0 } == [-1, -1, -1, 0.8, 0.8, -1])
  }

  @Test func `means may move`() throws {
    let found = try play("paper.enforcement.dmz")
    #expect(zip(found, [0, 0.1, 0.2, 0.3, 0.4, 0.5]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  /// A truce keeps the means of the plan on the table when it began: it breaks with a rate of
  /// e^(0.5·40) and not of e^0 a week.
  @Test func `a truce has the enforcement of the plan on the table when it began`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 9}
        b: {role: belligerent, ideal: 0, no_deal: 9}
      plans:
        paper: {terms: {land: 0.6}, enforcement: {monitoring: 0.5}}
        bare: {terms: {land: 0.5}}
      events:
        halt: {step: 1, acts: [begin_truce]}
        offer: {step: 2, acts: [table: bare]}
      talks: {protocol: single_text, opening: paper, access: 0}
      durability: {truce: {rate: "if(step == 3, 1e-6, 0) per week", monitoring: 40}}
      measures: {m: "if(truce, 1, 0)"}
      """)
    #expect(try play.values("m") == [0, 1, 1, 0])
  }
}
