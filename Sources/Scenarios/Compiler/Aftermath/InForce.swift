import Sim

/// Settlements and truces: what is in force, from when, and until when.
extension Aftermath {
  var hasRatifiers: Bool {
    scenario.talks != nil && scenario.parties.contains { !$0.ratifiers.isEmpty }
  }

  /// Whether fighting stops between signing and ratification.
  var haltsAtSigning: Bool {
    hasRatifiers && parties.belligerents.count >= 2 && scenario.talks?.halt?.name != "in_force"
  }

  /// Whether a text begins to be in force in this step: once ratified, or once signed if nobody
  /// ratifies.
  func takesForce() throws -> NodeID { try now(.talk(.fires(forceEvent)), .step) }

  var forceEvent: TalkEvent { hasRatifiers ? .ratified : .signed }

  func settledNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    var held = old(.talk(.settled))
    if settlementCanEnd {
      let breaks = try now(.talk(.after(.collapse(.settlement))), .step)
      held = typed.graph.and(held, typed.graph.not(breaks))
    }
    return typed.graph.or(held, try takesForce())
  }

  /// What the text in force holds; `none` while there is none.
  func inForce(
    _ quantity: TalkQuantity, _ none: NodeID, _ phase: Phase, _ part: (Text) throws -> NodeID
  ) throws -> NodeID {
    guard phase == .step else { return none }
    var kept = old(.talk(quantity))
    if settlementCanEnd {
      let breaks = try now(.talk(.after(.collapse(.settlement))), .step)
      kept = typed.graph.select(breaks, none, kept)
    }
    let text =
      hasRatifiers
      ? try signedText(.step) : try texts.draft(Scope(phase: .step, stage: .signing))
    return typed.graph.select(try takesForce(), try part(text), kept)
  }

  /// A general halt without a settlement: a truce, or the halt at a signing.
  func truceNode(_ phase: Phase) throws -> NodeID {
    guard haltsAtSigning else { return try negotiation.agreedTruceNode(.truce, phase) }
    return typed.graph.or(
      try now(.talk(.after(.agreedTruce)), phase), try now(.talk(.after(.signingHalt)), phase))
  }

  /// From the signing on while the text is being ratified, unless it is ended or broken before.
  func signingHaltNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let begun = typed.graph.or(
      old(.talk(.after(.signingHalt))), try now(.talk(.fires(.signed)), .step))
    let going = typed.graph.and(begun, try now(.talk(.after(.pending)), .step))
    return typed.graph.and(going, typed.graph.not(try truceIsEnded()))
  }

  /// Whether an act or its own hazard ends a truce in this step.
  func truceIsEnded() throws -> NodeID {
    let ended = try negotiation.acting { if case .endTruce = $0 { true } else { false } }
    guard scenario.durability?.truce != nil else { return ended }
    return typed.graph.or(ended, try now(.talk(.after(.collapse(.truce))), .step))
  }

  /// By its own hazard or by an act.
  var settlementCanEnd: Bool {
    scenario.durability?.settlement != nil
      || scenario.events.contains { event in
        event.acts.contains { if case .endSettlement = $0.act { true } else { false } }
      }
  }

  func everHaltedNode(_ phase: Phase) throws -> NodeID {
    let halted = typed.graph.or(
      try now(.talk(.truce), phase), try now(.talk(.settled), phase))
    return phase == .initial ? halted : typed.graph.or(old(.talk(.after(.everHalted))), halted)
  }
}
