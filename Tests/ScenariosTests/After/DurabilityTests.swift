import Testing

/// When what is in force breaks, and what stands then. Chances are tested in `SurvivalTests`.
struct DurabilityTests {
  private static let fighters = """
    clock: {start: 2026-01-01, step: week, steps: 8}
    issues: {land: {status_quo: 0.5, core: true}}
    parties:
      a: {role: belligerent, ideal: 1, no_deal: 0.2, red_lines: {land: {below: 0.7, hard: true}}}
      b: {role: belligerent, ideal: 0, no_deal: 0.2}

    """

  /// A text that crosses a's hard line is carried in week 1 and breaks in week 5.
  private func settlement(_ measure: String, meets: String = "step == 1") throws -> [Double] {
    try Play(
      Self.fighters + """
        talks:
          protocol: single_text
          opening: {land: 0.6}
          step_size: 0
          carried_when: true
          round: {probability: "if(\(meets), 1, 0)"}
        durability: {settlement: {rate: "if(step == 5, 1e9, 0) per week"}}
        measures: {m: "\(measure)"}
        """
    ).values("m")
  }

  @Test(
    arguments: [
      ("if(settled, 1, 0)", [0, 1, 1, 1, 1, 0, 0, 0, 0]),
      ("if(core_settled, 1, 0)", [0, 1, 1, 1, 1, 0, 0, 0, 0]),
      ("if(balanced, 1, 0)", [0, 1, 1, 1, 1, 0, 0, 0, 0]),
      ("if(hard_line_crossed, 1, 0)", [0, 1, 1, 1, 1, 0, 0, 0, 0]),
      ("agreed.land", [.nan, 0.6, 0.6, 0.6, 0.6, .nan, .nan, .nan, .nan]),
      ("if(fighting, 1, 0)", [1, 0, 0, 0, 0, 1, 1, 1, 1]),
      ("if(fires(settlement_breaks), 1, 0)", [0, 0, 0, 0, 0, 1, 0, 0, 0]),
      ("weeks(since(settlement_breaks))", [.nan, .nan, .nan, .nan, .nan, 0, 1, 2, 3]),
      ("count(truce_breaks)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("weeks(settled_for)", [0, 1, 2, 3, 4, 0, 0, 0, 0]),
      ("weeks(longest(halted))", [0, 1, 2, 3, 4, 4, 4, 4, 4]),
      ("draft.land", [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]),
    ] as [(String, [Double])])
  func `when a settlement breaks nothing is in force`(measure: String, values: [Double]) throws {
    let found = try settlement(measure)
    let same = zip(found, values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    #expect(found.count == 9 && same, "\(found)")
  }

  @Test func `talks go on from the text that broke, which may be signed again`() throws {
    #expect(try settlement("rounds", meets: "true") == [0, 1, 1, 1, 1, 1, 2, 2, 2])
    #expect(try settlement("count(signed)", meets: "true") == [0, 1, 1, 1, 1, 1, 2, 2, 2])
    #expect(try settlement("if(settled, 1, 0)", meets: "true") == [0, 1, 1, 1, 1, 0, 1, 1, 1])
  }

  private func truce(
    _ rate: String, _ measure: String, events: String = "", talks: String = ""
  ) throws -> [Double] {
    try Play(
      Self.fighters + """
        events:
          halt: {step: 2, acts: [begin_truce]}
          \(events)
        talks: {protocol: single_text, opening: {land: 0.6}, access: 0\(talks)}
        durability: {truce: {rate: "\(rate) per week"}}
        measures: {m: "\(measure)"}
        """
    ).values("m")
  }

  @Test func `nothing breaks in the step in which it began`() throws {
    #expect(try truce("1e9", "if(truce, 1, 0)") == [0, 0, 1, 0, 0, 0, 0, 0, 0])
    #expect(try truce("1e9", "count(truce_breaks)") == [0, 0, 0, 1, 1, 1, 1, 1, 1])
  }

  @Test func `a rate of 0 never breaks`() throws {
    #expect(try truce("0", "if(truce, 1, 0)") == [0, 0, 1, 1, 1, 1, 1, 1, 1])
  }

  @Test func `a truce may begin again and break again`() throws {
    let again = "again: {step: 5, acts: [begin_truce]}"
    #expect(try truce("1e9", "if(truce, 1, 0)", events: again) == [0, 0, 1, 0, 0, 1, 0, 0, 0])
    #expect(try truce("1e9", "count(truce_breaks)", events: again).last == 2)
  }

  @Test func `a rate reads what is in force as the step began`() throws {
    let found = try truce("if(truce_for >= 4 weeks, 1e9, 0)", "if(truce, 1, 0)")
    #expect(found == [0, 0, 1, 1, 1, 1, 0, 0, 0])
  }

  /// The signature in week 3 ends the truce, which has the chance of 1 to break in that week.
  @Test func `a truce that becomes a settlement does not break`() throws {
    let talks = ", carried_when: step == 3"
    func found(_ measure: String) throws -> [Double] {
      try truce("if(step == 3, 1e9, 0)", measure, talks: talks)
    }
    #expect(try found("if(halted, 1, 0)") == [0, 0, 1, 1, 1, 1, 1, 1, 1])
    #expect(try found("count(truce_breaks)").last == 0)
    #expect(try found("first(settled)").last == 3)
  }

  @Test func `the halt at a signing breaks as a truce does`() throws {
    func found(_ measure: String) throws -> [Double] {
      try Play(
        """
        clock: {start: 2026-01-01, step: week, steps: 8}
        issues: {land: {status_quo: 0.5}}
        parties:
          a: {role: belligerent, ideal: 1, no_deal: 0.2, ratifiers: {public: {slope: 10, after: 4 weeks}}}
          b: {role: belligerent, ideal: 0, no_deal: 0.2}
        talks: {protocol: single_text, opening: {land: 0.6}}
        durability: {truce: {rate: "if(step == 3, 1e9, 0) per week"}}
        measures: {m: "\(measure)"}
        """
      ).values("m")
    }
    #expect(try found("if(halted, 1, 0)") == [0, 1, 1, 0, 0, 1, 1, 1, 1])
    #expect(try found("count(truce_breaks)").last == 1)
  }

  @Test func `the first break and the kind of the first halt are recorded`() throws {
    let play = try Play(
      Self.fighters + """
        events: {halt: {step: 2, acts: [begin_truce]}}
        talks: {protocol: single_text, opening: {land: 0.6}, carried_when: step == 6}
        durability: {truce: {rate: "if(step == 4, 1e9, 0) per week"}}
        """)
    let found = Dictionary(
      uniqueKeysWithValues: zip(play.model.report.milestones, play.trial().milestones))
    #expect(
      found == [
        "first_halt": 2, "first_truce": 2, "first_settlement": 6, "first_halt_truce": 2,
        "first_halt_settlement": -1, "first_break": 4, "halt": 2,
      ])
  }

  /// Signed in week 1, ratified in week 4. A rate of 10⁻⁶ never breaks in 8 weeks, one that is
  /// e⁴⁰ times that always does.
  @Test(arguments: [
    ("pressure: {value: \"if(step == 1, 1, 0)\", effect: 40}", 5.0),
    ("pressure: {value: \"if(step == 4, 1, 0)\", effect: 40}", .nan),
    ("covariates: {shift: {value: \"if(settled_for >= 2 weeks, agreed.land, 0)\", effect: 80}}", 6),
    ("guarantees: -40", .nan), ("guarantees: 40", 5),
    // From a reference point of 0.9 a, the strongest, has lost 0.4.
    ("dissatisfaction: 100", 5), ("dissatisfaction: {effect: 100, of: b}", .nan),
    ("sham: 1, sham_half_life: 1e-6 weeks", 5), ("sham: 0, sham_half_life: 1e-6 weeks", .nan),
  ])
  func `what moves the rate of a settlement`(key: String, breaks: Double) throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 8}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0, capability: 2, reference: {}}
        b:
          role: belligerent
          ideal: 0
          no_deal: 0
          reference: {}
          ratifiers: {duma: {slope: 1, after: 3 weeks}}
      plans:
        first_text: {terms: {land: 0.9}}
        second_text: {terms: {land: 0.5}, enforcement: {guarantees: 1}}
      events: {offer: {step: 1, acts: [table: second_text]}}
      talks:
        protocol: single_text
        opening: first_text
        access: 0
        carried_when: step == 1
      durability: {settlement: {rate: 1e-6 per week, \(key)}}
      measures: {m: first(settlement_breaks)}
      """)
    let found = try play.value("m")
    #expect(found == breaks || found.isNaN && breaks.isNaN, "\(found)")
  }

  @Test func `a rate below 0 fails the trial that needs it`() throws {
    let play = try Play(
      Self.fighters + """
        events: {halt: {step: 2, acts: [begin_truce]}}
        talks: {protocol: single_text, opening: {land: 0.6}, access: 0}
        durability: {truce: {rate: 0.1 - 0.2 * step per week}}
        """)
    #expect(try play.failure() == "step 3: a.yaml:10:28: durability.truce.rate: a rate below 0")
  }

  @Test func `a rate that is missing fails the trial that needs it`() throws {
    let play = try Play(
      Self.fighters + """
        events: {halt: {step: 2, acts: [begin_truce]}}
        talks: {protocol: single_text, opening: {land: 0.6}, access: 0}
        durability: {truce: {rate: 0.1 * agreed.land per week}}
        """)
    #expect(
      try play.failure() == "step 3: a.yaml:10:28: durability.truce.rate: the rate is missing")
  }

  /// 256 trials with all that can happen after a signature at once; outcomes, ends and measures.
  @Test func `machine and reference evaluator find the same`() throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 40}
      issues: {land: {status_quo: 0.5, core: true}, army: {status_quo: 0.5}}
      parties:
        a:
          role: belligerent
          ideal: 1
          no_deal: 0.4
          reference: {catches_up: 10%, loss_aversion: 2}
          after_breach: default - 0.1 * text.army
          ratifiers:
            cabinet: {slope: "uniform(0, 20)", after: 2 weeks}
            public: {slope: 6, margin: "normal(0, 0.05)", after: 4 weeks, deadline: 6 weeks}
          tolerance: {sd: 0.05, persistence: 0.95}
        b: {role: belligerent, ideal: 0, no_deal: 0.3, tolerance: {sd: 0.1, persistence: 0.95}}
      plans:
        paper: {terms: {land: 0.55, army: 0.5}, enforcement: {monitoring: "beta(mean=0.5, sd=0.2)"}}
        other: {terms: {land: 0.4, army: 0.5}, enforcement: {guarantees: 0.5}}
      events: {offer: {rate: 0.05 per week, acts: [table: other]}}
      talks:
        protocol: single_text
        opening: paper
        round: {probability: 0.2}
        breach: {base: 0.3, monitoring: 0.2, terms: {army: 0.1}}
        truce_track: {discount: 0.05}
        enforcement: {guarantees: 0.1}
      durability:
        settlement:
          rate: 0.05 per week
          sham: 15%
          sham_half_life: 3 weeks
          monitoring: -1.1
          guarantees: -1
          dissatisfaction: 2.2
          pressure: {value: 0.1 * step, effect: 0.1}
          violations: 2 per week
        truce: {rate: 0.05 per week, ageing: 0.985, sham: 45%, sham_half_life: 3 weeks, violations: 1 per week}
      outcomes: {settled: {at_end: settled}, truce: {at_end: truce}, rest: otherwise}
      measures:
        breaks: 100 * count(settlement_breaks) + count(truce_breaks)
        votes: 100 * count(ratified) + count(rejected)
        violations: total(talks.violations)
        worth: a.value + a.ratifiers.public.support + breach
      """)
    for measure in ["breaks", "votes", "violations", "worth"] {
      let found = try play.measures(measure, trials: 256)
      let expected = try (0..<256).map { try play.value(measure, trial: $0) }
      #expect(found == expected, "\(measure)")
      #expect(Set(found).count > 2, "\(measure)")
    }
  }
}
