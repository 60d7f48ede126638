import Foundation
import Testing

/// States by process against closed forms; 4,096 trials, seed 1, within 4 standard errors.
struct ProcessTests {
  private let trials = 4_096

  private func play(_ entry: String, steps: Int = 6) throws -> Play {
    try Play("clock: {step: week, steps: \(steps)}\nstate: {x: {\(entry)}}\nmeasures: {m: x}")
  }

  @Test func `without a process a state stays`() throws {
    #expect(try play("start: 3").values("m") == Array(repeating: 3, count: 7))
  }

  @Test func `decay loses a share in each step`() throws {
    #expect(try play("start: 8, decay: 50%").values("m") == [8, 4, 2, 1, 0.5, 0.25, 0.125])
  }

  /// An AR(1) of coefficient φ = 1 − pull: mean μ + φⁿ(x₀ − μ), variance sd²(1 − φ²ⁿ)/(1 − φ²).
  @Test func `mean reverting`() throws {
    let found = try play("start: 2, mean_reverting: {to: 1, pull: 0.25, sd: 0.3}")
      .measures("m", trials: trials)
    let kept = pow(0.75, 6.0)
    #expect(found.deviation(from: 1 + kept) < 4)
    #expect(found.deviation(fromVariance: 0.09 * (1 - kept * kept) / (1 - 0.5625)) < 4)
  }

  @Test func `without spread the gap closes by the pull`() throws {
    let found = try play("start: 1, mean_reverting: {to: 0, pull: 50%, sd: 0}").values("m")
    #expect(found == [1, 0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625])
  }

  @Test func `random walk`() throws {
    let found = try play("start: 1, random_walk: {drift: 0.5, sd: 0.2}")
      .measures("m", trials: trials)
    #expect(found.deviation(from: 4) < 4)
    #expect(found.deviation(fromVariance: 6 * 0.04) < 4)
  }

  /// The shock comes last: before the drift it would lose what is smaller than 2.
  @Test func `the drift of a random walk is added before its shock`() throws {
    let found = try play("start: -1e16, random_walk: {drift: 1e16, sd: 1}", steps: 1)
      .measures("m", trials: 64)
    #expect(found.allSatisfy { $0 != $0.rounded() && abs($0) < 6 })
  }

  /// The logarithm is a random walk.
  @Test func `geometric`() throws {
    let found = try play("start: 2, geometric: {drift: 0.1, sd: 0.2}")
      .measures("m", trials: trials).map { log($0) }
    #expect(found.deviation(from: log(2) + 0.6) < 4)
    #expect(found.deviation(fromVariance: 6 * 0.04) < 4)
  }

  /// Six steps of a Poisson number with mean 0.7 are one with mean 4.2, of which the variance is
  /// 4.2 and its sampling error that of a normal sample but for a kurtosis of 1/4.2.
  @Test func `jump`() throws {
    let found = try play("start: 1, jump: {rate: 0.1 per day, size: 2}", steps: 6)
      .measures("m", trials: trials).map { ($0 - 1) / 2 }
    #expect(found.deviation(from: 4.2) < 4)
    #expect(found.deviation(fromVariance: 4.2) < 4 * (1 + 1 / 8.4).squareRoot())
    #expect(found.allSatisfy { $0 == $0.rounded() && $0 >= 0 })
  }

  /// Two steps from a: P(b) = 0.9 · 0.1 + 0.1 · 0.8, P(c) = 0.1 · 0.2.
  @Test func `markov`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 2}
      state: {mood: {start: a, markov: {a: {b: 0.1}, b: {c: 0.2}, c: {}}}}
      measures: {b: mood == b, c: mood == c, other: mood != a}
      """)
    #expect(try play.measures("b", trials: trials).deviation(fromShare: 0.17) < 4)
    #expect(try play.measures("c", trials: trials).deviation(fromShare: 0.02) < 4)
    #expect(try play.measures("other", trials: trials).deviation(fromShare: 0.19) < 4)
  }

  @Test func `an absorbing regime is never left`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 5}
      state: {mood: {start: a, markov: {a: {b: 1}, b: {}}}}
      measures: {m: count(mood == b)}
      """)
    #expect(try play.measures("m", trials: 100).allSatisfy { $0 == 5 })
  }

  @Test func `an event can set a regime`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {mood: {start: a, markov: {a: {}, b: {}}}}
      events:
        turn: {step: 2, effects: {mood: b}}
        back: {step: 3, effects: {mood: "if(step == 3, a, b)"}}
      measures: {m: mood == b}
      """)
    #expect(try play.values("m") == [0, 0, 1, 0])
  }

  @Test func `a state may be a condition`() throws {
    let play = try Play(
      """
      clock: {step: week, steps: 3}
      state: {up: {start: false, next: not up}, down: {start: true}}
      events: {stop: {step: 2, effects: {down: up and step > 5}}}
      measures: {up: up, down: down}
      """)
    #expect(try play.values("up") == [0, 1, 0, 1])
    #expect(try play.values("down") == [1, 1, 0, 0])
  }

  @Test(arguments: [
    "any(true for i in issues)", "d", "other", "chance(1)", "not false", "1 < 2",
    "if(true, d, false)", "all(true for i in issues)",
  ])
  func `a start that is a condition makes one of the state`(start: String) throws {
    let play = try Play(
      """
      definitions: {d: 1 < 2}
      issues: {land: {}}
      state: {other: {start: true}, x: {start: "\(start)"}}
      measures: {m: x}
      """)
    #expect(try play.value("m") == 1)
    #expect(play.model.report.measures[0].isCondition)
  }
}
