/// The natural logarithm: x = 2^k (1 + f) with 1 + f between the root of a half and the root of
/// two, and log(1 + f) = 2 artanh(f / (2 + f)) (Tang 1990, without his table). The polynomial is
/// fitted by Lawson's reweighted least squares, error below 2^-58.
enum Logarithm {
  static let smallestNormal = 0x1p-1022
  static let rootOfHalf: UInt64 = 0x3FE6_A09E_667F_3BCD

  /// A positive finite number as a power of two and a factor near 1; subnormal numbers too.
  @inline(__always) static func split<L: Lanes>(_ x: L) -> (exponent: L, factor: L) {
    let subnormal = L.isLess(x, L.all(smallestNormal))
    let normal = x.replaced(by: L.all(0x1p54) * x, where: subnormal)
    let shifted = normal.plus(bits: 0x3FF0_0000_0000_0000 &- rootOfHalf)
    let biased = shifted.shiftedRight(52).or(0x4330_0000_0000_0000)
    let bias = L.all(0x1p52 + 1023).replaced(
      by: L.all(0x1p52 + 1077), where: subnormal)
    return (biased - bias, shifted.and(0x000F_FFFF_FFFF_FFFF).plus(bits: rootOfHalf))
  }

  @inline(__always) static func log<L: Lanes>(_ x: L) -> L {
    let (k, factor) = split(x)
    let f = factor - L.all(1.0)
    let s = f / (L.all(2.0) + f)
    let z = s * s
    var g = L.all(0x1.2f0660294728bp-3) * z + L.all(0x1.39a1a23e2b681p-3)
    g = g * z + L.all(0x1.74663fd6025a3p-3)
    g = g * z + L.all(0x1.c71c5204ea81dp-3)
    g = g * z + L.all(0x1.24924941f693cp-2)
    g = g * z + L.all(0x1.999999997fd54p-2)
    g = g * z + L.all(0x1.5555555555592p-1)
    let half = L.all(0.5) * f * f
    let tail = s * (half + z * g) + L.all(Exponential.logarithmOfTwoTail) * k
    let whole = L.all(Exponential.logarithmOfTwoHead) * k
    let sum = whole + f
    let value = sum + ((f - (sum - whole)) - (half - tail))
    return special(value, x)
  }

  @inline(__always) private static func special<L: Lanes>(_ value: L, _ x: L) -> L {
    let zero = L.all(0)
    let infinity = L.all(.infinity)
    let ordinary = L.both(L.isLess(zero, x), L.isLess(x, infinity))
    guard L.any(L.not(ordinary)) else { return value }
    return
      value
      .replaced(by: x, where: L.not(L.isLess(x, infinity)))
      .replaced(by: L.all(.nan), where: L.isLess(x, zero))
      .replaced(by: L.all(-.infinity), where: L.isEqual(x, zero))
  }
}
