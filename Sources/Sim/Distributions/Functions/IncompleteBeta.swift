/// The regularised incomplete beta function for large parameters, where GSL's loses digits from ten
/// thousand on and gives NaN from some hundred thousand.
///
/// In y = log(x/(1 − x)) the density is logarithmically concave with its mode at x = a/(a + b), so
/// the tail on the other side of x from the mode is a `TailIntegral`; the density itself is
/// Loader's (2000). The larger tail is 1 less the smaller.
struct IncompleteBeta {
  private let a: Double
  private let b: Double
  private let sum: Double
  /// a + b less its rounded value.
  private let rest: Double

  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    sum = a + b
    let part = sum - a
    rest = (a - (sum - part)) + (b - part)
  }

  /// P(X ≤ x), or P(X > x) for the upper tail; `complement` is 1 − x, 0 < x < 1.
  func probability(_ x: Double, complement v: Double, _ tail: Tail) -> Double {
    // a − (a + b)·x, from the smaller of x and 1 − x: above 0 left of the mode.
    let distance =
      x <= v
      ? a.addingProduct(-x, sum) - x * rest
      : (-b).addingProduct(v, sum) + v * rest
    let isLeft = distance >= 0
    let part = Elementary.exp(logDensity(x, v, distance)) * integral(x, v, abs(distance), isLeft)
    return isLeft == (tail == .lower) ? min(part, 1) : max(0, 1 - part)
  }

  /// Of y = log(x/(1 − x)).
  private func logDensity(_ x: Double, _ v: Double, _ distance: Double) -> Double {
    0.5 * Elementary.log(a / sum * b / (2 * Double.pi))
      + a * SmallDifferences.log1pMinus(-distance / a, ratio: x * (sum / a))
      + b * SmallDifferences.log1pMinus(distance / b, ratio: v * (sum / b))
      + SmallDifferences.stirling(sum) - SmallDifferences.stirling(a)
      - SmallDifferences.stirling(b)
  }

  /// Of the density away from the mode, as a share of that at x. The logarithm of the density falls
  /// by slope·t + (a + b)·(w(eˢ − 1 − s) + log1p(w(eˢ − 1)) − w(eˢ − 1)) with s = ±t and w the
  /// smaller of x and 1 − x.
  private func integral(
    _ x: Double, _ v: Double, _ slope: Double, _ isLeft: Bool
  ) -> Double {
    let smaller = min(x, v)
    let sign = isLeft == (x <= v) ? -1.0 : 1
    let total = sum
    return TailIntegral.value { t in
      let s = sign * t
      if s > 600 { return .infinity }
      let growth = smaller * Elementary.expm1(s)
      return slope * t + total
        * (smaller * SmallDifferences.expm1Minus(s)
          + SmallDifferences.log1pMinus(growth, ratio: 1 + growth))
    }
  }
}
