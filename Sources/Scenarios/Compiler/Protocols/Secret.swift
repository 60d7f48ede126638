import Sim

/// A parameter that a party does not know, and what others make of texts, in which it may show only
/// as what that party weighs.
struct Secret {
  let parameter: String
  let node: NodeID
  let from: Named
  let judgements: [NodeID]
}

extension Negotiation {
  /// A parameter that moves a state, an event or a memory is seen there by all, unless it shows
  /// only in what was accepted, signed or agreed.
  func checkSecrets() throws {
    for secret in compiler.secrets {
      guard let place = place(where: secret) else { continue }
      throw secret.from.error(
        TalksCause.secretSeen(
          party: secret.from.name, parameter: secret.parameter, place: compiler.displayName(place)))
    }
  }

  private func place(where secret: Secret) -> Entity? {
    let open = publicNodes()
    var seen: Set<NodeID> = []
    var slots: [Int] = []
    var asked: Set<Int> = []
    /// Whether the parameter is read before any memory; memories are noted, all of them.
    func reads(_ id: NodeID) -> Bool {
      var found = false
      var pending = [id]
      while let id = pending.popLast() {
        if id == secret.node { found = true }
        guard id != secret.node, !open.contains(id), seen.insert(id).inserted else { continue }
        if case .memory(let slot) = graph[id].operation, asked.insert(slot).inserted {
          slots.append(slot)
        }
        pending += graph[id].operands.reversed()
      }
      return found
    }
    for id in secret.judgements { _ = reads(id) }
    while let slot = slots.popLast() {
      guard let (entity, value) = compiler.kept(in: slot), !isPublic(entity) else { continue }
      seen = []
      let (start, step) = (reads(value.initial), reads(value.step))
      if start || step { return entity }
    }
    return nil
  }

  private func publicNodes() -> Set<NodeID> {
    var facts: [TalkQuantity] = [.met, .settled, .truce, .brokenOff]
    facts += TalkEvent.allCases.map { .fires($0) }
    facts += scenario.parties.indices.map { .accepts($0) }
    return Set(facts.compactMap { compiler.built(.talk($0), .step) })
  }

  /// What everybody at the table knows of the talks.
  private func isPublic(_ entity: Entity) -> Bool {
    guard case .talk(let quantity) = entity else { return false }
    return quantity.row.isPublic
  }
}
