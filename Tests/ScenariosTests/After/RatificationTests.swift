import Foundation
import Testing

/// Between a signature and its coming into force.
struct RatificationTests {
  /// Both accept land at 0.6, which is worth 0.6 to a and 0.4 to b, at their one meeting in week 2.
  private func play(
    a: String, b: String = "", talks: String = "", more: String = "", measure: String,
    steps: Int = 8, meets: String = "step == 2", opening: String = "{land: 0.6}"
  ) throws -> [Double] {
    try Play(
      """
      clock: {start: 2026-01-01, step: week, steps: \(steps)}
      issues: {land: {status_quo: 0.5, core: true}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0.2, ratifiers: {\(a)}}
        b: {role: belligerent, ideal: 0, no_deal: 0.2, ratifiers: {\(b)}}
      talks:
        protocol: single_text
        opening: \(opening)
        step_size: 0
        round: {probability: "if(\(meets), 1, 0)"}
        \(talks)
      \(more)
      measures: {m: "\(measure)"}
      """
    ).values("m")
  }

  private func same(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count
      && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 || $0.isNaN && $1.isNaN }
  }

  @Test(
    arguments: [
      ("if(fires(signed), 1, 0)", [0, 0, 1, 0, 0, 0, 0, 0, 0]),
      ("if(fires(ratified), 1, 0)", [0, 0, 0, 0, 0, 1, 0, 0, 0]),
      ("count(ratified)", [0, 0, 0, 0, 0, 1, 1, 1, 1]),
      ("if(happened(rejected), 1, 0)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("weeks(since(ratified))", [.nan, .nan, .nan, .nan, .nan, 0, 1, 2, 3]),
      ("days(date_of(ratified) - 2026-01-01)", [.nan, .nan, .nan, .nan, .nan, 35, 35, 35, 35]),
      ("if(settled, 1, 0)", [0, 0, 0, 0, 0, 1, 1, 1, 1]),
      ("if(core_settled, 1, 0)", [0, 0, 0, 0, 0, 1, 1, 1, 1]),
      ("if(balanced, 1, 0)", [0, 0, 0, 0, 0, 1, 1, 1, 1]),
      ("agreed.land", [.nan, .nan, .nan, .nan, .nan, 0.6, 0.6, 0.6, 0.6]),
      ("if(truce, 1, 0)", [0, 0, 1, 1, 1, 0, 0, 0, 0]),
      ("weeks(halted_for)", [0, 0, 1, 2, 3, 4, 5, 6, 7]),
      ("count(truce_begins)", [0, 0, 1, 1, 1, 1, 1, 1, 1]),
      ("count(truce_breaks)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ] as [(String, [Double])])
  func `a signed text is in force once its ratifier agrees, so long after`(
    measure: String, values: [Double]
  ) throws {
    let found = try play(a: "public: {slope: 10, after: 3 weeks}", measure: measure)
    #expect(same(found, values), "\(found)")
  }

  @Test(arguments: [
    ("public: {slope: 10}", "", 2.0),
    ("public: {slope: 10, after: 0 weeks}", "", 2),
    ("public: {slope: 10, after: 1 day}", "", 3),
    ("public: {slope: 10, after: 15 days}", "", 5),
    // One after the other within a party, the parties side by side.
    ("cabinet: {slope: 10, after: 1 week}, public: {slope: 10, after: 3 weeks}", "", 6),
    ("public: {slope: 10, after: 1 week}", "duma: {slope: 10, after: 2 weeks}", 4),
    ("cabinet: {slope: 10}, public: {slope: 10, after: 2 weeks}", "duma: {slope: 9}", 4),
    ("public: {slope: 10, after: \"discrete(2, 1) * 1 week\"}", "", 4),
  ])
  func `times are in whole steps, rounded up, and add along a chain`(
    a: String, b: String, step: Double
  ) throws {
    #expect(try play(a: a, b: b, measure: "first(ratified)").last == step)
    #expect(try play(a: a, b: b, measure: "first(settled)").last == step)
  }

  /// logistic(10·(0.6 − 0.2 − 0.1)) = 1/(1 + e⁻³).
  @Test func `the share in favour is a logistic of what the text is worth above no deal`() throws {
    let found = try play(
      a: "public: {slope: 10, margin: 0.1, after: 3 weeks}",
      measure: "a.ratifiers.public.support")
    #expect(found.allSatisfy { abs($0 - 1 / (1 + exp(-3))) < 1e-15 }, "\(found)")
  }

  /// A slope of 0 splits every electorate in half; the steeper it is, the nearer to a threshold at
  /// V − W = margin, here 0.4.
  @Test(arguments: [
    ("slope: 0, needs: 50%", true), ("slope: 0, needs: 50.01%", false),
    ("slope: 1e6, margin: 0.3999", true), ("slope: 1e6, margin: 0.4001", false),
    ("slope: 1e6, margin: 0.3999, needs: 100%", true),
    ("slope: 1e6, margin: 0.4001, needs: 0%", true),
  ])
  func `limits of the slope`(ratifier: String, passes: Bool) throws {
    let found = try play(a: "public: {\(ratifier)}", measure: "if(settled, 1, 0)").last
    #expect(found == (passes ? 1 : 0))
  }

  @Test func `tolerance is the negotiator's and no matter to ratifiers`() throws {
    let body = """
      clock: {step: week, steps: 3}
      issues: {land: {status_quo: 0.5}}
      parties:
        a:
          ideal: 1
          no_deal: 0.2
          tolerance: {sd: 5, persistence: 0}
          ratifiers: {public: {slope: 10}}
      talks: {protocol: single_text, opening: {land: 0.6}, access: 0}
      measures: {m: a.ratifiers.public.support}
      """
    let shares = try Play(body).measures("m", trials: 300)
    #expect(shares.allSatisfy { abs($0 - 1 / (1 + exp(-4))) < 1e-15 })
  }

  @Test func `one no of a chain rejects, and the next is not asked`() throws {
    let chain = "cabinet: {slope: 0, needs: 60%, after: 2 weeks}, public: {slope: 9, after: 1 week}"
    #expect(try play(a: chain, measure: "first(rejected)").last == 4)
    #expect(try play(a: chain, measure: "count(ratified)").last == 0)
    #expect(try play(a: "public: {slope: 9}", b: chain, measure: "first(rejected)").last == 4)
  }

  @Test(
    arguments: [
      ("if(truce, 1, 0)", [0, 0, 1, 1, 0, 0, 0, 0, 0]),
      ("if(fighting, 1, 0)", [1, 1, 0, 0, 1, 1, 1, 1, 1]),
      // The text was voted down; nobody broke anything.
      ("count(truce_breaks)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("count(settlement_breaks)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("if(settled, 1, 0)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("agreed.land", [.nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan]),
      ("if(hard_line_crossed, 1, 0)", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
      // No meeting while the text is before the ratifiers.
      ("rounds", [0, 1, 2, 2, 2, 3, 4, 5, 6]),
      // The same text is not signed again.
      ("count(signed)", [0, 1, 1, 1, 1, 1, 1, 1, 1]),
    ] as [(String, [Double])])
  func `after a rejection the text is dead and talks go on`(
    measure: String, values: [Double]
  ) throws {
    let meets = measure == "rounds" || measure == "count(signed)" ? "true" : "step == 2"
    let found = try play(
      a: "public: {slope: 0, needs: 60%, after: 2 weeks}", measure: measure, meets: meets)
    // With a meeting in every week the text is signed in week 1, and rejected in week 3.
    let expected = measure == "rounds" ? [0, 1, 1, 1, 2, 3, 4, 5, 6] : values
    #expect(same(found, expected), "\(found)")
  }

  @Test func `another text can be signed after a rejection, and is voted on anew`() throws {
    let more = """
      plans: {better: {terms: {land: 0.7}}}
      events: {offer: {step: 5, acts: [table: better]}}
      """
    func found(_ measure: String) throws -> [Double] {
      try play(
        a: "cabinet: {slope: 10}, public: {slope: 1e3, margin: 0.45, after: 1 week}", more: more,
        measure: measure, meets: "step >= 2")
    }
    #expect(try found("count(signed)") == [0, 0, 1, 1, 1, 2, 2, 2, 2])
    #expect(try found("count(rejected)") == [0, 0, 0, 1, 1, 1, 1, 1, 1])
    #expect(try found("count(ratified)") == [0, 0, 0, 0, 0, 0, 1, 1, 1])
    #expect(try found("agreed.land").last == 0.7)
  }

  @Test(arguments: [
    ("", [0.0, 0, 1, 1, 1, 0, 0, 0, 0]), ("halt: at_signing", [0, 0, 1, 1, 1, 0, 0, 0, 0]),
    ("halt: in_force", [0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ])
  func `the fighting halts at the signing or when the text is in force`(
    halt: String, truce: [Double]
  ) throws {
    let ratifier = "public: {slope: 10, after: 3 weeks}"
    #expect(try play(a: ratifier, talks: halt, measure: "if(truce, 1, 0)") == truce)
    #expect(try play(a: ratifier, talks: halt, measure: "first(settled)").last == 5)
  }

  @Test func `a truce agreed before outlives a rejection`() throws {
    let more = "events: {halt: {step: 1, acts: [begin_truce]}}"
    func found(_ measure: String) throws -> Double? {
      try play(a: "public: {slope: 0, needs: 1, after: 2 weeks}", more: more, measure: measure).last
    }
    #expect(try found("count(rejected)") == 1)
    #expect(try found("weeks(truce_for)") == 8)
    #expect(try found("count(truce_breaks)") == 0)
  }

  @Test func `an attack in the week of a rejection is a break`() throws {
    let more = "events: {attack: {step: 4, acts: [end_truce]}}"
    func found(_ measure: String) throws -> [Double] {
      try play(a: "public: {slope: 0, needs: 60%, after: 2 weeks}", more: more, measure: measure)
    }
    #expect(try found("count(rejected)").last == 1)
    #expect(try found("count(truce_breaks)") == [0, 0, 0, 0, 1, 1, 1, 1, 1])
  }

  @Test func `an attack ends the halt at signing, not the ratification`() throws {
    let more = "events: {attack: {step: 3, acts: [end_truce]}}"
    func found(_ measure: String) throws -> [Double] {
      try play(a: "public: {slope: 10, after: 3 weeks}", more: more, measure: measure)
    }
    #expect(try found("if(halted, 1, 0)") == [0, 0, 1, 0, 0, 1, 1, 1, 1])
    #expect(try found("count(truce_breaks)") == [0, 0, 0, 1, 1, 1, 1, 1, 1])
  }

  /// In favour from week 5 on; signed in week 2.
  @Test(arguments: [
    ("after: 1 week", 0.0, 3.0), ("after: 1 week, deadline: 2 weeks", 0, 4),
    ("after: 1 week, deadline: 3 weeks", 5, 0), ("after: 1 week, deadline: 30 weeks", 5, 0),
    ("after: 4 weeks, deadline: 4 weeks", 6, 0), ("deadline: 0 weeks", 0, 2),
  ])
  func `with a deadline the question stays open until it is over`(
    times: String, ratified: Double, rejected: Double
  ) throws {
    let ratifier = "public: {support: \"if(step >= 5, 1, 0)\", \(times)}"
    let yes = try #require(try play(a: ratifier, measure: "first(ratified)").last)
    let no = try #require(try play(a: ratifier, measure: "first(rejected)").last)
    #expect(yes.isNaN ? ratified == 0 : yes == ratified)
    #expect(no.isNaN ? rejected == 0 : no == rejected)
  }

  @Test func `an expression may replace the share in favour`() throws {
    let ratifier = "public: {slope: 0, support: \"default - 0.1 * text.land\"}"
    let found = try play(a: ratifier, measure: "a.ratifiers.public.support").last
    #expect(found == 0.5 - 0.1 * 0.6)
  }

  @Test func `a share in favour that is none fails the trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {status_quo: 0.5}}
      parties: {a: {ideal: 1, no_deal: 0, ratifiers: {public: {support: "if(step < 2, 1, 2)"}}}}
      talks: {protocol: single_text, opening: {land: 0.6}, round: {probability: "if(step == 2, 1, 0)"}}
      """)
    #expect(
      try play.failure()
        == "step 2: a.yaml:5:68: parties.a.ratifiers.public.support: 'support' is not in 0 … 1")
  }

  /// c delivers the land, and is asked only about a text that settles it.
  @Test(arguments: [("{land: 0.6, army: 0.5}", 0.0), ("{land: {open: true}, army: 0.5}", 1)])
  func `only a party whose consent is needed ratifies`(opening: String, settled: Double) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {status_quo: 0.5}, army: {}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: belligerent, ideal: 0, no_deal: 0}
        c: {ideal: 0, no_deal: 0, delivers: land, ratifiers: {house: {slope: 0, needs: 60%}}}
      talks: {protocol: single_text, opening: \(opening), access: 0}
      measures: {m: settled, n: count(rejected)}
      """)
    #expect(try play.value("m") == settled)
    #expect(try play.value("n") == 1 - settled)
  }

  @Test func `with a rule in place of consents every ratifier is asked`() throws {
    let found = try play(
      a: "", b: "duma: {slope: 0, needs: 60%}", talks: "carried_when: a.accepts",
      measure: "count(rejected)")
    #expect(found.last == 1)
  }

  @Test func `the signed text is in force, whatever lies on the table meanwhile`() throws {
    let more = """
      plans: {other: {terms: {land: 0.1}}}
      events: {offer: {step: 3, acts: [table: other]}}
      """
    func found(_ measure: String) throws -> [Double] {
      try play(
        a: "public: {slope: 10, margin: 0.1, after: 3 weeks}", more: more, measure: measure)
    }
    #expect(try found("agreed.land").last == 0.6)
    #expect(try found("draft.land").last == 0.1)
    // Of the signed text until it is in force, of the draft after.
    let support = try found("a.ratifiers.public.support")
    #expect(abs(support[5] - 1 / (1 + exp(-3))) < 1e-15)
    #expect(abs(support[6] - 1 / (1 + exp(2))) < 1e-15)
  }

  @Test func `events wait for a ratification and for a rejection`() throws {
    let more = """
      events:
        elections: {after: ratified, delay: 2 weeks}
        protests: {after: rejected, delay: 1 week}
      """
    let yes = "public: {slope: 10, after: 1 week}"
    let no = "public: {slope: 0, needs: 60%, after: 1 week}"
    #expect(try play(a: yes, more: more, measure: "first(elections)").last == 5)
    #expect(try play(a: no, more: more, measure: "first(protests)").last == 4)
  }

  @Test func `without ratifiers a text is ratified as it is signed`() throws {
    #expect(try play(a: "", measure: "first(ratified)").last == 2)
    #expect(try play(a: "", measure: "count(rejected)").last == 0)
  }

  @Test func `first signature, rejection and the halt at a signing are recorded`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      issues: {land: {status_quo: 0.5}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: belligerent, ideal: 0, no_deal: 0, ratifiers: {duma: {slope: 0, needs: 1, after: 2 weeks}}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      """)
    let found = Dictionary(
      uniqueKeysWithValues: zip(play.model.report.milestones, play.trial().milestones))
    #expect(
      found == [
        "first_halt": 1, "first_truce": 1, "first_settlement": -1, "first_halt_signing": 1,
        "first_halt_settlement": -1, "first_break": -1, "first_signature": 1, "first_rejection": 3,
      ])
  }
}
