/// The lower triangle L with L·Lᵀ = A, row by row (Golub & Van Loan 2013, algorithm 4.2.1).
package struct Cholesky: Sendable {
  package let rows: [[Double]]

  init(rows: [[Double]]) { self.rows = rows }

  /// `nil` if the symmetric matrix is not positive definite, as far as its digits tell.
  package init?(_ matrix: [[Double]]) {
    var rows: [[Double]] = []
    for i in matrix.indices {
      var row: [Double] = []
      for j in 0...i {
        var rest = matrix[i][j]
        for k in 0..<j { rest -= row[k] * (j < i ? rows[j][k] : row[k]) }
        if j < i {
          row.append(rest / rows[j][j])
        } else {
          // What rounding leaves of an exact 0.
          guard rest > 1e-12 * matrix[i][i] else { return nil }
          row.append(rest.squareRoot())
        }
      }
      rows.append(row)
    }
    self.rows = rows
  }
}
