import Sim

/// What expressions and other stages read of the talks.
extension Compiler {
  /// A quantity of the talks as a reader sees it: of this step if an earlier stage decides it,
  /// else as the last step left it.
  func talkRead(_ quantity: TalkQuantity, _ reading: Reading) throws -> (NodeID, isOld: Bool) {
    if reading.isSearching, quantity.stage >= .text { throw ReadsTheText() }
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
      throw e.error(ScenarioCause.withoutTalks(.word(name)))
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
      throw e.error(ScenarioCause.withoutTalks(.word("talks")))
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
