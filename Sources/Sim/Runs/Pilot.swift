/// Block 0, run before the edges of the histograms are known, which it gives.
///
/// Its batches run side by side; what they recorded is taken in in their order, and waits to fill
/// the histograms.
struct Pilot: Sendable {
  /// What may wait takes no more than this. On longer clocks only some steps wait, and block 0 runs
  /// twice.
  static let mostBytes = 64 << 20

  /// Without a tally if not all waits; without what is followed where the pilot has run all there is, for
  /// that is then counted with its quantiles.
  let result: BlockResult
  let values: PilotValues
  /// Whether no other trials are run, and nothing is left for a larger run.
  let isAll: Bool

  /// `report`: what is recorded. `jobs`: how many threads may work; the result does not depend on
  /// it.
  init(
    _ program: SeededProgram, _ report: Report, trials: Int, design: Design, jobs: Int,
    mostBytes: Int = Self.mostBytes
  ) {
    let waiting = RecordedRows.values(report, trials: Block.trials(of: 0, in: trials).count)
    let bytes = waiting * MemoryLayout<Double>.stride
    let group = max(1, min(report.stepCount, (bytes + mostBytes - 1) / max(1, mostBytes)))
    let starts = Block.batches(of: 0, in: trials)
    let workers = max(1, min(jobs, starts.count))
    let tasks = (0..<workers).map { worker in
      { @Sendable () -> [PilotBatch] in
        let runner = BatchRunner(program, design)
        return stride(from: worker, to: starts.count, by: workers).map {
          PilotBatch(runner, report, starts[$0], number: $0, group: group)
        }
      }
    }
    let batches = concurrently(jobs: workers, tasks).flatMap(\.self).sorted {
      $0.batch.firstTrial < $1.batch.firstTrial
    }
    isAll = group == 1 && trials < Block.size
    var tally = BlockTally(
      report, keepsValues: trials <= BlockTally.mostKeptTrials, followsSteps: !isAll)
    let failed = batches.flatMap(\.failed)
    if group == 1 {
      tally = Self.counted(batches, into: tally, followed: !isAll, jobs: jobs)
      let wording = FailureWording(program.model, seed: program.seed, design)
      for one in failed { tally.record(wording.failure(trial: one.trial, one.found)) }
    }
    result = BlockResult(tally: tally, batches: batches.map(\.batch))
    values = PilotValues(batches.map(\.rows), report, group: group, isUncounted: isAll)
  }

  /// Batches taken in in their order: how trials ended, beside their measures and, if that is asked for, what
  /// they recorded at each step.
  private static func counted(
    _ batches: [PilotBatch], into empty: BlockTally, followed: Bool, jobs: Int
  ) -> BlockTally {
    let ends = { @Sendable () -> BlockTally in
      var ends = empty
      for one in batches { ends.recordEnds(one.batch) }
      return ends
    }
    let measures = { @Sendable () -> BlockTally in
      var measures = empty
      for one in batches { measures.recordMeasures(one.batch) }
      return measures
    }
    let steps = { @Sendable () -> BlockTally in
      var steps = empty
      for one in batches { one.rows.replay(into: &steps) }
      return steps
    }
    // The longest first.
    let parts = concurrently(jobs: jobs, followed ? [steps, ends, measures] : [measures, ends])
    var tally = parts[1]
    tally.takeMeasures(of: parts[followed ? 2 : 0])
    if followed { tally.timeline = parts[0].timeline }
    return tally
  }

  /// Whether everything that was recorded waits.
  var isWhole: Bool { values.group == 1 }

  func edges(_ report: Report, trials: Int, jobs: Int) -> HistogramEdges {
    let keepsValues = trials <= BlockTally.mostKeptTrials
    return HistogramEdges(
      HistogramShape(report, keepsValues: keepsValues), report, values, result.batches, jobs: jobs)
  }
}

/// A batch of the pilot, without the trials that failed.
private struct PilotBatch: Sendable {
  let batch: TrialBatch
  let rows: RecordedRows
  /// By trial.
  let failed: [(trial: Int, found: FailedTrial)]

  init(
    _ runner: BatchRunner, _ report: Report, _ trials: Range<Int>, number: Int, group: Int
  ) {
    var rows = RecordedRows(report, batch: number, group: group)
    var (batch, failed) = runner.run(trials, skip: [], &rows)
    if !failed.isEmpty {
      rows = RecordedRows(report, batch: number, group: group)
      (batch, _) = runner.run(trials, skip: Set(failed.map(\.trial)), &rows)
      failed.sort { $0.trial < $1.trial }
    }
    self.batch = batch
    self.rows = rows
    self.failed = failed
  }
}
