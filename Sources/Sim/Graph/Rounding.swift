/// What counts as rounding.
package enum Rounding {
  /// A number that passes a bound by no more than this counts as the bound: shares and chances
  /// that pass 0 or 1, chances that add up to more than 1, steps beyond a whole number, texts that are worth
  /// less than no deal.
  package static let tolerance = 1e-9
  /// What sums of numbers near 1 leave of an exact 0.
  package static let least = 1e-15
  /// How many of its size a number may be off a whole one: some last digits.
  static let digits = 4e-15

  /// What counts as rounding of what a text is worth: `tolerance`, of large numbers in proportion. Of small
  /// ones no less, since texts are searched for to that precision.
  package static func ofWorth(_ value: Double) -> Double { tolerance * max(1, abs(value)) }
}

extension Graph {
  /// What counts as rounding of a number of any size: in proportion to it.
  package mutating func rounding(of value: NodeID) -> NodeID {
    let share = apply(.multiply, constant(Rounding.tolerance), apply(.absolute, value))
    return apply(.add, constant(Rounding.least), share)
  }

  /// Whether `worth` is no less than `other`, but for `Rounding.ofWorth`.
  package mutating func isWorth(_ worth: NodeID, atLeast other: NodeID) -> NodeID {
    let size = maximum(apply(.absolute, worth), apply(.absolute, other))
    let rounding = apply(.multiply, constant(Rounding.tolerance), maximum(constant(1), size))
    return apply(.lessOrEqual, apply(.negate, rounding), apply(.subtract, worth, other))
  }

  /// Whether a lower bound is above an upper one, by more than rounding. Halves are compared, since the
  /// difference of bounds that stand for none, as -1e308 and 1e308, is too large for a number.
  package mutating func isReversed(_ low: NodeID, _ high: NodeID) -> NodeID {
    let half = constant(0.5)
    let size = maximum(apply(.absolute, low), apply(.absolute, high))
    let rounding = apply(.multiply, constant(Rounding.tolerance / 2), maximum(constant(1), size))
    let most = apply(.add, apply(.multiply, half, high), rounding)
    return apply(.less, most, apply(.multiply, half, low))
  }

  /// Whether `a` is more than `b`, by more than rounding in proportion to `b`.
  package mutating func isMore(_ a: NodeID, than b: NodeID) -> NodeID {
    apply(.less, apply(.add, b, rounding(of: b)), a)
  }

  /// `value`, or the whole number that it is but for rounding.
  package mutating func heldNearlyWhole(_ value: NodeID) -> NodeID {
    let nearest = apply(.round, value)
    return select(isNearly(value, nearest), nearest, value)
  }

  /// Whether a number is a whole one but for rounding: of large ones some last digits.
  mutating func isNearly(_ value: NodeID, _ whole: NodeID) -> NodeID {
    let off = apply(.absolute, apply(.subtract, value, whole))
    let digits = apply(.multiply, constant(Rounding.digits), apply(.absolute, whole))
    return apply(.lessOrEqual, off, maximum(constant(Rounding.tolerance), digits))
  }

  /// `value`, or 0 where it is below by rounding only; of numbers of any size.
  package mutating func heldNearlyNotNegative(_ value: NodeID) -> NodeID {
    let zero = constant(0)
    let isNear = and(
      apply(.less, value, zero), apply(.lessOrEqual, constant(-Rounding.least), value))
    return select(isNear, zero, value)
  }

  /// `value`, or the other number that it is above by rounding only.
  package mutating func heldNearly(_ value: NodeID, notAbove most: NodeID) -> NodeID {
    let isNear = and(apply(.less, most, value), not(isMore(value, than: most)))
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
