import Sim

/// What a turn of offers around the table makes of small changes of worths where all must agree on how to
/// divide a sum: who moves gives each other what a refusal is worth and keeps the rest.
struct TurnMatrix {
  private var rows: [[Double]]

  /// `left`: what a round leaves of worths, by party: the discount times the chance of no breakdown.
  init(_ left: [Double]) {
    let all = left.indices
    rows = all.map { i in all.map { $0 == i ? 1 : 0 } }
    for mover in all.reversed() {
      let step = all.map { i in
        all.map { j -> Double in
          if i == mover { return j == mover ? 0 : -left[j] }
          return i == j ? left[j] : 0
        }
      }
      rows = Self.product(step, rows)
    }
  }

  private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      b.indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } }
    }
  }

  /// What the largest eigenvalue is short of 1, by the growth of powers of the matrix (Gelfand 1941); 0 where
  /// that is no more than rounding.
  var hurry: Double {
    var power = rows
    // The power is rows^(2^n) / e^size.
    var size = 0.0
    let squares = 40
    for _ in 0..<squares {
      let most = power.map { row in row.reduce(0) { $0 + abs($1) } }.max() ?? 0
      guard most > 0 else { return 1 }
      size = 2 * (size + Mathematics.log(most))
      power = power.map { row in row.map { $0 / most } }
      power = Self.product(power, power)
    }
    let most = power.map { row in row.reduce(0) { $0 + abs($1) } }.max() ?? 0
    guard most > 0 else { return 1 }
    let logarithm = (size + Mathematics.log(most)) / Mathematics.pow(2, Double(squares))
    let hurry = 1 - Mathematics.exp(logarithm)
    return hurry > 1e-13 ? hurry : 0
  }
}
