import Sim

/// Whose consent a text needs.
extension Parties {
  var belligerents: [Int] {
    scenario.parties.indices.filter { scenario.parties[$0].isBelligerent }
  }

  /// Consent is needed from every belligerent, and from whoever alone delivers an issue that the
  /// text settles; without belligerents, from every party.
  func consent(of p: Int, to text: Text) -> NodeID {
    if belligerents.isEmpty || belligerents.contains(p) { return typed.graph.condition(true) }
    var needed = typed.graph.condition(false)
    for issue in scenario.parties[p].delivers {
      guard let k = scenario.issues.firstIndex(where: { $0.name.name == issue.name }) else {
        continue
      }
      if scenario.delivers(issue, alone: scenario.parties[p]) {
        needed = typed.graph.or(needed, typed.graph.not(text.open[k]))
      }
    }
    return needed
  }
}

extension Parties {
  /// Whether the draft cannot be carried without a party: its consent is needed, or `carried_when`
  /// fails without it though all others accept.
  func isNeeded(_ p: Int, _ scope: Scope) throws -> NodeID {
    // Within the rule the word means the consents that the rule replaces.
    guard let rule = scenario.talks?.carriedWhen, scope.acceptance == nil else {
      return consent(of: p, to: try texts.draft(scope))
    }
    func carried(without missing: Int?) throws -> NodeID {
      var inner = scope
      inner.acceptance = scenario.parties.indices.map { typed.graph.condition($0 != missing) }
      return try expressions.condition(rule, inner, for: "'carried_when'")
    }
    let alone = try carried(without: p)
    return typed.graph.and(try carried(without: nil), typed.graph.not(alone))
  }
}
