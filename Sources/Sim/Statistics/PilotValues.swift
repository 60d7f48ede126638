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
  /// Whether no tally has counted what was recorded.
  let isUncounted: Bool
  private let quantityCount: Int
  /// By batch, then by group and quantity: where the values of open trials stand.
  private let open: [[Range<Int>]]
  /// By batch, then by quantity: those of trials that ended, in the order of steps.
  private let ended: [[[(step: Int, range: Range<Int>)]]]

  init(_ rows: [RecordedRows], _ report: Report, group: Int = 1, isUncounted: Bool = false) {
    self.rows = rows
    self.isUncounted = isUncounted
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
    visitOpen(group, quantity) { values.appendKnown($0) }
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
      for one in lists[quantity] { batch.withValues(one.range) { values.appendKnown($0) } }
    }
  }

  /// The values of trials that ended in the step, batch by batch. `places`: by batch, how far its list is
  /// read; steps are to be asked for in their order.
  func visitEnded(
    step: Int, _ quantity: Int, _ places: inout [Int],
    _ body: (UnsafeBufferPointer<Double>) -> Void
  ) {
    for k in rows.indices {
      var place = places[k]
      while place < ended[k][quantity].count, ended[k][quantity][place].step <= step {
        rows[k].withValues(ended[k][quantity][place].range, body)
        place += 1
      }
      places[k] = place
    }
  }
}

extension Array where Element == Double {
  /// Adds what is not missing; −0 becomes 0, so that equal values have equal bits.
  mutating func appendKnown(_ values: UnsafeBufferPointer<Double>) {
    let start = count
    append(contentsOf: values)
    let missing = withUnsafeMutableBufferPointer { buffer in
      var next = start
      for place in start..<buffer.count {
        let value = buffer[place] + 0
        buffer[next] = value
        next += value.isNaN ? 0 : 1
      }
      return buffer.count - next
    }
    removeLast(missing)
  }

  /// Sorts numbers, none of them NaN.
  mutating func sortFew() {
    guard count <= Int(sim_sort_most) else { return sortByRadix() }
    withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      sim_sort(base, buffer.count)
    }
  }
}
