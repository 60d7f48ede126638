import Foundation
import Sim
import Testing

@testable import Scenarios

@Suite("Which inputs matter together")
struct IndexQuestionTests {
  /// A coin whose chance is x y. `draw` makes a uniform number between 0 and 1 in the step.
  private func product(_ draw: String, name: String = "u") -> String {
    """
    clock: {step: week, steps: 1}
    parameters:
      x: uniform(0, 1)
      y: uniform(0, 1)
    state:
      \(name): {start: 0, next: "uniform(0, 1)"}
    outcomes:
      heads: {at_end: \(draw) < x * y}
      tails: otherwise
    """
  }

  private func answer(_ text: String, _ target: String, count: Int) throws -> IndexQuestion.Answer {
    let model = try scenario(text).lowered().model
    let groups = InputGroup.all(of: model)
    var asked: AskedTarget?
    let runs = try IndexQuestion.designs(groups, model).map { design in
      let (trials, _) = try studiedTrials(text, count: count, design: design)
      let target = try AskedTarget.asked([target], in: trials)[0]
      asked = target
      return try target.values(in: trials, of: count)
    }
    return IndexQuestion.answer(
      try #require(asked), scenario: "s", groups: groups, runs)
  }

  /// First order 3/7, totals 4/7, and 7/27 of the variance goes with the parameters. Seed 1; re-coded,
  /// the draw is moved round by 64 x, which leaves its law as it is.
  @Test(arguments: [("u", "u"), ("w", "w"), ("u", "u + 64 * x - floor(u + 64 * x)")])
  func `Totals are those of the chance, however draws are named and coded`(
    _ name: String, _ draw: String
  ) throws {
    let found = try answer(product(draw, name: name), "heads", count: 8_192)
    for input in ["x", "y"] {
      #expect(try #require(found.found(.first, of: input)).interval.contains(3.0 / 7))
      let total = try #require(found.found(.total, of: input))
      #expect(total.interval.contains(4.0 / 7))
      #expect(total.interval.high - total.interval.low < 0.3)
    }
    #expect(try #require(found.parameters).interval.contains(7.0 / 27))
  }

  /// Sobol's g with a = 0, 1, 4.5 in a measure: nothing is left to chance. Seed 1.
  @Test
  func `A measure that parameters decide has the indices of its function`() throws {
    let text = """
      parameters:
        x: uniform(0, 1)
        y: uniform(0, 1)
        z: uniform(0, 1)
      measures:
        g: abs(4 * x - 2) * (abs(4 * y - 2) + 1) / 2 * (abs(4 * z - 2) + 4.5) / 5.5
      """
    let found = try answer(text, "g", count: 16_384)
    let parts = [1.0 / 3, 1.0 / 12, 1 / (3 * 5.5 * 5.5)]
    let variance = parts.reduce(1) { $0 * (1 + $1) } - 1
    for (input, part) in zip(["x", "y", "z"], parts) {
      let (first, total) = (found.found(.first, of: input), found.found(.total, of: input))
      #expect(try #require(first).interval.contains(part / variance))
      #expect(
        try #require(total).interval.contains(part * (variance + 1) / (1 + part) / variance))
    }
    #expect(found.parameters?.value == 1)
  }

  @Test
  func `Where there is nothing to share out the reason is said`() throws {
    let fair = product("u").replacing("x * y", with: "0.5")
    #expect(
      try answer(fair, "heads", count: 512).reason
        == "what the parameters explain of it is not told apart from none, so there is nothing to share "
        + "out; more trials may tell")
    let few = try answer(product("u"), "heads", count: 20)
    #expect(few.reason == "too few trials")
  }

  /// z makes no difference that 512 trials could show: no more than 1 − 0.025^(1/512) = 0.007179 of all trials
  /// change with it, which is 0.01709 of twice the variance 0.3 · 0.7.
  @Test
  func `What changes no trial is said, and its total has an upper limit`() throws {
    let rare = { (rule: String) in
      """
      clock: {step: week, steps: 1}
      parameters:
        z: uniform(0, 1)
        y: uniform(0, 1)
      outcomes:
        hit: {at_end: \(rule)}
        no: otherwise
      """
    }
    let found = try answer(rare("z < 0.000000001 or y < 0.3"), "hit", count: 512)
    #expect(found.unmoved == ["z"] && found.trials == 512)
    let total = try #require(found.found(.total, of: "z"))
    #expect(total.value == 0 && total.interval.low == 0)
    #expect(found.found(.first, of: "z") == total)
    // Four standard errors of the variance, of 1,024 rows.
    #expect((total.interval.high - 0.01709).magnitude < 0.002)
    // In a quarter of 16 parts of the trials nobody is hit; z decides alone.
    let few = try answer(rare("z < 0.02"), "hit", count: 512)
    #expect(few.reason == nil)
    #expect(try #require(few.found(.total, of: "z")).interval.contains(1))
    #expect(
      try answer(rare("z < 2"), "hit", count: 512).reason
        == "it is the same in all of 1,024 trials")
  }

  /// A thousand in one trial of a billion is in no trial, and nearly all of the variance: no limit of 512 trials
  /// holds that.
  @Test
  func `What changes no trial has no limits where nothing bounds it`() throws {
    let sum = """
      clock: {step: week, steps: 1}
      parameters:
        z: uniform(0, 1)
        y: uniform(0, 1)
      measures:
        sum: y + if(z < 0.000000001, 1000000, 0)
      """
    let coin = """
      clock: {step: week, steps: 1}
      parameters:
        z: uniform(0, 1)
        y: uniform(0, 1)
      state:
        u: {start: 0, next: "uniform(0, 1)"}
      outcomes:
        heads: {at_end: u < y or z < 0.000000001}
        tails: otherwise
      """
    for (text, target) in [(sum, "sum"), (coin, "heads")] {
      let found = try answer(text, target, count: 4_096)
      #expect(found.unmoved == ["z"])
      for name in [IndexQuestion.Index.Name.first, .total] {
        let index = try #require(found.found(name, of: "z"))
        #expect(index.value == 0 && index.interval == .unbounded && !index.isToldApart)
        #expect(try #require(found.found(name, of: "y")).interval.high.isFinite)
      }
      let table = String(decoding: IndexQuestion.tables([found])[0].text.bytes, as: UTF8.self)
      #expect(table.contains(",z,S,0,,,not told apart"), "\(table)")
      #expect(table.contains(",z,T,0,,,not told apart"), "\(table)")
    }
  }

  /// One trial of 512 in which it holds: 15 of 16 parts have none.
  @Test
  func `What varies in one part of the trials alone has no indices`() throws {
    let (trials, model) = try studiedTrials(product("u"), count: 512)
    let groups = InputGroup.all(of: model)
    let none = Array(repeating: 0.0, count: 512)
    let one = [1] + none.dropFirst()
    let found = IndexQuestion.answer(
      try AskedTarget.asked(["heads"], in: trials)[0], scenario: "s", groups: groups,
      [one, one] + groups.map { _ in none } + [none])
    #expect(found.reason == "it varies in too few trials; give a larger -n")
  }

  /// Owen & Prieur (2017): .339286 and .660714 of X₁ + X₂, σ = 1, 2, ρ = .5. Spearman's of it is .482584.
  @Test
  func `Inputs that depend on each other are one, and Shapley effects share it out`() throws {
    let text = """
      parameters:
        x: normal(0, 1)
        y: normal(0, 2)
      correlations:
        pair: {between: [x, y], spearman: 0.482584}
      measures:
        sum: x + y
      """
    let found = try answer(text, "sum", count: 1_024)
    #expect(Set(found.indices.map(\.input)) == ["x and y"])
    let (trials, model) = try studiedTrials(text, count: 10_000)
    let target = try AskedTarget.asked(["sum"], in: trials)[0]
    let shapley = IndexQuestion.shapley(
      try target.values(in: trials), InputGroup.all(of: model), trials)
    #expect(shapley.map(\.input) == ["x", "y"])
    #expect(shapley[0].found.interval.contains(0.339286))
    #expect(shapley[1].found.interval.contains(0.660714))
  }

  @Test
  func `Elementary effects hold all parameters and move one by one`() throws {
    let text = """
      parameters:
        x: uniform(0, 1)
        y: uniform(0, 2)
        idle: uniform(0, 1)
      measures:
        f: 3 * x - y
      """
    let (trials, model) = try studiedTrials(text, count: 4_000)
    let morris = try #require(
      MorrisPoints(
        trials, InputGroup.all(of: model), model, levels: 4, trajectories: 5, between: 0...1,
        seed: 1))
    let points = morris.points(0..<5).points
    #expect(points.count == 20)
    // Trajectories have draws of their own, and their points have the same.
    #expect(Set(points.map(\.design)).count == 5)
    #expect(points[4].design == points[7].design && points[3].design != points[4].design)
    let values = try points.map { point in
      let model = try scenario(text, settings: point.values).lowered().model
      let result = try PointRun(model, RunSettings(trials: 1, seed: 1, jobs: 1)).run()
      return try #require(result.summary().measures.first?.column.mean)
    }
    let courses = (0..<5).map { number in
      MorrisPoints.Course(values[4 * number..<4 * number + 4].map { [$0] })
    }
    let effects = try #require(morris.effects(courses))
    let found = { (input: String, name: IndexQuestion.Index.Name) in
      effects.first { $0.input == input && $0.name == name }?.found.value ?? .nan
    }
    #expect((found("x", .mean) - 3).magnitude < 0.02)
    #expect((found("y", .mean) + 2).magnitude < 0.02)
    #expect((found("y", .size) - 2).magnitude < 0.02)
    #expect(found("x", .deviation) < 0.02)
    // What nothing reads changed nothing, which bounds nothing.
    #expect(
      effects.filter { $0.input == "idle" }.allSatisfy {
        $0.found == ValueInInterval(0, .unbounded)
      })
  }

  @Test
  func `what chance adds to a change is the variance of its mean over trials`() {
    let course = MorrisPoints.Course([[0, 0, 1, 1], [1, 0, 1, .nan], [1, 1, 1, 1]])
    #expect(course.means == [0.5, 2.0 / 3, 1])
    // Changes of 1, 0, 0: a variance of 1/3 over three trials; then of 0, 1, 0.
    #expect(course.noise.allSatisfy { ($0 - 1.0 / 9).magnitude < 1e-15 })
    #expect(MorrisPoints.Course([[1], [2]]).noise == [0])
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    guard let range = self.range(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
