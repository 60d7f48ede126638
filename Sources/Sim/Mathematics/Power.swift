/// x^y = 2^(y log2 x), the logarithm carried in two doubles (the scheme of Sun's e_pow, 1993:
/// heads of 26 bits whose products are exact), special cases as C99, annex F.9.4.4.
enum Power {
  /// 2 / (3 ln 2), whole and in two parts.
  private static let unit = 0x1.ec709dc3a03fdp-1
  private static let unitHead = 0x1.ec709d8p-1
  private static let unitTail = 0x1.0e80ff5d27f05p-27
  private static let logarithmOfTwoHead = 0x1.62e42f8p-1
  private static let logarithmOfTwoTail = 0x1.be8e7bcd5e4f2p-27

  @inline(__always) static func pow<L: Lanes>(_ x: L, _ y: L) -> L {
    let size = x.magnitudeOnly
    let value = positive(size, y)
    let infinity = L.all(.infinity)
    let zero = L.all(0)
    let ordinary = L.both(
      L.both(L.isLess(zero, x), L.isLess(x, infinity)), L.isEqual(y, y))
    guard L.any(L.not(ordinary)) else { return value }
    return special(value, x, y, size: size)
  }

  /// log2 of a positive finite number, the head with 26 bits.
  @inline(__always) private static func binaryLogarithm<L: Lanes>(_ x: L) -> (head: L, tail: L) {
    let (k, factor) = Logarithm.split(x)
    let f = factor - L.all(1.0)
    // s = f / (2 + f) in two parts.
    let d = factor + L.all(1.0)
    let dRest = factor - (d - L.all(1.0))
    let reciprocal = L.all(1) / d
    let s = f * reciprocal
    let sHead = s.head
    let dHead = d.head
    let sTail = ((f - sHead * dHead) - sHead * ((d - dHead) + dRest)) * reciprocal
    // log(1 + f) = 2/3 s (3 + s^2 + r), r = s^4 (3/5 + 3/7 s^2 + ...).
    let square = sHead * sHead
    let squareRest = sTail * sHead + sTail * s
    let z = square + squareRest
    var w = L.all(0x1.956518f0ba03ap-3) * z + L.all(0x1.973fbfa4e1fa6p-3)
    w = w * z + L.all(0x1.d8ae636e5816cp-3)
    w = w * z + L.all(0x1.1745af668a6cep-2)
    w = w * z + L.all(0x1.555555a219308p-2)
    w = w * z + L.all(0x1.b6db6db683ad3p-2)
    w = w * z + L.all(0x1.3333333333464p-1)
    let r = (z * z) * w + squareRest
    let sumHead = ((L.all(3.0) + square) + r).head
    let sumTail = r - ((sumHead - L.all(3.0)) - square)
    let u = sHead * sumHead
    let v = sTail * sumHead + sumTail * s
    let productHead = (u + v).head
    let productTail = v - (productHead - u)
    let high = L.all(unitHead) * productHead
    let low = L.all(unitTail) * productHead + L.all(unit) * productTail
    let head = ((high + low) + k).head
    return (head, low - ((head - k) - high))
  }

  @inline(__always) private static func positive<L: Lanes>(_ x: L, _ y: L) -> L {
    let logarithm = binaryLogarithm(x)
    // Beyond 2^65 any x but 1 has overflowed or underflowed.
    let y = y.clamped(from: -0x1p65, to: 0x1p65)
    let yHead = y.head
    let high = yHead * logarithm.head
    let low = (y - yHead) * logarithm.head + y * logarithm.tail
    let sum = high + low
    let limit = sum.clamped(from: -1100, to: 1100)
    let beyond = L.not(L.isEqual(limit, sum))
    let whole = high.replaced(by: limit, where: beyond)
    let rest = low.replaced(by: L.all(0), where: beyond)
    let exponent = limit + L.all(Exponential.rounder)
    let fraction = whole - (exponent - L.all(Exponential.rounder))
    let head = (fraction + rest).head
    let tail = rest - (head - fraction)
    return Exponential.value(
      Exponential.parts(
        high: L.all(logarithmOfTwoHead) * head,
        low: L.all(Exponential.logarithmOfTwo) * tail + L.all(logarithmOfTwoTail) * head,
        exponent: exponent))
  }

  @inline(__always) private static func special<L: Lanes>(
    _ value: L, _ x: L, _ y: L, size: L
  ) -> L {
    let (zero, one) = (L.all(0), L.all(1))
    let (infinity, nan) = (L.all(.infinity), L.all(.nan))
    let ySize = y.magnitudeOnly
    let integer = L.either(
      L.isEqual((ySize + L.all(0x1p52)) - L.all(0x1p52), ySize),
      L.not(L.isLess(ySize, L.all(0x1p52))))
    let half = L.all(0.5) * ySize
    let odd = L.both(
      L.both(integer, L.isLess(ySize, L.all(0x1p53))),
      L.not(L.isEqual((half + L.all(0x1p52)) - L.all(0x1p52), half)))
    let zeroBase = L.isEqual(size, zero)
    let infiniteBase = L.isEqual(size, infinity)
    let falling = L.isLess(y, zero)
    let grows = L.either(L.both(zeroBase, falling), L.both(infiniteBase, L.not(falling)))
    let extreme = zero.replaced(by: infinity, where: grows)
    let noRoot = L.both(
      L.both(L.isLess(x, zero), L.isLess(size, infinity)), L.not(integer))
    let sign = zero.replaced(by: x.and(0x8000_0000_0000_0000), where: odd)
    let noNumber = L.not(L.both(L.isEqual(x, x), L.isEqual(y, y)))
    return
      value
      .replaced(by: extreme, where: L.either(zeroBase, infiniteBase))
      .or(bitsOf: sign)
      .replaced(by: nan, where: L.either(noRoot, noNumber))
      .replaced(by: one, where: L.either(L.isEqual(y, zero), L.isEqual(x, one)))
  }
}
