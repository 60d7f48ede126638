import Sim
import Testing

@testable import Scenarios

/// Files of targets, rounds, sets.
@Suite("Which sets of parameters fit") struct CalibrationTests {
  private static let model = """
    format: 1
    scenario: coin
    clock: {start: 2025-01-06, step: week, steps: 10}
    parameters:
      p: uniform(0, 1)
      q: triangular(0, 1, 2)
      held: truncated(normal(0, 1), 0, 2)
      fixed: 0.3
    events:
      heads: {probability: p}
    outcomes:
      heads: {as_soon_as: happened(heads)}
      none: otherwise
    measures: {tosses: count(heads)}
    """

  private func targets(_ text: String) throws -> TargetFile {
    try TargetFile(
      SourceFile(name: "t.yaml", order: 0, text: "calibration: c\n" + text), path: "t.yaml")
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try targets(text)
      return []
    } catch let error as Diagnostics {
      return error.all.map(\.headline)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `a target has a quantity, a value and an error or an interval`() throws {
    let file = try targets(
      """
      targets:
        often: {share: heads, value: 30%, error: 0.05, source: coding}
        early: {rule: happened(heads), by: week 3, value: 0.2, interval: [0.1, 0.3]}
        much: {mean: tosses, value: 1.5, error: 0.5}
      parameters: {p: 0.1:0.9, parameters.q: "normal(1, 0.1)"}
      """)
    #expect(file.targets.map(\.name) == ["often", "early", "much"])
    #expect(
      file.targets.map(\.quantity) == [
        .share("heads"), .rule("happened(heads)", by: "week 3"), .mean("tosses"),
      ])
    #expect(file.targets[0].known == CalibrationTarget(value: 0.3, error: 0.05))
    #expect(abs(file.targets[1].known.error - 0.0510214) < 1e-6)
    #expect(file.priors.map(\.path) == ["parameters.p", "parameters.q"])
    #expect(file.priors[0].marginal.quantile(0.5) == 0.5)
  }

  @Test(arguments: [
    ("targets: {a: {share: x, value: much, error: 1}}", "a number is needed, not"),
    ("targets: {a: {share: x, value: 2, error: 1}}", "a share lies between 0 and 1"),
    (
      "targets: {a: {share: x, value: 0.2, error: 0}}",
      "a standard error is above 0; what is known exactly needs no calibration"
    ),
    (
      "targets: {a: {share: x, value: 0.2}}",
      "how well it is known is needed: 'error' or 'interval', not both"
    ),
    (
      "targets: {a: {share: x, value: 0.2, error: 0.1, interval: [0.1, 0.3]}}",
      "how well it is known is needed: 'error' or 'interval', not both"
    ),
    (
      "targets: {a: {share: x, value: 0.2, interval: [0.3, 0.1]}}",
      "an interval is two numbers, the lower one first: [0.1, 0.2]"
    ),
    (
      "targets: {a: {share: x, by: 3, value: 0.2, error: 0.1}}",
      "'by' goes with 'rule'; a share and a mean are those at the end"
    ),
    (
      "targets: {a: {share: x, value: 60%, interval: [0.7, 0.8]}}",
      "0.6 lies outside of its interval, from 0.7 to 0.8"
    ),
    (
      "targets: {a: {mean: x, value: 0.2, error: 1e-170}}",
      "a standard error lies between 1e-50 and 1e100"
    ),
    (
      "targets: {a: {mean: x, value: 0.2, error: 1e160}}",
      "a standard error lies between 1e-50 and 1e100"
    ),
    (
      "targets: {a: {mean: x, value: 1, interval: [-1e160, 1e160]}}",
      "a standard error lies between 1e-50 and 1e100"
    ),
    (
      "targets: {a: {mean: x, value: 1e160, error: 1}}",
      "a value that is known lies between -1e100 and 1e100"
    ),
    (
      "targets: {a: {share: x, value: 0.2, error: 0.1}}\nparameters: {p: -1e308:1e308}",
      "parameters.p: the ends of a range lie between -1e300 and 1e300"
    ),
    (
      "targets: {a: {share: x, value: 0.2, error: 0.1}}\nparameters: {p: 1:1}",
      "parameters.p: a range is two numbers, the lower one first, but this is '1:1'"
    ),
    ("targets: {}", "there are no targets: list at least one"),
    (
      "targets: {a: {rule: x +, value: 0.2, error: 0.1}}",
      "error: targets.a.rule: a value is missing after '+'"
    ),
    (
      "targets: {a: {share: x, value: 0.2, error: 0.1}}\nparameters: {p: 0.3}",
      "no distribution"
    ),
  ])
  func `what is wrong with a target is said`(text: String, message: String) {
    let found = problems(text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("t.yaml:") == true)
    if message != "no distribution" { #expect(found.first?.contains(message) == true, "\(found)") }
  }

  private func calibration(_ text: String) throws -> Calibration {
    let scenario = try ScenarioFile.load(text: Self.model, name: "m.yaml")
    let made = try Calibration(try targets(text), scenario, sets: 20, seed: 1)
    try made.check(try scenario.model().report)
    return made
  }

  @Test func `without parameters all that are drawn from one distribution are fitted`() throws {
    let made = try calibration("targets: {a: {share: heads, value: 0.2, error: 0.1}}")
    #expect(made.priors.map(\.path) == ["parameters.p", "parameters.q", "parameters.held"])
    #expect(made.values([0, 0, 0]).prefix(2) == [0.5, 1])
    // The median of the positive half up to 2.
    #expect(abs(made.values([0, 0, 0])[2] - 0.6390) < 1e-3)
  }

  @Test func `a rule is a measure of its own, by the last step that ends by a date`() throws {
    let made = try calibration(
      """
      targets:
        a: {rule: happened(heads), by: 2025-01-29, value: 0.2, error: 0.1}
        b: {rule: happened(heads), by: 4, value: 0.2, error: 0.1}
        c: {rule: happened(heads), value: 0.2, error: 0.1}
      """)
    #expect(
      made.settings.map(\.description) == [
        "rule measures.target_a=first(happened(heads)) <= 3",
        "rule measures.target_b=first(happened(heads)) <= 4",
        "rule measures.target_c=first(happened(heads)) <= 10",
      ])
    let scenario = try ScenarioFile.load(
      text: Self.model, name: "m.yaml", settings: made.settings)
    #expect(
      try scenario.model().report.measures.map(\.name) == [
        "tosses", "target_a", "target_b", "target_c",
      ])
  }

  @Test(arguments: [
    ("{share: tails, value: 0.2, error: 0.1}", "targets.a.share: there is no outcome 'tails'"),
    ("{mean: cost, value: 0.2, error: 0.1}", "targets.a.mean: there is no measure 'cost'"),
    (
      "{mean: Tosses, value: 0.2, error: 0.1}",
      "targets.a.mean: there is no measure 'Tosses'; did you mean 'tosses'?"
    ),
    (
      "{rule: happened(heads), by: 11, value: 0.2, error: 0.1}",
      "targets.a.by: the scenario has no step 11; its last is 10"
    ),
    (
      "{rule: happened(heads), by: soon, value: 0.2, error: 0.1}",
      "targets.a.by: 'by' needs a step or a date, but it is 'soon'"
    ),
    (
      "{rule: happened(heads), by: 2026-01-01, value: 0.2, error: 0.1}",
      "targets.a.by: 2026-01-01 is not from 2025-01-06 to 2025-03-17"
    ),
    (
      "{rule: happened(heads), by: 2025-01-12, value: 0.2, error: 0.1}",
      "targets.a.by: 2025-01-12 is before the first step ends, on 2025-01-13"
    ),
  ])
  func `what the scenario does not have is said`(target: String, message: String) {
    do {
      _ = try calibration("targets:\n  a: \(target)")
      Issue.record("nothing was said")
    } catch {
      #expect("\(error)".hasPrefix("t.yaml:3:"))
      #expect("\(error)".contains(": error: \(message)"), "\(error)")
    }
  }

  /// Half of the weight is on one set of a thousand, the rest even: one draw in two of 200, and every
  /// tenth of the others.
  @Test func `of more sets than one expression can tell apart some are taken evenly by weight`() {
    let rest = 0.5 / 999
    let chosen = EnsembleFile.chosen([0.5] + Array(repeating: rest, count: 999))
    #expect(chosen.first?.place == 0)
    #expect(abs((chosen.first?.weight ?? 0) - 0.5) < 1e-12)
    #expect(chosen.count == 101)
    #expect(chosen.dropFirst().allSatisfy { abs($0.weight - 0.005) < 1e-12 })
    let gaps = zip(chosen.dropFirst(2), chosen.dropFirst()).map { $0.place - $1.place }
    #expect(gaps.allSatisfy { (9...11).contains($0) })
    #expect(EnsembleFile.chosen([0.25, 0, 0.75]).map(\.place) == [0, 2])
  }

  @Test func `each set is a point with draws of its own`() throws {
    let made = try calibration(
      "targets: {a: {share: heads, value: 0.2, error: 0.1}}\nparameters: {p: \"0:1\"}")
    let points = made.points(made.sampler.proposed(.prior, round: 0)).points
    #expect(points.count == 20)
    #expect(points[0].values.map(\.path) == ["parameters.p"])
    #expect(Set(points.map(\.design.first.parameters)).count == 20)
    #expect(Set(points.map(\.design.first.draws)).count == 20)
    #expect(Set(points.map { $0.values[0].value }).count == 20)
  }
}
