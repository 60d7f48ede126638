import Sim

/// What expressions read of a party: `ukraine.margin`, `p.role`, `weighted_mean[issue]`.
extension Parties {
  func partyMember(_ p: Int, _ member: String, _ e: Expression, _ scope: Scope) throws -> Typed {
    if let own = try ownNumber(p, member, scope) { return own }
    guard let word = PartyWords.named(member) else {
      let own = scenario.parties[p].own.map(\.name.name)
      let hint = self.hint(member, among: PartyWords.all.map(\.name) + own)
      let other = scenario.parties.first { $0.own.contains { $0.name.name == member } }
      throw e.error(
        other.map {
          NameCause.onlyOthersHave(
            party: scenario.parties[p].name.name, member: member, other: $0.name.name, hint: hint)
        } ?? NameCause.partyHasNo(member: member, hint: hint))
    }
    guard word.need == .nothing || scenario.talks != nil else {
      throw e.error(ScenarioCause.withoutTalks(.judgement(member)))
    }
    return try word.read(compiler, p, e, scope)
  }

  func role(of p: Int) -> Typed {
    let labels = expressions.roles
    guard let role = scenario.parties[p].role?.name,
      let position = labels.firstIndex(of: role)
    else { return Typed(typed.graph.constant(-1), .label(labels)) }
    return Typed(typed.graph.constant(Double(position)), .label(labels))
  }

  /// Σ c·w·θ / Σ c·w over the parties: the compromise model's baseline (Van den Bos 1991).
  func weightedMean(_ elements: [Element], _ e: Expression) throws -> Typed {
    guard elements.count == 1, case .issue(let k) = elements[0] else {
      throw e.error(NameCause.writeWeightedMean)
    }
    return Typed(try weightedMean(k), .number)
  }

  /// Of each party: capability × weight.
  func influences(_ k: Int) throws -> [NodeID] {
    try scenario.parties.indices.map {
      typed.graph.apply(.multiply, try capability($0), try weight($0, k))
    }
  }

  func weightedMean(_ k: Int) throws -> NodeID { try mean(of: k, by: try influences(k)) }

  /// The mean of the ideals; missing where all weights are 0.
  func mean(of k: Int, by weights: [NodeID]) throws -> NodeID {
    let pull = try zip(scenario.parties.indices, weights).map {
      typed.graph.apply(.multiply, $1, try ideal($0, k))
    }
    let total = typed.graph.sum(weights)
    let none = typed.graph.apply(.equal, total, typed.graph.constant(0))
    let mean = typed.graph.apply(.divide, typed.graph.sum(pull), total)
    return typed.graph.select(none, typed.graph.constant(.nan), mean)
  }
}
