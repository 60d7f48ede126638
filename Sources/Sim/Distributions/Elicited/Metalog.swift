/// The metalog of some terms: its quantile function is
/// a₁ + a₂·logit(u) + a₃·c·logit(u) + a₄·c + a₅·c² + a₆·c²·logit(u) + …, c = u − ½ (Keelin 2016, "The
/// metalog distributions", eq. 6).
struct Metalog: Sendable, Hashable {
  /// a₁, a₂ …; two or more.
  let coefficients: [Double]
  /// By powers of c: what stands alone, and what is multiplied by the logit.
  let level: [Double]
  let slope: [Double]

  /// Most terms; beyond, quantiles leave hardly a digit to the last of them.
  static let mostTerms = 10

  /// With three terms the quantile function rises everywhere if |a₃| is below this times a₂ (Keelin
  /// 2016, section 3.3): 1 over the largest value of u − ½ + u(1 − u)·logit(u), which is at
  /// u = .916778.
  static let steepest = 1.667113119201929

  init(_ coefficients: [Double]) {
    self.coefficients = coefficients
    var (level, slope) = ([Double](), [Double]())
    for (k, a) in coefficients.enumerated() {
      if Self.isOfSlope(k) { slope.append(a) } else { level.append(a) }
    }
    self.level = level
    self.slope = slope
  }

  init(a1: Double, a2: Double, a3: Double) { self.init([a1, a2, a3]) }

  var a1: Double { coefficients[0] }
  var a2: Double { coefficients[1] }
  var a3: Double { coefficients.count > 2 ? coefficients[2] : 0 }

  /// The terms are 1, logit, c·logit, c, c², c²·logit, c³, c³·logit …
  private static func isOfSlope(_ k: Int) -> Bool { k == 1 || k == 2 || k > 4 && k % 2 == 1 }

  /// Whether the quantile function rises everywhere. With more than three terms its slope is looked
  /// at in steps of 1/64 of the log-odds, and at the ends.
  var isFeasible: Bool {
    if coefficients.count <= 3 { return a2 > 0 && abs(a3) < Self.steepest * a2 }
    guard coefficients.allSatisfy(\.isFinite), slope(at: 0.5) > 0, slope(at: -0.5) > 0 else {
      return false
    }
    return (-2560...2560).allSatisfy { rise(logit: Double($0) / 64) > 0 }
  }

  /// The quantile at a log-odds.
  func value(logit t: Double) -> Double {
    let c = Mathematics.logistic(t) - 0.5
    return Self.value(level, c) + Self.value(slope, c) * t
  }

  /// The quantile at a uniform number: the bits of its arithmetic over rows.
  func value(at u: Double) -> Double {
    let c = u - 0.5
    return Self.value(level, c) + Self.value(slope, c) * Elementary.log(u / (1 - u))
  }

  /// How fast quantiles rise with the log-odds, at c; far out, all there is to it.
  func slope(at c: Double) -> Double { Self.value(slope, c) }

  /// The derivative of the quantile by the log-odds.
  private func rise(logit t: Double) -> Double {
    let c = Mathematics.logistic(t) - 0.5
    let density = Mathematics.logistic(t) * Mathematics.logistic(-t)
    return Self.value(slope, c)
      + density * (Self.derivative(level, c) + t * Self.derivative(slope, c))
  }

  private static func value(_ polynomial: [Double], _ c: Double) -> Double {
    var sum = polynomial[polynomial.count - 1]
    for coefficient in polynomial.dropLast().reversed() { sum = coefficient + sum * c }
    return sum
  }

  private static func derivative(_ polynomial: [Double], _ c: Double) -> Double {
    var sum = 0.0
    for (power, coefficient) in polynomial.enumerated().reversed() where power > 0 {
      sum = sum * c + Double(power) * coefficient
    }
    return sum
  }

  /// The log-odds at which the quantile function reaches y.
  func logit(of y: Double) -> Double {
    Inversion.quantile(y, .lower, in: -1e4...1e4) { t, _ in value(logit: t) }
  }

  /// Through three points (percent, value), ascending in both; the curve need not be feasible.
  init(through points: [(percent: Double, value: Double)]) {
    // Differences to the first point leave two equations, solved by Cramer's rule.
    let (x, y) = (points.map { Basis(percent: $0.percent) }, points.map(\.value))
    let (u1, u2) = (x[1].logit - x[0].logit, x[2].logit - x[0].logit)
    let (v1, v2) = (x[1].skew - x[0].skew, x[2].skew - x[0].skew)
    let (d1, d2) = (y[1] - y[0], y[2] - y[0])
    let determinant = u1 * v2 - u2 * v1
    let a2 = (d1 * v2 - d2 * v1) / determinant
    let a3 = (u1 * d2 - u2 * d1) / determinant
    self.init(a1: y[0] - a2 * x[0].logit - a3 * x[0].skew, a2: a2, a3: a3)
  }

  /// The nearest of so many terms to points (percent, value) in the sum of squares (Keelin 2016,
  /// eq. 7), through all of them if there are as many terms as points.
  init(nearest points: [(percent: Double, value: Double)], terms: Int) {
    if terms == 3, points.count == 3 {
      self.init(through: points)
      return
    }
    // In units of their distance, around the first, so that squares are numbers.
    let first = points[0].value
    let width = points[points.count - 1].value - first
    let rows = points.map { Self.row(percent: $0.percent, terms: terms) }
    var found = LeastSquares.solution(rows, points.map { ($0.value - first) / width })
      .map { $0 * width }
    found[0] += first
    self.init(found)
  }

  private static func row(percent: Double, terms: Int) -> [Double] {
    let c = percent / 100 - 0.5
    let logit = logOdds(percent: percent)
    var (level, slope) = (1.0, logit)
    return (0..<terms).map { k in
      let value = isOfSlope(k) ? slope : level
      if isOfSlope(k) { slope *= c } else { level *= c }
      return value
    }
  }

  /// Between which values the middle of three quantiles must lie for the curve to be feasible.
  static func middleRange(_ points: [(percent: Double, value: Double)]) -> (Double, Double) {
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

    init(percent: Double) {
      logit = logOdds(percent: percent)
      skew = (percent / 100 - 0.5) * logit
    }
  }
}

/// log(p/(1 − p)), exactly antisymmetric about 50 %.
func logOdds(percent: Double) -> Double {
  let (low, high) = (min(percent, 100 - percent), max(percent, 100 - percent))
  let odds = Elementary.log(high / low)
  return percent < 50 ? -odds : odds
}
