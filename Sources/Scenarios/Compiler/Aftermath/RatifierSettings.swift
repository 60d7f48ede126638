import Sim

/// What ratifiers are given.
extension Aftermath {
  func setting(
    _ e: Expression, _ p: Int, _ r: Int, _ what: String, _ phase: Phase
  ) throws -> NodeID {
    let name = scenario.parties[p].ratifiers[r].name.name
    return try expressions.number(
      e, parties.partyScope(p, "ratifiers.\(name).\(what)", e, phase, .signing), for: "'\(what)'")
  }

  func share(
    _ e: Expression?, _ p: Int, _ r: Int, _ what: String, _ standard: Double
  ) throws -> NodeID {
    guard let e else { return typed.graph.constant(standard) }
    return try expressions.within(.unit, try setting(e, p, r, what, .step), e, "'\(what)'")
  }

  /// In whole steps, rounded up; `nil` if left out.
  func duration(_ e: Expression?, _ p: Int, _ r: Int, _ what: String) throws -> NodeID? {
    guard let e else { return nil }
    let name = scenario.parties[p].ratifiers[r].name.name
    let value = try expressions.build(
      e, parties.partyScope(p, "ratifiers.\(name).\(what)", e, .step, .world))
    guard value.type == .duration else {
      throw e.error(TalksCause.ratifierNeedsDuration(what: what, found: value.type.described))
    }
    guard [.constant, .trial].contains(tier(of: value.node)) else {
      throw e.error(TalksCause.ratifierMoves(what))
    }
    let below = typed.graph.apply(.less, value.node, typed.graph.constant(-Rounding.tolerance))
    if constantValue(below) == 1 { throw e.error(TalksCause.ratifierNegative(what)) }
    return typed.checked(
      typed.wholeSteps(value.node), bad: below, "'\(what)' is negative", at: e)
  }

  /// Builds each setting once, so that all mistakes of a chain are reported together.
  func checkRatifiers() {
    for (p, party) in scenario.parties.enumerated() {
      for (r, ratifier) in party.ratifiers.enumerated() {
        collecting { _ = try now(.talk(.after(.support(party: p, ratifier: r))), .step) }
        if let margin = ratifier.margin {
          collecting { _ = try setting(margin, p, r, "margin", .step) }
        }
        collecting { _ = try share(ratifier.needs, p, r, "needs", 0.5) }
        collecting {
          let after = try duration(ratifier.after, p, r, "after") ?? typed.graph.constant(0)
          guard let e = ratifier.deadline, let deadline = try duration(e, p, r, "deadline"),
            let vote = constantValue(after),
            let end = constantValue(deadline), end < vote
          else { return }
          throw e.error(
            TalksCause.deadlineBeforeVote(
              deadline: expressions.shortest(end), vote: expressions.shortest(vote)))
        }
      }
    }
  }
}
