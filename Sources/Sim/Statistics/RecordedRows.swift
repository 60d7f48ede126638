/// What the trials of a batch recorded, to be recorded again.
///
/// Of open trials one step in each `group` of steps is kept, another for each of the four batches
/// of a block; of a group of one, all.
struct RecordedRows: StepRecorder, Sendable {
  struct Row: Sendable {
    var step: Int
    var quantity: Int
    var hasEnded: Bool
    var count: Int
  }

  private(set) var rows: [Row] = []
  private(set) var values: [Double]
  private let group: Int
  private let kept: Int

  /// Room for a batch, the one of this number in its block.
  init(_ report: Report, batch: Int = 0, group: Int = 1) {
    self.group = group
    kept = batch * group / (Block.size / TrialBatch.capacity)
    // At the end of a step each trial is either open or has just ended, if it goes on at all.
    // Room costs nothing until it is used; growing would copy everything again and again.
    let most = Self.values(report, trials: TrialBatch.capacity) / group
    values = Array(onLargePages: most) { _ in 0 }
  }

  /// How many values so many trials record at most.
  static func values(_ report: Report, trials: Int) -> Int {
    report.quantities.count * report.stepCount * trials
  }

  mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
    guard group == 1 || step % group == kept else { return }
    add(Row(step: step, quantity: quantity, hasEnded: false, count: count), row)
  }

  mutating func recordEnded(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
    add(Row(step: step, quantity: quantity, hasEnded: true, count: count), row)
  }

  private mutating func add(_ row: Row, _ first: UnsafePointer<Double>) {
    rows.append(row)
    values.append(contentsOf: UnsafeBufferPointer(start: first, count: row.count))
  }

  /// Each row with its values, in the order of recording.
  func visit(_ body: (Row, UnsafePointer<Double>) -> Void) {
    values.withUnsafeBufferPointer { values in
      guard var next = values.baseAddress else { return }
      for row in rows {
        body(row, next)
        next += row.count
      }
    }
  }

  func replay<R: StepRecorder>(into recorder: inout R) {
    visit { row, values in
      if row.hasEnded {
        recorder.recordEnded(
          step: row.step, quantity: row.quantity, row: values, count: row.count)
      } else {
        recorder.recordOpen(
          step: row.step, quantity: row.quantity, row: values, count: row.count)
      }
    }
  }
}
