import Testing

/// What events do to the text on the table; numbers by hand.
struct AmendmentTests {
  /// Losses over land: a 0.6·0.8 = 0.48, b 0.1·0.2 = 0.02; army: a 0.3·0.5 = 0.15, b 0.2·0.5 =
  /// 0.10; trade: a 0.1·0.1 = 0.01, b 0.7·0.9 = 0.63.
  private func play(_ acts: String, steps: Int = 2, more: String = "") throws -> Play {
    try Play(
      """
      clock: {step: week, steps: \(steps)}
      issues: {land: {}, army: {}, trade: {status_quo: 0.9}}
      parties:
        a: {role: belligerent, ideal: 1, weight: {land: 0.6, army: 0.3, trade: 0.1}, no_deal: 5}
        b: {role: belligerent, ideal: 0, weight: {land: 0.1, army: 0.2, trade: 0.7}, no_deal: 5}
        c: {ideal: {land: 0.6, army: 0.4, trade: 0.5}, no_deal: 5}
      plans:
        paper: {written_by: {b: 0.9, a: 0.1}, terms: {land: 0.2, army: 0.5, trade: 0.9}}
        other: {written_by: {c: 0.5, a: 0.5}, terms: {land: 0.8, army: 0.1}}
      events: {backlash: {step: 1, acts: [\(acts)]}\(more)}
      talks: {protocol: single_text, opening: paper, access: 0}
      measures:
        land: draft.land
        army: draft.army
        trade: draft.trade
        open: draft.open_issues
        by_a: draft.written_by[a]
        by_b: draft.written_by[b]
        by_c: draft.written_by[c]
      """)
  }

  private func expect(
    _ play: Play, _ values: [String: Double], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (name, value) in values {
      let found = try play.values(name)[1]
      #expect(
        abs(found - value) < 1e-12, "\(name): \(found), not \(value)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func `a rewrite moves the issues named by its share of the way to a party's ideal`() throws
  {
    let play = try play("{rewrite: {toward: c, by: 50%, issues: [land, army]}}")
    try expect(play, ["land": 0.4, "army": 0.45, "trade": 0.9])
    #expect(try play.values("land")[0] == 0.2)
    #expect(try play.values("land")[2] == play.values("land")[1])
  }

  @Test func `it counts as written by that party in proportion`() throws {
    // Half of two thirds of the text.
    let play = try play("{rewrite: {toward: c, by: 50%, issues: [land, army]}}")
    try expect(play, ["by_a": 0.1 * 2 / 3, "by_b": 0.9 * 2 / 3, "by_c": 1.0 / 3])
  }

  @Test func `a rewrite by nothing changes nothing, one of everything by all leaves the ideal`()
    throws
  {
    try expect(
      try play("{rewrite: {toward: c, by: 0, issues: [land, army, trade]}}"),
      ["land": 0.2, "army": 0.5, "trade": 0.9, "by_a": 0.1, "by_b": 0.9, "by_c": 0])
    try expect(
      try play("{rewrite: {toward: c, by: 1, issues: [land, army, trade]}}"),
      ["land": 0.6, "army": 0.4, "trade": 0.5, "by_a": 0, "by_b": 0, "by_c": 1])
  }

  @Test func `toward a plan, its authors write, and where it is open nothing moves`() throws {
    // trade is open in other: two of three issues move.
    try expect(
      try play("{rewrite: {toward: other, by: 0.25, issues: [land, army, trade]}}"),
      [
        "land": 0.35, "army": 0.4, "trade": 0.9, "by_c": 0.5 / 6, "by_a": 0.1 + 0.4 / 6,
        "by_b": 0.9 - 0.9 / 6,
      ])
  }

  @Test func `the most contested are those over which the needed parties lose most`() throws {
    // Both: land .50, army .25, trade .64.
    try expect(
      try play("{rewrite: {toward: c, by: 1, most_contested: 1}}"), ["trade": 0.5, "land": 0.2])
    try expect(
      try play("{rewrite: {toward: c, by: 1, most_contested: 2}}"),
      ["trade": 0.5, "land": 0.6, "army": 0.5])
    try expect(
      try play("{rewrite: {toward: c, by: 1, most_contested: 3}}"),
      ["trade": 0.5, "land": 0.6, "army": 0.4])
  }

  @Test func `contested_by names whose losses count`() throws {
    try expect(
      try play("{rewrite: {toward: c, by: 1, most_contested: 1, contested_by: a}}"),
      ["land": 0.6, "army": 0.5, "trade": 0.9])
  }

  @Test func `of equally contested issues the first by name is chosen`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      issues: {sea: {}, land: {}}
      parties: {a: {ideal: 0.5, no_deal: 5}}
      events: {e: {step: 1, acts: [{rewrite: {toward: a, by: 1, most_contested: 1}}]}}
      talks: {protocol: single_text, opening: {land: 0.25, sea: 0.75}, access: 0}
      measures: {land: draft.land, sea: draft.sea}
      """)
    try expect(play, ["land": 0.5, "sea": 0.75])
  }

  @Test func `an issue that costs nobody anything is not contested`() throws {
    let acts =
      "{rewrite: {toward: c, by: 1, issues: land}}, "
      + "{rewrite: {toward: b, by: 1, most_contested: 3, contested_by: c}}"
    try expect(try play(acts), ["land": 0.6, "army": 0, "trade": 0])
  }

  @Test func `the most contested can be reopened`() throws {
    let play = try play(
      "{reopen: {most_contested: 1, contested_by: [a]}}",
      more: ", answer: {step: 2, acts: [{rewrite: {toward: c, by: 1, issues: [land, army]}}]}")
    try expect(play, ["open": 1])
    // What is open is not rewritten, and has no author: all of army is half of the text.
    #expect(try play.values("land")[2] == 0.2)
    #expect(try play.values("army")[2] == 0.4)
    #expect(try play.values("by_c")[2] == 0.5)
  }

  @Test func `an open issue is neither contested nor rewritten`() throws {
    try expect(
      try play("{reopen: trade}, {rewrite: {toward: c, by: 1, most_contested: 1}}"),
      ["trade": 0.9, "land": 0.6, "open": 1])
  }

  @Test func `settling closes open issues at what is expected of them`() throws {
    let play = try play(
      "{reopen: [land, army]}", more: ", summit: {step: 2, acts: [{settle: [land]}]}")
    #expect(try play.values("open") == [0, 2, 1])
    #expect(try play.values("land")[2] == 0.2)
  }

  @Test func `acts follow one another in the order of the file`() throws {
    try expect(
      try play("{table: other}, {rewrite: {toward: a, by: 0.5, issues: [land]}}"),
      ["land": 0.9, "army": 0.1, "open": 1, "by_a": 0.5 + 0.25 * 0.5])
    try expect(
      try play("{rewrite: {toward: a, by: 0.5, issues: [land]}}, {table: other}"),
      ["land": 0.8, "by_a": 0.5])
  }

  @Test func `two plans laid in one step: the last in the file stays`() throws {
    try expect(try play("{table: paper}, {table: other}"), ["land": 0.8])
    try expect(try play("{table: other}, {table: paper}"), ["land": 0.2])
  }

  @Test func `how far is drawn at each firing`() throws {
    let again = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5}}
      events:
        e: {when: step >= 1, acts: [{rewrite: {toward: a, by: "uniform(0, 1)", issues: land}}]}
        f: {step: 2, acts: [{rewrite: {toward: a, by: "uniform(0, 1)", issues: land}}]}
      talks: {protocol: single_text, opening: {land: 0}, access: 0}
      measures: {first: "previous(draft.land)", second: "1 - draft.land"}
      """)
    // Mean 1/2, then half of what is left. 4,096 trials, seed 1, 4 standard errors.
    #expect(try again.measures("first", trials: 4_096).deviation(from: 0.5) < 4)
    #expect(try again.measures("second", trials: 4_096).deviation(from: 0.25) < 4)
  }

  @Test func `a share outside 0 and 1 fails the trial that needs it, and no other`() throws {
    let body = { (step: Int) in
      """
      clock: {step: week, steps: 3}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5}}
      events: {e: {step: \(step), acts: [{rewrite: {toward: a, by: step - 1, issues: land}}]}}
      talks: {protocol: single_text, opening: {land: 0}, access: 0}
      measures: {m: draft.land}
      """
    }
    #expect(try Play(body(2)).values("m") == [0, 0, 1, 1])
    #expect(
      try Play(body(3)).failure()
        == "step 3: a.yaml:6:56: events.e.acts.rewrite.by: 'by' is not in 0 … 1")
  }

  // MARK: Protocols

  /// Each protocol's text of the round is rewritten: 0.4 of the way to all for one.
  @Test(arguments: [
    ("protocol: single_text\nopening: {pie: 0.5}\naccess: 0", 0.5),
    ("protocol: compromise", 0.5), ("protocol: nash", 0.5),
    ("protocol: kalai_smorodinsky", 0.5), ("protocol: egalitarian", 0.5),
    ("protocol: plan_vote\nquota: 0", 0.5),
    ("protocol: simultaneous\nconcession: {one: 0.5, two: 0.5}", 0.5),
    ("protocol: take_it_or_leave_it\nproposer: two", 0),
    ("protocol: alternating_offers\norder: [one, two]\ndiscount: 0.5", 2.0 / 3),
  ])
  func `a rewrite works with every protocol`(talks: String, offered: Double) throws {
    let pie = Pie(
      parameters: "plans: {half: {tabled: 2026-01-01, terms: {pie: 0.5}}}", talks: talks)
    let play = try Play(
      pie.text.replacing("{step: round,", with: "{start: 2026-01-01, step: week,")
        + "\nevents: {e: {step: 1, acts: [{rewrite: {toward: one, by: 0.4, issues: pie}}]}}")
    let found = try play.value("offered")
    #expect(abs(found - (offered + 0.4 * (1 - offered))) < 1e-6, "\(found)")
  }

  @Test func `protocols that make their text anew forget it in the next round`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5}, b: {ideal: 0, no_deal: 5}}
      events: {e: {step: 2, acts: [{rewrite: {toward: a, by: 0.4, issues: land}}]}}
      talks: {protocol: compromise}
      measures: {m: draft.land}
      """)
    #expect(try Array(play.values("m")[1...]) == [0.5, 0.7, 0.5])
  }

  // MARK: The end of a settlement

  @Test func `an event ends what is in force`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      issues: {land: {}}
      parties: {a: {role: belligerent, ideal: 1, no_deal: 0}, b: {role: belligerent, ideal: 0, no_deal: 0}}
      events:
        denounced: {step: 3, acts: end_settlement}
        quarrel: {after: denounced, acts: suspend_talks}
      talks: {protocol: single_text, opening: {land: 0.3}, access: 0}
      measures:
        settled: settled
        fighting: fighting
        breaks: count(settlement_breaks)
        agreed: agreed.land
      """)
    #expect(try play.values("settled") == [0, 1, 1, 0, 0])
    #expect(try play.values("fighting") == [1, 0, 0, 1, 1])
    #expect(try play.values("breaks") == [0, 0, 0, 1, 1])
    #expect(try play.values("agreed").map(\.isNaN) == [true, false, false, true, true])
  }

  @Test func `without a settlement there is nothing to end`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: "if(step < 2, 5, 0)"}}
      events: {e: {when: step >= 1, acts: end_settlement}}
      talks: {protocol: single_text, opening: {land: 0.3}, access: 0}
      measures: {settled: settled, breaks: count(settlement_breaks)}
      """)
    #expect(try play.values("settled") == [0, 0, 1])
    #expect(try play.values("breaks") == [0, 0, 0])
  }
}
