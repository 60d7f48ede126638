/// What the pilot came to: block 0, but for the histograms, whose ranges it gives.
struct Pilot: Sendable {
  var result: BlockResult
  /// `nil` where they would take too much memory: block 0 is then run twice.
  var rows: RecordedRows?
}

/// What a block recorded of the quantities with a histogram, to be recorded again.
struct RecordedRows: Sendable {
  /// Longer clocks than this allows are not kept.
  static let mostBytes = 64 << 20

  private struct Row {
    var step: Int
    var quantity: Int
    var hasEnded: Bool
    var count: Int
  }

  private let hasHistogram: [Bool]
  private var rows: [Row] = []
  private var values: [Double] = []

  init?(_ report: Report) {
    hasHistogram = report.quantities.map { !$0.isCondition }
    // At the end of a step each trial is either open or has just ended, if it goes on at all.
    let most = hasHistogram.count(where: \.self) * report.stepCount * Block.size
    guard most * MemoryLayout<Double>.stride <= Self.mostBytes else { return nil }
    // Room costs nothing until it is used; growing would copy everything again and again.
    values.reserveCapacity(most)
  }

  mutating func add(
    _ step: Int, _ quantity: Int, hasEnded: Bool, _ row: UnsafePointer<Double>, _ count: Int
  ) {
    guard hasHistogram[quantity] else { return }
    rows.append(Row(step: step, quantity: quantity, hasEnded: hasEnded, count: count))
    values.append(contentsOf: UnsafeBufferPointer(start: row, count: count))
  }

  func replay(into histograms: inout HistogramSet) {
    values.withUnsafeBufferPointer { values in
      guard var next = values.baseAddress else { return }
      for row in rows {
        if row.hasEnded {
          histograms.recordEnded(
            step: row.step, quantity: row.quantity, row: next, count: row.count)
        } else {
          histograms.recordOpen(
            step: row.step, quantity: row.quantity, row: next, count: row.count)
        }
        next += row.count
      }
    }
  }
}
