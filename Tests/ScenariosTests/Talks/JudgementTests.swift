import Foundation
import Testing

/// How parties judge a text: utility, no deal, value, acceptance.
struct JudgementTests {
  /// One look at a plan on two issues; `more` are keys of the party `a`.
  private func look(_ more: String, _ measure: String, talks: String = "") throws -> Double {
    let play = try Play(
      """
      issues: {land: {status_quo: 0.5}, army: {status_quo: 0.25}}
      parties:
        a: {ideal: {land: 1, army: 0}, weight: {land: 0.75, army: 0.25}, \(more)}
        b: {role: belligerent, ideal: 0.5}
        c: {role: belligerent, ideal: 0.5}
      plans:
        text_of_b: {written_by: {a: 0.1, b: 0.6, c: 0.2}, terms: {land: 0.6, army: 0.5}}
      talks: {protocol: single_text, opening: text_of_b\(talks)}
      measures: {m: "\(measure)"}
      """)
    return try play.value("m")
  }

  /// U = 1 − Σ w·|x − θ|^γ: 1 − 0.75·0.4 − 0.25·0.5.
  @Test(
    arguments: [
      ("role: ally", "a.utility", 0.575),
      ("curvature: 2", "a.utility", 1 - 0.75 * 0.16 - 0.25 * 0.25),
      ("curvature: 1", "utility(a, status_quo)", 1 - 0.75 * 0.5 - 0.25 * 0.25),
      ("role: ally", "utility(a, draft)", 0.575),
      ("role: ally", "utility(b, text_of_b)", 0.95),
      // No deal: the status quo, a number, fighting on (Fearon 1995), a text.
      ("role: ally", "a.no_deal", 0.5625),
      ("no_deal: 0.4", "a.no_deal", 0.4),
      ("no_deal: default / 2", "a.no_deal", 0.28125),
      ("no_deal: {win_chance: 0.6, cost: 0.1}", "a.no_deal", 0.5),
      ("no_deal: {win_chance: 0.6, cost: 0.1, win: 0.9, lose: 0.2}", "a.no_deal", 0.52),
      ("no_deal: {text: text_of_b}", "a.no_deal", 0.575),
      ("no_deal: {text: status_quo}", "a.no_deal", 0.5625),
      // Replaced by expressions.
      ("utility: default + text.land", "a.utility", 1.175),
      ("value: default - text.army", "a.value", 0.075),
      ("utility: default / 2, value: default - 0.1", "a.value", 0.1875),
      ("accepts: not default", "if(a.accepts, 1, 0)", 0),
      ("no_deal: 0.9, accepts: default or text.land > 0.5", "if(a.accepts, 1, 0)", 1),
      // The opening text is the first reference point, so it is no gain and no loss itself.
      ("reference: {loss_aversion: 2, strength: 0.5}", "a.value", 0.575),
      ("reference: {loss_aversion: 2, strength: 0.5}", "value(a, status_quo)", 0.55),
      ("reference: {loss_aversion: 2}", "a.reference", 0.575),
      // Red lines.
      ("red_lines: {land: {below: 0.8, slope: 0.5}}", "a.value", 0.475),
      ("red_lines: {land: {above: 0.8, slope: 0.5}}", "a.value", 0.575),
      (
        "red_lines: {land: {below: 0.8, slope: 0.5}, army: {above: 0.3, slope: 2}}", "a.value",
        0.075
      ),
      ("red_lines: {land: {below: 0.6, hard: true}}", "if(a.accepts, 1, 0)", 1),
      ("red_lines: {land: {below: 0.61, hard: true}}", "if(a.accepts, 1, 0)", 0),
      ("red_lines: {army: {above: 0.5, hard: true}}", "if(a.accepts, 1, 0)", 1),
      ("red_lines: {army: {above: 0.49, hard: true}}", "if(a.accepts, 1, 0)", 0),
      ("red_lines: {army: {above: 0.49, hard: true}}", "if(accepts(a, status_quo), 1, 0)", 1),
      // Accepts iff V ≥ W.
      ("no_deal: 0.57", "if(a.accepts, 1, 0)", 1), ("no_deal: 0.58", "if(a.accepts, 1, 0)", 0),
      ("no_deal: 0.5", "a.margin", 0.075), ("no_deal: 0.5", "margin(a, status_quo)", 0.0625),
      ("no_deal: 0.5, tolerance: {sd: 0, persistence: 1}", "a.margin", 0.075),
    ] as [(String, String, Double)])
  func `a text is judged`(party: String, measure: String, value: Double) throws {
    let found = try look(party, measure)
    #expect(abs(found - value) < 1e-12, "\(found)")
  }

  /// Of the text, b wrote 0.6 and c 0.2; what a party wrote itself does not count.
  @Test(arguments: [("a", 0.575 - 0.4), ("b", 0.95 - 0.1), ("c", 0.95 - 0.3)])
  func `authorship by other belligerents costs`(party: String, value: Double) throws {
    let found = try look(
      "role: ally", "\(party).value", talks: ", authorship_penalty: 0.5 * text.authorship")
    #expect(abs(found - value) < 1e-12, "\(found)")
  }

  /// Each minds the pen that is named for it, 0.575 − 0.3·0.6 − 0.5·0.2 and 0.95 − 0.5·0.1; c, which is left
  /// out, minds none.
  @Test(arguments: [("a", 0.295), ("b", 0.9), ("c", 0.95)])
  func `each party minds the pens that are named for it, whoever fights`(
    party: String, value: Double
  ) throws {
    let penalty =
      "authorship_penalty: {a: '0.3 * text.written_by[b] + 0.5 * text.written_by[c]', "
      + "b: '0.5 * text.written_by[a]'}"
    let found = try look("role: ally", "\(party).value", talks: ", \(penalty)")
    #expect(abs(found - value) < 1e-12, "\(found)")
  }

  @Test func `who wrote a text can be read`() throws {
    #expect(try look("role: ally", "draft.written_by[b]") == 0.6)
    #expect(try look("role: ally", "text_of_b.written_by[a]") == 0.1)
  }

  /// 200 random pairs of an ideal and two terms on the same side of it; seed 1.
  @Test func `utility falls as a term moves away from the ideal`() throws {
    let play = try Play(
      """
      parameters:
        ideal: "uniform(0, 1)"
        way: "uniform(-1, 1)"
        near: "uniform(0, 0.5)"
        shape: "uniform(0.5, 3)"
      issues: {land: {}, army: {}}
      parties: {a: {ideal: {land: ideal, army: 0.3}, curvature: shape, no_deal: 0}}
      plans:
        closer: {terms: {land: ideal + near * way, army: 0.6}}
        farther: {terms: {land: ideal + way, army: 0.6}}
      talks: {protocol: single_text, opening: closer}
      measures: {falls: "utility(a, farther) < utility(a, closer)"}
      """)
    #expect(try play.measures("falls", trials: 200).allSatisfy { $0 == 1 })
  }

  // MARK: Tolerance

  /// A party that looks at the same text each week and finds it 0.1 short with sd 0.1.
  private func again(_ persistence: String, weeks: Int) throws -> Play {
    try Play(
      """
      clock: {step: week, steps: \(weeks)}
      issues: {land: {}}
      parties: {a: {ideal: 0.5, no_deal: 1.1, tolerance: {sd: 0.1, persistence: \(persistence)}}}
      talks: {protocol: single_text, opening: {land: 0.5}, access: 0}
      measures: {deal: settled, e: a.tolerance / 0.1}
      """)
  }

  /// P(e ≥ 1) for a standard normal e.
  private let chance = 0.15865525393145707

  /// Over n rounds a one-shot chance p stays p at ρ = 1 and becomes 1 − (1 − p)ⁿ at ρ = 0;
  /// 4,096 trials, seed 1, within 4 standard errors.
  @Test func `asking again is asking once if tolerance persists`() throws {
    let persistent = try again("1", weeks: 5).measures("deal", trials: 4_096)
    #expect(persistent.deviation(fromShare: chance) < 4)
    let fresh = try again("0", weeks: 5).measures("deal", trials: 4_096)
    #expect(fresh.deviation(fromShare: 1 - pow(1 - chance, 5)) < 4)
  }

  @Test func `between the ends deals become rarer as tolerance persists`() throws {
    let shares = try ["0", "0.5", "0.8", "0.95", "1"].map {
      try again($0, weeks: 5).measures("deal", trials: 4_096).mean
    }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 > $1 }, "\(shares)")
  }

  /// e has mean 0 and variance 1 at every step; seed 1, 4 standard errors.
  @Test(arguments: ["0", "0.7", "1", "50% per year"], [0, 1, 6])
  func `tolerance has unit variance at every step`(persistence: String, step: Int) throws {
    let text = try Play(
      """
      clock: {step: week, steps: \(max(step, 1))}
      issues: {land: {}}
      parties: {a: {ideal: 0, no_deal: 9, tolerance: {sd: 0.5, persistence: \(persistence)}}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      outcomes: {now: {as_soon_as: step == \(step)}, later: otherwise}
      measures: {e: a.tolerance / 0.5}
      """)
    let found = try text.measures("e", trials: 2_048)
    #expect(found.deviation(from: 0) < 4)
    #expect(found.deviation(fromVariance: 1) < 4)
  }

  /// The correlation of e over n steps is ρⁿ; its standard error here √((1 + ρ²ⁿ)/N).
  @Test(arguments: [("0.7", 0.343), ("34.3% per quarter", pow(0.343, 3.0 / 13))])
  func `tolerance keeps its persistence`(persistence: String, kept: Double) throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      issues: {land: {}}
      parties: {a: {ideal: 0, no_deal: 99, tolerance: {sd: 1, persistence: \(persistence)}}}
      talks: {protocol: single_text, opening: {land: 0.5}}
      measures: {product: "a.tolerance * previous(a.tolerance, 3)"}
      """)
    let found = try play.measures("product", trials: 4_096)
    #expect(abs(found.mean - kept) < 4 * ((1 + kept * kept) / 4_096).squareRoot())
  }
}
