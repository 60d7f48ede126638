import Sim

/// Numbers that are allowed, but mean the opposite of what their names say.
struct OddNumbers: SenseCheck {
  /// A cost that is below 0 in no more trials than this may be the tail of what is meant.
  private static let mostBelow = 0.05

  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.parties.compactMap { cost($0, loaded) } + [truce(loaded)].compactMap { $0 }
      + loaded.scenario.parties.flatMap { worths($0, loaded) }
      + loaded.scenario.parties.compactMap { tolerance($0, loaded) }
  }

  /// A spread of judgements as large as all that a text can be worth. A party with worths of its own may have
  /// another scale.
  private func tolerance(_ party: Party, _ loaded: LoadedScenario) -> SenseNote? {
    guard let sd = party.tolerance?.sd, party.utility == nil, party.value == nil,
      let range = loaded.ranges[sd], range.lowerBound >= 1
    else { return nil }
    return SenseNote(
      .range, at: sd, in: "parties.\(party.name.name)",
      .wideTolerance(party.name.name, Size(least: range)))
  }

  /// Worths of values that are always above 1, or always below 0.
  private func worths(_ party: Party, _ loaded: LoadedScenario) -> [SenseNote] {
    party.worth.flatMap { table in
      table.values.compactMap { entry in
        guard let range = loaded.ranges[entry.value] else { return nil }
        let size: Size
        if range.lowerBound > 1 + Rounding.tolerance {
          size = Size(least: range)
        } else if range.upperBound < -Rounding.tolerance {
          size = Size(most: range)
        } else {
          return nil
        }
        return SenseNote(
          .range, at: entry.value, in: "parties.\(party.name.name)",
          .worthOutside(
            value: entry.name.name, issue: table.issue.name, party: party.name.name, size))
      }
    }
  }

  private func truce(_ loaded: LoadedScenario) -> SenseNote? {
    guard let discount = loaded.scenario.talks?.truceDiscount,
      let range = loaded.ranges[discount], range.lowerBound > 1
    else { return nil }
    return SenseNote(.range, at: discount, in: "talks", .discountAboveOne(Size(least: range)))
  }

  private func cost(_ party: Party, _ loaded: LoadedScenario) -> SenseNote? {
    guard let cost = party.cost, let range = loaded.ranges[cost], range.upperBound < 0 else {
      return nil
    }
    return SenseNote(
      .range, at: cost, in: "parties.\(party.name.name)", .negativeCost(Size(most: range)))
  }

  // MARK: In trials

  /// What is drawn within the cost itself cannot be asked for; it has a range at most.
  func ask(_ questions: inout Questions, of loaded: LoadedScenario) {
    for party in loaded.scenario.parties {
      guard let cost = party.cost, mayPassZero(cost, loaded) else { continue }
      questions.ask(Questions.call("lowest", cost))
    }
  }

  private func mayPassZero(_ cost: Expression, _ loaded: LoadedScenario) -> Bool {
    guard cost.plainNumber == nil else { return false }
    return loaded.ranges[cost].map { $0.contains(0) && $0.lowerBound < 0 } ?? true
  }

  func notes(of loaded: LoadedScenario, answers: Answers) -> [SenseNote] {
    loaded.scenario.parties.compactMap { party in
      guard let cost = party.cost, mayPassZero(cost, loaded),
        let values = answers.values(Questions.call("lowest", cost)), !values.isEmpty
      else { return nil }
      let share = Double(values.count { $0 < 0 }) / Double(values.count)
      guard share > Self.mostBelow else { return nil }
      return SenseNote(
        .range, at: cost, in: "parties.\(party.name.name)", .costBelowZero(share: share))
    }
  }
}

extension Party {
  /// What fighting on costs it, where that is written.
  fileprivate var cost: Expression? {
    if case .fighting(_, let cost, _, _) = noDeal { cost } else { nil }
  }
}
