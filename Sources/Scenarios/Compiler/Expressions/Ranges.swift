import Sim

/// What a number must lie in: most lie on the scale from 0 to 1 of every issue.
enum Bounds {
  case unit, notNegative, positive

  var words: String {
    switch self {
    case .unit: "in 0 … 1"
    case .notNegative: "0 or more"
    case .positive: "above 0"
    }
  }
}

extension Expressions {
  /// A number that must lie in a range: an error if it is known not to, else a check of each trial.
  /// What is beyond a bound by rounding only is held to the bound.
  func within(_ range: Bounds, _ value: NodeID, _ e: Expression, _ what: String) throws -> NodeID {
    let bad: NodeID
    var held = value
    let below = typed.graph.apply(.less, value, typed.graph.constant(-Rounding.tolerance))
    switch range {
    case .unit:
      let above = typed.graph.apply(.less, typed.graph.constant(1 + Rounding.tolerance), value)
      bad = typed.graph.or(below, above)
      held = typed.graph.held(value, from: 0, to: 1)
    case .notNegative:
      bad = below
      held = typed.graph.held(value, from: 0, to: nil)
    case .positive: bad = typed.graph.apply(.lessOrEqual, value, typed.graph.constant(0))
    }
    if typed.graph.isBroken(value) {
      throw e.error(NameCause.notFinite(what: what, range: range.words))
    }
    if constantValue(bad) == 1 {
      let written =
        constantValue(value).map {
          $0.isFinite ? ", but is \(shortest($0))" : ", but is not a finite number"
        } ?? ""
      let hint = range == .unit ? percentHint(e) : ""
      throw e.error(
        NameCause.outOfRange(what: what, range: range.words, found: written, hint: hint))
    }
    return typed.checked(held, bad: bad, "\(what) is not \(range.words)", at: e)
  }

  /// A share that must be known too: a missing one fails the trial that needs it.
  func knownShare(_ value: NodeID, _ e: Expression, _ what: String) throws -> NodeID {
    let share = try within(.unit, value, e, what)
    let missing = typed.graph.apply(.isMissing, value)
    return typed.checked(share, bad: missing, "\(what) is missing", at: e)
  }

  /// For what was plainly written as a number of percent. So few as 2 would hardly be.
  func percentHint(_ e: Expression) -> String {
    guard let value = e.plainNumber, value >= 5, value <= 100, value == value.rounded() else {
      return ""
    }
    return "; if \(shortest(value)) % is meant, write \(shortest(value))%"
  }

  /// To seven places, which sums that are not exact need no more of.
  func shown(_ sum: Double) -> String {
    shortest(abs(sum) < 1e8 ? (sum * 1e7).rounded() / 1e7 : sum)
  }

  func shortest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
