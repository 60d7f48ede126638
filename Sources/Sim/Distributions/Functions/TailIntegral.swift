/// The integral of exp(−h(t)) over t > 0, for a convex h with h(0) = 0 that does not fall at 0: the
/// tail of a distribution with a logarithmically concave density, from the side of its mode on.
///
/// The double exponential rule for what decays like an exponential, t = s·exp(u − exp(−u))
/// (Takahasi & Mori 1974); s is where h has come to 1. Some 90 values give 13 digits.
enum TailIntegral {
  private static let step = 1.0 / 12

  static func value(_ h: (Double) -> Double) -> Double {
    let scale = unitPlace(h)
    func term(_ k: Double) -> Double {
      let u = k * step
      let e = Elementary.exp(-u)
      let t = scale * Elementary.exp(u - e)
      let depth = h(t)
      // Not below 750: the density is 0 to every digit.
      return depth < 750 ? Elementary.exp(-depth) * t * (1 + e) : 0
    }
    var sum = 0.0
    for direction in [1.0, -1] {
      var k = direction > 0 ? 0 : direction
      while abs(k) < 200 {
        let next = term(k)
        sum += next
        if !(next >= 1e-18 * sum) { break }
        k += direction
      }
    }
    return sum * step
  }

  /// Where h comes to 1, nearly.
  private static func unitPlace(_ h: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    if h(high) < 1 {
      var doublings = 0
      while h(high) < 1, doublings < 2100 {
        low = high
        high *= 2
        doublings += 1
      }
    } else {
      low = 0.5
      var halvings = 0
      while h(low) >= 1, halvings < 2100 {
        high = low
        low /= 2
        halvings += 1
      }
    }
    for _ in 0..<5 {
      let middle = (low + high) / 2
      if h(middle) < 1 { low = middle } else { high = middle }
    }
    return high
  }
}
