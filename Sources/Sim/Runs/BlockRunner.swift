/// What one block came to.
struct BlockResult: Sendable {
  var tally: BlockTally
  /// Of the pilot, and if trial rows are asked for.
  var batches: [TrialBatch]
}

/// Runs blocks for one worker.
///
/// A trial that fails is left out of everything. Its share in the histograms is taken back by
/// running the block again with the opposite sign, then the block runs without it.
final class BlockRunner {
  private struct Recorder: StepRecorder {
    var tally: BlockTally
    var histograms: HistogramSet?
    var sign: Int32 = 1
    var fillsTimeline: Bool

    @inline(__always)
    mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      if sign > 0 { tally.recordOpen(step: step, quantity: quantity, row: row, count: count) }
      if fillsTimeline {
        histograms?.recordOpen(step: step, quantity: quantity, row: row, count: count, sign: sign)
      }
    }

    @inline(__always)
    mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      if sign > 0 { tally.recordEnded(step: step, quantity: quantity, row: row, count: count) }
      if fillsTimeline {
        histograms?.recordEnded(step: step, quantity: quantity, row: row, count: count, sign: sign)
      }
    }
  }

  private let program: SeededProgram
  private let design: Design
  /// Made when it is needed: not where the pilot has run all there is.
  private lazy var runner = BatchRunner(program, design)
  private let report: Report
  private let trials: Int
  private let keepsValues: Bool
  /// Of which blocks the rows of trials are handed on.
  private let keptRows: Range<Int>
  private let edges: HistogramEdges?
  private let failures: FailureWording
  private let analyses: Analyses
  /// Of the trials that these are looked at beside, made when they are first needed.
  private var referenceRunners: [ObjectIdentifier: BatchRunner] = [:]
  private(set) var histograms: HistogramSet?

  /// `report`: what is recorded. Without edges there are no histograms.
  init(
    _ program: SeededProgram, _ report: Report, _ settings: RunSettings, _ analyses: Analyses,
    edges: HistogramEdges?
  ) {
    self.program = program
    design = settings.design
    self.report = report
    self.analyses = analyses
    trials = settings.trials
    keepsValues = trials <= BlockTally.mostKeptTrials
    keptRows = 0..<(settings.keepsTrialRows ? .max : Block.count(trials: settings.firstRows))
    self.edges = edges
    histograms = edges.map { HistogramSet($0) }
    failures = FailureWording(program.model, seed: program.seed, settings.design)
  }

  /// Hands over what was counted so far and counts from zero.
  func emptied() -> HistogramSet? {
    let counted = histograms
    histograms = edges.map { HistogramSet($0) }
    return counted
  }

  /// Block 0 again, from what the pilot recorded; the first block of this runner. `jobs`: how many
  /// threads may work.
  func run(after pilot: Pilot, jobs: Int = 1) -> BlockResult {
    guard pilot.isWhole else { return run(0) }
    if var filled = histograms {
      histograms = nil
      filled.record(pilot.values.rows, jobs: jobs)
      for batch in pilot.result.batches { filled.record(batch) }
      histograms = filled
    }
    var tally = pilot.result.tally
    look(at: 0, pilot.result.batches, &tally)
    return BlockResult(tally: tally, batches: keptRows.contains(0) ? pilot.result.batches : [])
  }

  func run(_ block: Int) -> BlockResult {
    let first = pass(block, sign: 1, skip: [])
    if first.failed.isEmpty { return first.result }
    let skip = Set(first.failed.map(\.trial))
    if histograms != nil {
      // What the failed trials did before they failed is in the histograms: take all back.
      _ = pass(block, sign: -1, skip: [])
    }
    var second = pass(block, sign: 1, skip: skip).result
    for failed in first.failed.sorted(by: { $0.trial < $1.trial }) {
      second.tally.record(failures.failure(trial: failed.trial, failed.found))
    }
    return second
  }

  private func pass(_ block: Int, sign: Int32, skip: Set<Int>)
    -> (result: BlockResult, failed: [(trial: Int, found: FailedTrial)])
  {
    var recorder = Recorder(
      tally: BlockTally(report, keepsValues: keepsValues), histograms: histograms, sign: sign,
      fillsTimeline: block < Block.followedByQuantiles)
    histograms = nil
    let keepsRows = keptRows.contains(block)
    var batches: [TrialBatch] = []
    var failed: [(Int, FailedTrial)] = []
    for range in Block.batches(of: block, in: trials) {
      let (batch, found) = runner.run(range, skip: skip, &recorder)
      failed += found
      if sign > 0 { recorder.tally.record(batch) }
      recorder.histograms?.record(batch, sign: sign)
      if keepsRows || !analyses.isNone { batches.append(batch) }
    }
    histograms = recorder.histograms
    // A block with failed trials is run again without them.
    if sign > 0, failed.isEmpty { look(at: block, batches, &recorder.tally) }
    return (BlockResult(tally: recorder.tally, batches: keepsRows ? batches : []), failed)
  }

  /// What the analyses keep of a block.
  private func look(at block: Int, _ batches: [TrialBatch], _ tally: inout BlockTally) {
    analyses.isReference?.keep(block, batches)
    tally.folds = analyses.list.map { look in
      var folded = look.analysis.empty
      let reference = look.reference?.block(block, &referenceRunners)
      look.analysis.fold(batches, beside: reference, into: &folded)
      return folded
    }
  }
}
