import Sim

/// Numbers of the analyst's own that nothing reads: one may be a key that is meant otherwise.
struct UnreadOwnNumbers: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    let all =
      scenario.parties.flatMap { party in party.own.map { ("parties.\(party.name.name)", $0.name) }
      }
      + scenario.issues.flatMap { issue in issue.own.map { ("issues.\(issue.name.name)", $0.name) }
      }
    guard !all.isEmpty else { return [] }
    let words = loaded.mentioned.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    return all.filter { !words.contains($0.1.name) }.map { path, name in
      let others = all.map(\.1.name).filter { $0 != name.name }
      return SenseNote(
        .unused, at: name, in: path, .unreadOwn(name.name, near: nearest(name.name, in: others)))
    }
  }
}
