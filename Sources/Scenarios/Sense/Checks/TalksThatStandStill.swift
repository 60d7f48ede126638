import Sim

/// Talks that cannot begin to move.
struct TalksThatStandStill: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks else { return [] }
    func note(_ what: SenseCause.StandStill, at e: Expression? = nil) -> SenseNote {
      guard let e else { return SenseNote(.noStart, at: talks.name, in: "talks", .noStart(what)) }
      return SenseNote(.noStart, at: e, in: "talks", .noStart(what))
    }
    var notes: [SenseNote] = []
    if let round = talks.round?.value, round.plainNumber == 0 {
      notes.append(note(.neverMeet, at: round))
    }
    guard Bargaining.type(of: talks)?.redraftsOpening ?? false else { return notes }
    let changesText = loaded.scenario.events.contains { $0.laysPlan || $0.closesIssues }
    if talks.opening == nil, !changesText, !loaded.scenario.issues.isEmpty {
      notes.append(note(.allOpen))
    }
    if let step = talks.stepSize, step.plainNumber == 0, talks.noise == nil {
      notes.append(note(.noStepSize, at: step))
    }
    if talks.tilt == nil, talks.noise == nil, hasNoAccess(talks) {
      notes.append(note(.nobodyPulls))
    }
    return notes
  }

  private func hasNoAccess(_ talks: Talks) -> Bool {
    switch talks.access {
    case nil: false
    case .all(let e): e.plainNumber == 0
    case .each(let entries): entries.allSatisfy { $0.value.plainNumber == 0 }
    }
  }
}
