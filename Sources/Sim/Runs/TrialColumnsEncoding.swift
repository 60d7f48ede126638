extension TrialColumns {
  /// The first so many trials.
  package func first(_ count: Int) -> TrialColumns {
    guard count < self.count else { return self }
    var first = self
    first.keepFirst(max(0, count))
    return first
  }

  package func write(to writer: inout ByteWriter) {
    writer.write(count)
    for column in integers {
      for value in column { writer.write(Int(value)) }
    }
    for column in reals { writer.write(values: column) }
  }

  /// `report`: of the run that they are of.
  package init(from reader: inout ByteReader, report: Report) throws(UnreadableBytes) {
    let count = try reader.count()
    var columns = TrialColumns(report)
    var integers: [[Int32]] = []
    for _ in 0..<columns.integers.count {
      var column: [Int32] = []
      column.reserveCapacity(count)
      for _ in 0..<count {
        guard let value = Int32(exactly: try reader.integer()) else { throw UnreadableBytes() }
        column.append(value)
      }
      integers.append(column)
    }
    var reals: [[Double]] = []
    for _ in 0..<columns.reals.count { reals.append(try reader.values(count)) }
    guard reader.isAtEnd else { throw UnreadableBytes() }
    columns.integers = integers
    columns.reals = reals
    self = columns
  }
}
