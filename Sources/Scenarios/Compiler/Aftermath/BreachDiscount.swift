import Sim

/// The chance v that a deal would be broken, and what a deal is worth with it:
/// EU = (1 − v)·U + v·min(U, W_after) (commitment problems: Fearon 1995; Powell 2006).
extension Aftermath {
  /// U, less what a broken deal would cost.
  func discounted(_ u: NodeID, _ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    guard scenario.talks?.breach != nil else { return u }
    let v = try breach(of: text, scope)
    let worst = typed.graph.minimum(u, try afterBreach(p, text, scope))
    let kept = typed.graph.apply(.subtract, typed.graph.constant(1), v)
    return typed.graph.apply(
      .add, typed.graph.apply(.multiply, kept, u), typed.graph.apply(.multiply, v, worst))
  }

  private func afterBreach(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let noDeal = try negotiation.talkRead(.noDeal(p), scope).0
    guard let e = scenario.parties[p].afterBreach else { return noDeal }
    return try parties.replaced(
      e, p, "after_breach", Typed(noDeal, .number), text, scope.at(.judgement))
  }

  private func breach(of text: Text, _ scope: Scope) throws -> NodeID {
    switch scenario.talks?.breach {
    case nil: return typed.graph.constant(0)
    case .chance(let e): return try chance(e, text, scope)
    case .composed(let base, let means, let terms):
      var v = try setting(base, "base", text, scope)
      for (name, effect) in means {
        let beta = try setting(effect, name.name, text, scope)
        let value = try texts.enforcement(name.name, of: text.origin, scope)
        v = typed.graph.apply(.subtract, v, typed.graph.apply(.multiply, beta, value))
      }
      for (issue, effect) in terms {
        guard case .issue(let k) = declared(issue.name) else {
          throw issue.error(ScenarioCause.missing(what: "issue", issue.name, hint: ""))
        }
        let beta = try setting(effect, "terms.\(issue.name)", text, scope)
        v = typed.graph.apply(.add, v, typed.graph.apply(.multiply, beta, text.terms[k]))
      }
      let held = typed.graph.clamped(v, typed.graph.constant(0), typed.graph.constant(1))
      return try expressions.knownShare(held, base, "'breach'")
    }
  }

  private func chance(_ e: Expression, _ text: Text, _ scope: Scope) throws -> NodeID {
    try expressions.knownShare(
      try expressions.number(e, inner(e, "", text, scope), for: "'breach'"), e, "'breach'")
  }

  private func setting(
    _ e: Expression, _ what: String, _ text: Text, _ scope: Scope
  ) throws -> NodeID {
    try expressions.number(e, inner(e, ".\(what)", text, scope), for: "'\(what)'")
  }

  private func inner(
    _ e: Expression, _ what: String, _ text: Text, _ scope: Scope
  ) -> Scope {
    var inner = Scope(phase: scope.phase, stage: .judgement)
    inner.drawing = draws.drawing("talks.breach\(what)", eachStep: false, in: e)
    // No party's view: the chance is one for all.
    inner.judged = .init(text: text, party: -1)
    return inner
  }

  /// Builds each setting once, so that all mistakes are reported together.
  func checkBreach() {
    guard case .composed(let base, let means, let terms) = scenario.talks?.breach else { return }
    let scope = Scope(phase: .step, stage: .judgement)
    let effects = means.map { ($0.name.name, $0.effect) }
    let ofTerms = terms.map { ("terms.\($0.issue.name)", $0.effect) }
    for (what, e) in [("base", base)] + effects + ofTerms {
      collecting { _ = try setting(e, what, try texts.draft(scope), scope) }
    }
  }

  /// Of the draft.
  func breachNode(_ phase: Phase) throws -> NodeID {
    let scope = Scope(phase: phase, stage: .judgement)
    return try breach(of: try texts.draft(scope), scope)
  }

  func breach(_ e: Expression, _ scope: Scope) throws -> NodeID {
    guard scenario.talks?.breach != nil else {
      throw e.error(TalksCause.breachNotGiven)
    }
    return try negotiation.talkRead(.after(.breach), scope).0
  }
}
