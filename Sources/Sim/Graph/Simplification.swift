extension Graph {
  /// Constant exponents for which a power is a product, with bits of its own.
  static let exponentsWithShortcuts: Set<Double> = [1, 2, 3, 4]

  /// Only identities that keep every bit, −0 and NaN included.
  mutating func simplified(_ operation: Arithmetic, _ x: [NodeID]) -> NodeID? {
    switch operation {
    case .select:
      if let c = constantValue(x[0]) { return c != 0 ? x[1] : x[2] }
      if x[1] == x[2] { return x[1] }
    case .and:
      if constantValue(x[0]) == 0 || constantValue(x[1]) == 0 { return condition(false) }
      if constantValue(x[0]) != nil { return x[1] }
      if constantValue(x[1]) != nil { return x[0] }
      if x[0] == x[1] { return x[0] }
    case .or:
      if let a = constantValue(x[0]) { return a != 0 ? condition(true) : x[1] }
      if let b = constantValue(x[1]) { return b != 0 ? condition(true) : x[0] }
      if x[0] == x[1] { return x[0] }
    case .not:
      if case .apply(.not) = self[x[0]].operation { return self[x[0]].operands[0] }
    case .multiply:
      if constantValue(x[0]) == 1 { return x[1] }
      if constantValue(x[1]) == 1 { return x[0] }
    case .divide:
      if constantValue(x[1]) == 1 { return x[0] }
      // The reciprocal of a power of two is exact, so the product has the quotient's bits.
      if let b = constantValue(x[1]), b.isNormal, b.significand == 1, (1 / b).isNormal {
        return apply(.multiply, x[0], constant(1 / b))
      }
    case .subtract:
      if let b = constantValue(x[1]), b == 0, b.sign == .plus { return x[0] }
    case .isMissing:
      if !self[x[0]].mayBeMissing { return condition(false) }
    case .power:
      // Constant small powers are products, so that a square costs a multiplication.
      switch constantValue(x[1]) {
      case 1: return x[0]
      case 2: return apply(.square, x[0])
      case 3: return apply(.cube, x[0])
      case 4: return apply(.square, apply(.square, x[0]))
      default: break
      }
    default: break
    }
    return nil
  }
}
