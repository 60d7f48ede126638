import Sim

/// What a round of talks comes to: a signature, the end of talks, a truce.
extension Negotiation {
  func talkFires(_ event: TalkEvent, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    switch event {
    case .signed: return try signedNode()
    case .truceBegins:
      let begins = try now(.talk(.truce), .step)
      return typed.graph.and(begins, typed.graph.not(old(.talk(.truce))))
    case .truceBreaks:
      // A settlement takes the place of a truce, and a text that is voted down takes the halt at its signing
      // with it: neither is a break.
      let over = typed.graph.and(
        old(.talk(.truce)), typed.graph.not(try now(.talk(.truce), .step)))
      let breaks = typed.graph.and(over, typed.graph.not(try aftermath.takesForce()))
      guard aftermath.haltsAtSigning else { return breaks }
      let votedDown = typed.graph.and(
        try now(.talk(.fires(.rejected)), .step), typed.graph.not(try aftermath.truceIsEnded()))
      return typed.graph.and(breaks, typed.graph.not(votedDown))
    case .ratified, .rejected, .settlementBreaks: return try aftermath.afterFires(event)
    }
  }

  /// All needed consents to one text in a round.
  private func signedNode() throws -> NodeID {
    let scope = Scope(phase: .step, stage: .signing)
    var met = typed.graph.and(try now(.talk(.met), .step), try settlesSomething(scope))
    if let agreement = try bargaining().agreement(scope) { met = typed.graph.and(met, agreement) }
    if !scenario.constraints.isEmpty {
      met = typed.graph.and(met, try texts.keeps(try texts.draft(scope).terms))
    }
    if aftermath.hasRatifiers {
      met = typed.graph.and(met, typed.graph.not(try aftermath.draftIsDead()))
    }
    if let rule = scenario.talks?.carriedWhen {
      return typed.graph.and(met, try expressions.condition(rule, scope, for: "'carried_when'"))
    }
    if let carries = try bargaining().carries(scope) { return typed.graph.and(met, carries) }
    let text = try texts.draft(scope)
    var all = met
    for p in scenario.parties.indices {
      let needed = parties.consent(of: p, to: text)
      if constantValue(needed) == 0 { continue }
      let accepts = try talkRead(.accepts(p), scope).0
      all = typed.graph.and(all, typed.graph.or(typed.graph.not(needed), accepts))
    }
    return all
  }

  /// Whether the draft closes an issue: with all open there is nothing to sign.
  private func settlesSomething(_ scope: Scope) throws -> NodeID {
    let open = try texts.draft(scope).open
    guard let first = open.first else { return typed.graph.condition(true) }
    return typed.graph.not(open.dropFirst().reduce(first) { typed.graph.and($0, $1) })
  }

  // MARK: The end of talks, and new ones

  /// Whether talks can begin anew: after a rejection, or after a settlement that broke.
  private var canBeginAnew: Bool { aftermath.hasRatifiers || aftermath.settlementCanEnd }

  /// Rounds of these talks before this step.
  func roundsBefore() -> NodeID { old(.talk(canBeginAnew ? .roundsAnew : .rounds)) }

  func roundsAnewNode(_ phase: Phase) throws -> NodeID {
    let zero = typed.graph.constant(0)
    guard phase == .step else { return zero }
    let counted = typed.graph.apply(
      .add, old(.talk(.roundsAnew)), try now(.talk(.met), .step))
    var ends = typed.graph.condition(false)
    if aftermath.hasRatifiers { ends = try now(.talk(.fires(.rejected)), .step) }
    if aftermath.settlementCanEnd {
      ends = typed.graph.or(ends, try now(.talk(.fires(.settlementBreaks)), .step))
    }
    return typed.graph.select(ends, zero, counted)
  }

  /// A round without a signature breaks the talks off with the chance that the protocol gives.
  func brokenOffNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step, let chance = try bargaining().breakdown() else {
      return typed.graph.condition(false)
    }
    let unsigned = typed.graph.and(
      try now(.talk(.met), .step), typed.graph.not(try now(.talk(.fires(.signed)), .step)))
    let u = world.standard(.hazard, "talks.broken_off", [], "chance#1", eachStep: true)
    let breaks = typed.graph.and(unsigned, typed.graph.apply(.less, u, chance))
    return typed.graph.or(old(.talk(.brokenOff)), breaks)
  }

  // MARK: Truces

  /// A truce that was agreed or that an event began. On the truce track each belligerent accepts
  /// iff U(status quo) − discount + σe ≥ W. `quantity` is the memory that keeps it.
  func agreedTruceNode(_ quantity: TalkQuantity, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let scope = Scope(phase: .step, stage: .signing)
    var begins = try acting { if case .beginTruce = $0 { true } else { false } }
    if let e = scenario.talks?.truceDiscount {
      guard parties.belligerents.count >= 2 else {
        throw e.error(TalksCause.truceNeedsBelligerents)
      }
      var inner = Scope(phase: .step, stage: .values)
      inner.drawing = draws.drawing("talks.truce_track.discount", eachStep: false, in: e)
      let discount = try expressions.number(e, inner, for: "'discount'")
      var accepted = try now(.talk(.met), .step)
      for p in parties.belligerents {
        let worth = typed.graph.apply(
          .subtract, try parties.utility(p, try texts.statusQuo(.step), scope), discount)
        let tolerated = typed.graph.apply(.add, worth, try talkRead(.tolerance(p), scope).0)
        let enough = parties.isNoLess(
          tolerated, than: try talkRead(.noDeal(p), scope).0, for: p)
        accepted = typed.graph.and(accepted, enough)
      }
      begins = typed.graph.or(begins, accepted)
    }
    let settled = try now(.talk(.settled), .step)
    let going = typed.graph.or(old(.talk(quantity)), begins)
    let kept = typed.graph.and(going, typed.graph.not(try aftermath.truceIsEnded()))
    return typed.graph.and(kept, typed.graph.not(settled))
  }
}
