import Testing

/// Outcomes, measures, signals.
struct OutcomeTests {
  @Test func `when a trial ends the first rule that holds decides, in the file's order`() throws {
    func outcome(_ rules: String) throws -> String {
      try Play(
        """
        clock: {step: week, steps: 6}
        state: {x: {start: 0, next: x + 1}}
        outcomes: {\(rules), rest: otherwise}
        """
      ).outcome()
    }
    #expect(try outcome("a: {at_end: x > 2}, b: {as_soon_as: x > 2}") == "a")
    #expect(try outcome("b: {as_soon_as: x > 2}, a: {at_end: x > 2}") == "b")
    #expect(try outcome("a: {at_end: x > 3}, b: {as_soon_as: x > 2}") == "b")
    #expect(try outcome("a: {at_end: x > 5}, b: {at_end: x > 4}") == "a")
    #expect(try outcome("a: {at_end: x > 50}") == "rest")
    #expect(try outcome("a: {as_soon_as: x > 50}, b: {as_soon_as: x == 3}") == "b")
  }

  @Test func `at_end is judged only when the trial ends`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      state: {x: {start: 0, next: x + 1}}
      outcomes: {early: {at_end: x == 2}, late: otherwise}
      """)
    #expect(try play.outcome() == "late")
    #expect(play.trial().endStep == 4)
  }

  @Test func `a signal is seen from the first step its condition holds`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      state: {x: {start: 0, next: "if(step == 3, 1, 0)"}}
      signals: {now: x == 0, third: x == 1, never: x == 2}
      """)
    #expect(play.trial().signals == [0, 3, -1])
  }

  @Test func `nothing is seen after the end`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      outcomes: {two: {as_soon_as: step == 2}, rest: otherwise}
      signals: {at_end: step == 2, later: step == 3}
      """)
    #expect(play.trial().signals == [2, -1])
  }

  @Test func `measures read the outcome`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      outcomes: {a: {at_end: step > 5}, b: {at_end: step == 2}, c: otherwise}
      measures: {is_b: outcome == b, value: "by(outcome, a=1, b=2, c=3)"}
      """)
    #expect(try play.value("is_b") == 1)
    #expect(try play.value("value") == 2)
  }

  @Test func `shares sum to one`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {x: {start: 0, random_walk: {sd: 1}}}
      outcomes:
        up: {as_soon_as: x > 1}
        down: {as_soon_as: x < -1}
        flat: otherwise
      """)
    let shares = try play.shares(trials: 1_000)
    #expect(abs(shares.values.reduce(0, +) - 1) < 1e-12 && shares.count == 3)
  }

  @Test func `a halt, a truce and a settlement are dated`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      issues: {land: {status_quo: 0}}
      parties:
        a: {role: belligerent, ideal: 0.4, no_deal: "if(step < 4, 2, 0)"}
        b: {role: belligerent, ideal: 0.6, no_deal: 0}
      events: {pause: {step: 2, acts: [begin_truce]}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """)
    #expect(
      play.model.report.milestones == [
        "first_halt", "first_truce", "first_settlement", "first_halt_truce",
        "first_halt_settlement", "pause",
      ])
    #expect(play.model.report.eventCount == 1)
    #expect(play.trial().milestones == [2, 2, 4, 2, -1, 2])
  }
}
