import Foundation

extension Chances {
  /// 1 with that chance, else 0.
  mutating func coin(_ chance: Double) -> Double { happens(chance) ? 1 : 0 }
}

/// Ishigami & Homma (1990), a = 7, b = 0.1, of inputs between 0 and 1: variance 13.844588, first order
/// .313905 .442411 0, totals .557589 .442411 .243684, Shapley effects .435747 .442411 .121842.
func ishigami(_ u: [Double]) -> Double {
  let x = u.map { Double.pi * (2 * $0 - 1) }
  return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
}

/// In how many of `replications` an interval holds the truth.
func coverage(_ replications: Int = 200, _ holds: (UInt64) -> Bool) -> Double {
  let held = (0..<replications).count { holds(UInt64($0)) }
  return Double(held) / Double(replications)
}
