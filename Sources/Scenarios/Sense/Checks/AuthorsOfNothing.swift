import Sim

/// Who wrote a text is read where a party judges, and nobody who counts can have written one.
struct AuthorsOfNothing: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    guard let talks = scenario.talks else { return [] }
    let judging = penalties(talks) + scenario.parties.flatMap(judgements)
    let belligerents = scenario.parties.filter(\.isBelligerent)
    let nobodyWrites = !hasAuthors(scenario, talks)
    return judging.compactMap { judged in
      if judged.e.readsMember("authorship") {
        // The share of other belligerents: one alone reads nothing of its own pen.
        let others = belligerents.filter { $0.name.name != judged.party }
        if others.isEmpty {
          return SenseNote(
            .noEffect, at: judged.e, in: judged.path, .noOtherAuthors(alone: !belligerents.isEmpty))
        }
      }
      guard nobodyWrites, judged.e.readsMember("authorship") || judged.e.readsMember("written_by")
      else { return nil }
      return SenseNote(.noEffect, at: judged.e, in: judged.path, .nobodyWrote)
    }
  }

  /// An expression, where it stands, and whose it is if it is not everybody's.
  private typealias Judged = (e: Expression, path: String, party: String?)

  private func penalties(_ talks: Talks) -> [Judged] {
    switch talks.authorshipPenalty {
    case nil: []
    case .all(let e): [(e, "talks", nil)]
    case .each(let entries): entries.map { ($0.value, "talks", $0.name.name) }
    }
  }

  private func judgements(_ party: Party) -> [Judged] {
    [party.utility, party.value, party.accepts].compactMap(\.self).map {
      ($0, "parties.\(party.name.name)", party.name.name)
    }
  }

  /// Whether a plan has an author, or parties write texts of their own.
  private func hasAuthors(_ scenario: Scenario, _ talks: Talks) -> Bool {
    guard let type = Bargaining.type(of: talks), type.choosesPlans(talks) else { return true }
    return scenario.plans.contains { !$0.writtenBy.isEmpty }
      || scenario.events.contains(where: \.movesTerms)
  }
}

extension Expression {
  /// Whether it reads `text.member`.
  fileprivate func readsMember(_ member: String) -> Bool {
    var found = false
    visit {
      if case .member(let base, member) = $0.kind, case .name("text") = base.kind { found = true }
    }
    return found
  }
}
