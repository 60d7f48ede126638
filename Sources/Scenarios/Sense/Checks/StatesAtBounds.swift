import Sim

/// A state that its bounds hold for much of the time.
struct StatesAtBounds: SenseCheck {
  private static let most = 0.25

  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    for state in followed(loaded) { questions.ask(question(state)) }
  }

  /// Those that a process can push beyond plain bounds.
  private func followed(_ loaded: LoadedScenario) -> [(
    state: StateEntry, low: Double, high: Double
  )] {
    loaded.scenario.states.compactMap { state in
      guard state.each.isEmpty, let low = state.within?.low.plainNumber,
        let high = state.within?.high.plainNumber, low < high,
        Processes.of(state)?.hasShocks ?? false
      else { return nil }
      return (state, low, high)
    }
  }

  private func question(_ entry: (state: StateEntry, low: Double, high: Double)) -> String {
    let name = entry.state.name.name
    return "average(if(\(name) <= \(entry.low) or \(name) >= \(entry.high), 1, 0))"
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    followed(loaded).compactMap { entry in
      guard let share = answers.mean(question(entry)), share > Self.most else { return nil }
      return SenseNote(
        .atBound, at: entry.state.name, in: "state.\(entry.state.name.name)",
        .atBound(share: share, low: entry.low, high: entry.high))
    }
  }
}
