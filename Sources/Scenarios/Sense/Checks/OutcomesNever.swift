import Sim

/// An outcome that no trial came to: its rule never holds, an earlier rule takes its trials, or it is
/// rare.
struct OutcomesNever: SenseCheck {
  func notes(of loaded: LoadedScenario, counted: Counted) -> [SenseNote] {
    notes(loaded, counted) { _, rule in
      NeverParts(loaded: loaded).impossible(rule).map { .cannot($0) } ?? .unknown
    }
  }

  private func notes(
    _ loaded: LoadedScenario, _ counted: Counted,
    why: (Int, Expression) -> SenseCause.NeverRule
  ) -> [SenseNote] {
    guard counted.trials >= Counted.fewest else { return [] }
    return loaded.scenario.outcomes.enumerated().compactMap { k, outcome in
      guard counted.outcomes[k] == 0, let rule = outcome.condition,
        !isFallback(rule, after: loaded.scenario.outcomes[..<k])
      else { return nil }
      return SenseNote(
        .never, at: outcome.name, in: "outcomes.\(outcome.name.name)",
        .outcomeNever(
          outcome.name.name, trials: counted.trials,
          atMost: ShareInterval.exact(0, of: counted.trials).high, rule: why(k, rule)))
    }
  }

  /// Whether an earlier rule asks for all that this one does and more: then it takes what is left, as
  /// `otherwise` does, and may well be left nothing.
  private func isFallback(_ rule: Expression, after earlier: ArraySlice<OutcomeRule>) -> Bool {
    let parts = Set(NeverParts.parts(rule).map(\.description))
    return earlier.compactMap(\.condition).contains {
      Set(NeverParts.parts($0).map(\.description)).isStrictSuperset(of: parts)
    }
  }

  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    for outcome in loaded.scenario.outcomes {
      guard let rule = outcome.condition else { continue }
      questions.ask(rule)
      questions.askEver(rule)
      for part in NeverParts.parts(rule) { questions.ask(part) }
    }
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    notes(loaded, answers.counted) { k, rule in self.why(k, rule, loaded, answers) }
  }

  private func why(
    _ k: Int, _ rule: Expression, _ loaded: LoadedScenario, _ answers: Answers
  ) -> SenseCause.NeverRule {
    if let part = NeverParts(loaded: loaded).impossible(rule) { return .cannot(part) }
    guard let held = answers.values(rule) else { return .rare }
    var takers: [Int: Int] = [:]
    for (trial, value) in held.enumerated() where value == 1 {
      takers[answers.outcomes[trial], default: 0] += 1
    }
    if !takers.isEmpty {
      let by = takers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        SenseCause.Taker(name: loaded.scenario.outcomes[$0.key].name.name, trials: $0.value)
      }
      return .shadowed(held: takers.values.reduce(0, +), by: by)
    }
    if let ever = answers.countEver(rule), ever > 0 { return .heldBefore(trials: ever) }
    let parts = NeverParts.parts(rule)
    if let part = parts.first(where: { answers.count($0) == 0 }), parts.count > 1 {
      return .parts(.init(text: part.description, why: .seen))
    }
    return parts.count > 1 ? .neverTogether : .rare
  }
}

extension OutcomeRule {
  /// `nil` for `otherwise`.
  var condition: Expression? {
    switch rule {
    case .asSoonAs(let e), .atEnd(let e): e
    case .otherwise: nil
    }
  }
}
