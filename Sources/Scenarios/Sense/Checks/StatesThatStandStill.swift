import Sim

/// A state that nothing moves, and regimes that nothing enters.
struct StatesThatStandStill: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let effects = Dictionary(
      grouping: loaded.scenario.events.flatMap(\.effects), by: \.state.name)
    return loaded.scenario.states.flatMap { state -> [SenseNote] in
      let own = effects[state.name.name, default: []]
      let path = "state.\(state.name.name)"
      if let rows = state.process.regimes {
        return Self.neverEntered(rows, from: [state.start] + own.map(\.value)).map {
          SenseNote(.still, at: $0, in: path, .regimeNeverEntered($0.name))
        }
      }
      guard Processes.of(state) == nil, own.isEmpty, Self.isPlain(state.start) else { return [] }
      return [SenseNote(.still, at: state.name, in: path, .stillState(state.name.name))]
    }
  }

  /// The same in all trials. A state may keep what is drawn at the start.
  private static func isPlain(_ start: Expression) -> Bool {
    if case .boolean = start.kind { true } else { start.plainNumber != nil }
  }

  /// Regimes that are neither mentioned where the state starts or is set, nor reached from those that are.
  private static func neverEntered(
    _ rows: StateEntry.Regimes, from mentions: [Expression]
  ) -> [Named] {
    var entered: Set<String> = []
    for mention in mentions {
      mention.visit { if case .name(let name) = $0.kind { entered.insert(name) } }
    }
    // What is read from elsewhere may be any of them.
    guard entered.isSubset(of: rows.map(\.label.name)) else { return [] }
    var waiting = entered
    while let label = waiting.popFirst() {
      for row in rows where row.label.name == label {
        for (to, chance) in row.leave where chance.plainNumber != 0 {
          if entered.insert(to.name).inserted { waiting.insert(to.name) }
        }
      }
    }
    return rows.map(\.label).filter { !entered.contains($0.name) }
  }
}
