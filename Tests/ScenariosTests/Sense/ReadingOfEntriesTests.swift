import Testing

/// Entries that nothing reads: each with the smallest file that causes the note, and one that nearly
/// does.
@Suite("Sense: what nothing reads")
struct ReadingOfEntriesTests {
  @Test
  func `Parameters, definitions, states and data`() throws {
    #expect(
      try seenAtLoad("parameters: {p: \"uniform(0, 1)\"}\nmeasures: {m: 1}") == [
        "a.yaml:3:14: note: parameters.p: nothing reads 'p', so it changes no result. Read it in an "
          + "expression, or remove it. [unused]"
      ])
    #expect(
      try seenAtLoad("definitions: {d: 1 + 1}") == [
        "a.yaml:3:15: note: definitions.d: nothing reads 'd', so it changes no result. Read it in an "
          + "expression, or remove it. [unused]"
      ])
    #expect(
      try seenAtLoad("clock: {step: week, steps: 2}\nstate: {x: {start: 0, next: x + 1}}") == [
        "a.yaml:4:9: note: state.x: nothing reads 'x'. It is followed in timeline.csv and changes no other "
          + "result. Read it in an expression, or remove it. [unused]"
      ])
    #expect(try seenAtLoad("parameters: {p: \"uniform(0, 1)\"}\nmeasures: {m: p}") == [])
    // The name of an argument, and an id, are none of the parameter.
    for draw in ["normal(0, sd=1)", "normal(0, sd = 1)", "normal(0, 1, id=sd)"] {
      #expect(
        try seenAtLoad(
          "parameters: {sd: \"uniform(1, 2)\", x: \"\(draw)\"}\nmeasures: {m: x}") == [
            "a.yaml:3:14: note: parameters.sd: nothing reads 'sd', so it changes no result. Read it in an "
              + "expression, or remove it. [unused]"
          ], "\(draw)")
    }
    #expect(
      try seenAtLoad(
        "parameters: {sd: \"uniform(1, 2)\", x: \"normal(0, sd=sd)\"}\nmeasures: {m: x}") == [])
    #expect(try seenAtLoad("parameters: {sd: \"uniform(1, 2)\"}\nmeasures: {m: sd == 2}") == [])
    #expect(
      try seenAtLoad("parameters: {p: \"uniform(0, 1)\"}\ndefinitions: {d: p}\nmeasures: {m: d}")
        == [])
  }

  @Test
  func `A lever sets an entry and reads none`() throws {
    let levers = "\nlevers: {l: {path: parameters.p, range: [0, 1]}}"
    #expect(
      try seenAtLoad("parameters: {p: 0.5}\nmeasures: {m: 1}" + levers) == [
        "a.yaml:3:14: note: parameters.p: nothing reads 'p', so it changes no result. Read it in an "
          + "expression, or remove it. [unused]"
      ])
    #expect(try seenAtLoad("parameters: {p: 0.5}\nmeasures: {m: p}" + levers) == [])
  }

  @Test
  func `What only 'verify' reads is read`() throws {
    #expect(
      try seenAtLoad(
        """
        parameters: {p: "uniform(0, 1)"}
        definitions: {half: 1 / 2}
        verify: {source: the mean, expect: {p: {mean: p, equals: half}}}
        """) == [])
  }

  @Test
  func `An event that does nothing`() throws {
    let body = "clock: {step: week, steps: 2}\nevents: {e: {step: 1}}\n"
    #expect(
      try seenAtLoad(body) == [
        "a.yaml:4:10: note: events.e: 'e' changes no state, does nothing in the talks, and nothing reads it. "
          + "Give it effects or acts, or read it, as in happened(e). [unused]"
      ])
    #expect(try seenAtLoad(body + "measures: {m: count(e)}") == [])
  }

  @Test
  func `A plan that never comes before the parties, and how it could`() throws {
    let other =
      "plans: {paper: {terms: {fare: 0.5, hours: 0.5}}, other: {TABLED terms: {fare: 1, hours: 1}}}"
    func body(
      _ tabled: String, a: String = "ideal: 1, no_deal: 0.2",
      _ words: String = "protocol: single_text, opening: paper"
    ) -> String {
      talks(a: a, talks: words)
        .replacing("clock: {step: week", with: "clock: {start: 2025-01-06, step: week")
        .replacing(
          "plans: {paper: {terms: {fare: 0.5, hours: 0.5}}}",
          with: other.replacing("TABLED", with: tabled))
    }
    let place = "a.yaml:8:50: note: plans.other: "
    let ways =
      "Name it under 'opening', or let an event lay it before the parties with 'acts: [{table: other}]'. "
      + "[unused]"
    #expect(try seenAtLoad(body("")) == [place + "nobody sees the plan 'other'. " + ways])
    #expect(
      try seenAtLoad(body("tabled: 2025-01-13,")) == [
        place
          + "nobody sees the plan 'other'. It lies on the table from 2025-01-13, but 'single_text' takes "
          + "up no plan from there. " + ways
      ])
    #expect(
      try seenAtLoad(body("", "protocol: plan_vote, opening: paper")) == [
        place
          + "the plan 'other' never comes to the table, so 'plan_vote' cannot choose it. Give it a date "
          + "under 'tabled', name it under 'opening', or let an event lay it there with "
          + "'acts: [{table: other}]'. [unused]"
      ])
    // Without a start there are no dates.
    #expect(
      try seenAtLoad(
        body("", "protocol: plan_vote, opening: paper").replacing("start: 2025-01-06, ", with: ""))
        == [
          place
            + "the plan 'other' never comes to the table, so 'plan_vote' cannot choose it. Name it under "
            + "'opening', or let an event lay it there with 'acts: [{table: other}]'. [unused]"
        ])
    #expect(
      try seenAtLoad(body("tabled: 2025-01-13,", "protocol: plan_vote, opening: paper")) == [])
    // Who has seen a better text measures others against it.
    #expect(
      try seenAtLoad(
        body("tabled: 2025-01-13,", a: "ideal: 1, no_deal: 0.2, reference: {catches_up: 1}"))
        == [])
  }

  @Test
  func `A parameter that is mentioned and has no effect`() throws {
    func body(_ factor: String) -> String {
      "parameters: {p: \"uniform(0, 1)\"}\nmeasures: {m: 2 + \(factor) * p}"
    }
    #expect(
      try seenAtLoad(
        "parameters: {p: \"uniform(0, 1)\"}\ndefinitions: {d: 2 * p}\nmeasures: {m: 1}")
        == [
          "a.yaml:3:14: note: parameters.p: 'p' is mentioned, but no outcome, measure, signal or state depends "
            + "on it. Look at where it stands: it may be multiplied by 0, or read by what nothing reads. "
            + "[no_effect]",
          "a.yaml:4:15: note: definitions.d: nothing reads 'd', so it changes no result. Read it in an "
            + "expression, or remove it. [unused]",
        ])
    #expect(try seenAtLoad(body("0.001")) == [])
  }
}
