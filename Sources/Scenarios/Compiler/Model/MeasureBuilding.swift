import Sim

/// What is measured of each trial: what the file asks for, what was agreed, and the baseline of means.
extension ModelBuilding {
  func measureValues(_ rules: [Model.Quantity])
    -> [(value: Model.Quantity, report: Report.Measure)]
  {
    var result: [(Model.Quantity, Report.Measure)] = []
    var labels: [Phase: Typed] = [:]
    /// One label for all measures, made when it is first asked for.
    func label(_ phase: Phase) -> Typed? {
      if let known = labels[phase] { return known }
      labels[phase] = outcomeLabel(rules, phase)
      return labels[phase]
    }
    for entry in scenario.measures {
      collecting {
        let (quantity, type) = try atEnd(entry.value, outcome: label)
        var value = quantity
        switch type {
        case .number, .condition: break
        case .duration, .date:
          throw entry.value.error(WorldCause.measureType(type.described))
        case .label:
          throw entry.value.error(WorldCause.measureLabel)
        }
        value = Model.Quantity(
          initial: finite(value.initial, entry), step: finite(value.step, entry))
        result.append(
          (
            value,
            .init(
              name: entry.name.name, unit: entry.unit, isCondition: type == .condition,
              about: entry.about)
          ))
      }
    }
    return result + baselineMeasures() + agreedMeasures()
  }

  /// What is agreed on issues whose ends have a unit: on the scale, and in the unit; missing without an
  /// agreement.
  private func agreedMeasures() -> [(value: Model.Quantity, report: Report.Measure)] {
    guard scenario.talks != nil else { return [] }
    var result: [(Model.Quantity, Report.Measure)] = []
    for (k, issue) in scenario.issues.enumerated() where !issue.values.isEmpty {
      collecting { result += try agreedValues(k) }
    }
    for (k, issue) in scenario.issues.enumerated() {
      guard let scale = scenario.scale(of: issue) else { continue }
      collecting {
        let entity = Entity.talk(.agreedTerm(k))
        let term = Model.Quantity(initial: try now(entity, .initial), step: try now(entity, .step))
        func amount(_ node: NodeID) -> NodeID {
          typed.graph.apply(
            .add, typed.graph.constant(scale.start),
            typed.graph.apply(.multiply, typed.graph.constant(scale.span), node))
        }
        let name = scenario.agreedName(issue)
        result.append((term, .init(name: name, unit: nil, isCondition: false)))
        result.append(
          (
            Model.Quantity(initial: amount(term.initial), step: amount(term.step)),
            .init(name: name + ".amount", unit: scale.unit, isCondition: false)
          ))
      }
    }
    return result
  }

  /// Of an issue with values: the share of agreements on each, as means; of many only which it is, from
  /// 0 on.
  private func agreedValues(_ k: Int) throws
    -> [(value: Model.Quantity, report: Report.Measure)]
  {
    let issue = scenario.issues[k]
    let name = scenario.agreedName(issue)
    let entity = Entity.talk(.agreedTerm(k))
    let places = [try now(entity, .initial), try now(entity, .step)].map {
      texts.place(of: $0, among: issue.values.count)
    }
    guard issue.values.count <= Limits.reportedValues else {
      return [
        (
          Model.Quantity(initial: places[0], step: places[1]),
          .init(name: name, unit: nil, isCondition: false)
        )
      ]
    }
    return issue.values.enumerated().map { number, value in
      let parts = places.map { place in
        typed.graph.select(
          typed.graph.apply(.isMissing, place), typed.graph.constant(.nan),
          typed.graph.apply(.equal, place, typed.graph.constant(Double(number))))
      }
      return (
        Model.Quantity(initial: parts[0], step: parts[1]),
        .init(name: "\(name)=\(value.name)", unit: nil, isCondition: false)
      )
    }
  }

  /// The mean of ideals by capability and salience, issue by issue: on coded decisions of the
  /// European Union it predicts better than bargaining models do (Thomson et al. 2006), so no
  /// result of talks is shown without it.
  private func baselineMeasures() -> [(value: Model.Quantity, report: Report.Measure)] {
    guard scenario.talks != nil, scenario.parties.allSatisfy({ $0.ideal != nil }) else { return [] }
    var result: [(Model.Quantity, Report.Measure)] = []
    for (k, issue) in scenario.issues.enumerated() where issue.values.isEmpty || issue.ordered {
      collecting {
        let mean = try parties.weightedMean(k)
        result.append(
          (
            Model.Quantity(initial: mean, step: mean),
            .init(name: "weighted_mean.\(issue.name.name)", unit: nil, isCondition: false)
          ))
      }
    }
    return result
  }

  /// A measure may be missing, but not infinite.
  private func finite(_ node: NodeID, _ entry: Measure) -> NodeID {
    let bad = typed.graph.and(
      typed.graph.apply(.isNotFinite, node),
      typed.graph.not(typed.graph.apply(.isMissing, node)))
    return typed.checked(
      node, bad: bad, "measure '\(entry.name.name)' is not a finite number", at: entry.value)
  }
}
