/// Block 0, run before the ranges of the histograms are known, which it gives.
///
/// Its batches run side by side; what they recorded is taken in in their order, and waits to fill
/// the histograms.
struct Pilot: Sendable {
  /// What may wait takes no more than this; longer clocks run block 0 twice.
  static let mostBytes = 64 << 20

  let result: BlockResult
  /// By batch; `nil` where they would take too much memory.
  let rows: [RecordedRows]?

  /// `jobs`: how many threads may work; the result does not depend on it.
  init(
    _ program: Program, seed: UInt64, trials: Int, jobs: Int, mostBytes: Int = Self.mostBytes
  ) {
    let report = program.model.report
    let all = Block.trials(of: 0, in: trials)
    guard
      RecordedRows.values(report, trials: Block.size) * MemoryLayout<Double>.stride
        <= mostBytes
    else {
      let runner = BlockRunner(program, seed: seed, trials: trials, ranges: nil, keepsRows: false)
      result = runner.run(0)
      rows = nil
      return
    }
    let starts = Array(stride(from: all.lowerBound, to: all.upperBound, by: TrialBatch.capacity))
    let workers = max(1, min(jobs, starts.count))
    let tasks = (0..<workers).map { worker in
      { @Sendable () -> [PilotBatch] in
        let runner = BatchRunner(program, seed: seed)
        return stride(from: worker, to: starts.count, by: workers).map {
          PilotBatch(runner, starts[$0]..<min(all.upperBound, starts[$0] + TrialBatch.capacity))
        }
      }
    }
    let batches = concurrently(jobs: workers, tasks).flatMap(\.self).sorted {
      $0.batch.firstTrial < $1.batch.firstTrial
    }
    var tally = BlockTally(report, keepsValues: trials <= BlockTally.mostKeptTrials)
    for one in batches {
      one.rows.replay(into: &tally)
      tally.record(one.batch)
    }
    let failed = batches.flatMap(\.failed)
    if !failed.isEmpty {
      let teller = FailureTeller(program.model, seed: seed)
      for one in failed { tally.record(teller.failure(trial: one.trial, one.found)) }
    }
    result = BlockResult(tally: tally, batches: batches.map(\.batch))
    rows = batches.map(\.rows)
  }
}

/// A batch of the pilot, without the trials that failed.
private struct PilotBatch: Sendable {
  let batch: TrialBatch
  let rows: RecordedRows
  /// By trial.
  let failed: [(trial: Int, found: FailedTrial)]

  init(_ runner: BatchRunner, _ trials: Range<Int>) {
    var rows = RecordedRows(runner.report)
    var (batch, failed) = runner.run(trials, skip: [], &rows)
    if !failed.isEmpty {
      rows = RecordedRows(runner.report)
      (batch, _) = runner.run(trials, skip: Set(failed.map(\.trial)), &rows)
      failed.sort { $0.trial < $1.trial }
    }
    self.batch = batch
    self.rows = rows
    self.failed = failed
  }
}
