import Testing

/// What follows from a mistake is not reported beside it.
struct FollowOnTests {
  private func found(_ body: String) throws -> String {
    let found = try errors(body)
    return try (found.isEmpty ? modelErrors(body) : found).joined(separator: "\n")
  }

  @Test(arguments: [
    (
      "protocol: rubinstein",
      "a.yaml:4:19: error: talks.protocol: unknown protocol 'rubinstein'; known: single_text, "
        + "alternating_offers, take_it_or_leave_it, simultaneous, plan_vote, nash, "
        + "kalai_smorodinsky, egalitarian, compromise, random_proposer, challenge, pce, exchange, "
        + "double_auction"
    ),
    (
      "secrecy: 0.5",
      "a.yaml:4:1: error: talks: 'protocol' is missing (how the text is negotiated)"
    ),
    (
      "protocol: ''",
      "a.yaml:4:19: error: talks.protocol: unknown protocol ''; known: single_text, "
        + "alternating_offers, take_it_or_leave_it, simultaneous, plan_vote, nash, "
        + "kalai_smorodinsky, egalitarian, compromise, random_proposer, challenge, pce, exchange, "
        + "double_auction"
    ),
  ])
  func `talks without a protocol`(_ keys: String, _ message: String) throws {
    #expect(
      try found(
        """
        clock: {step: week, steps: 3}
        talks: {\(keys)}
        events: {stop: {when: happened(signed), acts: [end_truce]}}
        measures: {m: happened(signed), n: talks.violations, o: fires(rejected), p: rounds}
        """) == message)
  }

  @Test(arguments: [
    ("", "a.yaml:5:3: error: parameters: 'y' has no value: give one or leave it out"),
    (
      " &a 3",
      "a.yaml:5:6: error: parameters.y: anchors and aliases ('&', '*') are not part of the language: write the "
        + "value out"
    ),
    (
      " !!float 3",
      "a.yaml:5:6: error: parameters.y: tags ('!') are not part of the language: values are never typed by YAML"
    ),
  ])
  func `an entry whose value could not be read`(_ value: String, _ message: String) throws {
    #expect(try found("parameters:\n  x: 1\n  y:\(value)\nmeasures: {m: x + y}") == message)
  }

  @Test(arguments: [
    ("step: weeks, steps: 9", "15: error: clock.step: unknown step 'weeks'; did you mean 'week'?"),
    ("step: wek, steps: 9", "15: error: clock.step: unknown step 'wek'; did you mean 'week'?"),
    (
      "step: week, steps: 10.5",
      "28: error: clock.steps: expected a whole number, but this is '10.5'"
    ),
    (
      "step: round, steps: 10.5",
      "29: error: clock.steps: expected a whole number, but this is '10.5'"
    ),
    ("step: week, steps: -5", "28: error: clock.steps: expected at least 1, but this is -5"),
  ])
  func `a clock with a mistake`(_ clock: String, _ message: String) throws {
    let isRound = clock.contains("round")
    let step = isRound ? "round" : "week"
    let start = isRound ? "" : ", start: 2026-01-05"
    let tabled = isRound ? "" : "tabled: 2026-01-12, "
    #expect(
      try found(
        """
        clock: {\(clock)\(start)}
        issues: {land: {}}
        plans: {even: {\(tabled)terms: {land: 0.4}}}
        state: {x: {start: 0, next: previous(x) + \(step)}}
        events: {calm: {rate: 0.1 per \(isRound ? "step" : "week")}}
        measures: {m: \(step) / 2}
        """) == "a.yaml:3:\(message)")
  }

  @Test(arguments: [
    ("settle", "'settle' needs its issues, as in settle: [issue]"),
    ("reopen", "'reopen' needs its issues, as in reopen: [issue]"),
    ("table", "'table' needs its plan, as in table: plan"),
    (
      "rewrite",
      "'rewrite' needs its terms, as in rewrite: {toward: party, by: 50%, issues: [issue]}"
    ),
  ])
  func `an act without its argument`(_ act: String, _ message: String) throws {
    let body = """
      clock: {step: week, steps: 3}
      issues: {land: {}}
      talks: {protocol: single_text}
      events: {calm: {probability: 0.1, acts: \(act)}}
      """
    #expect(try found(body) == "a.yaml:6:41: error: events.calm.acts: \(message)")
  }

  @Test(arguments: [
    ("happened(clas)", "24", "there is no event 'clas'; did you mean 'clash'?"),
    ("fires(clashh)", "21", "there is no event 'clashh'; did you mean 'clash'?"),
    ("happened(clashes)", "24", "there is no event 'clashes'; did you mean 'clash'?"),
    ("since(storm)", "21", "there is no event 'storm'; known: clash"),
  ])
  func `an event that is not there`(_ read: String, _ column: String, _ message: String) throws {
    let body = """
      clock: {step: week, steps: 3}
      events: {clash: {probability: 0.1}}
      measures: {m: \(read)}
      """
    #expect(try found(body) == "a.yaml:5:\(column): error: measures.m: \(message)")
  }

  @Test func `otherwise is no key`() throws {
    #expect(
      try found("outcomes: {even: {at_end: true}, odd: {otherwise: true}}")
        == "a.yaml:3:40: error: outcomes.odd: write odd: otherwise")
  }
}
