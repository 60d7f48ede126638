import Sim

/// What is checked although nothing may read it.
extension ModelBuilding {
  /// Builds every entry once, so that a mistake is found wherever it stands.
  func checkUnread() {
    for (k, definition) in scenario.definitions.enumerated() {
      for elements in expressions.combinations(definition.each) {
        collecting {
          var scope = Scope(phase: .step, stage: .end)
          if scenario.talks != nil, !scenario.parties.isEmpty {
            scope.judged = .init(text: try texts.draft(scope), party: 0)
          }
          for (kind, element) in zip(definition.each, elements) {
            scope.indices[kind.rawValue] = element
          }
          _ = try compiler.whileReading(definition: k, elements, scope) {
            try expressions.build(definition.value, scope)
          }
        }
      }
    }
    for k in scenario.events.indices { collecting { _ = try now(.eventFires(k), .step) } }
    for k in scenario.plans.indices { collecting { _ = try texts.plan(k) } }
    parties.checkOwnNumbers()
    collecting { _ = try texts.constraints() }
    for p in scenario.parties.indices {
      for k in scenario.issues.indices { collecting { _ = try parties.worths(p, k) } }
    }
    for issue in scenario.issues { collecting { _ = try texts.levels(of: issue) } }
    for p in scenario.parties.indices {
      collecting {
        for k in scenario.issues.indices where scenario.parties[p].ideal != nil {
          _ = try parties.ideal(p, k)
          _ = try parties.weight(p, k)
        }
        _ = try parties.capability(p)
      }
    }
    if scenario.talks != nil {
      for p in scenario.parties.indices { collecting { _ = try now(.talk(.accepts(p)), .step) } }
      collecting { _ = try now(.talk(.settled), .step) }
      collecting { _ = try now(.talk(.truce), .step) }
    }
    texts.checkEnforcement()
    if scenario.talks != nil {
      aftermath.checkRatifiers()
      aftermath.checkDurability()
      aftermath.checkBreach()
    }
  }

  func checkSize() {
    let name = Named(scenario.name, SourceText(scenario.name, path: ""))
    if typed.graph.nodes.count > Limits.instructions {
      let written = typed.graph.nodes.count
      collecting {
        throw name.error(WorldCause.instructionsOverLimit(written))
      }
    }
    if compiler.memoryQuantities().count > Limits.memories {
      let live = compiler.memoryQuantities().count
      collecting {
        throw name.error(WorldCause.valuesOverLimit(live))
      }
    }
  }
}
