import Sim

/// The talks of one step: is there a round, the text, its judgement, signing.
extension Compiler {
  // MARK: Reading

  /// A quantity of the talks as a reader sees it: of this step if an earlier stage decides it,
  /// else as the last step left it.
  func talkRead(_ quantity: TalkQuantity, _ reading: Reading) throws -> (NodeID, isOld: Bool) {
    guard reading.phase == .step else { return (try now(.talk(quantity), .initial), false) }
    if quantity.stage < reading.stage || (isValue(quantity) && reading.stage == .values) {
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

  func stage(ofWord word: String) -> Stage? {
    switch word {
    case "talks_met", "rounds": .round
    case "draft": .text
    case "max_gap", "zone", "breach": .judgement
    case "agreed", "signed", "settled", "core_settled", "truce", "halted", "fighting",
      "settled_for", "truce_for", "halted_for", "fighting_for", "truce_begins", "truce_breaks",
      "ratified", "rejected", "settlement_breaks", "balanced", "hard_line_crossed",
      "broken_off":
      .signing
    default: nil
    }
  }

  /// Words about the talks that stand alone; `nil` for other words.
  func talkWord(_ name: String, _ e: Expression, _ reading: Reading) throws -> Typed? {
    guard Self.builtInWords.contains(name) else { return nil }
    guard scenario.talks != nil else {
      throw e.error("'\(name)' belongs to talks, and this scenario has none")
    }
    func read(_ quantity: TalkQuantity) throws -> NodeID { try talkRead(quantity, reading).0 }
    switch name {
    case "talks_met": return Typed(try read(.met), .condition)
    case "rounds": return Typed(try read(.rounds), .number)
    case "max_gap": return Typed(try read(.maxGap), .number)
    case "breach": return Typed(try breach(e, reading), .number)
    case "signed", "ratified", "rejected", "truce_begins", "truce_breaks", "settlement_breaks":
      throw e.error(
        "'\(name)' is an event; write happened(\(name)), fires(\(name)) or since(\(name))")
    case "settled": return Typed(try read(.settled), .condition)
    case "zone": return Typed(try zone(reading), .condition)
    case "truce": return Typed(try read(.truce), .condition)
    case "broken_off": return Typed(try read(.brokenOff), .condition)
    case "halted": return Typed(try halted(reading), .condition)
    case "fighting":
      guard belligerents.count >= 2 else {
        throw e.error("'fighting' needs two parties with role: belligerent")
      }
      return Typed(typed.graph.not(try halted(reading)), .condition)
    case "core_settled": return Typed(try coreSettled(reading), .condition)
    case "balanced": return Typed(try balanced(reading), .condition)
    case "hard_line_crossed":
      var crossed = typed.graph.condition(false)
      for p in scenario.parties.indices {
        crossed = typed.graph.or(crossed, try crossesHardLine(p, agreed(reading), reading))
      }
      return Typed(typed.graph.and(try read(.settled), crossed), .condition)
    case "settled_for", "truce_for", "halted_for", "fighting_for":
      let word = String(name.dropLast(4))
      let held = Expression(.name(word), in: e.source, at: e.range)
      let argument = Expression.Argument(label: nil, value: held)
      return try recall("held_for", [argument], e, reading)
    default: return nil
    }
  }

  private func halted(_ reading: Reading) throws -> NodeID {
    typed.graph.or(
      try talkRead(.truce, reading).0, try talkRead(.settled, reading).0)
  }

  private func coreSettled(_ reading: Reading) throws -> NodeID {
    var result = try talkRead(.settled, reading).0
    for (k, issue) in scenario.issues.enumerated() where issue.core {
      let open = try talkRead(.agreedOpen(k), reading).0
      result = typed.graph.and(result, typed.graph.not(open))
    }
    return result
  }

  /// No belligerent above `high` while another is below `low` in utility of the text in force.
  private func balanced(_ reading: Reading) throws -> NodeID {
    func bound(_ e: Expression?, _ standard: Double) throws -> NodeID {
      guard let e else { return typed.graph.constant(standard) }
      return try number(e, Reading(phase: reading.phase, stage: .values), for: "'balance'")
    }
    let high = try bound(scenario.talks?.balance?.high, 0.80)
    let low = try bound(scenario.talks?.balance?.low, 0.25)
    let text = try agreed(reading)
    var lopsided = typed.graph.condition(false)
    let utilities = try belligerents.map { try utility($0, text, reading) }
    for (i, a) in utilities.enumerated() {
      for (j, b) in utilities.enumerated() where i != j {
        let above = typed.graph.apply(.less, high, a)
        let below = typed.graph.apply(.less, b, low)
        lopsided = typed.graph.or(lopsided, typed.graph.and(above, below))
      }
    }
    return typed.graph.and(try talkRead(.settled, reading).0, typed.graph.not(lopsided))
  }

  func secrecy(_ e: Expression, _ reading: Reading) throws -> Typed {
    guard let talks = scenario.talks else {
      throw e.error("'talks' belongs to talks, and this scenario has none")
    }
    guard let secrecy = talks.secrecy else { return typed.number(1) }
    var inner = reading
    inner.indices = [:]
    inner.drawing = drawing("talks.secrecy", eachStep: false, in: secrecy)
    return Typed(try number(secrecy, inner, for: "'secrecy'"), .number)
  }

  /// Whether plans and drafts are public.
  func publicity(_ reading: Reading) throws -> (plans: NodeID, drafts: NodeID) {
    func part(_ e: Expression?, _ standard: Bool) throws -> NodeID {
      guard let e else { return typed.graph.condition(standard) }
      var inner = Reading(phase: reading.phase, stage: .values)
      inner.drawing = drawing("talks.public", eachStep: false, in: e)
      return try condition(e, inner, for: "'public'")
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
      throw tabled.name.error("'tabled' needs a clock with a start")
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

  // MARK: Quantities

  func talkNode(_ quantity: TalkQuantity, _ phase: Phase) throws -> NodeID {
    let reading = Reading(phase: phase, stage: quantity.stage)
    switch quantity {
    case .noDeal(let p): return try noDealNode(p, phase)
    case .latent(let p): return try latentNode(p, phase)
    case .tolerance(let p): return try toleranceNode(p, phase)
    case .reference(let p): return try referenceNode(p, phase)
    case .bestSeen(let p): return try bestSeenNode(p, phase)
    case .suspended: return try suspendedNode(phase)
    case .met: return try metNode(phase)
    case .rounds:
      guard phase == .step else { return typed.graph.constant(0) }
      return typed.graph.apply(.add, old(.talk(.rounds)), try now(.talk(.met), .step))
    case .roundsAnew: return try roundsAnewNode(phase)
    case .draftTerm(let k): return try draftAfterActs(phase).terms[k]
    case .draftOpen(let k): return try draftAfterActs(phase).open[k]
    case .draftShare(let p): return try draftAfterActs(phase).shares[p]
    case .conceded(let p): return try bargaining().conceded(p, phase)
    case .lastMove(let p): return try bargaining().lastMove(p, phase)
    case .tabled(let k):
      guard phase == .step else { return typed.graph.condition(try isTabledAtStart(k)) }
      let laid = try acting { if case .table(let plan) = $0 { isPlan(plan, k) } else { false } }
      return typed.graph.or(try tabledBefore(k, .step), laid)
    case .utility(let p): return try utility(p, try draft(reading), reading)
    case .value(let p): return try value(p, try draft(reading), reading)
    case .margin(let p): return try margin(p, try draft(reading), reading)
    case .accepts(let p): return try accepts(p, try draft(reading), reading)
    case .maxGap: return try maxGapNode(phase)
    case .fires(let event): return try talkFires(event, phase)
    case .happened(let event):
      guard phase == .step else { return typed.graph.condition(false) }
      return typed.graph.or(old(.talk(quantity)), try now(.talk(.fires(event)), .step))
    case .count(let event):
      guard phase == .step else { return typed.graph.constant(0) }
      return typed.graph.apply(.add, old(.talk(quantity)), try now(.talk(.fires(event)), .step))
    case .lastStep(let event):
      guard phase == .step else { return typed.graph.constant(.nan) }
      let fires = try now(.talk(.fires(event)), .step)
      return typed.graph.select(fires, typed.graph.step(), old(.talk(quantity)))
    case .firstStep(let event):
      guard phase == .step else { return typed.graph.constant(.nan) }
      return first(try now(.talk(.fires(event)), .step), typed.graph.step(), .talk(quantity))
    case .firstDate(let event):
      guard phase == .step, let days = calendar.dayNumbers else {
        return typed.graph.constant(.nan)
      }
      return first(try now(.talk(.fires(event)), .step), typed.graph.table(days), .talk(quantity))
    case .agreedTerm(let k):
      return try inForce(quantity, typed.graph.constant(.nan), phase) { $0.terms[k] }
    case .agreedOpen(let k):
      return try inForce(quantity, typed.graph.condition(true), phase) { $0.open[k] }
    case .agreedShare(let p):
      return try inForce(quantity, typed.graph.constant(.nan), phase) { $0.shares[p] }
    case .settled:
      return try settledNode(phase)
    case .truce: return try truceNode(phase)
    case .brokenOff: return try brokenOffNode(phase)
    case .after(let quantity): return try afterNode(quantity, phase)
    }
  }

  func isPlan(_ name: Named, _ k: Int) -> Bool { name.name == scenario.plans[k].name.name }

  private func isTabledAtStart(_ k: Int) throws -> Bool {
    guard let tabled = scenario.plans[k].tabled else { return false }
    guard let start = calendar.start else {
      throw tabled.name.error("'tabled' needs a clock with a start")
    }
    return tabled.date <= start
  }

  private func suspendedNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let stops = try acting { if case .suspendTalks = $0 { true } else { false } }
    let resumes = try acting { if case .resumeTalks = $0 { true } else { false } }
    let going = typed.graph.and(old(.talk(.suspended)), typed.graph.not(resumes))
    return typed.graph.or(stops, going)
  }

  /// Whether the parties meet: not while a settlement is in force, a text is being ratified or
  /// talks are suspended, and not once they are broken off.
  private func metNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    var busy = old(.talk(.settled))
    if hasRatifiers { busy = typed.graph.or(busy, old(.talk(.after(.pending)))) }
    let suspended = try now(.talk(.suspended), .step)
    var free = typed.graph.not(typed.graph.or(busy, suspended))
    if try bargaining().mayBreakOff {
      free = typed.graph.and(free, typed.graph.not(old(.talk(.brokenOff))))
    }
    if let may = try bargaining().mayMeet() { free = typed.graph.and(free, may) }
    guard let round = scenario.talks?.round else { return free }
    var reading = Reading(phase: .step, stage: .round)
    reading.drawing = drawing("talks.round", eachStep: false, in: round.value)
    let p = try probabilityPerStep(round, reading)
    let u = standard(.hazard, "talks.round", [], "chance#1", eachStep: true)
    return typed.graph.and(free, typed.graph.apply(.less, u, p))
  }

  /// How much the least satisfied party whose consent is needed falls short of no deal: 0 if none.
  private func maxGapNode(_ phase: Phase) throws -> NodeID {
    let reading = Reading(phase: phase, stage: .judgement)
    let text = try draft(reading)
    let zero = typed.graph.constant(0)
    var gap = zero
    for p in scenario.parties.indices {
      let needed = consent(of: p, to: text)
      if typed.graph.constantValue(needed) == 0 { continue }
      let short = typed.graph.apply(.negate, try now(.talk(.margin(p)), phase))
      gap = typed.graph.maximum(gap, typed.graph.select(needed, short, zero))
    }
    return gap
  }
}
