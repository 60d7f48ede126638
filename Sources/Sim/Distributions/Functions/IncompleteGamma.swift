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
    let sign = isLeft ? -1.0 : 1
    let integral = TailIntegral.value { t in
      if sign * t > 600 { return .infinity }
      return abs(distance) * t + x * SmallDifferences.expm1Minus(sign * t)
    }
    let part = Elementary.exp(logDensity) * integral
    return isLeft == (tail == .lower) ? min(part, 1) : max(0, 1 - part)
  }
}
