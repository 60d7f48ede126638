import Sim

/// Numbers of the analyst's own, of parties and of issues: `union.seats`.
extension Parties {
  /// `nil` for a word that the party has none of.
  func ownNumber(_ p: Int, _ name: String, _ scope: Scope) throws -> Typed? {
    guard let entry = scenario.parties[p].own.first(where: { $0.name.name == name }) else {
      return nil
    }
    if PartyWords.named(name) != nil { throw entry.name.error(NameCause.ownTaken(name)) }
    let inner = partyScope(p, name, entry.value, scope.phase, .world)
    let read = "\(scenario.parties[p].name.name).\(name)"
    let node = try compiler.whileReading(setting: read, scope.phase) {
      try expressions.number(entry.value, inner, for: "'\(name)'")
    }
    return Typed(node, .number)
  }

  /// Builds them all, read or not.
  func checkOwnNumbers() {
    let scope = Scope(phase: .step, stage: .world)
    for (p, party) in scenario.parties.enumerated() {
      for own in party.own { collecting { _ = try ownNumber(p, own.name.name, scope) } }
    }
    for (k, issue) in scenario.issues.enumerated() {
      for own in issue.own { collecting { _ = try texts.ownNumber(k, own.name.name, scope) } }
    }
  }
}

extension Texts {
  func ownNumber(_ k: Int, _ name: String, _ scope: Scope) throws -> Typed? {
    let issue = scenario.issues[k]
    guard let entry = issue.own.first(where: { $0.name.name == name }) else { return nil }
    var inner = Scope(phase: scope.phase, stage: .world)
    inner.drawing = draws.drawing(
      "issues.\(issue.name.name).\(name)", eachStep: false, in: entry.value)
    let node = try compiler.whileReading(setting: "\(issue.name.name).\(name)", scope.phase) {
      try expressions.number(entry.value, inner, for: "'\(name)'")
    }
    return Typed(node, .number)
  }
}
