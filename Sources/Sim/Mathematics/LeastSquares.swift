/// The coefficients x for which the sum of squares of rows·x − values is least, by Householder
/// reflections (Golub & Van Loan 2013, 5.3); with as many rows as columns, the solution.
enum LeastSquares {
  /// `rows`: as many or more than columns. Not finite where the columns depend on one another.
  static func solution(_ rows: [[Double]], _ values: [Double]) -> [Double] {
    var (a, b) = (rows, values)
    let (m, n) = (a.count, a.first?.count ?? 0)
    for k in 0..<n {
      let norm = (k..<m).reduce(0) { $0 + a[$1][k] * a[$1][k] }.squareRoot()
      let alpha = a[k][k] > 0 ? -norm : norm
      var v = (0..<m).map { $0 < k ? 0 : a[$0][k] }
      v[k] -= alpha
      let square = v.reduce(0) { $0 + $1 * $1 }
      guard square > 0 else { continue }
      for j in k..<n {
        let share = 2 * (k..<m).reduce(0) { $0 + v[$1] * a[$1][j] } / square
        for i in k..<m { a[i][j] -= share * v[i] }
      }
      let share = 2 * (k..<m).reduce(0) { $0 + v[$1] * b[$1] } / square
      for i in k..<m { b[i] -= share * v[i] }
    }
    var x = [Double](repeating: 0, count: n)
    for k in (0..<n).reversed() {
      let known = (k + 1..<n).reduce(0) { $0 + a[k][$1] * x[$1] }
      x[k] = (b[k] - known) / a[k][k]
    }
    return x
  }
}
