import Sim

/// What is recorded beside parameters, states and talks: draws of other entries, definitions on request.
extension ModelBuilding {
  /// What parties and plans draw.
  func entryDraws(beside names: [String]) -> [(node: NodeID, report: Report.Parameter)] {
    compiler.entryDraws.filter { !names.contains($0.name) }.map {
      ($0.node, Report.Parameter(name: $0.name, isOfEntry: true))
    }
  }

  /// Those that the file marks with `follow: true`.
  func followedDefinitions() -> [(value: Model.Quantity, report: Report.Quantity)] {
    var result: [(Model.Quantity, Report.Quantity)] = []
    for (k, entry) in scenario.definitions.enumerated() where entry.follow {
      for elements in expressions.combinations(entry.each) {
        collecting {
          func value(_ phase: Phase) throws -> Typed {
            try expressions.definition(k, elements, entry.value, Scope(phase: phase, stage: .end))
          }
          let start = try value(.initial)
          guard start.type == .number || start.type == .condition else {
            throw entry.name.error(WorldCause.notFollowed(start.type.described))
          }
          result.append(
            (
              Model.Quantity(initial: start.node, step: try value(.step).node),
              .init(
                name: entry.name.name + suffix(elements), isCondition: start.type == .condition)
            ))
        }
      }
    }
    return result
  }
}
