/// What counts as rounding.
package enum Rounding {
  /// A number that passes a bound by no more than this counts as the bound: shares and chances
  /// that pass 0 or 1, chances that add up to more than 1, steps beyond a whole number, texts that are worth
  /// less than no deal.
  package static let tolerance = 1e-9
}

extension Graph {
  /// What counts as rounding of a number: more of a large one, in proportion.
  package mutating func rounding(of value: NodeID) -> NodeID {
    let size = maximum(constant(1), apply(.absolute, value))
    return apply(.multiply, constant(Rounding.tolerance), size)
  }

  /// `value`, or the whole number that it is but for rounding.
  package mutating func heldNearlyWhole(_ value: NodeID) -> NodeID {
    let nearest = apply(.round, value)
    let off = apply(.absolute, apply(.subtract, value, nearest))
    return select(apply(.lessOrEqual, off, constant(Rounding.tolerance)), nearest, value)
  }

  /// `value`, or the other number that it is above by rounding only.
  package mutating func heldNearly(_ value: NodeID, notAbove most: NodeID) -> NodeID {
    let off = apply(.subtract, value, most)
    let isAbove = apply(.less, constant(0), off)
    let isNear = and(isAbove, apply(.lessOrEqual, off, rounding(of: most)))
    return select(isNear, most, value)
  }

  /// Whether `a` is no more than `b`, but for rounding.
  package mutating func isAtMost(_ a: NodeID, _ b: NodeID) -> NodeID {
    apply(.lessOrEqual, apply(.subtract, a, constant(Rounding.tolerance)), b)
  }

  /// `value`, or the bound that it is beyond.
  package mutating func held(_ value: NodeID, from low: Double?, to high: Double?) -> NodeID {
    var held = value
    if let high {
      let most = constant(high)
      held = select(apply(.less, most, value), most, held)
    }
    if let low {
      let least = constant(low)
      held = select(apply(.less, value, least), least, held)
    }
    return held
  }

  /// `value`, or a bound that it is beyond by rounding only.
  package mutating func heldNearly(_ value: NodeID, from low: Double?, to high: Double?) -> NodeID {
    var held = value
    if let high {
      let most = constant(high)
      let isNear = and(
        apply(.less, most, value),
        apply(.lessOrEqual, value, constant(high + Rounding.tolerance)))
      held = select(isNear, most, held)
    }
    if let low {
      let least = constant(low)
      let isNear = and(
        apply(.less, value, least),
        apply(.lessOrEqual, constant(low - Rounding.tolerance), value))
      held = select(isNear, least, held)
    }
    return held
  }
}
