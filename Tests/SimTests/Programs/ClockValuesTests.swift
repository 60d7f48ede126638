import Synchronization
import Testing

@testable import Sim

@Suite struct ClockValuesTests {
  private final class Calls: Sendable {
    let count = Mutex(0)
  }

  @Test func `a kernel of the clock is called once a step, whatever reads its results`() {
    let calls = Calls()
    let kernel = Kernel(name: "two of one", resultCount: 2) { x, results in
      calls.count.withLock { $0 += 1 }
      results[0] = 2 * x[0]
      results[1] = x[0] + 1
    }
    var graph = Graph()
    let values = graph.results(of: kernel, [graph.step()])
    let sum = graph.apply(.add, values[0], values[1])
    let quantities = (values + [sum]).map { Model.Quantity(initial: graph.constant(0), step: $0) }
    let never = Model.Quantity(initial: graph.condition(false), step: graph.condition(false))
    let always = Model.Quantity(initial: graph.condition(true), step: graph.condition(true))
    let model = Model(
      graph: graph, steps: 4, memories: [], ends: never, outcomes: [always], measures: [],
      signals: [], milestones: [], quantities: quantities, parameters: [],
      report: Report(steps: 4, outcomes: [.init(name: "only")]))
    var clock = ClockValues()
    #expect(clock.values(of: values[0], in: model) == [0, 2, 4, 6, 8])
    #expect(clock.values(of: values[1], in: model) == [1, 2, 3, 4, 5])
    #expect(clock.values(of: sum, in: model) == [1, 4, 7, 10, 13])
    #expect(calls.count.withLock { $0 } == 5)
  }
}
