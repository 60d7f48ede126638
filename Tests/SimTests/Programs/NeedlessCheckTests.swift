import Testing

@testable import Sim

/// Which checks a step makes.
@Suite struct NeedlessCheckTests {
  /// A memory that begins at 1 and is multiplied in each step, and what is asked of it: that it is finite,
  /// and that its logistic function is a chance.
  private func model(times factor: Double, steps: Int) -> Model {
    var graph = Graph()
    let slot = graph.newMemory(mayBeMissing: true)
    let grown = graph.apply(.multiply, graph.memory(slot), graph.constant(factor))
    let next = graph.checked(
      grown, bad: graph.apply(.isNotFinite, grown), "is too large", at: nil, path: "state.x")
    let chance = graph.apply(.logistic, next)
    let below = graph.apply(.less, chance, graph.constant(0))
    let above = graph.apply(.less, graph.constant(1), chance)
    let isNone = graph.apply(.isMissing, chance)
    let outside = graph.or(graph.or(below, above), isNone)
    let drawn = graph.checked(chance, bad: outside, "is no chance", at: nil, path: "events.e")
    let u = graph.draw(DrawSite(path: "u", kind: .uniform, eachStep: true), [])
    let happens = graph.apply(.less, u, graph.apply(.multiply, drawn, graph.constant(1e-9)))
    let memory = Model.Quantity(initial: graph.constant(1), step: next)
    let never = graph.condition(false)
    let always = Model.Quantity(initial: graph.condition(true), step: graph.condition(true))
    return Model(
      graph: graph, steps: steps, memories: [memory],
      ends: .init(initial: never, step: happens), outcomes: [always], measures: [], signals: [],
      milestones: [], quantities: [], parameters: [],
      report: Report(steps: steps, outcomes: [.init(name: "only")]))
  }

  private func checks(_ model: Model) -> Int {
    Program(model).step.instructions.count { $0.code == .fail || $0.code == .failNotFinite }
  }

  @Test func `what cannot fail by its bounds is not asked`() {
    #expect(checks(model(times: 0.5, steps: 100)) == 0)
    #expect(checks(model(times: 10, steps: 200)) == 0)
  }

  /// 10³⁰⁹ is infinite.
  @Test func `what hangs on a value that may fail is asked, and fails in its order`() throws {
    let model = model(times: 10, steps: 400)
    #expect(checks(model) >= 2)
    let failures = try PointRun(model, RunSettings(trials: 4, seed: 1, jobs: 1)).run().summary()
      .failures
    #expect(failures.map(\.step) == [309, 309, 309, 309])
    #expect(Set(failures.map(\.message)) == ["state.x: is too large"])
    let failed = try #require(ReferenceEvaluator(model, seed: 1).run(TrialAddress(trial: 0)).failed)
    #expect(failed.step == 309 && model.graph.checks[failed.check].message == "is too large")
  }
}
