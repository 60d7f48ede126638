/// Trials in blocks of 1,024: the unit of aggregation, part of a result's definition.
public enum Block {
  public static let size = 1_024

  /// Quantiles of the timeline come from the first so many blocks, means from all: at 131,072
  /// trials the rank of a quantile is uncertain by .0014 at most, less than a bin is worth.
  public static let followedByQuantiles = 128

  /// How many blocks hold so many trials; the last may be partial.
  public static func count(trials: Int) -> Int { (trials + size - 1) / size }

  /// Whether a run of so many trials has all trials of a block.
  public static func isWhole(_ block: Int, in trials: Int) -> Bool {
    (block + 1) * size <= trials
  }

  /// The trials of a block.
  public static func trials(of block: Int, in trials: Int) -> Range<Int> {
    block * size..<min(trials, (block + 1) * size)
  }
}

/// What one block came to.
struct BlockResult: Sendable {
  var tally: BlockTally
  /// Only of the pilot, and if trial rows are asked for.
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
    var rows: RecordedRows?

    @inline(__always)
    mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      rows?.add(step, quantity, hasEnded: false, row, count)
      if sign > 0 { tally.recordOpen(step: step, quantity: quantity, row: row, count: count) }
      if fillsTimeline {
        histograms?.recordOpen(step: step, quantity: quantity, row: row, count: count, sign: sign)
      }
    }

    @inline(__always)
    mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      rows?.add(step, quantity, hasEnded: true, row, count)
      if sign > 0 { tally.recordEnded(step: step, quantity: quantity, row: row, count: count) }
      if fillsTimeline {
        histograms?.recordEnded(step: step, quantity: quantity, row: row, count: count, sign: sign)
      }
    }
  }

  private let machine: Machine
  private let report: Report
  private let trials: Int
  private let keepsValues: Bool
  private let keepsRows: Bool
  private let ranges: HistogramRanges?
  private let failures: FailureTeller
  private(set) var histograms: HistogramSet?
  private var rows: RecordedRows?

  init(
    _ program: Program, seed: UInt64, trials: Int, ranges: HistogramRanges?, keepsRows: Bool
  ) {
    let model = program.model
    machine = Machine(
      program, keys: model.graph.draws.map { siteKey(seed: seed, path: $0.path) })
    report = model.report
    self.trials = trials
    let keepsValues = trials <= BlockTally.mostKeptTrials
    self.keepsValues = keepsValues
    self.keepsRows = keepsRows
    self.ranges = ranges
    histograms = ranges.map { HistogramSet(model.report, ranges: $0, keepsValues: keepsValues) }
    failures = FailureTeller(model, seed: seed)
  }

  /// Hands over what was counted so far and counts from zero.
  func emptied() -> HistogramSet? {
    let counted = histograms
    histograms = ranges.map { HistogramSet(report, ranges: $0, keepsValues: keepsValues) }
    return counted
  }

  /// Block 0 before ranges are known; what it recorded waits for them in `rows`.
  func runPilot() -> Pilot {
    let result = run(0)
    return Pilot(result: result, rows: rows)
  }

  /// Block 0 again, from what the pilot recorded.
  func run(after pilot: Pilot) -> BlockResult {
    guard let rows = pilot.rows else { return run(0) }
    if var filled = histograms {
      histograms = nil
      rows.replay(into: &filled)
      for batch in pilot.result.batches { filled.record(batch) }
      histograms = filled
    }
    return BlockResult(
      tally: pilot.result.tally, batches: keepsRows ? pilot.result.batches : [])
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
      fillsTimeline: block < Block.followedByQuantiles,
      rows: ranges == nil ? RecordedRows(report) : nil)
    histograms = nil
    var batches: [TrialBatch] = []
    var failed: [(Int, FailedTrial)] = []
    let range = Block.trials(of: block, in: trials)
    var start = range.lowerBound
    while start < range.upperBound {
      let batch = TrialBatch(report)
      batch.reset(firstTrial: start, count: min(TrialBatch.capacity, range.upperBound - start))
      let lanes = Set(skip.filter { $0 >= start && $0 < start + batch.count }.map { $0 - start })
      let found = machine.run(
        batch, addresses: { TrialAddress(trial: start + $0) }, skip: lanes, &recorder)
      failed += found.map { (start + $0.lane, $0) }
      if sign > 0 { recorder.tally.record(batch) }
      recorder.histograms?.record(batch, sign: sign)
      if keepsRows || ranges == nil { batches.append(batch) }
      start += batch.count
    }
    histograms = recorder.histograms
    rows = recorder.rows
    return (BlockResult(tally: recorder.tally, batches: batches), failed)
  }
}
