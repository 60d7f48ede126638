import Sim

/// A single text that one meeting takes all the way: a step or an access that is a number of percent.
struct StepsAtOnce: SenseCheck {
  /// Who has more access than others has 2 or 3 times as much.
  private static let leastAccess = 5.0

  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks, talks.protocolName.name == "single_text" else {
      return []
    }
    return [step(talks, loaded)].compactMap { $0 }
      + accesses(talks).compactMap { access($0, $1, loaded) }
  }

  private func step(_ talks: Talks, _ loaded: LoadedScenario) -> SenseNote? {
    guard let e = talks.stepSize, let range = range(e, loaded), range.lowerBound > 1 else {
      return nil
    }
    return SenseNote(
      .range, at: e, in: "talks", .stepPastAll(Size(least: range), percent: e.plainPercent))
  }

  private func accesses(_ talks: Talks) -> [(String?, Expression)] {
    switch talks.access {
    case nil: []
    case .all(let e): [(nil, e)]
    case .each(let entries): entries.map { ($0.name.name, $0.value) }
    }
  }

  private func access(_ party: String?, _ e: Expression, _ loaded: LoadedScenario) -> SenseNote? {
    guard let range = range(e, loaded), range.lowerBound >= Self.leastAccess else { return nil }
    return SenseNote(
      .range, at: e, in: "talks",
      .accessPastAll(party, Size(least: range), percent: e.plainPercent))
  }

  private func range(_ e: Expression, _ loaded: LoadedScenario) -> ClosedRange<Double>? {
    e.plainNumber.map { $0...$0 } ?? loaded.ranges[e]
  }
}

extension Expression {
  /// A number that may be one of percent.
  fileprivate var plainPercent: Int? {
    guard let value = plainNumber, (1...100).contains(value), value == value.rounded(),
      !source.text.contains("%")
    else { return nil }
    return Int(value)
  }
}
