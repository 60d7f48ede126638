/// The regularised incomplete gamma function for large shapes, where GSL's loses digits.
///
/// In y = log x the density is logarithmically concave with its mode at x = shape, so the tail away
/// from the mode is a `TailIntegral`; the larger tail is 1 less the smaller.
enum IncompleteGamma {
  /// P(X ≤ x), or P(X > x) for the upper tail; x > 0, scale 1.
  static func probability(_ x: Double, _ tail: Tail, shape: Double) -> Double {
    let distance = x - shape
    let logDensity =
      0.5 * Elementary.log(shape / (2 * Double.pi))
      + shape * SmallDifferences.log1pMinus(distance / shape, ratio: x / shape)
      - SmallDifferences.stirling(shape)
    let isLeft = distance <= 0
    let part = Elementary.exp(logDensity) * tailOverDensity(x, shape: shape)
    return isLeft == (tail == .lower) ? min(part, 1) : max(0, 1 - part)
  }

  /// log of P(X > x)/P(X > a), both at the shape or above it, scale 1.
  static func logUpperRatio(_ x: Double, _ a: Double, shape: Double) -> Double {
    if x == .infinity { return -.infinity }
    return shape * Elementary.log(x / a) - (x - a)
      + Elementary.log(upperOverDensity(x, shape: shape) / upperOverDensity(a, shape: shape))
  }

  /// The upper tail over the density in y = log x: far out by Legendre's continued fraction for
  /// Γ(shape, x)/(x^shape·exp(−x)) (DLMF 8.9.2, in its even part), which ends soon there.
  private static func upperOverDensity(_ x: Double, shape: Double) -> Double {
    guard x > 2 * shape + 30 else { return tailOverDensity(x, shape: shape) }
    // Evaluated forwards as Steed's method does (Thompson & Barnett 1986).
    var b = x + 1 - shape
    var ratio = 1 / b
    var term = ratio
    var sum = ratio
    for k in 1..<1_000 {
      let a = Double(k) * (shape - Double(k))
      b += 2
      ratio = 1 / (a * ratio + b)
      term *= b * ratio - 1
      sum += term
      if abs(term) < 1e-17 * abs(sum) { break }
    }
    return sum
  }

  /// The tail away from the mode over the density in y = log x.
  private static func tailOverDensity(_ x: Double, shape: Double) -> Double {
    let distance = x - shape
    let sign = distance <= 0 ? -1.0 : 1
    return TailIntegral.value { t in
      if sign * t > 600 { return .infinity }
      return abs(distance) * t + x * SmallDifferences.expm1Minus(sign * t)
    }
  }
}
