/// What the trials of a batch recorded, to be recorded again.
struct RecordedRows: StepRecorder, Sendable {
  struct Row: Sendable {
    var step: Int
    var quantity: Int
    var hasEnded: Bool
    var count: Int
  }

  private var rows: [Row] = []
  private var values: [Double]

  /// Room for a batch.
  init(_ report: Report) {
    // At the end of a step each trial is either open or has just ended, if it goes on at all.
    // Room costs nothing until it is used; growing would copy everything again and again.
    values = Array(onLargePages: Self.values(report, trials: TrialBatch.capacity)) { _ in 0 }
  }

  /// How many values so many trials record at most.
  static func values(_ report: Report, trials: Int) -> Int {
    report.quantities.count * report.stepCount * trials
  }

  mutating func recordOpen(step: Int, quantity: Int, row: UnsafePointer<Double>, count: Int) {
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
