import Foundation
import Testing

/// Whose consent it takes, and what is in force.
struct SigningTests {
  /// Two belligerents share a pie: U_A = x, U_B = 1 − x, W = q − c. A text that both accept exists
  /// exactly when q_A + q_B − 1 ≤ c_A + c_B (Fearon 1995); the middle of the zone is on the table.
  /// 1,024 random scenarios, seed 1.
  @Test func `an agreement exists exactly when optimism is not above the costs`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      parameters:
        q_a: uniform(0, 1)
        q_b: uniform(0, 1)
        c_a: uniform(0, 0.4)
        c_b: uniform(0, 0.4)
      issues: {pie: {}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: {win_chance: q_a, cost: c_a}}
        b: {role: belligerent, ideal: 0, no_deal: {win_chance: q_b, cost: c_b}}
      talks:
        protocol: single_text
        opening: {pie: (q_a - c_a + 1 - (q_b - c_b)) / 2}
        access: 0
      measures:
        as_told: settled == (q_a + q_b - 1 <= c_a + c_b)
        deals: settled
      """)
    #expect(try play.measures("as_told", trials: 1_024).allSatisfy { $0 == 1 })
    #expect((200...900).contains(try play.measures("deals", trials: 1_024).reduce(0, +)))
  }

  /// a and b accept everything, c nothing.
  private func settled(
    _ roles: (String, String, String), talks: String = "", land: String = "0.5"
  ) throws -> Bool {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      issues: {land: {status_quo: 0.5}, army: {status_quo: 0.5}}
      parties:
        a: {ideal: 0.5, no_deal: 0, \(roles.0)}
        b: {ideal: 0.5, no_deal: 0, \(roles.1)}
        c: {ideal: 0.5, no_deal: 2, \(roles.2)}
      talks: {protocol: single_text, opening: {land: \(land), army: 0.5}\(talks)}
      measures: {m: settled}
      """)
    return try play.value("m") == 1
  }

  private let fighter = "role: belligerent"

  @Test func `consent is needed from every belligerent`() throws {
    #expect(try settled((fighter, fighter, "role: mediator")))
    #expect(try !settled((fighter, "role: ally", fighter)))
  }

  @Test func `without belligerents consent is needed from every party`() throws {
    #expect(try !settled(("role: ally", "role: ally", "role: ally")))
  }

  @Test func `who alone delivers an issue that the text settles must consent`() throws {
    #expect(try !settled((fighter, fighter, "delivers: land")))
    #expect(try !settled((fighter, fighter, "delivers: [army, land]")))
    #expect(try settled((fighter, fighter, "delivers: land"), land: "{open: true}"))
    #expect(try settled((fighter, "delivers: land", "delivers: land")))
    #expect(try !settled((fighter, fighter + ", delivers: land", "delivers: army")))
  }

  @Test func `a rule may replace consents`() throws {
    #expect(try settled((fighter, fighter, fighter), talks: ", carried_when: a.accepts"))
    #expect(try !settled((fighter, fighter, "role: ally"), talks: ", carried_when: c.accepts"))
    let majority = ", carried_when: \"count(p.accepts for p in parties) >= 2\""
    #expect(try settled((fighter, fighter, fighter), talks: majority))
  }

  @Test func `needed tells whose consent it takes`() throws {
    let play = try Play(
      """
      issues: {land: {}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: ally, ideal: 1, no_deal: 0, delivers: land}
        c: {role: ally, ideal: 1, no_deal: 0}
      talks: {protocol: single_text, opening: {land: 0}}
      measures: {m: "count(p.needed for p in parties)", c: c.needed}
      """)
    #expect(try play.value("m") == 2)
    #expect(try play.value("c") == 0)
  }

  /// Both accept from week 3 on.
  private static let deal = """
    clock: {start: 2026-01-01, step: week, steps: 6}
    issues: {land: {status_quo: 0, core: true}, army: {status_quo: 0}}
    parties:
      a: {role: belligerent, ideal: 1, no_deal: "if(step >= 3, 0, 2)", red_lines: {land: {below: 0.1, hard: true}}}
      b: {role: belligerent, ideal: 0.5, no_deal: 0}
    plans:
      text_of_b: {written_by: {b: 0.5}, terms: {land: 0.5, army: 0.5}}
      vague: {terms: {army: 0.5}}
      harsh: {terms: {land: 1, army: 1}}
    state:
      seen: {start: 0, next: "if(settled, 1, 0)"}

    """

  @Test(
    arguments: [
      ("if(settled, 1, 0)", [0, 0, 0, 1, 1, 1, 1]),
      ("seen", [0, 0, 0, 0, 1, 1, 1]),
      ("if(fires(signed), 1, 0)", [0, 0, 0, 1, 0, 0, 0]),
      ("first(signed)", [.nan, .nan, .nan, 3, 3, 3, 3]),
      ("count(signed)", [0, 0, 0, 1, 1, 1, 1]),
      ("weeks(since(signed))", [.nan, .nan, .nan, 0, 1, 2, 3]),
      ("days(date_of(signed) - 2026-01-01)", [.nan, .nan, .nan, 21, 21, 21, 21]),
      ("weeks(settled_for)", [0, 0, 0, 1, 2, 3, 4]),
      ("weeks(halted_for)", [0, 0, 0, 1, 2, 3, 4]),
      ("weeks(fighting_for)", [1, 2, 3, 0, 0, 0, 0]),
      ("weeks(truce_for)", [0, 0, 0, 0, 0, 0, 0]),
      ("if(halted, 1, 0)", [0, 0, 0, 1, 1, 1, 1]),
      ("if(fighting, 1, 0)", [1, 1, 1, 0, 0, 0, 0]),
      ("agreed.land", [.nan, .nan, .nan, 0.5, 0.5, 0.5, 0.5]),
      ("agreed[army]", [.nan, .nan, .nan, 0.5, 0.5, 0.5, 0.5]),
      ("agreed.written_by[b]", [.nan, .nan, .nan, 0.5, 0.5, 0.5, 0.5]),
      ("rounds", [0, 1, 2, 3, 3, 3, 3]),
      ("if(core_settled, 1, 0)", [0, 0, 0, 1, 1, 1, 1]),
      ("if(hard_line_crossed, 1, 0)", [0, 0, 0, 0, 0, 0, 0]),
      ("if(balanced, 1, 0)", [0, 0, 0, 1, 1, 1, 1]),
    ] as [(String, [Double])])
  func `what is signed is in force and read in the same step`(
    text: String, values: [Double]
  ) throws {
    let play = try Play(
      Self.deal + """
        talks: {protocol: single_text, opening: text_of_b, step_size: 0}
        measures: {m: "\(text)"}
        """)
    let found = try play.values("m")
    let same = zip(found, values).allSatisfy { abs($0 - $1) < 1e-12 || $0.isNaN && $1.isNaN }
    #expect(found.count == 7 && same, "\(found)")
  }

  @Test(arguments: [
    ("vague", "settled and not core_settled", ""),
    ("vague", "agreed.open_issues == 1", ""),
    ("text_of_b", "core_settled", ""),
    // a has 1 of the harsh text and b 0.5.
    ("harsh", "balanced", ""),
    ("harsh", "not balanced", ", balance: {high: 0.9, low: 0.6}"),
    ("harsh", "balanced", ", balance: {high: 1, low: 0.6}"),
  ])
  func `the text in force is judged`(opening: String, measure: String, talks: String) throws {
    let body = Self.deal.replacingOccurrences(
      of: "below: 0.1, hard: true", with: "below: 0.1, slope: 0")
    let play = try Play(
      body + """
        talks: {protocol: single_text, opening: \(opening), step_size: 0\(talks)}
        measures: {m: "\(measure)"}
        """)
    #expect(try play.value("m") == 1)
  }

  @Test func `a text in force may cross a hard line of who was not asked`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}}
      parties:
        a: {role: belligerent, ideal: 1, no_deal: 0}
        b: {role: belligerent, ideal: 1, no_deal: 0}
        c: {ideal: 1, no_deal: 0, red_lines: {land: {above: 0.4, hard: true}}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      measures: {m: hard_line_crossed}
      """)
    #expect(try play.values("m") == [0, 1, 1])
  }

  @Test func `outcome rules see what the talks decide in the same step`() throws {
    let play = try Play(
      Self.deal + """
        talks: {protocol: single_text, opening: text_of_b, step_size: 0}
        outcomes: {deal: {as_soon_as: settled}, war: otherwise}
        """)
    #expect(play.trial().endStep == 3)
    #expect(try play.outcome() == "deal")
  }
}
