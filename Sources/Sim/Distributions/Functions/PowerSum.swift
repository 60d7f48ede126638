/// Sums of k^(−s) over whole numbers in a row, the first 1 or more; the last may be infinite if s is
/// above 1. From thirty, or 3s, on by the formula of Euler and Maclaurin (Abramowitz & Stegun 1964,
/// 23.1.30), to some 13 digits.
enum PowerSum {
  static func value(_ first: Double, _ last: Double, _ s: Double) -> Double {
    var sum = 0.0
    var k = first
    let start = max(30, 3 * s)
    while k < start, k <= last {
      let term = Elementary.pow(k, -s)
      sum += term
      // What is left is less than the last bit.
      if s > 2, term * k < 1e-18 * sum { return sum }
      k += 1
    }
    return k > last ? sum : sum + smooth(k, last, s)
  }

  /// B₂ⱼ/(2j)!, from j = 1 on.
  private static let coefficients: [Double] = [
    1 / 12, -1 / 720, 1 / 30_240, -1 / 1_209_600, 1 / 47_900_160,
    -691 / 1_307_674_368_000, 1 / 74_724_249_600, -3617 / 10_670_622_842_880_000,
  ]

  private static func smooth(_ a: Double, _ b: Double, _ s: Double) -> Double {
    let (first, last) = (Elementary.pow(a, -s), b == .infinity ? 0 : Elementary.pow(b, -s))
    var sum = integral(a, b, s) + (first + last) / 2
    // The derivatives are −s(s + 1)…(s + 2j − 2)·x^(−s − 2j + 1).
    var (atFirst, atLast) = (s * first / a, b == .infinity ? 0 : s * last / b)
    for (j, coefficient) in coefficients.enumerated() {
      sum += coefficient * (atFirst - atLast)
      let rise = (s + Double(2 * j + 1)) * (s + Double(2 * j + 2))
      atFirst *= rise / (a * a)
      if b != .infinity { atLast *= rise / (b * b) }
    }
    return sum
  }

  private static func integral(_ a: Double, _ b: Double, _ s: Double) -> Double {
    if b == .infinity { return Elementary.pow(a, 1 - s) / (s - 1) }
    let width = Elementary.log1p((b - a) / a)
    if s == 1 { return width }
    return Elementary.pow(a, 1 - s) * Elementary.expm1((1 - s) * width) / (1 - s)
  }
}
