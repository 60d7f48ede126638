import Foundation

/// What came of the trials of one block that others are looked at beside.
package struct ReferenceBlock: Sendable {
  /// By trial of the block: position in `Report.outcomes`; −1 for a trial that failed.
  package private(set) var outcomes: [Int32] = []
  /// By trial of the block: the step at whose end it ended.
  package private(set) var endSteps: [Int32] = []
  /// Measure by measure, by trial of the block. NaN is missing.
  package private(set) var measures: [[Double]]
  /// Milestone by milestone, by trial of the block: its step, or −1.
  package private(set) var milestones: [[Int32]]

  package init(_ batches: [TrialBatch]) {
    measures = Array(repeating: [], count: batches.first?.measureCount ?? 0)
    milestones = Array(repeating: [], count: batches.first?.milestoneCount ?? 0)
    for batch in batches {
      func row<T>(_ rows: UnsafeMutablePointer<T>, _ at: Int = 0) -> UnsafeBufferPointer<T> {
        UnsafeBufferPointer(start: rows + at * TrialBatch.capacity, count: batch.count)
      }
      outcomes.append(contentsOf: row(batch.outcome))
      endSteps.append(contentsOf: row(batch.endStep))
      for k in measures.indices { measures[k].append(contentsOf: row(batch.measures, k)) }
      for k in milestones.indices { milestones[k].append(contentsOf: row(batch.milestones, k)) }
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

  /// `recording`: of what trials come to beside their answers. `mostBytes`: no more is kept.
  init(
    _ program: SeededProgram, _ recording: Recording, trials: Int, design: Design, mostBytes: Int
  ) {
    let report = program.model.report.recorded(recording)
    self.report = report
    self.program = program.recording(report)
    self.trials = trials
    self.design = design
    mostBlocks = mostBytes / Self.bytes(report, trials: Block.size)
  }

  /// What so many trials take.
  package static func bytes(_ report: Report, trials: Int) -> Int {
    trials * (8 + 8 * report.measures.count + 4 * report.milestones.count)
      + 32 * (report.measures.count + report.milestones.count + 3)
  }

  /// Trials that were run for themselves.
  func keep(_ block: Int, _ batches: [TrialBatch]) {
    keep(block, ReferenceBlock(batches))
  }

  private func keep(_ block: Int, _ found: ReferenceBlock) {
    lock.lock()
    defer { lock.unlock() }
    if blocks.count < mostBlocks { blocks[block] = found }
  }

  /// `runners`: of the caller, made when they are first needed.
  func block(_ block: Int, _ runners: inout [ObjectIdentifier: BatchRunner]) -> ReferenceBlock {
    lock.lock()
    let kept = blocks[block]
    lock.unlock()
    if let kept { return kept }
    let own = runners[ObjectIdentifier(self)] ?? BatchRunner(program, design)
    runners[ObjectIdentifier(self)] = own
    var nothing = NothingRecorded()
    let batches = Block.batches(of: block, in: trials).map {
      own.run($0, skip: [], &nothing).batch
    }
    let found = ReferenceBlock(batches)
    keep(block, found)
    return found
  }
}

/// Follows nothing.
private struct NothingRecorded: StepRecorder {
  mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {}
  mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {}
}
