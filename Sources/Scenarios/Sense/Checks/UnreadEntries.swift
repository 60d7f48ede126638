import Sim

/// Entries that nothing reads.
struct UnreadEntries: SenseCheck {
  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    func unread(_ kind: String, _ section: String, _ names: [Named]) -> [SenseNote] {
      names.filter { !loaded.mentions($0.name, outside: "\(section).\($0.name)") }.map {
        SenseNote(
          .unused, at: $0, in: "\(section).\($0.name)", .unread(kind: kind, name: $0.name))
      }
    }
    return unread("parameter", "parameters", Self.written(scenario.parameters))
      + unread("definition", "definitions", scenario.definitions.filter { !$0.follow }.map(\.name))
      + unread("state", "state", scenario.states.map(\.name))
      + scenario.data.flatMap { unread(Self.kind($0), "data", [$0.name]) } + events(loaded)
      + plans(loaded)
  }

  /// The names as they are written: one for each family of parameters.
  private static func written(_ parameters: [Parameter]) -> [Named] {
    var seen: Set<String> = []
    return parameters.compactMap { parameter in
      var name = parameter.name
      if let member = parameter.member { name.name = member.of }
      return seen.insert(name.name).inserted ? name : nil
    }
  }

  private static func kind(_ entry: DataEntry) -> String {
    switch entry.content {
    case .column: "data"
    case .table: "table"
    case .steps: "steps"
    }
  }

  private func events(_ loaded: LoadedScenario) -> [SenseNote] {
    loaded.scenario.events.filter { event in
      event.effects.isEmpty && event.acts.isEmpty && event.competes == nil
        && !loaded.mentions(event.name.name, outside: "events.\(event.name.name)")
    }.map {
      SenseNote(.unused, at: $0.name, in: "events.\($0.name.name)", .idleEvent($0.name.name))
    }
  }

  private func plans(_ loaded: LoadedScenario) -> [SenseNote] {
    let scenario = loaded.scenario
    // Sums over all plans read each of them.
    guard !loaded.mentioned.values.contains(where: { $0.contains("plans") && $0.contains("for") })
    else { return [] }
    let choosesPlans = scenario.talks.flatMap { Bargaining.type(of: $0)?.choosesPlans($0) } ?? false
    let seesPlans = scenario.parties.contains { $0.reference != nil }
    return scenario.plans.compactMap { plan in
      let name = plan.name.name
      let isTabled = plan.tabled != nil
      guard !loaded.mentions(name, outside: "plans.\(name)"),
        !(isTabled && (choosesPlans || seesPlans))
      else { return nil }
      let reason: SenseCause.PlanReason =
        if let talks = scenario.talks {
          choosesPlans
            ? .neverTabled(talks.protocolName.name, hasDates: scenario.clock?.start != nil)
            : .protocolTakesNone(talks.protocolName.name)
        } else {
          .withoutTalks
        }
      return SenseNote(
        .unused, at: plan.name, in: "plans.\(name)",
        .unreadPlan(name, tabled: plan.tabled.map { "\($0.date)" }, reason: reason))
    }
  }
}
