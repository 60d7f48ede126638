import Sim

/// The talks of one step: whether there is a round, and what it leaves.
extension Negotiation {
  func roundsNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.constant(0) }
    return typed.graph.apply(.add, old(.talk(.rounds)), try now(.talk(.met), .step))
  }

  func tabledNode(_ k: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(try isTabledAtStart(k)) }
    let laid = try acting { if case .table(let plan) = $0 { isPlan(plan, k) } else { false } }
    return typed.graph.or(try tabledBefore(k, .step), laid)
  }

  /// What a party makes of the draft when it is judged.
  func ofDraft(
    _ p: Int, _ phase: Phase, _ judge: (Int, Text, Scope) throws -> NodeID
  ) throws -> NodeID {
    let scope = Scope(phase: phase, stage: .judgement)
    return try judge(p, try texts.draft(scope), scope)
  }

  /// What is remembered of an event of the talks; `quantity` is the memory that keeps it.
  func remembered(_ event: TalkEvent, _ quantity: TalkQuantity, _ phase: Phase) throws -> NodeID {
    switch quantity {
    case .happened:
      guard phase == .step else { return typed.graph.condition(false) }
      return typed.graph.or(old(.talk(quantity)), try now(.talk(.fires(event)), .step))
    case .count:
      guard phase == .step else { return typed.graph.constant(0) }
      return typed.graph.apply(.add, old(.talk(quantity)), try now(.talk(.fires(event)), .step))
    case .lastStep:
      guard phase == .step else { return typed.graph.constant(.nan) }
      let fires = try now(.talk(.fires(event)), .step)
      return typed.graph.select(fires, typed.graph.step(), old(.talk(quantity)))
    case .firstStep:
      guard phase == .step else { return typed.graph.constant(.nan) }
      return world.first(try now(.talk(.fires(event)), .step), typed.graph.step(), .talk(quantity))
    default:
      guard phase == .step, let days = dayNumbers else { return typed.graph.constant(.nan) }
      return world.first(
        try now(.talk(.fires(event)), .step), typed.graph.table(days), .talk(quantity))
    }
  }

  func isPlan(_ name: Named, _ k: Int) -> Bool { name.name == scenario.plans[k].name.name }

  /// Whether the talks open with a plan.
  func opens(_ k: Int) -> Bool {
    if case .plan(let name) = scenario.talks?.opening { isPlan(name, k) } else { false }
  }

  private func isTabledAtStart(_ k: Int) throws -> Bool {
    if opens(k), let talks = scenario.talks,
      Bargaining.type(of: talks)?.choosesPlans(talks) ?? false
    {
      return true
    }
    guard let tabled = scenario.plans[k].tabled else { return false }
    guard let start = calendar.start else {
      throw tabled.name.error(ScenarioCause.needsStart("tabled"))
    }
    return tabled.date <= start
  }

  func suspendedNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let stops = try acting { if case .suspendTalks = $0 { true } else { false } }
    let resumes = try acting { if case .resumeTalks = $0 { true } else { false } }
    let going = typed.graph.and(old(.talk(.suspended)), typed.graph.not(resumes))
    return typed.graph.or(stops, going)
  }

  /// Whether the parties meet: not while a settlement is in force, a text is being ratified or
  /// talks are suspended, and not once they are broken off.
  func metNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    var busy = old(.talk(.settled))
    if aftermath.hasRatifiers { busy = typed.graph.or(busy, old(.talk(.after(.pending)))) }
    let suspended = try now(.talk(.suspended), .step)
    var free = typed.graph.not(typed.graph.or(busy, suspended))
    if try bargaining().mayBreakOff {
      free = typed.graph.and(free, typed.graph.not(old(.talk(.brokenOff))))
    }
    if let may = try bargaining().mayMeet() { free = typed.graph.and(free, may) }
    guard let round = scenario.talks?.round else { return free }
    var scope = Scope(phase: .step, stage: .round)
    scope.drawing = draws.drawing(
      "talks.round", eachStep: false, in: round.value, beside: "chance")
    let p = try world.probabilityPerStep(round, scope)
    let u = world.standard(.hazard, "talks.round", [], "chance#1", eachStep: true)
    return typed.graph.and(free, typed.graph.apply(.less, u, p))
  }

  /// How much the least satisfied party whose consent is needed falls short of no deal: 0 if none.
  func maxGapNode(_ phase: Phase) throws -> NodeID {
    let scope = Scope(phase: phase, stage: .judgement)
    let text = try texts.draft(scope)
    let zero = typed.graph.constant(0)
    var gap = zero
    for p in scenario.parties.indices {
      let needed = parties.consent(of: p, to: text)
      if constantValue(needed) == 0 { continue }
      let short = typed.graph.apply(.negate, try now(.talk(.margin(p)), phase))
      gap = typed.graph.maximum(gap, typed.graph.select(needed, short, zero))
    }
    return gap
  }
}
