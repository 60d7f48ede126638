/// The elementary functions of the engine: the same bits on every processor, alone or in a row.
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
}
