/// Where several functions of as many numbers are 0 together.
package enum NewtonRoot {
  /// Newton's method with differences for slopes, and each step halved until it gains (Dennis and Schnabel
  /// 1983, 6.3). `step`: over which slopes are taken. `tolerance`: the largest value that counts as 0.
  /// `nil` where it gets no nearer.
  package static func find(
    from start: [Double], step: Double, tolerance: Double, _ values: ([Double]) -> [Double]
  ) -> [Double]? {
    var (point, found) = (start, values(start))
    var size = largest(found)
    for _ in 0..<50 {
      if size <= tolerance { return point }
      let columns = point.indices.map { k in
        var moved = point
        moved[k] += step
        return zip(values(moved), found).map { ($0 - $1) / (moved[k] - point[k]) }
      }
      let rows = point.indices.map { row in columns.map { $0[row] } }
      let change = LeastSquares.solution(rows, found.map { -$0 })
      guard change.allSatisfy(\.isFinite) else { return nil }
      var share = 1.0
      var isNearer = false
      while share > 1e-4, !isNearer {
        let next = zip(point, change).map { $0 + share * $1 }
        let there = values(next)
        if largest(there) < size {
          (point, found, size, isNearer) = (next, there, largest(there), true)
        }
        share /= 2
      }
      guard isNearer else { return nil }
    }
    return nil
  }

  /// Infinite where a value is no number.
  private static func largest(_ values: [Double]) -> Double {
    values.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : .infinity }
  }
}
