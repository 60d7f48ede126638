/// The upper tail of a standard normal, as far out as there are numbers.
enum NormalTail {
  /// Upper probability over density, for z of 5 and more (Abramowitz & Stegun 1964, 26.2.14).
  static func millsRatio(_ z: Double) -> Double {
    var rest = z
    for k in stride(from: 60.0, through: 1, by: -1) { rest = z + k / rest }
    return 1 / rest
  }

  /// log of P(Z > to)/P(Z > from), both 5 or more: the ratio of the densities times that of Mills'
  /// ratios. `apart` is their difference, with all of its digits.
  static func logRatio(of to: Double, to from: Double, apart: Double) -> Double {
    if to == .infinity { return -.infinity }
    return Elementary.log(millsRatio(to) / millsRatio(from)) - apart * ((to + from) / 2)
  }
}
