import Sim

/// What is recorded of every trial whatever its outcome rules say: when it first came.
extension ModelBuilding {
  func milestoneConditions() -> [(value: Model.Quantity, name: String)] {
    talkMilestones() + eventMilestones()
  }

  /// When each declared event first fired, in the order of the file.
  private func eventMilestones() -> [(value: Model.Quantity, name: String)] {
    var result: [(Model.Quantity, String)] = []
    for (k, event) in scenario.events.enumerated() {
      collecting {
        let never = typed.graph.condition(false)
        result.append(
          (
            Model.Quantity(initial: never, step: try now(.eventFires(k), .step)),
            event.name.name
          ))
      }
    }
    return result
  }

  private func talkMilestones() -> [(value: Model.Quantity, name: String)] {
    guard scenario.talks != nil else { return [] }
    var result: [(Model.Quantity, String)] = []
    collecting {
      let truce = try bothPhases(.talk(.truce))
      let settled = try bothPhases(.talk(.settled))
      let halted = Model.Quantity(
        initial: typed.graph.or(truce.initial, settled.initial),
        step: typed.graph.or(truce.step, settled.step))
      result = [(halted, "first_halt")]
      if scenario.bringsTruce || aftermath.haltsAtSigning { result.append((truce, "first_truce")) }
      result.append((settled, "first_settlement"))
      result += try kindsOfFirstHalt(truce, settled)
      if haltCanBreak {
        let truce = try bothPhases(.talk(.fires(.truceBreaks)))
        let settlement = try bothPhases(.talk(.fires(.settlementBreaks)))
        let breaks = Model.Quantity(
          initial: typed.graph.or(truce.initial, settlement.initial),
          step: typed.graph.or(truce.step, settlement.step))
        result.append((breaks, "first_break"))
      }
      if try negotiation.bargaining().mayBreakOff {
        result.append((try bothPhases(.talk(.brokenOff)), "first_breakdown"))
      }
      if aftermath.hasRatifiers {
        result.append((try bothPhases(.talk(.fires(.signed))), "first_signature"))
        result.append((try bothPhases(.talk(.fires(.rejected))), "first_rejection"))
        result += try rejectionsByRatifier()
      }
    }
    return result
  }

  /// Where there is more than one: who said no. Two may do so in one step.
  private func rejectionsByRatifier() throws -> [(Model.Quantity, String)] {
    let all = scenario.parties.indices.flatMap { p in
      scenario.parties[p].ratifiers.indices.map { (p, $0) }
    }
    guard all.count > 1 else { return [] }
    return try all.map { p, r in
      let party = scenario.parties[p]
      let never = typed.graph.condition(false)
      let name = "first_rejection.\(party.name.name).\(party.ratifiers[r].name.name)"
      return (Model.Quantity(initial: never, step: try aftermath.rejectsNode(p, r)), name)
    }
  }

  private func bothPhases(_ entity: Entity) throws -> Model.Quantity {
    Model.Quantity(initial: try now(entity, .initial), step: try now(entity, .step))
  }

  /// By a truce, by a signature that halts the fighting, or by a settlement, where there is a
  /// choice.
  private func kindsOfFirstHalt(
    _ truce: Model.Quantity, _ settled: Model.Quantity
  ) throws -> [(Model.Quantity, String)] {
    guard scenario.bringsTruce || aftermath.haltsAtSigning else { return [] }
    var result: [(Model.Quantity, String)] = []
    if aftermath.haltsAtSigning {
      let agreed = try bothPhases(.talk(.after(.agreedTruce)))
      let signing = try bothPhases(.talk(.after(.signingHalt)))
      let alone = Model.Quantity(
        initial: signing.initial,
        step: typed.graph.and(signing.step, typed.graph.not(agreed.step)))
      if scenario.bringsTruce {
        result.append((try firstHalt(by: agreed), "first_halt_truce"))
      }
      result.append((try firstHalt(by: alone), "first_halt_signing"))
    } else {
      result.append((try firstHalt(by: truce), "first_halt_truce"))
    }
    return result + [(try firstHalt(by: settled), "first_halt_settlement")]
  }

  /// It holds and nothing was halted before: the kind of the first halt.
  private func firstHalt(by kind: Model.Quantity) throws -> Model.Quantity {
    let before = typed.graph.not(old(.talk(.after(.everHalted))))
    return Model.Quantity(
      initial: kind.initial, step: typed.graph.and(kind.step, before))
  }

  private var haltCanBreak: Bool {
    let ends = scenario.events.contains { event in
      event.acts.contains { if case .endTruce = $0.act { true } else { false } }
    }
    return ends && scenario.bringsTruce || aftermath.haltsAtSigning || aftermath.settlementCanEnd
      || scenario.durability != nil
  }

  var countsViolations: Bool {
    scenario.durability?.truce?.violations != nil
      || scenario.durability?.settlement?.violations != nil
  }

  /// What the timeline follows beside the talks themselves.
  var followedAfter: [(name: String, quantity: AfterQuantity)] {
    var result: [(String, AfterQuantity)] = []
    if scenario.talks?.breach != nil { result.append(("breach", .breach)) }
    for (p, party) in scenario.parties.enumerated() {
      for (r, ratifier) in party.ratifiers.enumerated() {
        let name = "\(party.name.name).ratifiers.\(ratifier.name.name).support"
        result.append((name, .support(party: p, ratifier: r)))
      }
    }
    if countsViolations { result.append(("violations", .violations)) }
    return result
  }
}
