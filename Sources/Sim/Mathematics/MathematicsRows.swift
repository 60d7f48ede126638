import CGSL

/// Whole rows: `count` a multiple of 8, both rows aligned to 64 bytes; a row may be its own result.
/// Rows of exp and the logistic function are C, which can use AVX2; tests hold them to the scalars' bits.
extension Mathematics {
  public static func expRow(
    _ x: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int
  ) {
    sim_row_exp(result, x, x, x, x, count)
  }

  public static func logRow(
    _ x: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int
  ) {
    eachEight(x, result, count) { vectorLog($0) }
  }

  public static func logisticRow(
    _ x: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int
  ) {
    sim_row_logistic(result, x, x, x, x, count)
  }

  public static func rateChanceRow(
    _ r: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int
  ) {
    eachEight(r, result, count) { vectorRateChance($0) }
  }

  public static func powRow(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    into result: UnsafeMutablePointer<Double>, count: Int
  ) {
    let (x, y) = (UnsafeRawPointer(x), UnsafeRawPointer(y))
    let result = UnsafeMutableRawPointer(result)
    var offset = 0
    while offset < count * 8 {
      result.storeBytes(
        of: vectorPow(
          x.load(fromByteOffset: offset, as: SIMD8<Double>.self),
          y.load(fromByteOffset: offset, as: SIMD8<Double>.self)),
        toByteOffset: offset, as: SIMD8<Double>.self)
      offset += 64
    }
  }

  @inline(__always) private static func eachEight(
    _ x: UnsafePointer<Double>, _ result: UnsafeMutablePointer<Double>, _ count: Int,
    _ function: (SIMD8<Double>) -> SIMD8<Double>
  ) {
    let x = UnsafeRawPointer(x)
    let result = UnsafeMutableRawPointer(result)
    var offset = 0
    while offset < count * 8 {
      result.storeBytes(
        of: function(x.load(fromByteOffset: offset, as: SIMD8<Double>.self)),
        toByteOffset: offset, as: SIMD8<Double>.self)
      offset += 64
    }
  }
}
