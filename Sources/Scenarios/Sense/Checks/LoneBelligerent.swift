import Sim

/// One belligerent alone: its role takes the veto from everybody else.
struct LoneBelligerent: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    guard let talks = scenario.talks, talks.carriedWhen == nil, talks.expression("quota") == nil
    else { return [] }
    let belligerents = scenario.parties.filter(\.isBelligerent)
    guard belligerents.count == 1, let one = belligerents.first, let role = one.role else {
      return []
    }
    let lost = scenario.parties.filter { $0.name != one.name && !scenario.deliversAlone($0) }
    guard !lost.isEmpty else { return [] }
    return [
      SenseNote(
        .noVeto, at: role, in: "parties.\(one.name.name)",
        .loneBelligerent(one.name.name, lost: lost.map(\.name.name)))
    ]
  }
}
