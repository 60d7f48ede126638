import Sim

/// What expressions and other stages read of the talks.
extension Negotiation {
  /// A quantity of the talks as a reader sees it: of this step if an earlier stage decides it,
  /// else as the last step left it.
  func talkRead(_ quantity: TalkQuantity, _ scope: Scope) throws -> (NodeID, isOld: Bool) {
    if scope.isSearching, quantity.stage >= .text { throw ReadsTheText() }
    guard scope.phase == .step else { return (try now(.talk(quantity), .initial), false) }
    if quantity.stage < scope.stage || (isValue(quantity) && scope.stage == .values) {
      return (try now(.talk(quantity), .step), false)
    }
    return (old(.talk(quantity)), true)
  }

  /// Tolerance and reference points are settled before no-deal values read them.
  private func isValue(_ quantity: TalkQuantity) -> Bool {
    switch quantity {
    case .tolerance, .latent: true
    default: false
    }
  }

  func halted(_ scope: Scope) throws -> NodeID {
    typed.graph.or(
      try talkRead(.truce, scope).0, try talkRead(.settled, scope).0)
  }

  func coreSettled(_ scope: Scope) throws -> NodeID {
    var result = try talkRead(.settled, scope).0
    for (k, issue) in scenario.issues.enumerated() where issue.core {
      let open = try talkRead(.agreedOpen(k), scope).0
      result = typed.graph.and(result, typed.graph.not(open))
    }
    return result
  }

  /// Whether the text in force is beyond a hard red line of some party.
  func hardLineCrossed(_ scope: Scope) throws -> NodeID {
    var crossed = typed.graph.condition(false)
    for p in scenario.parties.indices {
      crossed = typed.graph.or(
        crossed, try parties.crossesHardLine(p, texts.agreed(scope), scope))
    }
    return typed.graph.and(try talkRead(.settled, scope).0, crossed)
  }

  /// No belligerent above `high` while another is below `low` in utility of the text in force.
  func balanced(_ scope: Scope) throws -> NodeID {
    func bound(_ e: Expression?, _ standard: Double) throws -> NodeID {
      guard let e else { return typed.graph.constant(standard) }
      return try expressions.number(
        e, Scope(phase: scope.phase, stage: .values), for: "'balance'")
    }
    let high = try bound(scenario.talks?.balance?.high, 0.80)
    let low = try bound(scenario.talks?.balance?.low, 0.25)
    let text = try texts.agreed(scope)
    var lopsided = typed.graph.condition(false)
    let utilities = try parties.belligerents.map { try parties.utility($0, text, scope) }
    for (i, a) in utilities.enumerated() {
      for (j, b) in utilities.enumerated() where i != j {
        let above = typed.graph.apply(.less, high, a)
        let below = typed.graph.apply(.less, b, low)
        lopsided = typed.graph.or(lopsided, typed.graph.and(above, below))
      }
    }
    return typed.graph.and(try talkRead(.settled, scope).0, typed.graph.not(lopsided))
  }

  func secrecy(_ e: Expression, _ scope: Scope) throws -> Typed {
    guard let talks = scenario.talks else {
      throw e.error(ScenarioCause.withoutTalks(.word("talks")))
    }
    guard let secrecy = talks.secrecy else { return typed.number(1) }
    var inner = scope
    inner.indices = [:]
    inner.drawing = draws.drawing("talks.secrecy", eachStep: false, in: secrecy)
    return Typed(try expressions.number(secrecy, inner, for: "'secrecy'"), .number)
  }

  /// Whether plans and drafts are public.
  func publicity(_ scope: Scope) throws -> (plans: NodeID, drafts: NodeID) {
    func part(_ e: Expression?, _ standard: Bool) throws -> NodeID {
      guard let e else { return typed.graph.condition(standard) }
      var inner = Scope(phase: scope.phase, stage: .values)
      inner.drawing = draws.drawing("talks.public", eachStep: false, in: e)
      return try expressions.condition(e, inner, for: "'public'")
    }
    switch scenario.talks?.publicTexts {
    case nil: return (try part(nil, true), try part(nil, false))
    case .all(let e): return (try part(e, true), try part(e, true))
    case .split(let plans, let drafts): return (try part(plans, true), try part(drafts, false))
    }
  }

  /// Whether a plan is on the table by the time values are read in a step.
  func tabledBefore(_ k: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return try now(.talk(.tabled(k)), .initial) }
    return typed.graph.or(old(.talk(.tabled(k))), try tabling(k))
  }

  /// A plan's date comes in this step.
  private func tabling(_ k: Int) throws -> NodeID {
    guard let tabled = scenario.plans[k].tabled else { return typed.graph.condition(false) }
    guard calendar.start != nil else {
      throw tabled.name.error(ScenarioCause.needsStart("tabled"))
    }
    guard let step = calendar.step(covering: tabled.date), step > 0 else {
      return typed.graph.condition(false)
    }
    return typed.graph.apply(.equal, typed.graph.step(), typed.graph.constant(Double(step)))
  }

  /// Whether an act of some event is done in this step.
  func acting(_ matches: (EventEntry.Act) -> Bool) throws -> NodeID {
    var result = typed.graph.condition(false)
    for (k, event) in scenario.events.enumerated() {
      guard event.acts.contains(where: { matches($0.act) }) else { continue }
      result = typed.graph.or(result, try now(.eventFires(k), .step))
    }
    return result
  }
}
