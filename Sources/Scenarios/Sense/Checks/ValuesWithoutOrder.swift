import Sim

/// Values without an order under a protocol that goes by how far they lie from one another. Two values
/// are as far apart in any order.
struct ValuesWithoutOrder: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard let talks = loaded.scenario.talks, Bargaining.type(of: talks)?.goesByDistance ?? false
    else { return [] }
    return loaded.scenario.issues.filter { $0.values.count > 2 && !$0.ordered }.map { issue in
      SenseNote(
        .noOrder, at: issue.name.source.position(of: 0), in: "issues.\(issue.name.name)",
        .valuesWithoutOrder(issue: issue.name.name, protocol: talks.protocolName.name),
        or: "talks")
    }
  }
}
