import Testing

/// One mistake is one message: what is missing only because of it is not reported as well.
struct MisspeltTests {
  /// What follows begins on line 9.
  private static let scene = """
    clock: {step: round, steps: 3}
    issues: {land: {status_quo: 0.5}, arms: {}}
    plans: {even: {terms: {land: 0.4, arms: 0.4}}}
    parties:
      north: {role: belligerent, ideal: 1, no_deal: 0}
      south: {role: belligerent, ideal: 0, no_deal: 0}

    """

  private func found(_ body: String) throws -> String {
    let found = try errors(body)
    return try (found.isEmpty ? modelErrors(body) : found).joined(separator: "\n")
  }

  @Test(arguments: [
    (
      """
      talks: {protocol: alternating_offer, order: [north, south], discount: 0.9}
      measures: {m: rounds, n: max_gap}
      """,
      "a.yaml:9:19: error: talks.protocol: unknown protocol 'alternating_offer'; "
        + "did you mean 'alternating_offers'?"
    ),
    (
      """
      talks: {protocol: simultaneus, concession: {north: 0.1, south: tit_for_tat}}
      measures: {m: north.conceded, n: south.conceded}
      """,
      "a.yaml:9:19: error: talks.protocol: unknown protocol 'simultaneus'; "
        + "did you mean 'simultaneous'?"
    ),
    (
      "talks: {protocol: haggling, order: [north, south]}\nmeasures: {m: north.conceded}",
      "a.yaml:9:19: error: talks.protocol: unknown protocol 'haggling'; known: single_text, "
        + "alternating_offers, take_it_or_leave_it, simultaneous, plan_vote, nash, "
        + "kalai_smorodinsky, egalitarian, compromise, random_proposer, challenge, pce, exchange, "
        + "double_auction"
    ),
    (
      "talks: {protokol: nash}",
      "a.yaml:9:9: error: talks: unknown key 'protokol'; did you mean 'protocol'?"
    ),
    (
      "talks: {protocol: alternating_offers, order: north, discount: 0.9}",
      "a.yaml:9:46: error: talks.order: expected a list, but this is 'north'"
    ),
    (
      "talks: {protocol: alternating_offers, order: \"north, south\", discount: 0.9}",
      "a.yaml:9:46: error: talks.order: expected a list, but this is 'north, south': "
        + "write [north, south]"
    ),
    (
      "talks: {protocol: simultaneous, concesion: {north: 0.1, south: tit_for_tat}}",
      "a.yaml:9:33: error: talks: unknown key 'concesion'; did you mean 'concession'?"
    ),
    (
      "talks: {protocol: single_text, openning: even}",
      "a.yaml:9:32: error: talks: unknown key 'openning'; did you mean 'opening'?"
    ),
    (
      "talks: {protocol: single_text, opening: {terms: {land: 0.4, arms: 0.3}}}",
      "a.yaml:9:42: error: talks.opening: leave 'terms' out: the issues stand here themselves"
    ),
    (
      """
      talks: {protocol: single_text, opening: even, truse_track: {discount: 0.1}}
      durability: {truce: {rate: 0.1 per round}}
      measures: {m: count(truce_begins)}
      """,
      "a.yaml:9:47: error: talks: unknown key 'truse_track'; did you mean 'truce_track'?"
    ),
    (
      """
      talks: {protocol: single_text, opening: even, truce_track: {discount: 0.1}}
      durability: {truse: {rate: 0.1 per round}}
      """,
      "a.yaml:10:14: error: durability: unknown key 'truse'; did you mean 'truce'?"
    ),
    (
      """
      talks: {protocol: single_text, opening: even}
      events: {calm: {probability: 0.1, acts: [begin_truse]}}
      durability: {truce: {rate: 0.1 per round}}
      """,
      "a.yaml:10:42: error: events.calm.acts: unknown act 'begin_truse'; "
        + "did you mean 'begin_truce'?"
    ),
    (
      "planz: {odd: {terms: {land: 1, arms: 0}}}\ntalks: {protocol: single_text, opening: odd}",
      "a.yaml:9:1: error: unknown key 'planz'; did you mean 'plans'?"
    ),
  ])
  func `talks with a mistake`(_ body: String, _ message: String) throws {
    let scene =
      body.hasPrefix("planz") ? Self.scene.replacing("plans:", with: "#") : Self.scene
    #expect(try found(scene + body) == message)
  }

  @Test(arguments: [
    (
      "role: beligerent, ratifiers: {house: {slope: 2}}",
      "a.yaml:7:17: error: parties.north.role: unknown role 'beligerent'; "
        + "did you mean 'belligerent'?"
    ),
    (
      "role: belligerent, ratifiers: [house]",
      "a.yaml:7:41: error: parties.north.ratifiers: expected a map, but this is a list"
    ),
    (
      "role: belligerent, ratifiers: {house: 0.5}",
      "a.yaml:7:49: error: parties.north.ratifiers.house: expected a map, but this is '0.5'"
    ),
    (
      "role: belligerent, ratifiers: {house: {slop: 2}}",
      "a.yaml:7:50: error: parties.north.ratifiers.house: unknown key 'slop'; "
        + "did you mean 'slope'?"
    ),
  ])
  func `a party with a mistake`(_ keys: String, _ message: String) throws {
    let scene = Self.scene.replacing("north: {role: belligerent,", with: "north: {\(keys),")
    let body =
      scene + "talks: {protocol: single_text, opening: even, halt: at_signing}\n"
      + "measures: {m: north.ratifiers.house.support, n: fighting}"
    #expect(try found(body) == message)
  }

  @Test func `any other word may be a role`() throws {
    let scene = Self.scene.replacing("role: belligerent", with: "role: rebel")
    #expect(try found(scene + "talks: {protocol: nash}") == "")
    #expect(
      try found(scene.replacing("rebel", with: "Rebel") + "talks: {protocol: nash}").hasPrefix(
        "a.yaml:7:17: error: parties.north.role: 'Rebel' is not a name:"))
  }

  @Test func `a misspelt means of enforcement is reported where it stands`() throws {
    let reading = """
      talks: {protocol: single_text, opening: even, breach: {base: 0.3, monitoring: 0.2}}
      durability: {settlement: {rate: 0.1 per round, monitoring: -1}}
      measures: {m: agreed.enforcement.monitoring}
      """
    let scene = { (enforcement: String) in
      Self.scene.replacing("arms: 0.4}}", with: "arms: 0.4}, \(enforcement)}") + reading
    }
    #expect(
      try found(scene("enforcement: {monitorin: 0.5}"))
        == "a.yaml:5:61: error: plans.even.enforcement.monitorin: unknown means of enforcement "
        + "'monitorin'; did you mean 'monitoring'?")
    #expect(
      try found(scene("enforcment: {monitoring: 0.5}"))
        == "a.yaml:5:47: error: plans.even: unknown key 'enforcment'; "
        + "did you mean 'enforcement'?")
    // Where nothing but an expression reads it, too.
    let onlyRead = scene("enforcement: {monitorin: 0.5}")
      .replacing(", breach: {base: 0.3, monitoring: 0.2}", with: "")
      .replacing(", monitoring: -1", with: "")
    #expect(
      try found(onlyRead)
        == "a.yaml:5:61: error: plans.even.enforcement.monitorin: unknown means of enforcement "
        + "'monitorin'; did you mean 'monitoring'?")
  }

  @Test(arguments: [
    (
      "{between: \"a, b\", spearman: 0.4}",
      "a.yaml:4:29: error: correlations.k.between: expected a list, but this is 'a, b': "
        + "write [a, b]"
    ),
    (
      "{between: a, spearman: 0.4}",
      "a.yaml:4:29: error: correlations.k.between: expected a list, but this is 'a'"
    ),
    (
      "{between: [a, b], rank: 0.4}",
      "a.yaml:4:37: error: correlations.k: unknown key 'rank'; "
        + "known: between, shocks, spearman, pearson, about, source"
    ),
    (
      "{betwen: [a, b], spearmann: 0.4}",
      "a.yaml:4:20: error: correlations.k: unknown key 'betwen'; did you mean 'between'?\n"
        + "a.yaml:4:36: error: correlations.k: unknown key 'spearmann'; did you mean 'spearman'?"
    ),
  ])
  func `a correlation with a mistake`(_ correlation: String, _ message: String) throws {
    #expect(
      try found(
        """
        parameters: {a: "uniform(0, 1)", b: "uniform(0, 1)"}
        correlations: {k: \(correlation)}
        """) == message)
  }

  @Test(arguments: [
    ("{step: week, steps: -1}", "3:28: error: clock.steps: expected at least 1, but this is -1"),
    (
      "{step: week, steps: 1.5}",
      "3:28: error: clock.steps: expected a whole number, but this is '1.5'"
    ),
    (
      "{step: week, steps: 007}",
      "3:28: error: clock.steps: expected a whole number, but this is '007': write 7"
    ),
  ])
  func `a count that cannot be`(_ clock: String, _ message: String) throws {
    #expect(try errors("clock: \(clock)") == ["a.yaml:\(message)"])
  }

  @Test func `what is under a misspelt key is checked too`() throws {
    #expect(
      try found("clok: {step: week, stepz: 4}\nmeasures: {m: week / 2, n: x}") == """
        a.yaml:3:1: error: unknown key 'clok'; did you mean 'clock'?
        a.yaml:3:20: error: clock: unknown key 'stepz'; did you mean 'steps'?
        a.yaml:4:28: error: measures.n: unknown name 'x'
        """)
  }

  @Test func `keys that differ in digits are no misspellings`() throws {
    #expect(
      try found("measures: {m: 1}\nverify: {seed: -1, expect: {q: {p10: m, equals: 3}}}") == """
        a.yaml:4:16: error: verify.seed: expected at least 0, but this is -1
        a.yaml:4:33: error: verify.expect.q: unknown key 'p10'; known: share, mean, sd, variance, \
        p5, p25, p50, p75, p95, correlation, rank_correlation, equals, tolerance, printed, about, \
        source
        """)
  }
}
