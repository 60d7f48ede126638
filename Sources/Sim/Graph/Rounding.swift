/// What counts as rounding.
package enum Rounding {
  /// A number that passes a bound by no more than this counts as the bound: shares and chances
  /// that pass 0 or 1, chances that add up to more than 1, steps beyond a whole number.
  package static let tolerance = 1e-9
}

extension Graph {
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
