import Foundation
import Testing

/// How a mediator's single text moves; numbers by hand.
struct SingleTextTests {
  /// At x = 0.6: a pulls 0.5·1·(1 − 0.6) = 0.2, b pulls 1·0.5·(0 − 0.6) = −0.3.
  private func play(_ talks: String, steps: Int = 2, measure: String = "draft.land") throws -> Play
  {
    try Play(
      """
      clock: {step: week, steps: \(steps)}
      issues: {land: {}}
      parties:
        a: {role: belligerent, ideal: 1, capability: 2, no_deal: 5}
        b: {role: belligerent, ideal: 0, capability: 1, no_deal: 5}
        c: {ideal: 0.2, capability: 1, no_deal: 5}
      plans:
        lopsided: {written_by: {a: 0.1, b: 0.8}, terms: {land: 0.6}}
      talks:
        protocol: single_text
        opening: lopsided
        access: {a: 0.5, b: 1}
        \(talks)
      measures: {m: "\(measure)"}
      """)
  }

  private func expect(_ found: [Double], _ values: [Double]) {
    let same = zip(found, values).allSatisfy { abs($0 - $1) < 1e-12 }
    #expect(found.count == values.count && same, "\(found)")
  }

  @Test func `a round moves the text by the weighted pulls`() throws {
    // x ← x + 0.4·(0.5·(1 − x) − 0.5·x).
    expect(try play("step_size: 0.4").values("m"), [0.6, 0.56, 0.536])
  }

  @Test func `the step is 0.1 if left out`() throws {
    expect(try play("noise: 0").values("m"), [0.6, 0.59, 0.581])
  }

  @Test func `the mediator's tilt pulls towards a party`() throws {
    expect(
      try play("step_size: 0.4\n  tilt: {toward: b, by: 0.25}", steps: 1).values("m"), [0.6, 0.5])
    // c has no access, yet the text is tilted towards it.
    expect(
      try play("step_size: 0.4\n  tilt: {toward: c, by: 0.25}", steps: 1).values("m"),
      [0.6, 0.52])
  }

  @Test func `a tilt away counts by its size and the text stays within 0 and 1`() throws {
    // Weights 0.5 + 0.5 + 9 make h·Σ = 4; x + (0.2 − 0.3 − 9·(0 − 0.6))/10 = 1.13.
    expect(
      try play("step_size: 0.4\n  tilt: {toward: b, by: -9}", steps: 1).values("m"), [0.6, 1])
  }

  @Test func `a step that would overshoot ends at the weighted mean`() throws {
    expect(try play("step_size: 7").values("m"), [0.6, 0.5, 0.5])
  }

  @Test func `a round rewrites a share of the text by access`() throws {
    // Shares of access are 1/3 and 2/3.
    let a = try play("step_size: 0.3", steps: 1, measure: "draft.written_by[a]").values("m")
    expect(a, [0.1, 0.1 + 0.3 * (1.0 / 3 - 0.1)])
    let b = try play("step_size: 0.3", steps: 1, measure: "draft.written_by[b]").values("m")
    expect(b, [0.8, 0.8 + 0.3 * (2.0 / 3 - 0.8)])
  }

  @Test func `without access of anybody the text stays`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5}}
      talks: {protocol: single_text, opening: {land: 0.3}, access: 0}
      measures: {m: draft.land, share: "draft.written_by[a]"}
      """)
    #expect(try play.values("m") == [0.3, 0.3, 0.3])
    #expect(try play.values("share") == [0, 0, 0])
  }

  @Test func `issues move by their weights`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      issues: {land: {}, army: {}}
      parties:
        a: {ideal: {land: 1, army: 1}, weight: {land: 0.8, army: 0.2}, no_deal: 5}
        b: {ideal: 0, weight: {land: 0.3, army: 0.7}, no_deal: 5}
      talks: {protocol: single_text, opening: {land: 0.5, army: 0.5}, step_size: 0.5}
      measures: {land: draft.land, army: draft.army}
      """)
    expect(try play.values("land"), [0.5, 0.5 + 0.5 * (0.4 - 0.15)])
    expect(try play.values("army"), [0.5, 0.5 + 0.5 * (0.1 - 0.35)])
  }

  /// 4,096 trials, seed 1, 4 standard errors.
  @Test func `noise of a redraft`() throws {
    let found = try play("step_size: 0.4\n  noise: 0.02", steps: 1)
      .measures("m", trials: 4_096)
    #expect(found.deviation(from: 0.56) < 4)
    #expect(found.deviation(fromVariance: 0.0004) < 4)
  }

  // MARK: Rounds

  @Test func `in a step without a round the text stays`() throws {
    let play = try play(
      "step_size: 0.4\n  round: {probability: \"if(step == 2, 1, 0)\"}", steps: 3)
    expect(try play.values("m"), [0.6, 0.6, 0.56, 0.56])
  }

  @Test func `rounds are counted`() throws {
    let play = try play(
      "round: {probability: \"if(step == 2 or step == 3, 1, 0)\"}", steps: 4,
      measure: "rounds + if(talks_met, 10, 0)")
    #expect(try play.values("m") == [0, 0, 11, 12, 2])
  }

  /// 7 days' chance; 4,096 trials, seed 1, 4 standard errors.
  @Test func `a round's probability converts`() throws {
    let play = try play("round: {probability: 10% per day}", steps: 1, measure: "rounds")
    let found = try play.measures("m", trials: 4_096)
    #expect(found.deviation(fromShare: 1 - pow(0.9, 7)) < 4)
  }

  @Test func `talks can be suspended and resumed`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 6}
      issues: {land: {}}
      parties: {a: {ideal: 1, no_deal: 5}}
      events:
        walk_out: {step: 2, acts: suspend_talks}
        come_back: {step: 5, acts: [resume_talks]}
      talks: {protocol: single_text, opening: {land: 0.3}}
      measures: {m: rounds}
      """)
    #expect(try play.values("m") == [0, 1, 1, 1, 1, 2, 3])
  }

  // MARK: Open issues

  @Test func `an open issue waits at what is expected`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      issues: {land: {}, army: {status_quo: 0.2}, sea: {status_quo: 0.7}}
      parties: {a: {ideal: 1, no_deal: 5}}
      talks:
        protocol: single_text
        opening: {land: {open: true, expected: 0.3}, army: {open: true}}
      measures: {land: draft.land, army: draft.army, sea: draft.sea, open: draft.open_issues}
      """)
    #expect(try play.values("land") == [0.3, 0.3, 0.3])
    #expect(try play.values("army") == [0.2, 0.2, 0.2])
    #expect(try play.values("sea") == [0.7, 0.7, 0.7])
    #expect(try play.values("open") == [3, 3, 3])
  }

  @Test func `a round closes open issues when the rule holds, which may read the gap`() throws {
    // Margins: 0.5 − 0.8 = −0.3 at first; the bar falls by 0.1 a week.
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      issues: {land: {}, army: {}}
      parties: {a: {ideal: {land: 0.5, army: 0}, no_deal: 1.05 - 0.1 * step, weight: {land: 1}}}
      talks:
        protocol: single_text
        opening: {land: 0, army: {open: true, expected: 0.6}}
        access: 0
        open_issues: {settled_when: max_gap < 0.4}
      measures: {open: draft.open_issues, gap: max_gap}
      """)
    let gaps = try play.values("gap")
    expect(gaps, [0.55, 0.45, 0.35, 0.25, 0.15])
    #expect(try play.values("open") == [1, 1, 1, 0, 0])
  }

  @Test func `an act reopens issues and lays plans on the table`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 5}
      issues: {land: {status_quo: 0}, army: {status_quo: 0}}
      parties: {a: {ideal: 1, no_deal: 5}}
      plans:
        new_text: {written_by: {a: 1}, terms: {land: 0.9}}
      events:
        quarrel: {step: 2, acts: [{reopen: [land]}]}
        paper: {step: 4, acts: [{table: new_text}]}
      talks: {protocol: single_text, opening: {land: 0.2, army: 0.4}, access: 0}
      measures:
        open: draft.open_issues
        land: draft.land
        army: draft.army
        share: draft.written_by[a]
      """)
    #expect(try play.values("open") == [0, 0, 1, 1, 1, 1])
    #expect(try play.values("land") == [0.2, 0.2, 0.2, 0.2, 0.9, 0.9])
    #expect(try play.values("army") == [0.4, 0.4, 0.4, 0.4, 0, 0])
    #expect(try play.values("share") == [0, 0, 0, 0, 1, 1])
  }
}
