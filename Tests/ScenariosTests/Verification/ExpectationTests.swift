import Foundation
import Scenarios
import Sim
import Testing

/// What passes and what is off.
struct ExpectationTests {
  /// u is even between 0 and 1; heads in p of all trials; x is 3 in each.
  private func coin(_ verify: String, settings: [Setting] = []) throws -> VerificationResult {
    try verified(
      """
      clock: {step: week, steps: 4}
      parameters: {p: 0.3, u: "uniform(0, 1)", w: "uniform(0, 1)"}
      state:
        doubled: {start: p, next: 2 * doubled}
        thirds: {start: 0, next: "thirds + u / 3"}
      outcomes:
        early: {at_end: u < p / 2, class: heads}
        late: {at_end: u < p, class: heads}
        tails: otherwise
      measures:
        x: 3
        third: 1 / 3
        falls: u < p
        never: first(u > 2)
        both: u + w
        rest: 1 - u
      verify:
        \(verify)

      """, settings: settings)
  }

  @Test func `every statistic, at its true value`() throws {
    let result = try coin(
      """
      trials: 4000
        expect:
          class: {share: heads, equals: p}
          outcome: {share: early, equals: p / 2}
          condition: {mean: falls, equals: p}
          mean: {mean: u, equals: 1 / 2}
          sd: {sd: u, equals: sqrt(1 / 12)}
          variance: {variance: u, equals: 1 / 12}
          p5: {p5: u, equals: 0.05}
          p25: {p25: u, equals: 0.25}
          p50: {p50: u, equals: 0.5}
          p75: {p75: u, equals: 0.75}
          p95: {p95: u, equals: 0.95}
          pearson: {correlation: [u, both], equals: sqrt(1 / 2)}
          spearman: {rank_correlation: [u, rest], equals: -1, tolerance: 1e-12}
      """)
    #expect(result.reported.allSatisfy { $0.hasSuffix(": pass") }, "\(result.reported)")
    #expect(result.comparisons.count == 13)
    #expect(result.comparisons.compactMap(\.standardErrors).count == 12)
  }

  @Test func `every statistic is off where the truth is five standard errors away`() throws {
    // With 4000 trials: √(.3·.7/4000) = .00725, √(1/12/4000) = .00456; the others alike.
    let result = try coin(
      """
      trials: 4000
        expect:
          class: {share: heads, equals: p + 0.045}
          condition: {mean: falls, equals: p - 0.045}
          mean: {mean: u, equals: 1 / 2 + 0.03}
          sd: {sd: u, equals: sqrt(1 / 12) + 0.015}
          variance: {variance: u, equals: 1 / 12 - 0.008}
          p5: {p5: u, equals: 0.08}
          p50: {p50: u, equals: 0.56}
          pearson: {correlation: [u, both], equals: 0.75}
          spearman: {rank_correlation: [u, w], equals: 0.11}
      """)
    #expect(result.reported.allSatisfy { $0.hasSuffix(": off") }, "\(result.reported)")
  }

  @Test func `a tolerance is allowed beside four standard errors`() throws {
    let result = try coin(
      """
      trials: 4000
        expect:
          without: {mean: u, equals: 0.53}
          with: {mean: u, equals: 0.53, tolerance: 0.025}
          exact: {mean: x, equals: 3.01, tolerance: 0.02}
          too_far: {mean: x, equals: 3.03, tolerance: 0.02}
      """)
    #expect(result.reported == ["without: off", "with: pass", "exact: pass", "too_far: off"])
  }

  @Test func `what is the same in every trial is compared exactly`() throws {
    let result = try coin(
      """
      trials: 50
        expect:
          right: {mean: x, equals: 3}
          wrong: {mean: x, equals: 4}
          rounded: {mean: third, equals: 0.33333333333}
          share: {share: tails, equals: 1}
      """)
    #expect(
      result.reported == [
        "right: pass", "wrong: off",
        "rounded: off (the same in every trial: rounding needs a 'tolerance')", "share: off",
      ])
  }

  @Test func `too few trials to be off are off`() throws {
    let result = try coin(
      """
      trials: 70
        expect:
          share: {share: heads, equals: p}
          condition: {mean: falls, equals: p}
          mean: {mean: u, equals: 0.5}
          tail: {p5: u, equals: 0.05}
          pearson: {correlation: [u, w], equals: 0}
      """)
    #expect(
      result.reported == [
        "share: off (70 trials are too few to tell)",
        "condition: off (70 trials are too few to tell)",
        "mean: off (70 trials are too few to tell)",
        "tail: off (70 trials are too few to tell)",
        "pearson: off (there is nothing to take it of)",
      ])
  }

  @Test func `with one trial only what is the same in all can pass`() throws {
    let result = try coin("expect: {u: {mean: u, equals: 0.5}, x: {mean: x, equals: 3}}")
    #expect(result.points[0].trials == 1)
    #expect(result.reported == ["u: off", "x: pass"])
  }

  @Test func `nothing found, or nothing expected`() throws {
    let result = try coin(
      """
      expect:
          found: {mean: never, equals: 1}
          expected: {mean: x, equals: first(x_never)}
      """.replacing("first(x_never)", with: "first(doubled > 100)"))
    #expect(
      result.reported == [
        "found: off (there is nothing to take it of)", "expected: off ('equals' is missing)",
      ])
  }

  @Test func `what is expected is a finite number`() throws {
    let result = try coin(
      """
      expect:
          expected: {mean: x, equals: 1e308 * 10}
      """)
    #expect(result.reported == ["expected: off ('equals' is not a finite number)"])
  }

  @Test func `a trial that failed puts everything off`() throws {
    let result = try verified(
      """
      parameters: {u: "uniform(-0.01, 1)"}
      outcomes: {done: otherwise}
      measures: {root: sqrt(u), one: 1}
      verify: {trials: 200, expect: {one: {mean: one, equals: 1}}}

      """)
    #expect(result.reported == ["one: off (2 trials failed)"])
    #expect(result.points[0].failure?.message == "measures.root: sqrt of a number below 0")
  }

  @Test func `a formula may use what memory keeps, as of the last step`() throws {
    // 0.3 doubled four times.
    let result = try coin("expect: {x: {mean: x, equals: doubled - 1.8, tolerance: 1e-12}}")
    #expect(result.comparisons[0].expected == 0.3 * 16 - 1.8)
    #expect(result.reported == ["x: pass"])
  }

  @Test func `the printed number is compared with the formula, to half of its last digit`() throws {
    let result = try coin(
      """
      expect:
          good: {mean: third, equals: 1 / 3, printed: 0.3333}
          wrong: {mean: third, equals: 1 / 3, printed: 0.3334}
          whole: {mean: x, equals: 3.4, tolerance: 1, printed: 3}
          tens: {mean: x, equals: 3, printed: 1e1}
          zeros: {mean: x, equals: 3, printed: 3.000}
      """)
    #expect(
      result.reported.filter { $0.contains("printed") } == [
        "good, as printed: pass", "wrong, as printed: off", "whole, as printed: pass",
        "tens, as printed: off", "zeros, as printed: pass",
      ])
  }

  @Test func `other values: the same formulas, without what is printed`() throws {
    let result = try coin(
      """
      trials: 4000
        also: [{parameters.p: 0.6}, {parameters.p: 0.1, verify.trials: 3000, clock.steps: 2}]
        expect: {heads: {share: heads, equals: p, printed: 0.3}, x: {mean: x, equals: 3 + 0 * p}}
      """)
    #expect(
      result.points.map(\.changes) == [
        nil, "parameters.p: 0.6", "parameters.p: 0.1, verify.trials: 3000, clock.steps: 2",
      ])
    #expect(result.points.map(\.trials) == [4000, 4000, 3000])
    #expect(result.points.map { $0.comparisons[0].expected } == [0.3, 0.6, 0.1])
    #expect(result.points.map(\.comparisons.count) == [3, 2, 2])
    #expect(result.reported.allSatisfy { $0.hasSuffix(": pass") }, "\(result.reported)")
  }

  @Test func `settings come first, and what is printed no longer counts`() throws {
    let verify = "expect: {x: {mean: x, equals: 3 + 0 * p, printed: 3}}"
    let p = try coin(verify, settings: [.init(path: "parameters.p", value: "0.5")])
    #expect(p.reported == ["x: pass"])
    let equals = try coin(verify, settings: [.init(path: "verify.expect.x.equals", value: "4")])
    #expect(equals.reported == ["x: off", "x, as printed: off"])
    let seed = try coin(verify, settings: [.init(path: "verify.seed", value: "9")])
    #expect(seed.points[0].seed == 9)
  }

  @Test func `a child changes what its parent expects`() throws {
    let base = """
      format: 1
      scenario: base
      outcomes: {done: otherwise}
      measures: {x: 3}
      verify: {trials: 5, expect: {a: {mean: x, equals: 3}, b: {mean: x, equals: 3}}}
      """
    let child = """
      format: 1
      scenario: child
      extends: base.yaml
      verify: {expect: {a: {sd: x, equals: 0}, b: remove, c: {mean: x, equals: 1}}}
      """
    let read = try ScenarioFile.load(text: child, name: "child.yaml", others: ["base.yaml": base])
    let verification = try #require(read.verification)
    #expect(verification.trials == 5)
    #expect(verification.expectations.map(\.name.name) == ["a", "c"])
    guard case .standardDeviation = verification.expectations[0].statistic else {
      Issue.record("the parent's statistic stands")
      return
    }
  }

  @Test func `a run knows nothing of it`() throws {
    let body = """
      parameters: {u: "uniform(0, 1)"}
      state: {doubled: {start: 1, next: 2 * doubled}}
      clock: {step: week, steps: 3}
      outcomes: {done: otherwise}
      """
    let verify = "\nverify: {expect: {u: {mean: u, equals: 1 / doubled + highest(doubled)}}}"
    let (plain, with) = (try scenario(body).model(), try scenario(body + verify).model())
    #expect(plain.text == with.text)
  }

  @Test func `threads change nothing`() throws {
    let body = """
      parameters: {u: "uniform(0, 1)", w: "uniform(0, 1)"}
      outcomes: {low: {at_end: u < 0.5}, high: otherwise}
      verify:
        trials: 5000
        expect:
          low: {share: low, equals: 0.5}
          mean: {mean: u, equals: 0.5}
          pearson: {correlation: [u, w], equals: 0}

      """
    #expect(try verified(body).comparisons == verified(body, jobs: 3).comparisons)
  }
}
