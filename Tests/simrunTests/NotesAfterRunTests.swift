import Testing

@Suite("notes of sense after a run") struct NotesAfterRunTests {
  private static func scenario(_ name: String, event: String, steps: Int = 4) -> String {
    """
    format: 1
    scenario: \(name)
    title: A quiet month
    clock: {step: week, steps: \(steps)}
    parameters: {pace: 0}
    events: {storm: {\(event)}}
    outcomes: {done: otherwise}
    signals: {warning: happened(storm)}
    """
  }

  @Test
  func `a signal of an event that need not fire has no note`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario("calm", event: "rate: pace per week, expect: never"), to: "calm.yaml")
      #expect(try simrun("run", "calm.yaml", "-n", "1024", "-o", "r").err == "")
    }
  }

  @Test
  func `of several scenarios the notes stand under their names`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario("wild", event: "rate: 1 + pace per week"), to: "wild.yaml")
      try simrun.write(Self.scenario("calm", event: "rate: pace per week"), to: "calm.yaml")
      let alone = try simrun("run", "calm.yaml", "-n", "1024", "-o", "a").err
      #expect(alone.hasPrefix("calm.yaml:8:11: note: signals.warning: "))
      let both = try simrun("run", "wild.yaml", "calm.yaml", "-n", "1024", "-o", "b").err
      #expect(both == "calm:\n" + alone)
    }
  }

  @Test
  func `points.csv keeps an amount of a term as it was written`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: pay
        title: Pay
        clock: {step: week, steps: 2}
        issues: {wage: {low: 0%, high: 8%, status_quo: 0.5, expect: unit}}
        parties: {a: {ideal: 1, no_deal: 0.2}, b: {ideal: 0, no_deal: 0.2}}
        plans: {paper: {terms: {wage: 0.5}}}
        talks: {protocol: single_text, opening: paper}
        outcomes: {deal: {as_soon_as: settled}, none: otherwise}
        """, to: "pay.yaml")
      let finished = try simrun(
        "run", "pay.yaml", "-n", "100", "--sweep", "plans.paper.terms.wage=2%,4%", "-o", "r")
      #expect(finished.code == 0, "\(finished.err)")
      #expect(
        try simrun.read("r/points.csv")
          == "scenario,point,plans.paper.terms.wage\npay,1,2%\npay,2,4%\n")
    }
  }
}
