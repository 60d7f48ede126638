import Testing

@testable import Sim

@Suite("Values at the start, read again with other inputs")
struct StartReadingsTests {
  /// A root of one input, a sum that does not read it, and a check of the first.
  private let model: Model
  private let values: [NodeID]

  init() {
    var graph = Graph()
    let (x, y) = (graph.input(0, in: -4...4), graph.input(1, in: -4...4))
    let root = graph.apply(.squareRoot, x)
    let sum = graph.apply(.add, y, graph.constant(1))
    let checked = graph.checked(
      sum, bad: graph.apply(.less, x, graph.constant(0)), "below 0", at: nil, path: "x")
    values = [root, sum, checked, graph.apply(.add, checked, root), x]
    let yes = graph.condition(true)
    model = Model(
      graph: graph, steps: 0, memories: [], ends: .init(initial: yes, step: yes),
      outcomes: [.init(initial: yes, step: yes)], measures: [], signals: [], milestones: [],
      quantities: [], parameters: [],
      report: Report(steps: 0, outcomes: [.init(name: "end")]))
  }

  @Test
  func `each reading is that of a trial of its own`() {
    let evaluator = ReferenceEvaluator(model, seed: 1, drawsMedians: true)
    let address = TrialAddress(trial: 0)
    var readings = StartReadings(evaluator, at: address)
    var failed = 0
    for inputs in [[4.0, 1], [4, 2], [-1, 2], [1, 2], [1, -3], [-2, -3], [0, 0]] {
      let own = evaluator.given(inputs)
      for value in values + values.reversed() {
        let found = readings.value(value, given: inputs)
        let expected = own.start([value], address)[0]
        #expect(found?.bitPattern == expected?.bitPattern, "\(value) of \(inputs)")
        failed += found == nil ? 1 : 0
      }
    }
    #expect(failed > 0)
  }
}
