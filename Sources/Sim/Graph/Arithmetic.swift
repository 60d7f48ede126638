/// The operators of the engine.
///
/// A condition is 1 or 0, a missing value any NaN. Each operator is defined once, here, for both
/// evaluators; the machine's row loops repeat these definitions lane by lane and tests hold the
/// two to equal bits.
package enum Arithmetic: UInt8, Hashable, Sendable, CaseIterable {
  // One operand.
  case negate, absolute, floor, round, exp, log, squareRoot, logistic, rateChance
  case square, cube
  case sine, cosine, errorFunction, normalProbability, normalQuantile
  case not, isMissing, isNotFinite
  // Two operands.
  case add, subtract, multiply, divide, minimum, maximum, power, modulo
  case less, lessOrEqual, equal, notEqual
  case and, or
  // Three operands: condition, value if it holds, value if not.
  case select

  package var operandCount: Int {
    switch self {
    case .negate, .absolute, .floor, .round, .exp, .log, .squareRoot, .logistic, .rateChance,
      .square, .cube, .sine, .cosine, .errorFunction, .normalProbability, .normalQuantile, .not,
      .isMissing, .isNotFinite:
      1
    case .select: 3
    default: 2
    }
  }

  /// Whether the result is a condition, which is never missing.
  package var givesCondition: Bool {
    switch self {
    case .not, .isMissing, .isNotFinite, .less, .lessOrEqual, .equal, .notEqual, .and, .or: true
    default: false
    }
  }

  /// Whether the machine's loops in C have it; what is asked for seldom is computed lane by lane.
  package var isInLoops: Bool {
    switch self {
    case .sine, .cosine, .errorFunction, .normalProbability, .normalQuantile, .modulo: false
    default: true
    }
  }

  /// The value for one lane. Unused operands are ignored.
  @inline(__always)
  package func callAsFunction(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .negate: -a
    case .absolute: Double(bitPattern: a.bitPattern & 0x7fff_ffff_ffff_ffff)
    case .floor: a.rounded(.down)
    // Half away from zero.
    case .round: a.rounded(.toNearestOrAwayFromZero)
    case .exp: Mathematics.exp(a)
    case .log: Mathematics.log(a)
    case .squareRoot: a.squareRoot()
    case .logistic: Mathematics.logistic(a)
    // 1 − e^(−a): the chance of at least one event at a rate of a per step.
    case .rateChance: Mathematics.rateChance(a)
    case .square: a * a
    case .cube: a * a * a
    case .sine: Mathematics.sin(a)
    case .cosine: Mathematics.cos(a)
    case .errorFunction: Mathematics.erf(a)
    case .normalProbability: Mathematics.normalProbability(a)
    case .normalQuantile: Mathematics.normalQuantile(a)
    case .not: a == 0 ? 1 : 0
    case .isMissing: a != a ? 1 : 0
    case .isNotFinite: a - a != 0 ? 1 : 0
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .minimum: a < b ? a : b
    case .maximum: a > b ? a : b
    case .power: Mathematics.pow(a, b)
    case .modulo: Mathematics.modulo(a, b)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    // Every comparison with a missing value is false, this one too.
    case .notEqual: a < b || a > b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    case .select: a != 0 ? b : c
    }
  }
}
