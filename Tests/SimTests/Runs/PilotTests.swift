import Testing

@testable import Sim

@Suite struct PilotTests {
  @Test("what the pilot recorded fills the histograms as running block 0 again would")
  func replay() {
    var filled = 0
    for seed in 0..<40 {
      var random = RandomModel(seed: UInt64(70_000 + seed))
      let model = random.model()
      // Values are kept in one of the two, measures go into histograms in the other.
      for trials in [300, BlockTally.mostKeptTrials + 1] {
        func runner(_ ranges: HistogramRanges) -> BlockRunner {
          BlockRunner(Program(model), seed: 3, trials: trials, ranges: ranges, keepsRows: false)
        }
        let pilot = Pilot(Program(model), seed: 3, trials: trials, jobs: 1 + seed % 5)
        let ranges = HistogramRanges(pilot: pilot.result.tally, report: model.report)
        let (again, after) = (runner(ranges), runner(ranges))
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

  /// A set that was filled and emptied again is one that was never filled.
  private func bins(_ set: HistogramSet?) -> [Int32] {
    guard let set else { return [] }
    let all = set.timeline + set.measures
    return all.contains { $0 != 0 } ? all : []
  }
}

@Suite struct ConcurrentlyTests {
  @Test("results come in the order of the tasks, whatever the number of threads", arguments: 1...5)
  func order(_ jobs: Int) {
    let tasks = (0..<30).map { number -> @Sendable () -> Int in { number * number } }
    #expect(concurrently(jobs: jobs, tasks) == (0..<30).map { $0 * $0 })
    #expect(concurrently(jobs: jobs, Array(tasks.prefix(1))) == [0])
  }
}
