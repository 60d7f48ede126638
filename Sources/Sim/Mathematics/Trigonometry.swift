/// Sine and cosine: the argument is reduced by multiples of π/2 that are subtracted exactly (Cody &
/// Waite 1980, with fused products), and the rest, at most π/4, goes into the polynomials of fdlibm
/// (Sun Microsystems 1993, `k_sin` and `k_cos`).
enum Trigonometry {
  /// π/2 in three parts, each with all of its 53 bits.
  private static let head = 0x1.921fb54442d18p0
  private static let middle = 0x1.1a62633145c07p-54
  private static let tail = -0x1.f1976b7ed8fbcp-110

  /// NaN for what is beyond `Mathematics.largestAngle`, and for what is missing.
  static func sin(_ x: Double) -> Double {
    guard let (quarter, high, low) = reduced(x) else { return .nan }
    let value = quarter & 1 == 0 ? sinNearZero(high, low) : cosNearZero(high, low)
    return quarter & 2 == 0 ? value : -value
  }

  static func cos(_ x: Double) -> Double {
    guard let (quarter, high, low) = reduced(x) else { return .nan }
    let value = quarter & 1 == 0 ? cosNearZero(high, low) : sinNearZero(high, low)
    return (quarter + 1) & 2 == 0 ? value : -value
  }

  /// x = quarter·π/2 + high + low.
  private static func reduced(_ x: Double) -> (quarter: Int, high: Double, low: Double)? {
    guard abs(x) <= Mathematics.largestAngle else { return nil }
    let k = (x * 0x1.45f306dc9c883p-1).rounded(.toNearestOrEven)
    // The difference is a multiple of the last bit of either, and small: it is exact.
    let first = x.addingProduct(-k, head)
    let product = k * middle
    let lost = (-product).addingProduct(k, middle)
    let high = first - product
    let rest = ((first - high) - product) - lost - k * tail
    let sum = high + rest
    return (Int(k), sum, (high - sum) + rest)
  }

  /// sin(x + y), |x| ≤ π/4, y what rounding left out of x.
  private static func sinNearZero(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    var r = 1.58969099521155010221e-10 * z - 2.50507602534068634195e-08
    r = r * z + 2.75573137070700676789e-06
    r = r * z - 1.98412698298579493134e-04
    r = r * z + 8.33333333332248946124e-03
    let cube = z * x
    return x - ((z * (0.5 * y - cube * r) - y) + cube * 1.66666666666666324348e-01)
  }

  /// cos(x + y) likewise.
  private static func cosNearZero(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    var r = -1.13596475577881948265e-11 * z + 2.08757232129817482790e-09
    r = r * z - 2.75573143513906633035e-07
    r = r * z + 2.48015872894767294178e-05
    r = r * z - 1.38888888888741095749e-03
    r = (r * z + 4.16666666666666019037e-02) * z
    let half = 0.5 * z
    let one = 1 - half
    return one + (((1 - one) - half) + (z * r - x * y))
  }
}
