import Sim

extension ModelBuilding {
  /// The whole model; `nil` if there are problems. `ask` is called once all that it needs is built, and may
  /// build more.
  func model(besides ask: () -> Void = {}) -> Model? {
    draws.prepareCorrelations()
    world.typeStates()
    var parameters = followedParameters()
    let quantities = followedQuantities()
    checkUnread()
    let outcomes = outcomeRules()
    let measures = measureValues(outcomes.rules)
    let signals = signalConditions()
    let milestones = milestoneConditions()
    if compiler.isVerifying { buildExpectedValues() }
    compiler.finishMemories()
    collecting { try negotiation.checkSecrets() }
    if compiler.isVerifying, compiler.problems.isEmpty { checkExpectedValues() }
    if compiler.problems.isEmpty { checkSize() }
    guard compiler.problems.isEmpty else { return nil }
    parameters += entryDraws(beside: parameters.map(\.report.name))
    ask()
    compiler.finishMemories()
    let report = Report(
      steps: calendar.steps,
      outcomes: scenario.outcomes.map {
        .init(name: $0.name.name, className: $0.className)
      },
      measures: measures.map(\.report), signals: scenario.signals.map(\.name.name),
      quantities: quantities.map(\.report), milestones: milestones.map(\.name),
      eventCount: scenario.events.count,
      parameters: parameters.map(\.report))
    var model = Model(
      graph: typed.graph, steps: calendar.steps, memories: compiler.memoryQuantities(),
      ends: outcomes.ends, outcomes: outcomes.rules, measures: measures.map(\.value),
      signals: signals, milestones: milestones.map(\.value),
      quantities: quantities.map(\.value), parameters: parameters.map(\.node), report: report)
    model.memoriesOfEnds = compiler.slotsOfTalks
    return model
  }

  /// Both phases of a value at the end of a step.
  func atEnd(
    _ e: Expression, outcome: (Phase) -> Typed? = { _ in nil }
  ) throws -> (Model.Quantity, ValueType) {
    func value(_ phase: Phase) throws -> Typed {
      var scope = Scope(phase: phase, stage: .end)
      scope.outcome = outcome(phase)
      return try expressions.build(e, scope)
    }
    let start = try value(.initial)
    return (Model.Quantity(initial: start.node, step: try value(.step).node), start.type)
  }

  private func conditionAtEnd(_ e: Expression, _ what: String) throws -> Model.Quantity {
    let (quantity, type) = try atEnd(e)
    guard type == .condition else {
      throw e.error(WorldCause.conditionNeeded(what: what, found: type.described))
    }
    return quantity
  }

  // MARK: What is reported

  private func followedParameters() -> [(node: NodeID, report: Report.Parameter)] {
    var result: [(NodeID, Report.Parameter)] = []
    for (k, entry) in scenario.parameters.enumerated() {
      collecting {
        let value = try expressions.parameter(k)
        // A duration is shown in steps.
        let node = value.type == .duration ? typed.convert(value.node, to: .step) : value.node
        result.append(
          (
            node,
            Report.Parameter(
              name: entry.name.name, unit: entry.unit, about: entry.about,
              constant: constantValue(node))
          ))
      }
    }
    return result
  }

  private func followedQuantities() -> [(value: Model.Quantity, report: Report.Quantity)] {
    var result: [(Model.Quantity, Report.Quantity)] = []
    for (k, state) in scenario.states.enumerated() {
      for elements in expressions.combinations(state.each) {
        collecting {
          let entity = Entity.state(k, elements)
          let value = Model.Quantity(
            initial: try now(entity, .initial), step: try now(entity, .step))
          let name = state.name.name + suffix(elements)
          switch stateTypes[k] {
          case .label(let labels):
            for (position, label) in labels.enumerated() {
              let here = typed.graph.constant(Double(position))
              let held = Model.Quantity(
                initial: typed.graph.apply(.equal, value.initial, here),
                step: typed.graph.apply(.equal, value.step, here))
              result.append((held, .init(name: "\(name)=\(label)", isCondition: true)))
            }
          default:
            let low = state.within.flatMap { bound($0.low) }
            let high = state.within.flatMap { bound($0.high) }
            result.append(
              (
                value,
                .init(
                  name: name, unit: state.unit, isCondition: stateTypes[k] == .condition,
                  low: low, high: high)
              ))
          }
        }
      }
    }
    if scenario.talks != nil { result += followedTalks() }
    return result + followedDefinitions()
  }

  private func bound(_ e: Expression) -> Double? {
    if case .number(let value) = e.kind { return value }
    return nil
  }

  private func followedTalks() -> [(value: Model.Quantity, report: Report.Quantity)] {
    var result: [(Model.Quantity, Report.Quantity)] = []
    func follow(_ name: String, _ quantity: TalkQuantity, isCondition: Bool) {
      collecting {
        let entity = Entity.talk(quantity)
        result.append(
          (
            Model.Quantity(initial: try now(entity, .initial), step: try now(entity, .step)),
            .init(name: name, isCondition: isCondition)
          ))
      }
    }
    follow("settled", .settled, isCondition: true)
    follow("truce", .truce, isCondition: true)
    for (k, issue) in scenario.issues.enumerated() {
      follow("draft.\(issue.name.name)", .draftTerm(k), isCondition: false)
    }
    for (p, party) in scenario.parties.enumerated() {
      follow("\(party.name.name).margin", .margin(p), isCondition: false)
    }
    for (name, quantity) in followedAfter { follow(name, .after(quantity), isCondition: false) }
    return result
  }

  private func outcomeRules() -> (rules: [Model.Quantity], ends: Model.Quantity) {
    var rules: [Model.Quantity] = []
    var ends = Model.Quantity(
      initial: typed.graph.condition(false), step: typed.graph.condition(false))
    for entry in scenario.outcomes {
      collecting {
        switch entry.rule {
        case .asSoonAs(let e):
          let rule = try conditionAtEnd(e, "'as_soon_as'")
          rules.append(rule)
          ends.initial = typed.graph.or(ends.initial, rule.initial)
          ends.step = typed.graph.or(ends.step, rule.step)
        case .atEnd(let e): rules.append(try conditionAtEnd(e, "'at_end'"))
        case .otherwise:
          rules.append(
            .init(initial: typed.graph.condition(true), step: typed.graph.condition(true)))
        }
      }
    }
    return (rules, ends)
  }

  /// The label of the outcome: the position of the first rule that holds.
  func outcomeLabel(_ rules: [Model.Quantity], _ phase: Phase) -> Typed? {
    let labels = scenario.outcomes.map(\.name.name)
    guard rules.count == labels.count, let last = rules.indices.last else { return nil }
    var node = typed.graph.constant(Double(last))
    for k in rules.indices.dropLast().reversed() {
      let rule = phase == .initial ? rules[k].initial : rules[k].step
      node = typed.graph.select(rule, typed.graph.constant(Double(k)), node)
    }
    return Typed(node, .label(labels))
  }

  private func signalConditions() -> [Model.Quantity] {
    var result: [Model.Quantity] = []
    for entry in scenario.signals {
      collecting { result.append(try conditionAtEnd(entry.condition, "a signal")) }
    }
    return result
  }
}
