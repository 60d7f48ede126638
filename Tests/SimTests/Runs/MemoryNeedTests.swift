import Testing

@testable import Sim

@Suite("What a run takes of memory")
struct MemoryNeedTests {
  private func need(quantities: Int, steps: Int, trials: Int = 10_000) -> MemoryNeed {
    var graph = Graph()
    let zero = graph.constant(0)
    let value = Model.Quantity(initial: zero, step: zero)
    let yes = graph.condition(true)
    let report = Report(
      steps: steps, outcomes: [.init(name: "z", className: nil)], measures: [], signals: [],
      quantities: (0..<quantities).map { .init(name: "q\($0)", unit: nil, isCondition: false) },
      milestones: [], parameters: [])
    let model = Model(
      graph: graph, steps: steps, memories: [], ends: .init(initial: yes, step: yes),
      outcomes: [.init(initial: yes, step: yes)], measures: [], signals: [], milestones: [],
      quantities: (0..<quantities).map { _ in value }, parameters: [], report: report)
    return MemoryNeed(model, model.report, trials: trials, keepsTrialRows: false, rowCount: 10)
  }

  @Test
  func `it grows with steps times quantities, and with threads`() {
    let small = need(quantities: 2, steps: 100).bytes(threads: 1)
    #expect(small < 100e6)
    let large = need(quantities: 200, steps: 100_000)
    #expect(large.bytes(threads: 1) > 6e9)
    #expect(large.bytes(threads: 4) > 1.5 * large.bytes(threads: 1))
    #expect(large.largest.what == "the timeline: 200 quantities over 100001 steps")
  }

  @Test
  func `rows of trials are counted, of one block at least`() {
    func need(parameters: Int, trials: Int, keepsRows: Bool) -> Double {
      var graph = Graph()
      let yes = graph.condition(true)
      let always = Model.Quantity(initial: yes, step: yes)
      let model = Model(
        graph: graph, steps: 0, memories: [], ends: always, outcomes: [always], measures: [],
        signals: [], milestones: [], quantities: [],
        parameters: Array(repeating: yes, count: parameters),
        report: Report(
          steps: 0, outcomes: [.init(name: "z")],
          parameters: (0..<parameters).map { .init(name: "p\($0)") }))
      return MemoryNeed(
        model, model.report, trials: trials, keepsTrialRows: keepsRows, rowCount: 10
      ).bytes(threads: 1)
    }
    func growth(trials: Int, keepsRows: Bool) -> Double {
      need(parameters: 5_000, trials: trials, keepsRows: keepsRows)
        - need(parameters: 0, trials: trials, keepsRows: keepsRows)
    }
    // A block of 1,024 trials, and the batch of 256 that is under way.
    #expect(growth(trials: 100_000, keepsRows: false) == 5_000 * 8 * 1_280)
    // As many wait to be handed on as there are in four blocks.
    #expect(growth(trials: 100_000, keepsRows: true) == 5_000 * 8 * 5_120)
    #expect(growth(trials: 1, keepsRows: true) == 5_000 * 8 * 512)
  }

  @Test
  func `no product is too large to be estimated`() {
    let bytes = need(quantities: 20_000, steps: 100_000, trials: 1_000_000_000_000).bytes(
      threads: 1024)
    #expect(bytes.isFinite)
    #expect(bytes > 1e12)
  }
}
