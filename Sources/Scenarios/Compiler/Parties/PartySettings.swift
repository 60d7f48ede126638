import Sim

/// What parties want and can do, as given: ideals, weights, capability.
extension Parties {
  /// A setting that may be one number for all elements or one for each.
  private func setting(
    _ value: PerElement?, of element: String, path: String, _ scope: Scope, for what: String
  ) throws -> NodeID? {
    let e: Expression
    var elements: [String] = []
    switch value {
    case nil: return nil
    case .all(let one):
      e = one
      elements = [element]
    case .each(let entries):
      guard let entry = entries.first(where: { $0.name.name == element }) else { return nil }
      e = entry.value
    }
    var scope = scope
    scope.drawing = draws.drawing(path, eachStep: false, in: e, elements: elements)
    return try expressions.within(
      what == "weight" ? .notNegative : .unit, try expressions.number(e, scope, for: "'\(what)'"),
      e,
      "'\(what)'")
  }

  func party(_ name: String) -> Int? {
    scenario.parties.firstIndex { $0.name.name == name }
  }

  func path(_ p: Int, _ what: String) -> String {
    "parties.\(scenario.parties[p].name.name).\(what)"
  }

  /// A reading of a party's settings, in which draws are made once per trial.
  func partyScope(
    _ p: Int, _ what: String, _ e: Expression, _ phase: Phase, _ stage: Stage
  )
    -> Scope
  {
    var scope = Scope(phase: phase, stage: stage)
    scope.drawing = draws.drawing(path(p, what), eachStep: false, in: e)
    return scope
  }

  func ideal(_ p: Int, _ k: Int) throws -> NodeID {
    if let known = compiler.ideals[p]?[k] { return known }
    let party = scenario.parties[p]
    let issue = scenario.issues[k].name.name
    let name = "\(party.name.name).ideal[\(issue)]"
    let given = try compiler.whileReading(setting: name, .step) {
      try setting(
        party.ideal, of: issue, path: path(p, "ideal.\(issue)"),
        Scope(phase: .step, stage: .world), for: "ideal")
    }
    guard let given = try given ?? favourite(p, k) else {
      throw party.name.error(TalksCause.noIdeal(party: party.name.name, issue: issue))
    }
    compiler.ideals[p, default: [:]][k] = given
    return given
  }

  func weight(_ p: Int, _ k: Int) throws -> NodeID {
    if let known = compiler.weights[p] { return known[k] }
    let name = "\(scenario.parties[p].name.name).weight"
    let all = try compiler.whileReading(setting: name, .step) { try weights(of: p) }
    compiler.weights[p] = all
    return all[k]
  }

  /// Weights as given, 1/n each if none are; they must sum to 1.
  private func weights(of p: Int) throws -> [NodeID] {
    let party = scenario.parties[p]
    let issues = scenario.issues.map(\.name.name)
    let equal = typed.graph.constant(1 / Double(max(1, issues.count)))
    guard case .each(let given) = party.weight else { return issues.map { _ in equal } }
    // Where the weights stand; the defaults of parties may give them.
    let source = (given.first?.name ?? party.name).source
    let position = source.position(of: 0)
    let entry = path(p, "weight")
    var nodes: [NodeID] = []
    for issue in issues {
      let given = try setting(
        party.weight, of: issue, path: path(p, "weight.\(issue)"),
        Scope(phase: .step, stage: .world), for: "weight")
      nodes.append(given ?? typed.graph.constant(0))
    }
    let sum = typed.graph.sum(nodes)
    if let total = constantValue(sum) {
      guard abs(total - 1) < 1e-6 else {
        throw Diagnostic(
          position, path: entry,
          "the weights of '\(party.name.name)' sum to \(expressions.shown(total)), not to 1",
          excerpt: source.line(position.line))
      }
      return nodes
    }
    let one = typed.graph.constant(1)
    let off = typed.graph.apply(.absolute, typed.graph.apply(.subtract, sum, one))
    let bad = typed.graph.apply(.less, typed.graph.constant(1e-6), off)
    return nodes.map {
      typed.graph.checked(
        $0, bad: bad, "the weights of '\(party.name.name)' do not sum to 1",
        at: position, path: entry)
    }
  }

  func capability(_ p: Int) throws -> NodeID {
    guard let e = scenario.parties[p].capability else { return typed.graph.constant(1) }
    return try capability(p, e, .step, .world)
  }

  /// As `capability`, but for capabilities that move: read at a phase.
  func capability(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let e = scenario.parties[p].capability else { return typed.graph.constant(1) }
    return try capability(p, e, phase, .values)
  }

  private func capability(
    _ p: Int, _ e: Expression, _ phase: Phase, _ stage: Stage
  ) throws -> NodeID {
    let name = "\(scenario.parties[p].name.name).capability"
    return try compiler.whileReading(setting: name, phase) {
      let value = try expressions.number(
        e, partyScope(p, "capability", e, phase, stage), for: "'capability'")
      return try expressions.within(.notNegative, value, e, "'capability'")
    }
  }
}
