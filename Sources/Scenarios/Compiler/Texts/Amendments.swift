import Sim

/// What events do to the draft in a step, after the round: a plan laid on the table takes its
/// place, terms are rewritten, issues are reopened or closed, each on what the acts before it in
/// the file left.
///
/// A backlash that rewrites a text is of this kind: the terms over which those left out lose most
/// move back toward them (veto players: Tsebelis 2002; two-level games: Putnam 1988).
extension Texts {
  /// The draft as a step leaves it.
  func draftAfterActs(_ phase: Phase) throws -> Text {
    if phase == .step, let known = compiler.amendedDraft { return known }
    let bargaining = try negotiation.bargaining()
    var text = Text(
      terms: try scenario.issues.indices.map { try bargaining.term($0, phase) },
      open: try scenario.issues.indices.map { try bargaining.open($0, phase) },
      shares: try scenario.parties.indices.map { try bargaining.share($0, phase) })
    guard phase == .step else { return text }
    for (k, event) in scenario.events.enumerated() {
      var counts: [String: Int] = [:]
      for act in event.acts.map(\.act) {
        guard let after = try changed(text, by: act, of: event, &counts) else { continue }
        text = chosen(try now(.eventFires(k), .step), after, else: text)
      }
    }
    compiler.amendedDraft = text
    return text
  }

  /// The text that an act makes of another; `nil` if it leaves texts alone. `counts`: how many acts of a
  /// word the event had before.
  private func changed(
    _ text: Text, by act: EventEntry.Act, of event: EventEntry, _ counts: inout [String: Int]
  ) throws -> Text? {
    switch act {
    case .table(let name):
      guard let k = scenario.plans.firstIndex(where: { $0.name == name }) else { return nil }
      return try plan(k)
    case .change(let change):
      let number = counts[change.word, default: 0] + 1
      counts[change.word] = number
      let path = "events.\(event.name.name).\(change.word)" + (number == 1 ? "" : "#\(number)")
      return try TextActs.of(change)?.changed(text, by: change, path, self)
    // Other acts leave texts alone.
    default: return nil
    }
  }

  private func chosen(_ condition: NodeID, _ text: Text, else other: Text) -> Text {
    func select(_ a: [NodeID], _ b: [NodeID]) -> [NodeID] {
      zip(a, b).map { $0 == $1 ? $0 : typed.graph.select(condition, $0, $1) }
    }
    return Text(
      terms: select(text.terms, other.terms), open: select(text.open, other.open),
      shares: select(text.shares, other.shares))
  }

  // MARK: What acts are made of

  /// x + share·(goal − x).
  func toward(_ goal: NodeID, from x: NodeID, _ share: NodeID) throws -> NodeID {
    let way = typed.graph.apply(.subtract, goal, x)
    return typed.graph.apply(.add, x, typed.graph.apply(.multiply, share, way))
  }

  /// A party's ideals as a text that it wrote alone; else a text.
  func goal(_ name: Named) throws -> Text {
    guard case .party(let p) = declared(name.name) else {
      return try text(named: name, Scope(phase: .step, stage: .text))
    }
    return settledText(try scenario.issues.indices.map { try parties.ideal(p, $0) }, by: [p])
  }

  /// By issue: whether an act is on it.
  func picked(_ choice: EventEntry.IssueChoice, _ text: Text) throws -> [NodeID] {
    switch choice {
    case .named(let names):
      return scenario.issues.map { typed.graph.condition(names.contains($0.name)) }
    case .mostContested(let count, _, let losers):
      return try mostContested(count, losers, text)
    }
  }

  /// The settled issues over which parties together lose most, w·|x − θ|^γ; of equal ones the first
  /// by name. An issue that nobody loses anything over is contested by nobody.
  private func mostContested(_ count: Int, _ losers: [Named], _ text: Text) throws -> [NodeID] {
    let zero = typed.graph.constant(0)
    let scope = Scope(phase: .step, stage: .text)
    let losses = try scenario.issues.indices.map { k in
      let parts = try scenario.parties.indices.compactMap { p -> NodeID? in
        let counts =
          losers.isEmpty
          ? parties.consent(of: p, to: text)
          : typed.graph.condition(losers.contains(scenario.parties[p].name))
        if constantValue(counts) == 0 { return nil }
        return try parties.loss(p, over: k, text, scope).map {
          typed.graph.select(counts, $0, zero)
        }
      }
      return typed.graph.select(text.open[k], zero, typed.graph.sum(parts))
    }
    // How many are ahead of each.
    var ahead = losses.map { _ in zero }
    let order = losses.indices.sorted {
      scenario.issues[$0].name.name < scenario.issues[$1].name.name
    }
    for (place, later) in order.enumerated() {
      for earlier in order[..<place] {
        let overtakes = typed.graph.apply(.less, losses[earlier], losses[later])
        ahead[earlier] = typed.graph.apply(.add, ahead[earlier], overtakes)
        ahead[later] = typed.graph.apply(.add, ahead[later], typed.graph.not(overtakes))
      }
    }
    let limit = typed.graph.constant(Double(count))
    return zip(losses, ahead).map {
      typed.graph.and(
        typed.graph.apply(.less, zero, $0), typed.graph.apply(.less, $1, limit))
    }
  }
}
