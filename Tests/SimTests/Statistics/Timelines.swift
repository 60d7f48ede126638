@testable import Sim

/// Timelines of one quantity, from its values.
enum Timelines {
  /// By block, then by step: what trials open at its end had, and what those that ended had.
  struct Block {
    var open: [[Double]]
    var ended: [[Double]] = []
  }

  /// `pilot`: by batch, by step, the values of open trials.
  static func edges(_ report: Report, _ pilot: [[[Double]]]) -> HistogramEdges {
    let rows = pilot.enumerated().map { number, steps in
      var rows = RecordedRows(report, batch: number)
      record(Block(open: steps), from: 0, to: .max, into: &rows)
      return rows
    }
    return HistogramEdges(
      HistogramShape(report, keepsValues: true), report, PilotValues(rows, report), [])
  }

  /// The first block is the pilot; values are recorded in rows of 256.
  static func summary(_ blocks: [Block], steps: Int, keepsFirst: Bool = false) -> Summary {
    let report = Report(
      steps: steps, outcomes: [.init(name: "a")], quantities: [.init(name: "x")])
    let batches = (0..<4).map { number in
      var rows = RecordedRows(report, batch: number)
      if let pilot = blocks.first {
        record(pilot, from: number * 256, to: number * 256 + 256, into: &rows)
      }
      return rows
    }
    let pilot = PilotValues(batches, report)
    var histograms = HistogramSet(
      HistogramEdges(HistogramShape(report, keepsValues: true), report, pilot, []))
    var tree = MergeTree<BlockTally>()
    for (number, block) in blocks.enumerated() {
      var tally = BlockTally(report, keepsValues: true)
      for start in stride(from: 0, to: 1_024, by: 256) {
        record(block, from: start, to: start + 256, into: &tally)
        var recorder = Recorder(set: histograms)
        record(block, from: start, to: start + 256, into: &recorder)
        histograms = recorder.set
      }
      tree.append(block: number, tally)
    }
    return Summary(
      report: report, tally: tree.folded() ?? BlockTally(report, keepsValues: true),
      histograms: histograms, values: keepsFirst ? pilot : nil)
  }

  private struct Recorder: StepRecorder {
    var set: HistogramSet

    mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      set.recordOpen(step: step, quantity: quantity, row: row, count: count)
    }

    mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
      set.recordEnded(step: step, quantity: quantity, row: row, count: count)
    }
  }

  /// A part of each step's values, as batches come.
  private static func record<R: StepRecorder>(
    _ block: Block, from start: Int, to end: Int, into recorder: inout R
  ) {
    for step in block.open.indices {
      if step < block.ended.count {
        part(block.ended[step], start, end) {
          recorder.recordEnded(step: step, quantity: 0, row: $0, count: $1)
        }
      }
      part(block.open[step], start, end) {
        recorder.recordOpen(step: step, quantity: 0, row: $0, count: $1)
      }
    }
  }

  private static func part(
    _ values: [Double], _ start: Int, _ end: Int, _ body: (UnsafePointer<Double>, Int) -> Void
  ) {
    let part = values.dropFirst(start).prefix(end == .max ? .max : end - start)
    guard !part.isEmpty else { return }
    part.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base, $0.count) } }
  }
}
