import CGSL

/// The elementary functions of the engine, down to the sine: the same bits on every processor, alone or in a row.
///
/// Special values as C99, annex F. Errors stay below 1.2 units in the last place (sampled;
/// see the tests).
package enum Mathematics {
  /// e^x.
  package static func exp(_ x: Double) -> Double { Exponential.exp(x) }

  /// The natural logarithm; NaN below zero.
  package static func log(_ x: Double) -> Double { Logarithm.log(x) }

  /// x^y; NaN for a negative x and a y that is not an integer.
  package static func pow(_ x: Double, _ y: Double) -> Double { Power.pow(x, y) }

  /// 1 / (1 + e^-x).
  package static func logistic(_ x: Double) -> Double { Exponential.logistic(x) }

  /// 1 - e^-r, the chance of at least one event in a unit of time at rate r >= 0. A rate below
  /// zero gives the formula's negative value.
  package static func rateChance(_ r: Double) -> Double { Exponential.rateChance(r) }

  /// The sine of an angle in radians; NaN beyond `largestAngle`.
  package static func sin(_ x: Double) -> Double { Trigonometry.sin(x) }

  /// The cosine likewise.
  package static func cos(_ x: Double) -> Double { Trigonometry.cos(x) }

  /// An angle beyond it has too few digits left to say where on the circle it is.
  package static let largestAngle = 1e9

  /// a less as many whole b as leave the sign of b; exact but for one rounding. NaN for b = 0.
  package static func modulo(_ a: Double, _ b: Double) -> Double {
    let rest = a.truncatingRemainder(dividingBy: b)
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest
  }

  // MARK: Of the normal distribution, by GSL

  /// 2/√π·∫ e^(−t²) from 0 to x.
  package static func erf(_ x: Double) -> Double { gsl_sf_erf(x) }

  /// Φ(z), the chance that a standard normal is z or less.
  package static func normalProbability(_ z: Double) -> Double { gsl_cdf_ugaussian_P(z) }

  /// Φ⁻¹(p); infinite at 0 and 1, NaN beyond.
  package static func normalQuantile(_ p: Double) -> Double {
    p >= 0 && p <= 1 ? gsl_cdf_ugaussian_Pinv(p) : .nan
  }
}
