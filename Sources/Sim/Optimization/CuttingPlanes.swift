/// Whether the least of some concave functions reaches 0, but for `Rounding`, somewhere in a box.
///
/// Each function lies below the planes that touch it. The highest point under all planes that are known is a
/// linear program; its value bounds the least function from above, and the functions at its point bound it
/// from below (Kelley 1960; Cheney & Goldstein 1959). For piecewise linear functions, as utilities of
/// distances are, the bounds meet after finitely many planes, and the answer is exact but for rounding.
struct CuttingPlanes {
  let low: [Double]
  let high: [Double]

  /// Rounding of the method itself.
  private static let rounding = 1e-12
  private static let mostPoints = 200

  /// All functions at a point, each with a supergradient.
  typealias Oracle = ([Double]) -> [(value: Double, gradient: [Double])]

  /// `nil` where the planes do not decide within `mostPoints`, or a value is missing.
  func reachZero(_ oracle: Oracle) -> Bool? {
    guard zip(low, high).allSatisfy({ $0 <= $1 }) else { return false }
    var planes: [HighestPoint.Plane] = []
    var place = low.map { _ in 0.5 }
    var best = -Double.infinity
    for _ in 0..<Self.mostPoints {
      let point = place.indices.map { low[$0] + (high[$0] - low[$0]) * place[$0] }
      let found = oracle(point)
      guard found.allSatisfy({ $0.value.isFinite && $0.gradient.allSatisfy(\.isFinite) }) else {
        return nil
      }
      best = max(best, found.map(\.value).min() ?? .infinity)
      if best >= -Rounding.tolerance { return true }
      for (value, gradient) in found {
        let slope = gradient.indices.map { gradient[$0] * (high[$0] - low[$0]) }
        let height = value - zip(slope, place).reduce(0) { $0 + $1.0 * $1.1 }
        planes.append(.init(height: height, slope: slope))
      }
      guard let top = HighestPoint(under: planes) else { return nil }
      if top.value < -Rounding.tolerance - Self.rounding { return false }
      if top.value <= best + Self.rounding { return false }
      place = top.place
    }
    return nil
  }
}
