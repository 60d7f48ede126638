import Testing

/// Texts of protocols that search, where `carried_when` says who carries one.
struct CarryingTests {
  /// Three parties on a line from 0 to 1; no deal is worth .2 to each unless said otherwise.
  private func line(
    _ talks: String, rule: String?, noDeal: String = "0.2", more: String = ""
  ) throws -> Play {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: 1}
      \(more)
      issues: {pie: {status_quo: 0.3}}
      parties:
        ada: {ideal: 0, no_deal: \(noDeal), capability: 3}
        ben: {ideal: 0.4, no_deal: \(noDeal), capability: 2}
        cyd: {ideal: 1, no_deal: \(noDeal), capability: 2}
      plans:
        low: {tabled: 2026-01-01, terms: {pie: 0.05}}
        mid: {tabled: 2026-01-01, terms: {pie: 0.55}}
        top: {tabled: 2026-01-01, terms: {pie: 0.9}}
      talks: {\(talks)\(rule.map { ", carried_when: \"\($0)\"" } ?? "")}
      outcomes: {deal: {as_soon_as: settled}, none: otherwise}
      measures:
        pie: agreed.pie
        zone: zone
        ada_needed: ada.needed
        ben_needed: ben.needed
      """)
  }

  private static let two = "count(p.accepts for p in parties) >= 2"
  private static let weighted =
    "sum(p.capability for p in parties where p.accepts) >= 0.5 * sum(p.capability for p in parties)"

  /// The voter whose ideal is in the middle takes what is no further off than the status quo.
  @Test(arguments: [0.1, 0.3, 0.45])
  func `A setter needs the median only (Romer and Rosenthal 1978)`(status: Double) throws {
    let play = try Play(
      """
      clock: {step: vote, steps: 1}
      issues: {tax: {status_quo: \(status)}}
      parties: {one: {ideal: 0.05}, two: {ideal: 0.5}, three: {ideal: 0.85}}
      talks:
        protocol: take_it_or_leave_it
        proposer: three
        carried_when: \(Self.two)
      measures: {tax: agreed.tax}
      """)
    #expect(abs(try play.value("tax") - min(0.85, 1 - status)) < 1e-12)
  }

  /// For ada and ben together .2: gains .8 − x and .4 + x; for ben and cyd .7, with less for each.
  @Test(arguments: ["nash", "egalitarian", "kalai_smorodinsky"])
  func `Of all majorities the one that does best by the concept's measure has its solution`(
    word: String
  ) throws {
    #expect(abs(try line("protocol: \(word)", rule: Self.two).value("pie") - 0.2) < 1e-9)
    // Of all three, ada and cyd have the least: 1 − x − .2 and x − .2.
    guard word != "nash" else { return }
    #expect(abs(try line("protocol: \(word)", rule: nil).value("pie") - 0.5) < 1e-9)
  }

  /// Of ada and cyd, mid is the only plan that neither refuses, so it is all that either could
  /// gain.
  @Test(arguments: [("nash", 0.05), ("egalitarian", 0.05), ("kalai_smorodinsky", 0.55)])
  func `Over plans too`(word: String, best: Double) throws {
    let talks = "protocol: \(word), over: plans"
    #expect(try line(talks, rule: Self.two).value("pie") == best)
    #expect(try line(talks, rule: "ada.accepts and ben.accepts").value("pie") == 0.05)
    #expect(try line(talks, rule: "cyd.accepts").value("pie") == 0.9)
  }

  @Test
  func `The last offer of a majority game is the proposer's best that one other takes`() throws {
    let talks = "protocol: alternating_offers, order: [ada, ben, cyd], discount: 0.9, horizon: 1"
    #expect(abs(try line(talks, rule: nil).value("pie") - 0.2) < 1e-12)
    #expect(try line(talks, rule: Self.two).value("pie") == 0)
  }

  @Test
  func `Two offer in turn and a third does not matter (Rubinstein 1982)`() throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      issues: {pie: {}}
      parties: {one: {ideal: 1, no_deal: 0}, two: {ideal: 0, no_deal: 0}, idle: {ideal: 0.5, no_deal: 1}}
      talks:
        protocol: alternating_offers
        order: [one, two]
        discount: {one: 0.9, two: 0.8}
        carried_when: one.accepts and two.accepts
      measures: {share: agreed.pie}
      """)
    #expect(abs(try play.value("share") - 0.2 / 0.28) < 1e-9)
  }

  @Test
  func `Votes weighted by capability: ada with any other`() throws {
    let talks = "protocol: take_it_or_leave_it, proposer: cyd"
    // Best for cyd that ada accepts: 1 − x ≥ .2.
    #expect(abs(try line(talks, rule: Self.weighted).value("pie") - 1) < 1e-12)
    let without = Self.weighted.replacing("0.5 *", with: "0.6 *")
    #expect(abs(try line(talks, rule: without).value("pie") - 0.8) < 1e-12)
  }

  @Test
  func `A rule that is drawn holds for its trial; 40 trials, seed 3`() throws {
    let talks = "protocol: take_it_or_leave_it, proposer: cyd"
    let play = try Play(
      """
      clock: {step: vote, steps: 1}
      parameters: {quota: "discrete(2, 0.5, 3, 0.5)"}
      issues: {pie: {status_quo: 0.3}}
      parties: {ada: {ideal: 0.1}, ben: {ideal: 0.45}, cyd: {ideal: 0.8}}
      talks: {\(talks), carried_when: count(p.accepts for p in parties) >= quota}
      measures: {right: "abs(agreed.pie - if(quota > 2.5, 0.3, 0.6)) < 1e-9", quota: quota}
      """, seed: 3)
    #expect(try play.measures("right", trials: 40).allSatisfy { $0 == 1 })
    #expect(Set(try play.measures("quota", trials: 40)) == [2, 3])
  }

  @Test
  func `A hard line binds those who carry the text, and nobody else`() throws {
    func share(_ rule: String) throws -> Double {
      try Play(
        """
        clock: {step: round, steps: 1}
        issues: {pie: {}}
        parties:
          ada: {ideal: 0, no_deal: 0}
          ben: {ideal: 0.5, no_deal: 0, red_lines: {pie: {below: 0.3, hard: true}}}
          cyd: {ideal: 1, no_deal: 0, red_lines: {pie: {below: 0.4, hard: true}}}
        talks: {protocol: take_it_or_leave_it, proposer: ada, carried_when: "\(rule)"}
        measures: {pie: agreed.pie}
        """
      ).value("pie")
    }
    #expect(try share("ada.accepts") == 0)
    #expect(try share(Self.two) == 0.3)
    #expect(try share("cyd.accepts and (ada.accepts or ben.accepts)") == 0.4)
  }

  @Test
  func `There is a zone if some carrying set has one`() throws {
    func zone(_ rule: String?) throws -> Double {
      try line("protocol: single_text, opening: {pie: 0.5}", rule: rule, noDeal: "0.7").value(
        "zone")
    }
    #expect(try zone(nil) == 0)
    #expect(try zone(Self.two) == 1)
    #expect(try zone("ada.accepts and cyd.accepts") == 0)
    #expect(try zone("false") == 0)
  }

  @Test(
    arguments: [
      (nil, 1, 1), ("ada.accepts", 1, 0), (two, 0, 0), (weighted, 0, 0),
      ("ada.accepts and (ben.accepts or cyd.accepts)", 1, 0), ("false", 0, 0),
      ("all(p.accepts for p in parties where p.needed)", 1, 1),
    ] as [(String?, Double, Double)])
  func `A party is needed if a text is not carried without it`(
    rule: String?, ada: Double, ben: Double
  ) throws {
    let play = try line("protocol: single_text, opening: {pie: 0.5}", rule: rule)
    #expect(try play.value("ada_needed") == ada)
    #expect(try play.value("ben_needed") == ben)
  }

  @Test
  func `Open issues do not matter to a search, whose texts leave none open`() throws {
    let rule = Self.two + " and draft.open_issues == 0"
    #expect(abs(try line("protocol: nash", rule: rule).value("pie") - 0.2) < 1e-9)
  }

  @Test(arguments: [
    (
      "count(p.accepts for p in parties) >= 2 and draft.pie > 0.5",
      "'carried_when' reads more of the talks than who accepts, so 'nash' cannot search for a text "
        + "that is carried: it may read p.accepts, parameters, states and what parties are given"
    ),
    (
      "ada.margin >= 0",
      "'carried_when' reads more of the talks than who accepts, so 'nash' cannot search for a text "
        + "that is carried: it may read p.accepts, parameters, states and what parties are given"
    ),
    (
      "count(p.accepts for p in parties) == 1",
      "'carried_when' holds if some accept and fails if more do, so 'nash' cannot search for a text "
        + "that is carried"
    ),
    ("true", "'carried_when' does not ask who accepts, so 'nash' has nobody to find a text for"),
  ])
  func `A rule that a search cannot use is refused`(rule: String, message: String) throws {
    let found = try modelErrors(
      """
      clock: {step: round, steps: 1}
      issues: {pie: {}}
      parties: {ada: {ideal: 0, no_deal: 0}, ben: {ideal: 1, no_deal: 0}}
      talks: {protocol: nash, carried_when: "\(rule)"}
      """)
    #expect(found == ["a.yaml:6:40: error: talks.carried_when: " + message], "\(found)")
  }

  @Test
  func `Nor can 'zone'`() throws {
    let found = try modelErrors(
      """
      clock: {step: round, steps: 1}
      issues: {pie: {}}
      parties: {ada: {ideal: 0, no_deal: 0}, ben: {ideal: 1, no_deal: 0}}
      talks: {protocol: single_text, opening: {pie: 0.5}, carried_when: ada.margin > 0}
      measures: {m: zone}
      """)
    #expect(
      found == [
        "a.yaml:6:67: error: talks.carried_when: 'carried_when' reads more of the talks than who accepts, "
          + "so 'zone' cannot search for a text that is carried: it may read p.accepts, parameters, "
          + "states and what parties are given"
      ], "\(found)")
  }

  @Test
  func `Sets of more than 12 parties are not tried`() throws {
    let parties = (1...13).map { "p\($0): {ideal: 0.5, no_deal: 0}" }.joined(separator: ", ")
    let found = try modelErrors(
      """
      clock: {step: round, steps: 1}
      issues: {pie: {}}
      parties: {\(parties)}
      talks: {protocol: egalitarian, carried_when: count(p.accepts for p in parties) >= 7}
      """)
    #expect(
      found == [
        "a.yaml:6:46: error: talks.carried_when: 'carried_when' reads the acceptance of 13 parties; "
          + "the limit for 'egalitarian' is 12"
      ], "\(found)")
  }

  @Test
  func `A drawn rule that is carried by some and not by more fails the trial`() throws {
    let play = try Play(
      """
      clock: {step: round, steps: 1}
      parameters: {n: "discrete(1, 1)"}
      issues: {pie: {}}
      parties: {ada: {ideal: 0, no_deal: 0}, ben: {ideal: 1, no_deal: 0}}
      talks: {protocol: nash, carried_when: count(p.accepts for p in parties) == n}
      """)
    #expect(
      try play.failure()
        == "step 1: a.yaml:7:39: talks.carried_when: "
        + "'carried_when' holds if some accept and fails if more do")
  }

  @Test
  func `A proposer who does not know a type cannot weigh majorities`() throws {
    let found = try modelErrors(
      """
      clock: {step: round, steps: 1}
      parameters: {cost: {value: "uniform(0, 0.3)", known_to: [ben]}}
      issues: {pie: {}}
      parties: {ada: {ideal: 0, no_deal: 0}, ben: {ideal: 1, no_deal: cost}, cyd: {ideal: 1, no_deal: 0}}
      talks: {protocol: take_it_or_leave_it, proposer: ada, carried_when: \(Self.two)}
      """)
    #expect(
      found == [
        "a.yaml:4:29: error: parameters.cost.value: 'ada' does not know 'cost', so it cannot choose among those "
          + "who carry a text together: 'carried_when' must need the same parties always"
      ], "\(found)")
  }

  @Test
  func `A quota and a rule are one too many`() {
    let error = #expect(throws: (any Error).self) {
      try Play(
        """
        clock: {step: round, steps: 1}
        issues: {pie: {}}
        parties: {ada: {ideal: 0, no_deal: 0}, ben: {ideal: 1, no_deal: 0}}
        plans: {even: {terms: {pie: 0.5}}}
        talks: {protocol: plan_vote, opening: even, quota: 50%, carried_when: ada.accepts}
        """)
    }
    let message =
      "a.yaml:7:52: error: talks.quota: 'quota' and 'carried_when' both say what carries a text: "
      + "write one of them"
    #expect(error.map { "\($0)".hasPrefix(message) } == true)
  }
}
