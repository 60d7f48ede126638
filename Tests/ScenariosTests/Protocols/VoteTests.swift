import Testing

/// Votes over plans, and the compromise model.
struct VoteTests {
  /// Plurality takes `left` (a, b), Borda's count `middle`; approval depends on no deal.
  private func vote(_ talks: String, noDeal: Double = 0.75, measures: String = "") -> String {
    """
    clock: {start: 2026-01-01, step: week, steps: 2}
    issues: {line: {status_quo: 0}}
    parties:
      a: {ideal: 0.0, no_deal: \(noDeal)}
      b: {ideal: 0.1, no_deal: \(noDeal)}
      c: {ideal: 0.7, no_deal: \(noDeal)}
      d: {ideal: 0.55, no_deal: \(noDeal)}
      e: {ideal: 1.0, no_deal: \(noDeal)}
    plans:
      left: {tabled: 2026-01-01, terms: {line: 0.05}}
      middle: {tabled: 2026-01-01, terms: {line: 0.5}}
      right: {tabled: 2026-01-01, terms: {line: 0.9}}
    talks: {protocol: plan_vote\(talks)}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    measures:
      line: draft.line
    \(measures)
    """
  }

  @Test
  func `Approval: the plan that most would accept`() throws {
    // Within .25 of the ideal: left a, b; middle c, d; right c, e, by d's .35 not d.
    #expect(try Play(vote("")).value("line") == 0.05)
    // Within .45: left a, b; middle b, c, d; right c, d, e: `middle` comes first by name.
    #expect(try Play(vote("", noDeal: 0.55)).value("line") == 0.5)
  }

  @Test
  func `Plurality: the plan that most value highest`() throws {
    // a, b: left; c is nearer to middle (.20 v .20: by name middle), d: middle; e: right.
    #expect(try Play(vote(", method: plurality")).value("line") == 0.05)
    #expect(
      try Play(vote(", method: plurality, votes: {a: 1, b: 1, c: 1, d: 2, e: 1}")).value("line")
        == 0.5)
  }

  /// 0.1 + 0.2 is 0.30000000000000004. Worths of 0.7 and of 1 − 0.3, likewise, are equal.
  @Test(arguments: ["approval", "plurality", "borda"])
  func `Sums of votes that differ in their last digit are equal, and the first by name is taken`(
    method: String
  ) throws {
    let body = """
      issues: {x: {status_quo: 0}}
      parties:
        a: {ideal: 0, no_deal: 0.5}
        b: {ideal: 0, no_deal: 0.5}
        c: {ideal: 1, no_deal: 0.5}
      plans:
        zeta: {tabled: 2026-01-01, terms: {x: 0}}
        alpha: {tabled: 2026-01-01, terms: {x: 1}}
      clock: {start: 2026-01-01, step: week, steps: 2}
      talks: {protocol: plan_vote, method: \(method), votes: {a: 0.1, b: 0.2, c: 0.3}}
      measures: {x: draft.x}
      """
    #expect(try Play(body).value("x") == 1)
  }

  @Test
  func `Borda: each plan's points are the plans it beats`() throws {
    // left 2 + 2, middle 1 + 1 + 2 + 2 + 1 = 7, right 1 + 1 + 2.
    #expect(try Play(vote(", method: borda")).value("line") == 0.5)
  }

  @Test(arguments: ["plurality", "borda"])
  func `A plan that is not on the table counts for nobody, and of equal ones the first by name`(
    method: String
  ) throws {
    let body = vote(", method: \(method)")
    // Without `left` on the table a and b take `middle`.
    let without = body.replacing("left: {tabled: 2026-01-01, ", with: "left: {")
    #expect(try Play(without).value("line") == 0.5)
    // The same text twice: the first by name, though it stands last.
    let twice = body.replacing(
      "  right:", with: "  z: {tabled: 2026-01-01, terms: {line: 0.05}}\n  right:"
    )
    #expect(try Play(twice).value("line") == (method == "borda" ? 0.5 : 0.05))
    // One alone on the table is everybody's first.
    let alone = without.replacing("right: {tabled: 2026-01-01, ", with: "right: {")
    #expect(try Play(alone).value("line") == 0.5)
  }

  @Test
  func `A quota of the votes carries the draft in place of all consents`() throws {
    #expect(try Play(vote("", noDeal: 0.55)).outcome() == "none")
    #expect(try Play(vote(", quota: 60%", noDeal: 0.55)).outcome() == "deal")
    #expect(try Play(vote(", quota: 61%", noDeal: 0.55)).outcome() == "none")
  }

  @Test
  func `A quota that votes just reach is reached: 55 of 100 for 55 %`() throws {
    let votes = "votes: {a: 22, b: 33, c: 15, d: 10, e: 20}"
    #expect(
      try Play(vote(", method: plurality, \(votes), quota: 55%", noDeal: 0.9)).outcome() == "deal")
  }

  private func compromise(_ statistic: String) -> String {
    """
    clock: {step: round, steps: 1}
    issues: {line: {}}
    parties:
      a: {ideal: 0.1, capability: 3, no_deal: 0}
      b: {ideal: 0.4, capability: 2, no_deal: 0}
      c: {ideal: 0.9, capability: 4, no_deal: 0}
    talks: {protocol: compromise\(statistic)}
    outcomes: {deal: {as_soon_as: settled}, none: otherwise}
    measures: {line: agreed.line}
    """
  }

  @Test
  func `The compromise model takes the mean by capability and salience, or the median`() throws {
    let expected = (3 * 0.1 + 2 * 0.4 + 4 * 0.9) / 9.0
    #expect(abs(try Play(compromise("")).value("line") - expected) < 1e-12)
    #expect(try Play(compromise(", statistic: median")).value("line") == 0.4)
  }

  @Test
  func `The weighted mean is among the measures of all talks`() throws {
    let play = try Play(vote(""))
    let expected = (0.0 + 0.1 + 0.7 + 0.55 + 1.0) / 5
    #expect(abs(try play.value("weighted_mean.line") - expected) < 1e-12)
  }
}

/// Which plans are on the ballot.
struct BallotTests {
  private func play(_ talks: String, more: String = "") throws -> Play {
    try Play(
      """
      clock: {step: week, steps: 3}
      \(more)
      issues: {pie: {}}
      parties: {one: {ideal: 1, no_deal: 0.2}, two: {ideal: 0, no_deal: 0.2}}
      plans: {here: {terms: {pie: 0.6}}, there: {terms: {pie: 0.5}}}
      talks: {\(talks)}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      measures: {pie: agreed.pie, weeks: first(signed)}
      """)
  }

  @Test(arguments: ["plan_vote", "nash, over: plans", "egalitarian, over: plans"])
  func `The opening lies on the table from the start`(_ word: String) throws {
    let play = try play("protocol: \(word), opening: here")
    #expect(try play.value("pie") == 0.6)
    #expect(try play.value("weeks") == 1)
  }

  @Test
  func `Another plan that an event lays there is chosen from the next round on`() throws {
    let late = try play(
      "protocol: nash, over: plans, opening: here, round: {probability: \"if(week >= 2, 1, 0)\"}",
      more: "events: {lay: {step: 1, acts: [{table: there}]}}")
    #expect(try late.value("pie") == 0.5)
  }

  @Test
  func `A ballot that stays empty is noted`() throws {
    func notes(_ clock: String) throws -> [String] {
      try scenario(
        """
        clock: {\(clock)}
        issues: {pie: {}}
        parties: {one: {ideal: 1, no_deal: 0}, two: {ideal: 0, no_deal: 0}}
        plans: {here: {terms: {pie: 0.5}}}
        talks: {protocol: plan_vote}
        outcomes: {done: otherwise}
        """
      ).lowered().notes.map(\.description)
    }
    let place =
      "a.yaml:7:19: note: talks.protocol: no plan ever comes to the table: name one as 'opening', "
    #expect(
      try notes("start: 2026-03-02, step: week, steps: 1") == [
        place + "give one a 'tabled' date, or let an event 'table' it"
      ])
    // Without a start there are no dates.
    #expect(try notes("step: week, steps: 1") == [place + "or let an event 'table' it"])
  }
}
