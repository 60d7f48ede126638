/// The exponential, from the reduction e^x = 2^n e^r with |r| <= ln 2 / 2 (Tang 1989, without his
/// table) and a polynomial fitted by Lawson's reweighted least squares, error below 2^-63.
enum Exponential {
  static let logarithmOfTwo = 0x1.62e42fefa39efp-1
  /// ln 2 in two parts, the first with 32 bits: its product with a binary exponent is exact.
  static let logarithmOfTwoHead = 0x1.62e42feep-1
  static let logarithmOfTwoTail = 0x1.a39ef35793c76p-33
  static let reciprocalOfLogarithmOfTwo = 0x1.71547652b82fep+0
  /// Added to a small number it leaves the nearest integer plus 2046 in the low twelve bits.
  static let rounder = 0x1.8p52 + 2046

  /// An exponential not yet added up and not yet scaled: (one + rest) 2^n.
  struct Parts<L: Lanes> {
    var one: L
    var rest: L
    /// In the low twelve bits n + 2046.
    var exponent: L
  }

  /// x = n ln 2 + high + low; `high` is exact. For -1100 <= x <= 1100 or NaN.
  @inline(__always) static func reduced<L: Lanes>(_ x: L) -> (high: L, low: L, exponent: L) {
    let exponent = L.all(reciprocalOfLogarithmOfTwo) * x + L.all(rounder)
    let n = exponent - L.all(rounder)
    return (x - L.all(logarithmOfTwoHead) * n, L.all(0) - L.all(logarithmOfTwoTail) * n, exponent)
  }

  /// e^(high + low) - 1 - high for |high + low| <= ln 2 / 2.
  @inline(__always) static func tail<L: Lanes>(high: L, low: L) -> L {
    let r = high + low
    var q = L.all(0x1.1f92e776033c2p-29) * r + L.all(0x1.af6cd89ab0a2ep-26)
    q = q * r + L.all(0x1.27e4c771f563ep-22)
    q = q * r + L.all(0x1.71ddef8d8fb4ap-19)
    q = q * r + L.all(0x1.a01a01afaa3c9p-16)
    q = q * r + L.all(0x1.a01a01b3bd5d8p-13)
    q = q * r + L.all(0x1.6c16c16c1492dp-10)
    q = q * r + L.all(0x1.111111110ebaep-7)
    q = q * r + L.all(0x1.5555555555559p-5)
    q = q * r + L.all(0x1.555555555555cp-3)
    q = q * r + L.all(0.5)
    return (r * r) * q + low
  }

  /// e^(high + low) as a leading part and what its rounding left out.
  @inline(__always) static func parts<L: Lanes>(high: L, low: L, exponent: L) -> Parts<L> {
    let one = L.all(1.0) + high
    let rest = (high - (one - L.all(1.0))) + tail(high: high, low: low)
    return Parts(one: one, rest: rest, exponent: exponent)
  }

  /// The two factors whose product is 2^n; either alone stays a normal number.
  @inline(__always) static func scales<L: Lanes>(_ exponent: L) -> (L, L) {
    let biased = exponent.and(0xFFF)
    let half = biased.shiftedRight(1)
    return (half.shiftedLeft(52), biased.minus(bitsOf: half).shiftedLeft(52))
  }

  @inline(__always) static func value<L: Lanes>(_ parts: Parts<L>) -> L {
    let (first, second) = scales(parts.exponent)
    return ((parts.one + parts.rest) * first) * second
  }

  @inline(__always) static func exp<L: Lanes>(_ x: L) -> L {
    let (high, low, exponent) = reduced(x.clamped(from: -746, to: 710))
    return value(parts(high: high, low: low, exponent: exponent))
  }

  /// 1 - e^-r, accurate however small r is: the chance of at least one event at rate r.
  @inline(__always) static func rateChance<L: Lanes>(_ r: L) -> L {
    let x = L.all(0) - r.clamped(from: -709, to: 45)
    let (high, low, exponent) = reduced(x)
    let scale = exponent.plus(bits: UInt64(bitPattern: -1023)).shiftedLeft(52)
    let whole = L.all(1.0) - scale
    let leading = L.all(0) - scale * high
    let sum = whole + leading
    let chance = sum + ((leading - (sum - whole)) - scale * tail(high: high, low: low))
    return chance.replaced(
      by: L.all(-.infinity), where: L.isLess(r, L.all(-709)))
  }

  /// 1 / (1 + e^-x), from e^-|x| in two parts so that neither end loses digits.
  @inline(__always) static func logistic<L: Lanes>(_ x: L) -> L {
    let zero = L.all(0)
    let negative = L.isLess(x, zero)
    let (high, low, exponent) = reduced((zero - x.magnitudeOnly).clamped(from: -746, to: 0))
    let parts = parts(high: high, low: low, exponent: exponent)
    let sum = parts.one + parts.rest
    let (first, second) = scales(exponent)
    let e = (sum * first) * second
    let eRest = ((parts.rest - (sum - parts.one)) * first) * second
    let denominator = L.all(1.0) + e
    let denominatorRest = (e - (denominator - L.all(1.0))) + eRest
    let quotient = L.all(1).replaced(by: e, where: negative) / denominator
    let numeratorRest = zero.replaced(by: eRest, where: negative)
    // 1 / denominator to first order: the quotient itself or its complement.
    let reciprocal = quotient.replaced(by: L.all(1.0) - quotient, where: negative)
    return quotient + (numeratorRest - quotient * denominatorRest) * reciprocal
  }
}
