import Sim

/// Nothing can be agreed, or nothing was.
struct NothingAgreed: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard loaded.scenario.talks != nil else { return [] }
    return loaded.scenario.parties.compactMap { worthOutOfRange($0, loaded) }
      + loaded.scenario.issues.compactMap { crossing($0, loaded) }
      + loaded.scenario.parties.flatMap { party in
        party.redLines.compactMap { ownIdeal(party, $0, loaded) }
      }
  }

  /// A hard line that rules out what the party wants most, whatever is drawn.
  private func ownIdeal(
    _ party: Party, _ line: Party.RedLine, _ loaded: LoadedScenario
  ) -> SenseNote? {
    guard line.hard, let ideal = party.ideal?.of(line.issue),
      let wanted = loaded.ranges[ideal], let limit = loaded.ranges[line.limit]
    else { return nil }
    let isAbove = line.side == .above
    guard isAbove ? wanted.lowerBound > limit.upperBound : wanted.upperBound < limit.lowerBound
    else { return nil }
    return SenseNote(
      .range, at: line.limit, in: "parties.\(party.name.name)",
      .idealBeyondLine(
        party: party.name.name, issue: line.issue.name, isAbove: isAbove,
        limit: isAbove ? limit.upperBound : limit.lowerBound,
        ideal: isAbove ? Size(least: wanted) : Size(most: wanted)))
  }

  private func worthOutOfRange(_ party: Party, _ loaded: LoadedScenario) -> SenseNote? {
    guard !party.makesItsValues, case .value(let e) = party.noDeal, let range = loaded.ranges[e]
    else { return nil }
    let name = party.name.name
    if range.lowerBound > 1 {
      return SenseNote(
        .range, at: e, in: "parties.\(name)", .noDealAboveOne(name, Size(least: range)))
    }
    if range.upperBound < 0 {
      return SenseNote(
        .range, at: e, in: "parties.\(name)", .noDealBelowZero(name, Size(most: range)))
    }
    return nil
  }

  /// Hard lines of two parties that leave no term between them, whatever is drawn.
  private func crossing(_ issue: Issue, _ loaded: LoadedScenario) -> SenseNote? {
    var least: (party: Party, value: Double)?
    var most: (party: Party, value: Double)?
    for party in loaded.neededParties {
      for line in party.redLines where line.hard && line.issue == issue.name {
        guard let limit = loaded.ranges[line.limit] else { continue }
        switch line.side {
        case .below:
          if limit.lowerBound > least?.value ?? -.infinity { least = (party, limit.lowerBound) }
        case .above:
          if limit.upperBound < most?.value ?? .infinity { most = (party, limit.upperBound) }
        }
      }
    }
    guard let least, let most, least.value > most.value else { return nil }
    return SenseNote(
      .noAgreement, at: issue.name, in: "issues.\(issue.name.name)",
      .crossingLines(
        issue: issue.name.name, below: least.party.name.name, least: least.value,
        above: most.party.name.name, most: most.value))
  }

  func notes(of loaded: LoadedScenario, counted: Counted) -> [SenseNote] {
    guard let talks = loaded.scenario.talks, counted.wasAgreed == false, !talks.signsNothing,
      counted.trials >= Counted.fewest
    else { return [] }
    return [note(talks, counted.trials, [], nil)]
  }

  private func note(
    _ talks: Talks, _ trials: Int, _ misses: [SenseCause.Miss], _ rule: SenseCause.RuleOfAgreement?
  ) -> SenseNote {
    SenseNote(
      .noAgreement, at: talks.name, in: "talks",
      .nothingAgreed(
        trials: trials, atMost: ShareInterval.exact(0, of: trials).high, misses: misses,
        rule: rule))
  }

  // MARK: In trials

  private static let agreed = "happened(signed)"

  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    guard let talks = loaded.scenario.talks, !talks.signsNothing else { return }
    questions.ask(Self.agreed)
    if let rule = talks.carriedWhen {
      questions.askEver(rule)
      for part in NeverParts.parts(rule) { questions.askEver(part) }
    }
    for party in judges(loaded) {
      let name = party.name.name
      questions.ask("highest(\(name).margin)")
      questions.ask("ever(\(name).accepts)")
      questions.ask("lowest(\(name).no_deal)")
      questions.ask("highest(\(name).no_deal)")
      guard party.ideal != nil else { continue }
      for issue in loaded.scenario.issues where issue.values.isEmpty {
        questions.ask(lacking(name, issue))
      }
    }
  }

  /// What a party lacks on an issue in the last draft.
  private func lacking(_ party: String, _ issue: Issue) -> String {
    let k = issue.name.name
    return "\(party).weight[\(k)] * abs(draft.\(k) - \(party).ideal[\(k)])"
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    guard let talks = loaded.scenario.talks, !talks.signsNothing else { return [] }
    let judges = self.judges(loaded)
    var notes = loaded.neededParties.compactMap { worthInTrials($0, loaded, answers) }
    guard answers.trials >= Counted.fewest, answers.count(Self.agreed) == 0 else { return notes }
    let misses = judges.compactMap { miss($0, loaded, answers) }
    let never = misses.filter { if case .accepts = $0.how { false } else { true } }
    let rule = talks.carriedWhen.map { self.rule($0, answers) }
    let shown = never.isEmpty && rule == nil ? misses : never
    notes.append(note(talks, answers.trials, shown, rule))
    return notes
  }

  /// Whose consent is looked at: the parties that are needed, or those that a rule can ask.
  private func judges(_ loaded: LoadedScenario) -> [Party] {
    let needed = loaded.neededParties
    guard needed.isEmpty else { return needed }
    return Array(loaded.scenario.parties.prefix(Limits.carryingParties))
  }

  private func rule(_ rule: Expression, _ answers: Answers) -> SenseCause.RuleOfAgreement {
    guard let held = answers.countEver(rule) else { return .unknown }
    if held > 0 { return .held }
    let parts = NeverParts.parts(rule)
    guard parts.count > 1 else { return .never }
    let part = parts.first { answers.countEver($0) == 0 }
    return part.map { .part($0.description) } ?? .neverTogether
  }

  /// Draws that go beyond the range in no more trials than this may be the tails of what is meant.
  private static let mostBeyond = 0.05

  /// No deal that is drawn or moves, and is out of range in many trials.
  private func worthInTrials(
    _ party: Party, _ loaded: LoadedScenario, _ answers: Answers
  ) -> SenseNote? {
    let name = party.name.name
    guard !party.makesItsValues, case .value(let e) = party.noDeal,
      loaded.ranges[e].map({ $0.lowerBound < $0.upperBound }) ?? true
    else { return nil }
    func note(_ question: String, _ side: SenseCause.Side, _ isBeyond: (Double) -> Bool)
      -> SenseNote?
    {
      let values = answers.values(question) ?? []
      let share = Double(values.count(where: isBeyond)) / Double(max(1, values.count))
      guard share > Self.mostBeyond else { return nil }
      return SenseNote(
        .range, at: e, in: "parties.\(name)", .noDealBeyond(name, side, share: share))
    }
    return note("highest(\(name).no_deal)", .above) { $0 > 1 }
      ?? note("lowest(\(name).no_deal)", .below) { $0 < 0 }
  }

  private func miss(
    _ party: Party, _ loaded: LoadedScenario, _ answers: Answers
  ) -> SenseCause.Miss? {
    let name = party.name.name
    guard let margin = answers.highest("highest(\(name).margin)") else { return nil }
    if margin < 0 {
      var issue: String?
      if loaded.scenario.issues.count > 1 {
        let lacks = loaded.scenario.issues.compactMap { entry in
          answers.mean(lacking(name, entry)).map { (entry.name.name, $0) }
        }
        issue = lacks.max { $0.1 < $1.1 }?.0
      }
      return .init(party: name, how: .worth(below: -margin, issue: issue))
    }
    let accepting = answers.count("ever(\(name).accepts)") ?? 0
    return .init(party: name, how: accepting == 0 ? .hardLine : .accepts(trials: accepting))
  }
}

extension Talks {
  /// `carried_when: false`: what is laid on the table is the result.
  fileprivate var signsNothing: Bool {
    if case .boolean(false) = carriedWhen?.kind { true } else { false }
  }
}

extension PerElement {
  /// What an issue has.
  fileprivate func of(_ issue: Named) -> Expression? {
    switch self {
    case .all(let e): e
    case .each(let entries): entries.first { $0.name == issue }?.value
    }
  }
}
