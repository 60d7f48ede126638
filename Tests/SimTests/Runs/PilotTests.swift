import Testing

@testable import Sim

@Suite struct PilotTests {
  @Test
  func `what the pilot recorded fills the histograms as running block 0 again would`() throws {
    var filled = 0
    for seed in 0..<40 {
      var random = RandomModel(seed: UInt64(70_000 + seed))
      let model = random.model()
      let seeded = try SeededProgram(model, seed: 3)
      // Values are kept in one of the two, measures go into histograms in the other.
      for trials in [300, BlockTally.mostKeptTrials + 1] {
        func runner(_ edges: HistogramEdges) -> BlockRunner {
          BlockRunner(
            seeded, model.report, RunSettings(trials: trials, seed: 3, jobs: 1), .none,
            edges: edges)
        }
        // Now and then what it records is too much to wait.
        let most = seed % 4 == 3 ? 0 : Pilot.mostBytes
        let pilot = Pilot(
          seeded, model.report, trials: trials, design: .plain, jobs: 1 + seed % 5,
          mostBytes: most)
        #expect(pilot.isWhole == (most > 0 || model.report.steps == 0))
        let edges = pilot.edges(model.report, trials: trials, jobs: 1 + seed % 2)
        let (again, after) = (runner(edges), runner(edges))
        let first = again.run(0)
        let second = after.run(after: pilot, jobs: 1 + seed % 4)
        #expect(first.tally.trials == second.tally.trials)
        #expect(first.tally.failures == second.tally.failures)
        #expect(second.batches.isEmpty)
        #expect(bins(again.histograms) == bins(after.histograms), "model \(seed)")
        filled += bins(after.histograms).count(where: { $0 > 0 })
      }
    }
    #expect(filled > 1_000)
  }

  /// What is followed is then counted with its quantiles, and ends beside measures.
  @Test(arguments: [1, 300, 1_000])
  func `where the pilot has run all, its summary is that of block 0`(trials: Int) throws {
    var (values, failures) = (0, 0)
    for seed in 0..<25 {
      var random = RandomModel(seed: UInt64(71_000 + seed))
      let model = random.model()
      let settings = RunSettings(trials: trials, seed: 3, jobs: 1 + seed % 3)
      let result = try PointRun(model, settings).run()
      #expect(result.threads == (0, 0))
      #expect(result.trials == trials)
      let found = result.summary(jobs: 1 + seed % 4)
      let runner = BlockRunner(
        try SeededProgram(model, seed: 3), model.report, settings, .none, edges: nil)
      let counted = Summary(report: model.report, tally: runner.run(0).tally, histograms: nil)
      #expect(found.outcomes == counted.outcomes)
      #expect(found.incidence == counted.incidence)
      #expect(found.signals == counted.signals)
      #expect(found.measures == counted.measures)
      #expect(found.failures == counted.failures)
      #expect(found.timeline.map(\.column.moments) == counted.timeline.map(\.column.moments))
      values += found.timeline.reduce(0) { $0 + $1.column.moments.count }
      failures += found.failureCount
    }
    #expect(values > 100)
    #expect(trials == 1 || failures > 0)
  }

  @Test
  func `what few trials recorded waits where that of a whole block would not`() throws {
    var models = (70_000..<70_040).map { seed -> Model in
      var random = RandomModel(seed: UInt64(seed))
      return random.model()
    }
    models.removeAll { $0.report.stepCount < 2 || $0.report.quantities.isEmpty }
    let model = try #require(models.first)
    let seeded = try SeededProgram(model, seed: 3)
    let most = RecordedRows.values(model.report, trials: 3) * MemoryLayout<Double>.stride
    for (trials, isWhole) in [(3, true), (4, false), (5_000, false)] {
      let pilot = Pilot(
        seeded, model.report, trials: trials, design: .plain, jobs: 1, mostBytes: most)
      #expect(pilot.isWhole == isWhole)
    }
  }

  /// A set that was filled and emptied again is one that was never filled.
  private func bins(_ set: HistogramSet?) -> [Int32] {
    guard let set else { return [] }
    let all = set.timeline + set.measures
    return all.contains { $0 != 0 } ? all : []
  }
}

@Suite struct ConcurrentlyTests {
  @Test(arguments: 1...5)
  func `results come in the order of the tasks, whatever the number of threads`(_ jobs: Int) {
    let tasks = (0..<30).map { number -> @Sendable () -> Int in { number * number } }
    #expect(concurrently(jobs: jobs, tasks) == (0..<30).map { $0 * $0 })
    #expect(concurrently(jobs: jobs, Array(tasks.prefix(1))) == [0])
  }

  private struct Failed: Error, Equatable { var task: Int }

  @Test(arguments: 1...3)
  func `the first error of the tasks is thrown once all have ended`(_ jobs: Int) throws {
    let tasks = (0..<9).map { number -> @Sendable () throws -> Int in
      { if number % 4 == 3 { throw Failed(task: number) } else { number } }
    }
    #expect(throws: Failed(task: 3)) { try concurrently(jobs: jobs, tasks) }
    let both = try concurrently(jobs: jobs) {
      1
    } and: {
      "two"
    }
    #expect(both == (1, "two"))
    #expect(throws: Failed(task: 1)) {
      try concurrently(jobs: jobs) {
        throw Failed(task: 1)
      } and: {
        throw Failed(task: 2)
      }
    }
    #expect(throws: Failed(task: 2)) {
      try concurrently(jobs: jobs) {
        1
      } and: {
        throw Failed(task: 2)
      }
    }
  }
}
