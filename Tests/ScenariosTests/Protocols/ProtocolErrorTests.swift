import Testing

/// What can be wrong with the protocols of talks, word for word.
struct ProtocolErrorTests {
  private static let table =
    "clock: {step: round, steps: 3}\nissues: {land: {status_quo: 0.5}}\n"
    + "parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: 0}}\n"

  @Test(arguments: [
    (
      "{protocol: alternating_offers, discount: 0.9}",
      "a.yaml:6:19: error: talks.protocol: "
        + "alternating_offers needs 'order' (who offers in which order)"
    ),
    (
      "{protocol: alternating_offers, order: [a, b]}",
      "a.yaml:6:19: error: talks.protocol: "
        + "alternating_offers needs 'discount' (what a round later is worth, per unit)"
    ),
    (
      "{protocol: alternating_offers, order: [a, c], discount: 0.9}",
      "a.yaml:6:50: error: talks.order: there is no party 'c'; known: a, b"
    ),
    (
      "{protocol: alternating_offers, order: [a, a], discount: 0.9}",
      "a.yaml:6:50: error: talks.order: 'a' is named twice"
    ),
    (
      "{protocol: alternating_offers, order: [a], discount: 0.9}",
      "a.yaml:6:47: error: talks.order: offers alternate between two parties or more"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: {a: 0.9, b: 1, c: 1}}",
      "a.yaml:6:79: error: talks.discount.c: there is no party 'c'; known: a, b"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: {a: 0.9}}",
      "a.yaml:6:50: error: talks.order: 'b' makes offers and has no 'discount'"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 0.9, horizon: 0}",
      "a.yaml:6:78: error: talks.horizon: expected at least 1, but this is 0"
    ),
    (
      "{protocol: alternating_offers, order: [], discount: 0.9}",
      "a.yaml:6:19: error: talks.protocol: offers alternate between two parties or more"
    ),
    (
      "{protocol: simultaneous, concession: {}}",
      "a.yaml:6:19: error: talks.protocol: two parties or more concede to each other"
    ),
    (
      "{protocol: take_it_or_leave_it}",
      "a.yaml:6:19: error: talks.protocol: "
        + "take_it_or_leave_it needs 'proposer' (the party that makes the offer)"
    ),
    (
      "{protocol: take_it_or_leave_it, proposer: land}",
      "a.yaml:6:50: error: talks.proposer: 'land' is an issue, not a party"
    ),
    (
      "{protocol: simultaneous}",
      "a.yaml:6:19: error: talks.protocol: simultaneous needs 'concession' (each party's tactic)"
    ),
    (
      "{protocol: simultaneous, concession: {a: 0.1}}",
      "a.yaml:6:46: error: talks.concession.a: two parties or more concede to each other"
    ),
    (
      "{protocol: nash, step_size: 0.1}",
      "a.yaml:6:25: error: talks.step_size: "
        + "'step_size' belongs to single_text, and the protocol is nash"
    ),
    (
      "{protocol: single_text, over: plans}",
      "a.yaml:6:32: error: talks.over: 'over' belongs to nash, kalai_smorodinsky, egalitarian, "
        + "and the protocol is single_text"
    ),
    (
      "{protocol: nash, over: texts}",
      "a.yaml:6:31: error: talks.over: unknown set of texts 'texts'; known: terms, plans"
    ),
    (
      "{protocol: plan_vote, method: bodra}",
      "a.yaml:6:19: error: talks.protocol: 'plan_vote' chooses among plans, and there are none\n"
        + "a.yaml:6:38: error: talks.method: unknown method 'bodra'; did you mean 'borda'?"
    ),
    (
      "{protocol: compromise, statistic: mode}",
      "a.yaml:6:42: error: talks.statistic: unknown statistic 'mode'; known: mean, median"
    ),
    (
      "{protocol: double_action}",
      "a.yaml:6:19: error: talks.protocol: unknown protocol 'double_action'; did you mean "
        + "'double_auction'?"
    ),
    (
      "{protocol: challenge, variant: papre}",
      "a.yaml:6:39: error: talks.variant: unknown variant 'papre'; did you mean 'paper'?"
    ),
    (
      "{protocol: pce, kind: none}",
      "a.yaml:6:30: error: talks.kind: unknown kind 'none'; known: conditional, markov_uniform, "
        + "markov_incentive"
    ),
  ])
  func `a wrong protocol`(_ talks: String, _ expected: String) throws {
    let body = Self.table + "talks: \(talks)\noutcomes: {done: otherwise}"
    #expect(try errors(body).joined(separator: "\n") == expected)
  }

  @Test(arguments: [
    (
      "{protocol: alternating_offers, order: [a, b], discount: 1.1}",
      "a.yaml:6:64: error: talks.discount: 'discount' must be in 0 … 1, but is 1.1"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 1}",
      "a.yaml:6:19: error: talks.protocol: nobody is in a hurry, so any division is an "
        + "equilibrium: give a 'discount' below 1, a 'breakdown' above 0 or a 'horizon'"
    ),
    (
      "{protocol: alternating_offers, order: [a, b], discount: 0.9, breakdown: 2}",
      "a.yaml:6:80: error: talks.breakdown: 'breakdown' must be in 0 … 1, but is 2"
    ),
    (
      "{protocol: nash, power: 0}",
      "a.yaml:6:32: error: talks.power: 'power' must be above 0, but is 0"
    ),
    (
      "{protocol: nash, over: plans}",
      "a.yaml:6:19: error: talks.protocol: 'nash' chooses among plans, and there are none"
    ),
    (
      "{protocol: plan_vote}",
      "a.yaml:6:19: error: talks.protocol: 'plan_vote' chooses among plans, and there are none"
    ),
    (
      "{protocol: simultaneous, concession: {a: \"time_dependent(exponnet=2)\", b: 0}}",
      "a.yaml:6:74: error: talks.concession.a: "
        + "'time_dependent' has no argument 'exponnet'; did you mean 'exponent'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: time_dependent(2), b: 0}}",
      "a.yaml:6:64: error: talks.concession.a: "
        + "'time_dependent' takes named arguments: exponent, start, deadline"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tats(factor=1), b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "there is no tactic 'tit_for_tats'; did you mean 'tit_for_tat'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tatt, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "there is no tactic 'tit_for_tatt'; did you mean 'tit_for_tat'?"
    ),
    (
      "{protocol: simultaneous, concession: {a: tit_for_tat + 0.1, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "'tit_for_tat' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: 0, b: 0.1 + zeuthen(step=0.1)}}",
      "a.yaml:6:61: error: talks.concession.b: "
        + "'zeuthen' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: zeuthen(step=tit_for_tat), b: 0}}",
      "a.yaml:6:62: error: talks.concession.a: "
        + "'tit_for_tat' is a tactic: it cannot be part of an expression"
    ),
    (
      "{protocol: simultaneous, concession: {a: resource_dependent(start=0.1), b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: "
        + "'resource_dependent' needs resource, what is left to hold out with"
    ),
    (
      "{protocol: simultaneous, concession: {a: true, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: 'concession.a' needs a number, "
        + "but this is a condition; 'if(c, 1, 0)' makes a number of a condition"
    ),
    (
      "{protocol: simultaneous, concession: {a: 2, b: 0}}",
      "a.yaml:6:49: error: talks.concession.a: 'concession.a' must be in 0 … 1, but is 2"
    ),
    (
      "{protocol: single_text, opening: {land: 1.5}}",
      "a.yaml:6:48: error: talks.opening.land: a term must be in 0 … 1, but is 1.5"
    ),
    (
      "{protocol: single_text}\nplans: {p: {written_by: {a: 0.7, b: 0.6}, terms: {land: 0.1}}}",
      "a.yaml:7:29: error: plans.p.written_by.a: "
        + "the shares under 'written_by' of 'p' sum to more than 1"
    ),
    (
      "{protocol: single_text}\nplans: {p: {terms: {land: -0.1}}}",
      "a.yaml:7:27: error: plans.p.terms.land: a term must be in 0 … 1, but is -0.1"
    ),
    (
      "{protocol: single_text}\nmeasures: {m: a.conceded}",
      "a.yaml:7:15: error: measures.m: "
        + "only parties to 'simultaneous' talks concede from positions of their own"
    ),
  ])
  func `a protocol that cannot be`(_ talks: String, _ expected: String) throws {
    let body = Self.table + "talks: \(talks)\noutcomes: {done: otherwise}"
    #expect(try modelErrors(body) == [expected])
  }

  @Test func `there is something to negotiate, and somebody`() throws {
    let end = "talks: {protocol: nash}\noutcomes: {done: otherwise}"
    let clock = "clock: {step: round, steps: 1}\n"
    #expect(
      try errors(clock + "parties: {a: {no_deal: 0}, b: {no_deal: 0}}\n" + end) == [
        "a.yaml:5:19: error: talks.protocol: nash needs issues"
      ])
    #expect(
      try errors(clock + "issues: {land: {}}\n" + end) == [
        "a.yaml:5:19: error: talks.protocol: nash needs parties"
      ])
  }

  @Test func `a proposer knows what is good for itself`() throws {
    let body = """
      parameters: {p: {value: "uniform(0.3, 0.7)", known_to: b}}
      clock: {step: round, steps: 1}
      issues: {prize: {}}
      parties:
        a: {ideal: 1, no_deal: {win_chance: p, cost: 0.1}}
        b: {ideal: 0, no_deal: {win_chance: 1 - p, cost: 0.1}}
      talks: {protocol: take_it_or_leave_it, proposer: a}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:9:50: error: talks.proposer: what a text or no deal is worth to 'a', or where a red line is, "
          + "depends on 'p', which it does not know"
      ])
  }

  @Test func `what a proposer does not know does not show elsewhere`() throws {
    func found(_ state: String, _ noDeal: String, knownTo: String = "b") throws -> [String] {
      let body = """
        parameters: {x: {value: "uniform(0, 0.4)", known_to: \(knownTo)}}
        clock: {step: round, steps: 3}
        state: {s: {start: 0, next: "\(state)"}}
        issues: {prize: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: "\(noDeal)"}}
        talks: {protocol: take_it_or_leave_it, proposer: a, horizon: 3}
        outcomes: {done: otherwise}
        """
      let errors = try errors(body)
      return errors.isEmpty ? try modelErrors(body) : errors
    }
    func seen(_ place: String) -> [String] {
      [
        "a.yaml:8:50: error: talks.proposer: 'a' does not know 'x' but would see it in '\(place)', "
          + "by which texts or no deal are judged"
      ]
    }
    #expect(try found("previous(s) + x", "s") == seen("s"))
    #expect(try found("b.margin", "x + s") == seen("b.margin"))
    #expect(try found("1", "highest(x * step)") == seen("x * step"))
    // What everybody sees of the talks is no secret.
    #expect(try found("if(b.accepts, 1, 0)", "x + 0.1 * s + 0.1 * count(signed)") == [])
    #expect(
      try found("1", "x", knownTo: "[a, b]") == [
        "a.yaml:3:55: error: parameters.x.known_to: 'a' makes the offer: 'known_to' names who knows "
          + "what the proposer does not"
      ])
  }

  @Test func `who must consent has a turn`() throws {
    let body = """
      clock: {step: round, steps: 3}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1}, b: {ideal: 0}, c: {ideal: 0.5}}
      talks: {protocol: alternating_offers, order: [a, b], discount: 0.9}
      """
    #expect(
      try modelErrors(body) == [
        "a.yaml:6:19: error: talks.protocol: the consent of 'c' is needed, so it "
          + "must be named in 'order'"
      ])
    #expect(
      try modelErrors(
        body.replacing(
          "alternating_offers, order: [a, b], discount: 0.9",
          with: "simultaneous, concession: {a: 0.1, b: 0.1}")) == [
          "a.yaml:6:19: error: talks.protocol: "
            + "the consent of 'c' is needed, so it must be named in 'concession'"
        ])
  }

  @Test func `levels ascend and are numbers`() throws {
    func found(_ levels: String) throws -> [String] {
      try modelErrors(
        """
        parameters: {x: "uniform(0, 1)"}
        clock: {step: round, steps: 3}
        issues: {land: {levels: [\(levels)]}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: 0}}
        talks: {protocol: nash}
        """)
    }
    #expect(
      try found("") == [
        "a.yaml:5:10: error: issues.land: the 'levels' of 'land' are none; without the key they are "
          + "all in 0 … 1"
      ])
    #expect(
      try found("0, 0.5, 0.5") == [
        "a.yaml:5:34: error: issues.land.levels: levels ascend, and none is given twice"
      ])
    let five = "{levels: [0, 0.25, 0.5, 0.75, 1]}"
    func tooMany(_ count: Int, _ others: String = "", utility: String = "") throws -> [String] {
      let issues = (0..<count).map { "  i\(10 + $0): \(five)\n" }.joined()
      return try modelErrors(
        """
        clock: {step: round, steps: 3}
        issues:
        \(others)\(issues)
        parties: {a: {ideal: 1, no_deal: 0\(utility)}, b: {ideal: 0, no_deal: 0}}
        talks: {protocol: nash}
        """)
    }
    #expect(try tooMany(6) == [])
    #expect(
      try tooMany(11) == [
        "a.yaml:15:3: error: issues.i20: up to 'i20' the levels of issues make 48828125 combinations; "
          + "the limit is 10000000"
      ])
    // Worths that are no sums, and terms that are free.
    #expect(
      try tooMany(9, utility: ", utility: \"default ^ 2\"") == [
        "a.yaml:13:3: error: issues.i18: up to 'i18' the levels of issues make 1953125 combinations; "
          + "the limit is 1000000"
      ])
    #expect(
      try tooMany(6, "  free: {}\n") == [
        "a.yaml:11:3: error: issues.i15: up to 'i15' the levels of issues make 15625 combinations; "
          + "the limit is 4096"
      ])
    #expect(
      try found("0, x") == ["a.yaml:5:29: error: issues.land.levels: a level is a plain number"])
    #expect(
      try found("0, 2") == [
        "a.yaml:5:29: error: issues.land.levels: a level must be in 0 … 1, but is 2"
      ])
  }

  @Test func `what is kept from a party is one distribution, and only an ultimatum weighs it`()
    throws
  {
    func found(_ parameters: String, _ talks: String) throws -> [String] {
      try modelErrors(
        """
        parameters: {\(parameters)}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {\(talks)}
        """)
    }
    let ultimatum = "protocol: take_it_or_leave_it, proposer: a"
    #expect(
      try found("x: {value: 0.2, known_to: b}", ultimatum) == [
        "a.yaml:3:25: error: parameters.x.value: "
          + "a parameter with 'known_to' is one distribution, whose shape all know"
      ])
    #expect(
      try found("x: {value: \"compound(poisson(2), uniform(0, 1))\", known_to: b}", ultimatum) == [
        "a.yaml:3:26: error: parameters.x.value: compound has no distribution function, "
          + "by which 'a' would weigh what it does not know"
      ])
    #expect(
      try modelErrors(
        """
        parameters: {x: {value: "uniform(0, 1)", known_to: b}, y: "uniform(0, 1)"}
        correlations: {shared: {between: [x, y], spearman: 0.5}}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {\(ultimatum)}
        """) == [
          "a.yaml:3:14: error: parameters.x: 'x' is kept from 'a', so 'shared' cannot correlate it"
        ])
    #expect(
      try found(
        "x: {value: \"uniform(0, 1)\", known_to: b}, y: {value: \"uniform(0, 1)\", known_to: b}",
        ultimatum) == [
          "a.yaml:3:56: error: parameters.y: 'x' is kept from 'a' already: one parameter can be"
        ])
    #expect(
      try errors(
        """
        parameters: {x: {value: "uniform(0, 1)", known_to: [b, c]}}
        clock: {step: round, steps: 3}
        issues: {land: {}}
        parties: {a: {ideal: 1, no_deal: 0}, b: {ideal: 0, no_deal: x}}
        talks: {protocol: nash}
        outcomes: {done: otherwise}
        """) == [
          "a.yaml:3:53: error: parameters.x.known_to: 'known_to' matters to take_it_or_leave_it, "
            + "double_auction only; in 'nash' all parameters are known",
          "a.yaml:3:56: error: parameters.x.known_to: there is no party 'c'; known: a, b",
        ])
  }
}
