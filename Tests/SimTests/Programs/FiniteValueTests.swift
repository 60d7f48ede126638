import Testing

@testable import Sim

/// Values that may not be infinite: which are looked at, and what becomes of the trial.
@Suite struct FiniteValueTests {
  private func model(
    _ graph: Graph, memories: [Model.Quantity] = [], measure: NodeID, steps: Int = 0
  ) -> Model {
    var graph = graph
    let never = Model.Quantity(initial: graph.condition(false), step: graph.condition(false))
    let always = Model.Quantity(initial: graph.condition(true), step: graph.condition(true))
    return Model(
      graph: graph, steps: steps, memories: memories, ends: never, outcomes: [always],
      measures: [.init(initial: measure, step: measure)], signals: [], milestones: [],
      quantities: [], parameters: [],
      report: Report(
        steps: steps, outcomes: [.init(name: "only")], measures: [.init(name: "value")]))
  }

  private func uniform(_ graph: inout Graph, _ path: String = "u") -> NodeID {
    graph.draw(DrawSite(path: path, kind: .uniform, eachStep: false), [])
  }

  private func large(_ graph: inout Graph) -> NodeID {
    let u = uniform(&graph)
    return graph.apply(.multiply, u, graph.constant(1e308))
  }

  private func fails(_ model: Model) throws -> Bool {
    let run = try PointRun(model, RunSettings(trials: 8, seed: 1, jobs: 1)).run()
    let failures = run.summary().failures
    let reference = ReferenceEvaluator(model, seed: 1)
    let expected = (0..<8).filter { reference.run(TrialAddress(trial: $0)).failed != nil }
    #expect(failures.map(\.trial) == expected)
    return !failures.isEmpty
  }

  /// x² of x about 1e308 is infinite; each of these hides that.
  @Test(arguments: [
    Arithmetic.less, .lessOrEqual, .equal, .notEqual, .minimum, .maximum, .divide, .power,
  ]) func `infinity does not get lost in an operator`(operation: Arithmetic) throws {
    var graph = Graph()
    let x = large(&graph)
    let square = graph.apply(.square, x)
    let bounded = graph.constant(-1)
    let second = graph.apply(operation, bounded, square)
    let first = graph.apply(operation, square, bounded)
    #expect(try fails(model(graph, measure: second)))
    if operation != .divide { #expect(try fails(model(graph, measure: first))) }
  }

  @Test(arguments: [Arithmetic.exp, .logistic, .rateChance])
  func `nor in a function with a bound`(operation: Arithmetic) throws {
    var graph = Graph()
    let x = large(&graph)
    let square = graph.apply(.square, x)
    let value = graph.apply(operation, operation == .exp ? graph.apply(.negate, square) : square)
    #expect(try fails(model(graph, measure: value)))
  }

  @Test func `infinity less infinity is not missing`() throws {
    var graph = Graph()
    let x = large(&graph)
    let square = graph.apply(.square, x)
    let cube = graph.apply(.cube, x)
    let difference = graph.apply(.subtract, square, cube)
    // Nothing here can be missing, so the question is not even asked.
    let missing = graph.apply(.isMissing, difference)
    #expect(graph.constantValue(missing) == 0)
    #expect(try fails(model(graph, measure: difference)))
  }

  @Test func `constants are left to the trial that needs them`() throws {
    var graph = Graph()
    let huge = graph.apply(.multiply, graph.constant(1e308), graph.constant(10))
    #expect(graph.constantValue(huge) == nil)
    let u = uniform(&graph)
    let above = graph.apply(.less, u, graph.constant(2))
    let compared = graph.apply(.less, huge, u)
    let chosen = graph.select(above, u, huge)
    #expect(try fails(model(graph, measure: compared)))
    #expect(try !fails(model(graph, measure: chosen)))
  }

  @Test func `a branch that is not taken cannot fail`() throws {
    var graph = Graph()
    let x = large(&graph)
    let one = graph.constant(1)
    let isLarge = graph.apply(.less, graph.apply(.square, x), one)
    let never = graph.apply(.less, x, graph.constant(-1))
    let always = graph.not(never)
    let untaken = [
      graph.and(never, isLarge), graph.or(always, isLarge), graph.select(never, isLarge, one),
    ]
    let taken = graph.or(never, isLarge)
    for value in untaken { #expect(try !fails(model(graph, measure: value))) }
    #expect(try fails(model(graph, measure: taken)))
  }

  // MARK: What need not be looked at

  @Test func `counts, walks and values between bounds are not looked at`() {
    var graph = Graph()
    let one = graph.constant(1)
    let zero = graph.constant(0)
    let z = graph.draw(DrawSite(path: "z", kind: .standardNormal, eachStep: true), [])
    let (count, walk, pulled) = (
      graph.newMemory(mayBeMissing: false), graph.newMemory(mayBeMissing: false),
      graph.newMemory(mayBeMissing: false)
    )
    let counted = graph.apply(.add, graph.memory(count), one)
    let walked = graph.apply(.add, graph.memory(walk), graph.apply(.multiply, z, graph.constant(3)))
    let gap = graph.apply(.subtract, graph.constant(5), graph.memory(pulled))
    let closer = graph.apply(
      .add, graph.memory(pulled), graph.apply(.multiply, graph.constant(0.2), gap))
    let memories = [counted, walked, graph.apply(.add, closer, z)].map {
      Model.Quantity(initial: zero, step: $0)
    }
    let measure = graph.apply(.less, walked, graph.apply(.multiply, counted, closer))
    #expect(model(graph, memories: memories, measure: measure, steps: 100_000).graph.guards.isEmpty)
  }

  /// 2¹⁰²⁴ is beyond the largest number.
  @Test(arguments: [(steps: 900, isLookedAt: false), (steps: 1100, isLookedAt: true)])
  func `a value that doubles is looked at where there are steps enough`(
    steps: Int, isLookedAt: Bool
  ) {
    var graph = Graph()
    let slot = graph.newMemory(mayBeMissing: false)
    let doubled = graph.apply(.multiply, graph.memory(slot), graph.constant(2))
    let memory = Model.Quantity(initial: graph.constant(1), step: doubled)
    let found = model(graph, memories: [memory], measure: doubled, steps: steps)
    #expect(Array(found.graph.guards.keys) == (isLookedAt ? [doubled] : []))
  }

  /// Each goes a part of its way to where both would meet, which hangs on both.
  @Test func `two that go towards each other are not looked at, one that is squared is`() {
    var graph = Graph()
    let slots = (0..<2).map { _ in graph.newMemory(mayBeMissing: false) }
    let (a, b) = (graph.memory(slots[0]), graph.memory(slots[1]))
    let share = uniform(&graph, "share")
    let rest = graph.apply(.subtract, graph.constant(1), share)
    let half = graph.apply(.multiply, graph.apply(.add, a, b), graph.constant(0.5))
    let weighted = graph.apply(
      .divide, graph.apply(.add, graph.apply(.multiply, a, graph.constant(0.4)), b),
      graph.constant(1.4))
    let middle = graph.apply(
      .add, graph.apply(.multiply, rest, half), graph.apply(.multiply, share, weighted))
    let next = [a, b].map { offer in
      let way = graph.apply(.subtract, middle, offer)
      return graph.apply(.add, offer, graph.apply(.multiply, way, share))
    }
    let memories = next.map { Model.Quantity(initial: graph.constant(1), step: $0) }
    let sum = graph.apply(.less, next[0], next[1])
    #expect(model(graph, memories: memories, measure: sum, steps: 52).graph.guards.isEmpty)

    let square = graph.apply(.square, a)
    let squared = [square, next[1]].map { Model.Quantity(initial: graph.constant(1), step: $0) }
    let found = model(graph, memories: squared, measure: sum, steps: 52)
    #expect(found.graph.guards.keys.contains(square))
  }
}
