import Sim

/// Ends of an issue that are amounts of two units.
struct EndsOfIssues: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.issues.compactMap { issue in
      guard let low = issue.low, let high = issue.high, let a = Amount(low), let b = Amount(high),
        !a.isComparable(with: b)
      else { return nil }
      return SenseNote(
        .unit, at: issue.name, in: "issues.\(issue.name.name)",
        .endsInTwoUnits(low: low, high: high))
    }
  }
}
