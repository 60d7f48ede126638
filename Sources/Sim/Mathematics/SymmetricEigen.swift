/// Eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations row by row
/// (Golub & Van Loan 2013, section 8.5).
package struct SymmetricEigen: Sendable {
  package let values: [Double]
  /// `vectors[k]` belongs to `values[k]`.
  package let vectors: [[Double]]

  package init(_ matrix: [[Double]]) {
    var a = matrix
    let indices = matrix.indices
    var vectors = indices.map { row in indices.map { $0 == row ? 1.0 : 0 } }
    for _ in 0..<60 {
      var off = 0.0
      for i in indices { for j in indices where j < i { off += a[i][j] * a[i][j] } }
      if off < 1e-30 { break }
      for p in indices {
        for q in indices where q > p && abs(a[p][q]) > 1e-300 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta < 0 ? -1.0 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in indices {
            let (x, y) = (a[k][p], a[k][q])
            a[k][p] = c * x - s * y
            a[k][q] = s * x + c * y
          }
          for k in indices {
            let (x, y) = (a[p][k], a[q][k])
            a[p][k] = c * x - s * y
            a[q][k] = s * x + c * y
            let (v, w) = (vectors[p][k], vectors[q][k])
            vectors[p][k] = c * v - s * w
            vectors[q][k] = s * v + c * w
          }
        }
      }
    }
    values = indices.map { a[$0][$0] }
    self.vectors = vectors
  }
}
