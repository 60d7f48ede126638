import Sim

/// One weight or one vote that leaves nothing to the others.
struct LoneWeights: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.parties.compactMap { weight($0, loaded) } + vote(loaded)
  }

  private func weight(_ party: Party, _ loaded: LoadedScenario) -> SenseNote? {
    guard loaded.scenario.issues.count > 1, case .each(let entries) = party.weight else {
      return nil
    }
    for entry in entries where entry.value.plainNumber == 1 {
      return SenseNote(
        .decides, at: entry.value, in: "parties.\(party.name.name)",
        .loneWeight(issue: entry.name.name))
    }
    return nil
  }

  private func vote(_ loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks,
      case .each(let entries) = talks.perParty("votes")
    else { return [] }
    let votes = loaded.scenario.parties.map { party in
      entries.first { $0.name == party.name }.map(\.value.plainNumber) ?? 1
    }
    let known = votes.compactMap(\.self)
    let all = known.reduce(0, +)
    guard known.count == votes.count, known.count > 1 else { return [] }
    return entries.compactMap { entry in
      guard let own = entry.value.plainNumber, own > all / 2 else { return nil }
      return SenseNote(
        .decides, at: entry.value, in: "talks",
        .loneVote(party: entry.name.name, votes: own, all: all))
    }
  }
}
