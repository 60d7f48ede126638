/// The lower triangle L with L·Lᵀ = A (Golub & Van Loan 2013, algorithm 4.2.1), of which only what is
/// not 0 is computed and kept (Davis 2006, section 4.2). The bits are those of `Cholesky`.
///
/// A full matrix of n rows takes n³/6 multiplications, a chain of n takes a few n.
package struct SparseCholesky: Sendable {
  package struct Entry: Sendable, Hashable {
    package var column: Int
    package var value: Double

    package init(column: Int, value: Double) {
      self.column = column
      self.value = value
    }
  }

  /// Row by row, what is not 0, in the order of the columns; the last is the diagonal.
  package let rows: [[Entry]]

  /// Of the lower triangle of a symmetric matrix, given as `rows` are; each row ends with its diagonal. `nil`
  /// if the matrix is not positive definite, as far as its digits tell.
  package init?(lower: [[Entry]]) {
    var rows: [[Entry]] = []
    rows.reserveCapacity(lower.count)
    var diagonal: [Double] = []
    // By column, what is not 0 below the diagonal in the rows so far.
    var below = lower.map { _ in [(row: Int, value: Double)]() }
    var left = lower.map { _ in 0.0 }
    for (i, given) in lower.enumerated() {
      guard let first = given.first?.column, let own = given.last?.value else { return nil }
      for entry in given.dropLast() { left[entry.column] = entry.value }
      var rest = own
      var row: [Entry] = []
      for j in first..<i where left[j] != 0 {
        let value = left[j] / diagonal[j]
        left[j] = 0
        for (other, factor) in below[j] { left[other] -= value * factor }
        rest -= value * value
        row.append(Entry(column: j, value: value))
      }
      // What rounding leaves of an exact 0.
      guard rest > 1e-12 * own else { return nil }
      for entry in row { below[entry.column].append((i, entry.value)) }
      diagonal.append(rest.squareRoot())
      row.append(Entry(column: i, value: diagonal[i]))
      rows.append(row)
    }
    self.rows = rows
  }
}
