import Testing

@testable import Sim

/// The machine gives the same bits as the reference evaluator, which walks the graph lazily.
@Suite struct MachineTests {
  /// Keeps what the machine records, by step and quantity.
  private struct Kept: StepRecorder {
    var open: [Int: [UInt64]] = [:]
    var ended: [Int: [UInt64]] = [:]

    mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      open[step * 100 + quantity] = (0..<count).map { Bits.of(row[$0]) }
    }

    mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      ended[step * 100 + quantity] = (0..<count).map { Bits.of(row[$0]) }
    }
  }

  /// Any NaN equals any NaN; ±0 differ.
  private enum Bits {
    static func of(_ x: Double) -> UInt64 { x.isNaN ? Double.nan.bitPattern : x.bitPattern }
  }

  private func expectAgreement(
    _ model: Model, width: Int, first: Int = 0,
    design: Design = .plain, on instructionSet: Int32 = TapeRows.instructionSets.upperBound
  ) {
    let keys = model.graph.draws.map { siteKey(seed: 5, path: $0.path) }
    let machine = Machine(
      Program(model), keys: keys, design: design, instructionSet: instructionSet)
    let reference = ReferenceEvaluator(model, seed: 5, design: design)
    let batch = TrialBatch(model.report)
    batch.reset(firstTrial: first, count: width)
    var kept = Kept()
    let failed = machine.run(
      batch, addresses: { design.address(of: first + $0) }, skip: [], &kept)
    var expectedOpen: [Int: [UInt64]] = [:]
    var expectedEnded: [Int: [UInt64]] = [:]
    for lane in 0..<width {
      var history: [(Int, [Double])] = []
      let expected = reference.run(design.address(of: first + lane)) { history.append(($0, $1)) }
      let found = failed.first { $0.lane == lane }
      if let fails = expected.failed {
        #expect(found?.step == fails.step, "trial \(first + lane) fails at step \(fails.step)")
      } else {
        #expect(found == nil, "trial \(first + lane) does not fail")
        #expect(Int(batch.outcome[lane]) == expected.outcome)
        #expect(Int(batch.endStep[lane]) == expected.endStep)
        for k in expected.measures.indices {
          #expect(Bits.of(batch.measures[k * 256 + lane]) == Bits.of(expected.measures[k]))
        }
        #expect((expected.measures + expected.parameters).allSatisfy { !$0.isInfinite })
        for k in expected.signals.indices {
          #expect(Int(batch.signals[k * 256 + lane]) == expected.signals[k])
        }
        for k in expected.parameters.indices {
          #expect(Bits.of(batch.parameters[k * 256 + lane]) == Bits.of(expected.parameters[k]))
        }
      }
      for (step, values) in history {
        let ends = step == expected.endStep && expected.failed == nil
        for (k, value) in values.enumerated() {
          if ends {
            expectedEnded[step * 100 + k, default: []].append(Bits.of(value))
          } else {
            expectedOpen[step * 100 + k, default: []].append(Bits.of(value))
          }
        }
      }
    }
    if failed.isEmpty {
      // Lanes move when a trial ends, so rows are the same up to their order.
      let open = kept.open.mapValues { $0.sorted() } == expectedOpen.mapValues { $0.sorted() }
      let ended = kept.ended.mapValues { $0.sorted() } == expectedEnded.mapValues { $0.sorted() }
      #expect(open && ended, "rows of quantities of trials from \(first) on")
    }
  }

  @Test
  func `2,000 random models, widths 1 to 17, give the reference's bits`() {
    for seed in 0..<2_000 {
      var random = RandomModel(seed: UInt64(seed))
      let sets = TapeRows.instructionSets
      expectAgreement(
        random.model(), width: 1 + seed % 17, first: seed, on: Int32(seed % sets.count))
    }
  }

  @Test
  func `300 random models with nested designs and sites that are shifted`() {
    for seed in 0..<300 {
      var random = RandomModel(seed: UInt64(50_000 + seed))
      let model = random.model()
      var design = Design(
        repeats: 1 + seed % 4,
        first: TrialAddress(parameters: UInt64(seed % 5) << 40, draws: UInt64(seed % 7) << 38))
      for (k, site) in model.graph.draws.enumerated() where (seed + k) % 3 == 0 {
        design.shifts[site.path] = UInt64(1_000 * (k + 1))
      }
      expectAgreement(model, width: 1 + seed % 17, first: seed, design: design)
    }
  }

  @Test
  func `wide batches retire lanes in every pattern`() {
    for seed in 0..<60 {
      var random = RandomModel(seed: UInt64(90_000 + seed))
      let sets = TapeRows.instructionSets
      expectAgreement(random.model(), width: 256 - seed, on: Int32(seed % sets.count))
    }
  }

  /// A model that draws from one distribution with each list of arguments, once and at each step.
  private func model(
    drawing distribution: Distribution, _ arguments: (inout Graph, NodeID) -> [[NodeID]]
  ) -> Model {
    var graph = Graph()
    let never = graph.condition(false)
    let always = graph.condition(true)
    let zero = graph.constant(0)
    let u = graph.draw(DrawSite(path: "u", kind: .uniform, eachStep: false), [])
    let arguments = arguments(&graph, u)
    let draws = [true, false].flatMap { eachStep in
      arguments.enumerated().map { place, arguments in
        graph.draw(
          DrawSite(
            path: "n\(place)\(eachStep)", kind: .distribution(distribution), eachStep: eachStep),
          arguments)
      }
    }
    return Model(
      graph: graph, steps: 5, memories: [], ends: .init(initial: never, step: never),
      outcomes: [.init(initial: always, step: always)], measures: [], signals: [], milestones: [],
      quantities: draws.map { .init(initial: zero, step: $0) }, parameters: [u],
      report: Report(
        steps: 5, outcomes: [.init(name: "only")],
        quantities: draws.indices.map { .init(name: "n\($0)") }, parameters: [.init(name: "u")]))
  }

  @Test
  func `truncated draws have the reference's bits, with arguments that move or not`() {
    let inner = Distribution.family(.normal, form: 0, at: 0)
    let model = model(drawing: .truncated(inner, low: 2, high: 3)) { graph, u in
      // Far tails, no spread, an empty interval, and outside the domain.
      let constants: [[Double]] = [
        [0, 1, -1, 1], [0, 1, 0, .infinity], [0, 1, 8, 9], [0, 1, 40, 41], [0, 1, -60, -50],
        [0.5, 0, 0, 1], [2, 0, 0, 1], [0, 1, 2, 1], [0, -1, 0, 1], [.nan, 1, 0, 1],
      ]
      return constants.flatMap { numbers -> [[NodeID]] in
        let nodes = numbers.map { graph.constant($0) }
        return [nodes, [graph.apply(.add, nodes[0], u)] + nodes.dropFirst()]
      }
    }
    for set in TapeRows.instructionSets { expectAgreement(model, width: 250, on: set) }
  }

  @Test
  func `counts of events have the reference's bits, whatever their mean`() {
    // Of all sizes, and outside the domain, where a draw is NaN.
    let model = model(drawing: .family(.poisson, form: 0, at: 0)) { graph, u in
      let constants = [
        -1, -1e-300, -0.0, 0, Double.leastNonzeroMagnitude, 1e-9, 0.22, 1, 3, 9.99, 10, 40, 1e12,
        .infinity, .nan,
      ].map { [graph.constant($0)] }
      let moving = [0.3, 2, 15, -1].map { [graph.apply(.multiply, u, graph.constant($0))] }
      return constants + moving
    }
    for set in TapeRows.instructionSets { expectAgreement(model, width: 250, on: set) }
  }

  @Test
  func `an untaken branch cannot fail, a taken one does`() {
    var graph = Graph()
    let u = graph.draw(DrawSite(path: "u", kind: .uniform, eachStep: false), [])
    let half = graph.constant(0.5)
    let below = graph.apply(.less, u, half)
    let zero = graph.constant(0)
    let division = graph.checked(
      graph.apply(.divide, u, zero), bad: graph.condition(true), "division by zero", at: nil,
      path: "")
    let value = graph.select(below, u, division)
    let never = Model.Quantity(initial: graph.condition(false), step: graph.condition(false))
    let always = Model.Quantity(initial: graph.condition(true), step: graph.condition(true))
    let model = Model(
      graph: graph, steps: 0, memories: [], ends: never, outcomes: [always],
      measures: [.init(initial: value, step: value)], signals: [], milestones: [],
      quantities: [], parameters: [u],
      report: Report(
        steps: 0, outcomes: [.init(name: "only")], measures: [.init(name: "value")],
        parameters: [.init(name: "u")]))
    expectAgreement(model, width: 200)
    let reference = ReferenceEvaluator(model, seed: 5)
    for trial in 0..<50 {
      let result = reference.run(TrialAddress(trial: trial))
      #expect((result.failed == nil) == (result.parameters[0] < 0.5))
    }
  }
}
