/// The metalog of three terms: its quantile function is
/// a₁ + a₂·logit(u) + a₃·(u − ½)·logit(u) (Keelin 2016, "The metalog distributions", eq. 6).
struct Metalog: Sendable, Hashable {
  let a1: Double
  let a2: Double
  let a3: Double

  /// The quantile function rises everywhere if |a₃| is below this times a₂ (Keelin 2016, section
  /// 3.3): 1 over the largest value of u − ½ + u(1 − u)·logit(u), which is at u = .916778.
  static let steepest = 1.667113119201929

  var isFeasible: Bool { a2 > 0 && abs(a3) < Self.steepest * a2 }

  /// The quantile at a log-odds.
  func value(logit t: Double) -> Double {
    a1 + (a2 + a3 * (Mathematics.logistic(t) - 0.5)) * t
  }

  /// The log-odds at which the quantile function reaches y.
  func logit(of y: Double) -> Double {
    Inversion.quantile(y, .lower, in: -1e4...1e4) { t, _ in value(logit: t) }
  }

  init(a1: Double, a2: Double, a3: Double) {
    self.a1 = a1
    self.a2 = a2
    self.a3 = a3
  }

  /// Through three points (percent, value), ascending in both; the curve need not be feasible.
  init(through points: [(percent: Int, value: Double)]) {
    // Differences to the first point leave two equations, solved by Cramer's rule.
    let (x, y) = (points.map { Basis(percent: $0.percent) }, points.map(\.value))
    let (u1, u2) = (x[1].logit - x[0].logit, x[2].logit - x[0].logit)
    let (v1, v2) = (x[1].skew - x[0].skew, x[2].skew - x[0].skew)
    let (d1, d2) = (y[1] - y[0], y[2] - y[0])
    let determinant = u1 * v2 - u2 * v1
    a2 = (d1 * v2 - d2 * v1) / determinant
    a3 = (u1 * d2 - u2 * d1) / determinant
    a1 = y[0] - a2 * x[0].logit - a3 * x[0].skew
  }

  /// Between which values the middle of three quantiles must lie for the curve to be feasible.
  static func middleRange(_ points: [(percent: Int, value: Double)]) -> (Double, Double) {
    let x = points.map { Basis(percent: $0.percent) }
    let ends = [-steepest, steepest].map { ratio -> Double in
      let rise = { (k: Int) in x[k].logit - x[0].logit + ratio * (x[k].skew - x[0].skew) }
      return points[0].value + (points[2].value - points[0].value) * (rise(1) / rise(2))
    }
    return (min(ends[0], ends[1]), max(ends[0], ends[1]))
  }

  /// The two terms beside the constant, at a quantile in percent.
  private struct Basis {
    let logit: Double
    let skew: Double

    init(percent: Int) {
      logit = logOdds(percent: percent)
      skew = (Double(percent) / 100 - 0.5) * logit
    }
  }
}

/// log(p/(1 − p)), exactly antisymmetric about 50 %.
func logOdds(percent: Int) -> Double {
  let (low, high) = (min(percent, 100 - percent), max(percent, 100 - percent))
  let odds = Elementary.log(Double(high) / Double(low))
  return percent < 50 ? -odds : odds
}
