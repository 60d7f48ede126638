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
  /// The values of the rows, one after the other.
  private var memory: LargeMemory<Double>
  private var count = 0
  private let group: Int
  private let kept: Int

  /// Room for a batch, the one of this number in its block.
  init(_ report: Report, batch: Int = 0, group: Int = 1) {
    self.group = group
    kept = batch * group / (Block.size / TrialBatch.capacity)
    // At the end of a step each trial is either open or has just ended, if it goes on at all.
    let most = Self.values(report, trials: TrialBatch.capacity) / group
    memory = LargeMemory(capacity: most)
    rows.reserveCapacity(report.quantities.count * report.stepCount / group)
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
    let end = count + row.count
    if end > memory.capacity || !isKnownUniquelyReferenced(&memory) {
      let larger = LargeMemory<Double>(capacity: max(2 * memory.capacity, end))
      larger.base.initialize(from: memory.base, count: count)
      memory = larger
    }
    (memory.base + count).initialize(from: first, count: row.count)
    count = end
  }

  /// Some of the values.
  func withValues<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(start: memory.base + range.lowerBound, count: range.count))
    }
  }

  /// Each row with its values, in the order of recording.
  func visit(_ body: (Row, UnsafePointer<Double>) -> Void) {
    withExtendedLifetime(memory) {
      var next = UnsafePointer(memory.base)
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
