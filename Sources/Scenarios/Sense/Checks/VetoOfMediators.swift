import Sim

/// A mediator or an observer whose consent every text needs, because nobody is a belligerent.
struct VetoOfMediators: SenseCheck {
  private static let bystanders: Set = ["mediator", "observer"]

  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    guard scenario.talks != nil, !scenario.parties.contains(where: \.isBelligerent) else {
      return []
    }
    let needed = loaded.neededParties
    // Where all are bystanders somebody must consent.
    guard needed.contains(where: { !Self.bystanders.contains($0.role?.name ?? "") }) else {
      return []
    }
    return needed.compactMap { party in
      // What it accepts, or that it delivers, says that its consent is meant.
      guard let role = party.role, Self.bystanders.contains(role.name), party.accepts == nil,
        !scenario.deliversAlone(party)
      else { return nil }
      return SenseNote(
        .veto, at: role, in: "parties.\(party.name.name)",
        .vetoOfMediator(party.name.name, role: role.name))
    }
  }
}
