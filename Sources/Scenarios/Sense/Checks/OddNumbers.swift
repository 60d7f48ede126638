import Sim

/// Numbers that are allowed, but mean the opposite of what their names say.
struct OddNumbers: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.parties.compactMap(cost) + [truce(loaded)].compactMap { $0 }
  }

  private func truce(_ loaded: LoadedScenario) -> SenseNote? {
    guard let discount = loaded.scenario.talks?.truceDiscount, let value = discount.plainNumber,
      value > 1
    else { return nil }
    return SenseNote(.range, at: discount, in: "talks", .discountAboveOne(value))
  }

  private func cost(_ party: Party) -> SenseNote? {
    guard case .fighting(_, let cost, _, _) = party.noDeal, let value = cost.plainNumber,
      value < 0
    else { return nil }
    return SenseNote(
      .range, at: cost, in: "parties.\(party.name.name)", .negativeCost(value))
  }
}
