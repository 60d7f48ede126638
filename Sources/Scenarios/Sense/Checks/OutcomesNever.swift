import Sim

/// An outcome that no trial came to: its rule never holds, an earlier rule takes its trials, or it is
/// rare.
struct OutcomesNever: SenseCheck {
  /// What cannot come by its rule or by the order of rules is seen before anything is run.
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let outcomes = loaded.scenario.outcomes
    let rules = RuleParts(outcomes)
    return outcomes.enumerated().compactMap { k, outcome in
      guard let rule = outcome.condition else { return nil }
      let path = "outcomes.\(outcome.name.name)"
      if let part = NeverParts(loaded: loaded).impossible(rule) {
        return SenseNote(.never, at: rule, in: path, .cannotHold(part))
      }
      return rules.taker(of: k).map {
        SenseNote(
          .never, at: outcome.name, in: path, .takenBy(outcomes[$0].name.name, outcome.name.name))
      }
    }
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    guard answers.trials >= Counted.fewest else { return [] }
    let parts = NeverParts(loaded: loaded)
    let outcomes = loaded.scenario.outcomes
    let rules = RuleParts(outcomes)
    return outcomes.enumerated().compactMap { k, outcome in
      guard answers.counted.outcomes[k] == 0, let rule = outcome.condition,
        parts.impossible(rule) == nil, rules.taker(of: k) == nil, !rules.isFallback(k)
      else { return nil }
      return SenseNote(
        .never, at: outcome.name, in: "outcomes.\(outcome.name.name)",
        .outcomeNever(
          outcome.name.name, trials: answers.trials,
          atMost: ShareInterval.exact(0, of: answers.trials).high, rule: why(rule, loaded, answers))
      )
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

  private func why(
    _ rule: Expression, _ loaded: LoadedScenario, _ answers: Answers
  ) -> SenseCause.NeverRule {
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

/// What the rule of each outcome asks for, part by part, found by any of its parts.
private struct RuleParts {
  private let parts: [Set<String>]
  private var having: [String: [Int]] = [:]
  private var beginning: [String: [Int]] = [:]

  init(_ outcomes: [OutcomeRule]) {
    parts = outcomes.map { outcome in
      Set((outcome.condition.map(NeverParts.parts) ?? []).map(\.description))
    }
    for (k, own) in parts.enumerated() {
      for part in own { having[part, default: []].append(k) }
      if let first = own.min() { beginning[first, default: []].append(k) }
    }
  }

  /// The first of the earlier rules that hold whenever this one does: all they ask for is asked for here.
  func taker(of k: Int) -> Int? {
    parts[k].flatMap { beginning[$0] ?? [] }.filter { $0 < k && parts[$0].isSubset(of: parts[k]) }
      .min()
  }

  /// Whether an earlier rule asks for all that this one does and more: then it takes what is left, as
  /// `otherwise` does, and may well be left nothing.
  func isFallback(_ k: Int) -> Bool {
    let others = parts[k].map { having[$0] ?? [] }.min { $0.count < $1.count } ?? []
    return others.contains { $0 < k && parts[$0].isStrictSuperset(of: parts[k]) }
  }
}
