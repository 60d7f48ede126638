import Testing

@testable import Sim

@Suite("Runs that make nothing of measures")
struct UncountedMeasureTests {
  private func settings(_ trials: Int, counts: Bool) -> RunSettings {
    var settings = RunSettings(trials: trials, seed: 5, jobs: 2, keepsTrialRows: true)
    settings.countsMeasures = counts
    return settings
  }

  /// By trial: the outcome and what was measured.
  private func rows(_ run: PointRun) throws -> (rows: [[UInt64]], summary: Summary) {
    var rows: [[UInt64]] = []
    let result = try run.run(rows: { batch in
      for lane in 0..<batch.count {
        rows.append(
          [UInt64(bitPattern: Int64(batch.outcome[lane]))]
            + (0..<batch.measureCount).map {
              batch.measures[$0 * TrialBatch.capacity + lane].bitPattern
            })
      }
    })
    return (rows, result.summary())
  }

  @Test(arguments: [12, 31, 70_003])
  func `rows of trials have them all the same, and all else is as it was`(seed: UInt64) throws {
    var random = RandomModel(seed: seed)
    let model = random.model()
    // Less than a block, and three of which one is partial.
    for trials in [300, 2 * 1_024 + 10] {
      let with = try rows(PointRun(model, settings(trials, counts: true)))
      let without = try rows(PointRun(model, settings(trials, counts: false)))
      #expect(without.rows == with.rows)
      #expect(without.summary.outcomes == with.summary.outcomes)
      #expect(without.summary.signals == with.summary.signals)
      #expect(without.summary.timeline == with.summary.timeline)
      #expect(without.summary.failures == with.summary.failures)
      #expect(without.summary.measures.isEmpty)
    }
  }

  @Test
  func `what they need of memory does not grow with outcomes times measures`() throws {
    func need(_ count: Int, counts: Bool) throws -> Double {
      var graph = Graph()
      let yes = graph.condition(true)
      let always = Model.Quantity(initial: yes, step: yes)
      let model = Model(
        graph: graph, steps: 0, memories: [], ends: always,
        outcomes: Array(repeating: always, count: count),
        measures: Array(repeating: always, count: count), signals: [], milestones: [],
        quantities: [], parameters: [],
        report: Report(
          steps: 0, outcomes: (0..<count).map { .init(name: "o\($0)") },
          measures: (0..<count).map { .init(name: "m\($0)") }))
      return try PointRun(model, settings(2_000, counts: counts)).memoryNeed.bytes(threads: 1)
    }
    #expect(try need(2_000, counts: true) > 3 * need(1_000, counts: true))
    #expect(try need(2_000, counts: false) < 2.1 * need(1_000, counts: false))
  }
}
