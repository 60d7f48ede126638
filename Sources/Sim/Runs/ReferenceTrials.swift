import Foundation

/// Outcomes and measures of one block of the trials that others are looked at beside.
package struct ReferenceBlock: Sendable {
  /// By trial of the block: position in `Report.outcomes`; −1 for a trial that failed.
  package private(set) var outcomes: [Int32] = []
  /// Measure by measure, by trial of the block. NaN is missing.
  package private(set) var measures: [[Double]]

  package init(_ batches: [TrialBatch], measures count: Int) {
    measures = Array(repeating: [], count: count)
    for batch in batches {
      outcomes.append(contentsOf: UnsafeBufferPointer(start: batch.outcome, count: batch.count))
      for measure in 0..<count {
        let row = batch.measures + measure * TrialBatch.capacity
        measures[measure].append(contentsOf: UnsafeBufferPointer(start: row, count: batch.count))
      }
    }
  }
}

/// The trials of one point that those of other points are looked at beside, block by block.
///
/// Blocks are kept up to a limit; those that are not are run again when they are asked for. The bits
/// are the same. Unchecked: what is kept is behind the lock.
package final class ReferenceTrials: @unchecked Sendable {
  let program: SeededProgram
  package let report: Report
  private let trials: Int
  private let design: Design
  private let mostBlocks: Int
  private let lock = NSLock()
  private var blocks: [Int: ReferenceBlock] = [:]

  /// `mostBytes`: no more is kept.
  init(
    _ program: SeededProgram, trials: Int, design: Design, mostBytes: Int
  ) {
    let report = program.model.report.recorded(.answers)
    self.report = report
    self.program = program.recording(report)
    self.trials = trials
    self.design = design
    mostBlocks = mostBytes / Self.bytes(report, trials: Block.size)
  }

  /// What so many trials take.
  package static func bytes(_ report: Report, trials: Int) -> Int {
    trials * (4 + 8 * report.measures.count) + 32 * (report.measures.count + 2)
  }

  /// Trials that were run for themselves.
  func keep(_ block: Int, _ batches: [TrialBatch]) {
    keep(block, ReferenceBlock(batches, measures: report.measures.count))
  }

  private func keep(_ block: Int, _ found: ReferenceBlock) {
    lock.lock()
    defer { lock.unlock() }
    if blocks.count < mostBlocks { blocks[block] = found }
  }

  /// `runner`: of the caller, made when it is first needed.
  func block(_ block: Int, _ runner: inout BatchRunner?) -> ReferenceBlock {
    lock.lock()
    let kept = blocks[block]
    lock.unlock()
    if let kept { return kept }
    let own = runner ?? BatchRunner(program, design)
    runner = own
    var nothing = NothingRecorded()
    let batches = Block.batches(of: block, in: trials).map {
      own.run($0, skip: [], &nothing).batch
    }
    let found = ReferenceBlock(batches, measures: report.measures.count)
    keep(block, found)
    return found
  }
}

/// Follows nothing.
private struct NothingRecorded: StepRecorder {
  mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {}
  mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {}
}
