import Foundation
import Testing

/// Frequencies of random events, 4,096 trials, seed 1, within 4 standard errors.
struct ChanceTests {
  private let trials = 4_096

  /// 1 − exp(−r·Δ) and 1 − (1 − p)^Δ for a step of Δ units.
  @Test(arguments: [
    ("rate: 0.7 per week", "week", 1 - exp(-0.7)),
    ("rate: 0.1 per day", "week", 1 - exp(-0.7)),
    ("rate: 5.2 per year", "week", 1 - exp(-0.1)),
    ("rate: 1.2 per year", "month", 1 - exp(-0.1)),
    ("rate: 0.5 per step", "week", 1 - exp(-0.5)),
    ("probability: 30%", "week", 0.3),
    ("probability: 30% per week", "week", 0.3),
    ("probability: 10% per day", "week", 1 - pow(0.9, 7)),
    ("probability: 99% per year", "week", 1 - pow(0.01, 1.0 / 52)),
    ("probability: 40% per quarter", "month", 1 - pow(0.6, 1.0 / 3)),
  ])
  func `rates and probabilities convert to a chance per step`(
    trigger: String, step: String, chance: Double
  ) throws {
    let play = try Play(
      """
      clock: {start: 2026-01-01, step: \(step), steps: 1}
      events: {e: {\(trigger)}}
      measures: {m: happened(e)}
      """)
    #expect(try play.measures("m", trials: trials).deviation(fromShare: chance) < 4)
  }

  @Test func `a rate over twelve months is the same as over one year`() throws {
    for (step, steps) in [("month", 12), ("year", 1), ("quarter", 4)] {
      let play = try Play(
        """
        clock: {start: 2026-01-01, step: \(step), steps: \(steps)}
        events: {e: {rate: 0.8 per year}, f: {probability: 55% per year}}
        measures: {e: happened(e), f: happened(f)}
        """)
      let found = try play.measures("e", trials: trials)
      #expect(found.deviation(fromShare: 1 - exp(-0.8)) < 4)
      #expect(try play.measures("f", trials: trials).deviation(fromShare: 0.55) < 4)
    }
  }

  /// Some event with 1 − exp(−Σr), which one in proportion to its rate.
  @Test func `rates compete in proportion`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      events:
        a: {rate: 0.6 per week, competes: g}
        b: {rate: 0.3 per week, competes: g}
        c: {rate: 5 per week, competes: g, while: step > 3}
      measures:
        a: happened(a)
        b: happened(b)
        c: happened(c)
        both: happened(a) and happened(b)
      """)
    let some = 1 - exp(-0.9)
    #expect(try play.measures("a", trials: trials).deviation(fromShare: some * 2 / 3) < 4)
    #expect(try play.measures("b", trials: trials).deviation(fromShare: some / 3) < 4)
    #expect(try play.measures("c", trials: trials).allSatisfy { $0 == 0 })
    #expect(try play.measures("both", trials: trials).allSatisfy { $0 == 0 })
  }

  @Test func `competing probabilities add`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      events:
        a: {probability: 0.5, competes: g}
        b: {probability: 0.2, competes: g}
        c: {probability: 0.3, competes: g}
      measures:
        a: happened(a)
        b: happened(b)
        number: count(a) + count(b) + count(c)
      """)
    #expect(try play.measures("a", trials: trials).deviation(fromShare: 0.5) < 4)
    #expect(try play.measures("b", trials: trials).deviation(fromShare: 0.2) < 4)
    #expect(try play.measures("number", trials: trials).allSatisfy { $0 == 1 })
  }

  @Test func `events are independent given the state`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 1}
      events: {a: {probability: 0.5}, b: {probability: 0.4}}
      measures: {both: happened(a) and happened(b)}
      """)
    #expect(try play.measures("both", trials: trials).deviation(fromShare: 0.2) < 4)
  }

  @Test func `a distribution in a probability is drawn once per trial`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 5}
      events: {a: {probability: "bernoulli(0.3)"}}
      measures: {n: count(a)}
      """)
    let found = try play.measures("n", trials: trials)
    #expect(found.allSatisfy { $0 == 0 || $0 == 5 })
    #expect(found.map { $0 / 5 }.deviation(fromShare: 0.3) < 4)
  }

  /// P(deal in n steps) is 1 − (1 − p)ⁿ for p afresh each step, p for one draw.
  @Test func `what chance does is drawn afresh, what we do not know once`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 4}
      parameters: {lucky: chance(0.2)}
      state: {unlucky: {start: true, next: unlucky and not chance(0.2)}}
      measures: {once: lucky, again: not unlucky}
      """)
    #expect(try play.measures("once", trials: trials).deviation(fromShare: 0.2) < 4)
    #expect(
      try play.measures("again", trials: trials).deviation(fromShare: 1 - pow(0.8, 4)) < 4)
  }
}
