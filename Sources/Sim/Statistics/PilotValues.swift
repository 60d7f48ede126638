import CGSL

/// What the trials of the pilot recorded of quantities, to be looked up by step.
///
/// Steps come in groups, on longer clocks of more than one step: then each batch waits with one
/// step of a group only, the next batch with a later one.
struct PilotValues: Sendable {
  let rows: [RecordedRows]
  /// Steps in a group.
  let group: Int
  let groups: Int
  private let quantityCount: Int
  /// By batch, then by group and quantity: where the values of open trials stand.
  private let open: [[Range<Int>]]
  /// By batch, then by quantity: those of trials that ended, in the order of steps.
  private let ended: [[[(step: Int, range: Range<Int>)]]]

  init(_ rows: [RecordedRows], _ report: Report, group: Int = 1) {
    self.rows = rows
    self.group = group
    groups = (report.stepCount + group - 1) / group
    quantityCount = report.quantities.count
    var open: [[Range<Int>]] = []
    var ended: [[[(step: Int, range: Range<Int>)]]] = []
    for batch in rows {
      var opened = Array(repeating: 0..<0, count: groups * quantityCount)
      var left: [[(step: Int, range: Range<Int>)]] = Array(repeating: [], count: quantityCount)
      var start = 0
      for row in batch.rows {
        let range = start..<(start + row.count)
        start = range.upperBound
        if row.hasEnded {
          left[row.quantity].append((row.step, range))
        } else {
          opened[row.step / group * quantityCount + row.quantity] = range
        }
      }
      open.append(opened)
      ended.append(left)
    }
    self.open = open
    self.ended = ended
  }

  /// Adds what is not missing of the trials open in a group of steps.
  func addOpen(_ group: Int, _ quantity: Int, to values: inout [Double]) {
    for (batch, ranges) in zip(rows, open) {
      Self.add(batch, ranges[group * quantityCount + quantity], to: &values)
    }
  }

  /// The values of trials open in a group of steps as they were recorded, batch by batch.
  func visitOpen(_ group: Int, _ quantity: Int, _ body: (UnsafeBufferPointer<Double>) -> Void) {
    // By place: neither batches nor lists are copied.
    let place = group * quantityCount + quantity
    for k in rows.indices { rows[k].withValues(open[k][place], body) }
  }

  /// The same of trials that ended, in any step.
  func addEnded(_ quantity: Int, to values: inout [Double]) {
    for (batch, lists) in zip(rows, ended) {
      for one in lists[quantity] { Self.add(batch, one.range, to: &values) }
    }
  }

  /// The same of those that ended in the step. `places`: by batch, how far its list is read; steps
  /// are to be asked for in their order.
  func addEnded(step: Int, _ quantity: Int, _ places: inout [Int], to values: inout [Double]) {
    for k in rows.indices {
      var place = places[k]
      while place < ended[k][quantity].count, ended[k][quantity][place].step <= step {
        Self.add(rows[k], ended[k][quantity][place].range, to: &values)
        place += 1
      }
      places[k] = place
    }
  }

  private static func add(_ batch: RecordedRows, _ range: Range<Int>, to values: inout [Double]) {
    let start = values.count
    batch.withValues(range) { values.append(contentsOf: $0) }
    let missing = values.withUnsafeMutableBufferPointer { buffer in
      var next = start
      for place in start..<buffer.count {
        // −0 becomes 0, so that equal values have equal bits.
        let value = buffer[place] + 0
        buffer[next] = value
        next += value.isNaN ? 0 : 1
      }
      return buffer.count - next
    }
    values.removeLast(missing)
  }
}

extension Array where Element == Double {
  /// Sorts numbers, none of them NaN.
  mutating func sortFew() {
    guard count <= Int(sim_sort_most) else { return sortByRadix() }
    withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      sim_sort(base, buffer.count)
    }
  }
}
