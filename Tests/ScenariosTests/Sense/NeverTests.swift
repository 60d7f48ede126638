import Testing

/// What never comes: each with the smallest file that causes the note, and one that nearly does.
@Suite("Sense: what never comes")
struct NeverTests {
  @Test
  func `An outcome whose rule compares the clock with what it never reaches, at load`() throws {
    let body = "clock: {step: week, steps: 4}\n"
    let note =
      "a.yaml:4:27: note: outcomes.late: 'week > 4' cannot hold: 'week' runs from 0 to 4. Look at the "
      + "condition. [never]"
    let late = body + "outcomes: {late: {at_end: week > 4}, rest: otherwise}"
    #expect(try seenAtLoad(late) == [note])
    #expect(try sensed(late) == [note])
    #expect(try sensed(body + "outcomes: {late: {at_end: week >= 4}, rest: otherwise}") == [])
  }

  @Test
  func `An outcome that asks for all that an earlier one asks for, and more, at load`() throws {
    let body = "parameters: {u: \"uniform(0, 1)\"}\n"
    #expect(
      try seenAtLoad(
        body
          + "outcomes: {low: {at_end: u < 0.5}, lower: {at_end: u < 0.4 and u < 0.5}, rest: otherwise}"
      ) == [
        "a.yaml:4:36: note: outcomes.lower: 'lower' can never come: 'low' stands before it and holds whenever "
          + "it does, and the first rule that holds decides. Put 'lower' before 'low'. [never]"
      ])
    #expect(
      try seenAtLoad(
        body
          + "outcomes: {lower: {at_end: u < 0.4 and u < 0.5}, low: {at_end: u < 0.5}, rest: otherwise}"
      ) == [])
  }

  /// Eight rules before it take the trials: four are named.
  @Test
  func `Of many rules that take the trials of an outcome some are named`() throws {
    let rules = (1...8).map { "q\($0): {at_end: u < \(Double($0) / 8)}" }.joined(separator: ", ")
    let found = try sensed(
      "parameters: {u: \"uniform(0, 1)\"}\n"
        + "outcomes: {\(rules), every: {at_end: u < 2 and u > -1}, rest: otherwise}")
    let note = try #require(found.first { $0.contains("'every' came in none of 1,024 trials") })
    #expect(note.contains(#/ and 4 others took \d+ of them: the first rule that holds decides\. /#))
    #expect(note.contains(#/ before 'q\d', 'q\d', 'q\d', 'q\d' and the 4 others, or say/#))
  }

  @Test
  func `An outcome whose trials an earlier rule takes`() throws {
    let body = "parameters: {u: \"uniform(0, 1)\"}\n"
    #expect(
      try sensed(
        body
          + "outcomes: {any: {at_end: u >= 0}, half: {at_end: u < 1 and u > -1}, rest: otherwise}"
      ) == [
        "a.yaml:4:35: note: outcomes.half: 'half' came in none of 1,024 trials, so in at most 0.36 %. "
          + "Its rule held in 1,024, and 'any' took 1,024 of them: the first rule that holds decides. "
          + "Put 'half' before 'any', or say in its rule what is different. [never]"
      ])
    #expect(
      try sensed(
        body
          + "outcomes: {any: {at_end: u >= 0.5}, half: {at_end: u < 1 and u > -1}, rest: otherwise}"
      ) == [])
  }

  @Test
  func `A later rule that asks for less may be left nothing, as 'otherwise' may`() throws {
    #expect(
      try sensed(
        """
        parameters: {u: "uniform(0, 1)"}
        outcomes: {both: {at_end: u > -1 and u < 2}, one: {at_end: u > -1}, rest: otherwise}
        """) == [])
  }

  @Test
  func `An outcome of which a part never held, all parts never together, or that is rare`() throws {
    let body = "parameters: {u: \"uniform(0, 1)\", v: \"uniform(0, 1)\"}\noutcomes:\n  x: {at_end: "
    let start =
      "a.yaml:5:3: note: outcomes.x: 'x' came in none of 1,024 trials, so in at most 0.36 %. "
    #expect(
      try sensed(body + "u > 0.5 and v > 2}\n  rest: otherwise") == [
        start + "'v > 2' held in none of them. Look at the rule. [never]"
      ])
    #expect(
      try sensed(body + "u + v > 1.9 and u - v > 0.5}\n  rest: otherwise") == [
        start
          + "Each part of its rule held in some trials, but never all at once. They may contradict "
          + "each other, or be rare together. [never]"
      ])
    #expect(
      try sensed(body + "u + v > 2.1}\n  rest: otherwise") == [
        start
          + "Its rule never held. It is rare, or cannot hold. Look at the rule, or run more trials. "
          + "[never]"
      ])
    #expect(try sensed(body + "u > 0.5 and v > 0.5}\n  rest: otherwise") == [])
  }

  @Test
  func `An outcome whose rule held, but not at the end`() throws {
    #expect(
      try sensed(
        "clock: {step: week, steps: 4}\noutcomes: {x: {at_end: week == 2}, rest: otherwise}") == [
          "a.yaml:4:12: note: outcomes.x: 'x' came in none of 1,024 trials, so in at most 0.36 %. Its "
            + "rule held in some step of 1,024, but never at the end. Write 'as_soon_as' if it is to end "
            + "the trial, or ever(…) if it is enough that it held. [never]"
        ])
  }

  private func event(_ trigger: String, _ more: String = "") -> String {
    """
    clock: {start: 2025-01-06, step: week, steps: 4}
    state: {x: {start: 0.5, random_walk: {sd: 0.01}, within: [0, 1]}}
    events:
      e: {\(trigger), effects: {x: 0.52}}
    \(more)
    outcomes: {high: {at_end: x > 0.5}, rest: otherwise}
    """
  }

  @Test
  func `A window or a condition that the bounds of a state rule out, at load`() throws {
    let note =
      "'x > 1' cannot hold: 'x' is held within 0 and 1. Look at the condition. [never]"
    #expect(
      try seenAtLoad(event("rate: 1 per week, while: x > 1"))
        == ["a.yaml:6:32: note: events.e: " + note])
    #expect(
      try seenAtLoad(event("when: 1 < x")) == [
        "a.yaml:6:13: note: events.e: '1 < x' cannot hold: 'x' is held within 0 and 1. Look at the "
          + "condition. [never]"
      ])
    #expect(try seenAtLoad(event("rate: 1 per week, while: x >= 1")) == [])
  }

  @Test
  func `An event whose window was never open, whose condition never held or always did`() throws {
    let start =
      "a.yaml:6:3: note: events.e: 'e' came in none of 1,024 trials, so in at most 0.36 %. "
    #expect(
      try sensed(event("rate: 1 per week, while: week < 9 and x > 0.9")) == [
        start + "'x > 0.9' held in none of them. Its window, 'while', was never open. [never]"
      ])
    #expect(
      try sensed(event("when: x > 0.9")) == [
        start + "'x > 0.9' held in none of them. Look at its 'when'. [never]"
      ])
    #expect(
      try sensed(event("when: x < 0.9")) == [
        start
          + "The condition under 'when' held from the start, and an event fires when it becomes "
          + "true. [never]"
      ])
    #expect(
      try sensed(event("rate: 0 per week")) == [start + "Its rate or probability is 0. [never]"])
    #expect(try sensed(event("when: x > 0.51")) == [])
    // What is only rare may be meant.
    #expect(try sensed(event("rate: 0.0000001 per week")) == [])
  }

  @Test
  func `What comes after an event that never fires has no note of its own, nor what reads it`()
    throws
  {
    let more =
      "  f: {after: e, delay: 1 week, effects: {x: 0.4}}\nsignals: {s: happened(e), t: happened(f)}"
    let body = event("when: x > 0.9", more)
    #expect(try sensed(body).map { $0.contains(" events.e: ") } == [true])
  }

  @Test
  func `An event that waits for one of the talks`() throws {
    let body = talks(
      also:
        "state: {x: {start: 0}}\nevents: {e: {after: truce_begins, delay: 1 week, effects: {x: 1}}}\n"
        + "measures: {m: x}")
    #expect(
      try sensed(body).last
        == "a.yaml:12:10: note: events.e: 'e' came in none of 1,024 trials, so in at most 0.36 %. It comes "
        + "after 'truce_begins', which never fired either. [never]")
  }

  @Test
  func `An event that is due when all trials are over`() throws {
    let body = event("date: 2025-02-03").replacing(
      "outcomes: {", with: "outcomes: {soon: {as_soon_as: week == 2}, ")
    #expect(
      try sensed(body).first
        == "a.yaml:6:3: note: events.e: 'e' came in none of 1,024 trials, so in at most 0.36 %. It is due in "
        + "step 4, but every trial ended by step 2. [never]")
    #expect(try sensed(event("date: 2025-02-03")) == [])
  }

  @Test
  func `A signal that is never seen`() throws {
    #expect(
      try sensed(event("when: x > 0.51", "signals: {s: x > 0.95}")) == [
        "a.yaml:7:11: note: signals.s: 's' came in none of 1,024 trials, so in at most 0.36 %. Its "
          + "condition is rare, or cannot hold. [never]"
      ])
    #expect(
      try sensed(event("when: x > 0.51", "signals: {s: week > 4}")) == [
        "a.yaml:7:11: note: signals.s: 's' came in none of 1,024 trials, so in at most 0.36 %. "
          + "'week > 4' cannot hold: 'week' runs from 0 to 4. Look at the condition. [never]"
      ])
    #expect(try sensed(event("when: x > 0.51", "signals: {s: x > 0.505}")) == [])
  }
}
