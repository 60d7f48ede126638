/// The correlation matrix that is nearest to a symmetric matrix in the sum of squares, by
/// alternating projections with Dykstra's correction (Higham 2002, "Computing the nearest
/// correlation matrix").
package enum NearestCorrelation {
  /// Eigenvalues are `floor` at least, but for what is left after the last projection.
  package static func matrix(_ symmetric: [[Double]], floor: Double) -> [[Double]] {
    let indices = symmetric.indices
    var unit = symmetric
    var correction = indices.map { _ in indices.map { _ in 0.0 } }
    for _ in 0..<500 {
      let target = indices.map { i in indices.map { unit[i][$0] - correction[i][$0] } }
      let positive = raised(target, to: floor)
      correction = indices.map { i in indices.map { positive[i][$0] - target[i][$0] } }
      var change = 0.0
      for i in indices {
        for j in indices {
          let next = i == j ? 1 : positive[i][j]
          change = max(change, abs(next - unit[i][j]))
          unit[i][j] = next
        }
      }
      if change < 1e-9 { break }
    }
    return unit
  }

  /// The nearest matrix whose eigenvalues are all `floor` at least.
  private static func raised(_ symmetric: [[Double]], to floor: Double) -> [[Double]] {
    let eigen = SymmetricEigen(symmetric)
    var result = symmetric
    for (value, vector) in zip(eigen.values, eigen.vectors) where value < floor {
      for i in symmetric.indices {
        for j in symmetric.indices { result[i][j] += (floor - value) * vector[i] * vector[j] }
      }
    }
    return result
  }
}
