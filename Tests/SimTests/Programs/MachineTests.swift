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
