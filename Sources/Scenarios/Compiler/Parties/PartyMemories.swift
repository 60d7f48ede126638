import Sim

/// What changes in a party from step to step: its tolerance, and its reference point.
extension Parties {
  /// The unit-variance AR(1) disturbance: e ← ρe + √(1−ρ²)·N, stationary from the start.
  func latentNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let tolerance = scenario.parties[p].tolerance else { return typed.graph.constant(0) }
    let path = self.path(p, "tolerance")
    if phase == .initial {
      return world.standard(.standardNormal, path + ".start", [], "normal#1", eachStep: false)
    }
    let scope = partyScope(p, "tolerance.persistence", tolerance.persistence, phase, .values)
    var persistence = typed.graph.held(
      try world.probability(
        try expressions.number(tolerance.persistence, scope, for: "'persistence'"),
        tolerance.persistence),
      from: 0, to: 1)
    if let word = tolerance.per {
      let unit = try typed.timescale.unit(
        named: word, in: tolerance.persistence.source,
        at: tolerance.persistence.source.text.count - word.count)
      persistence = typed.leftPerStep(persistence, unit)
    }
    let z = world.standard(.standardNormal, path, [], "normal#1", eachStep: true)
    let one = typed.graph.constant(1)
    let rest = typed.graph.apply(
      .squareRoot,
      typed.graph.apply(.subtract, one, typed.graph.apply(.square, persistence)))
    let kept = typed.graph.apply(.multiply, persistence, old(.talk(.latent(p))))
    return typed.graph.apply(.add, kept, typed.graph.apply(.multiply, rest, z))
  }

  /// σ·e.
  func toleranceNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let tolerance = scenario.parties[p].tolerance else { return typed.graph.constant(0) }
    let sd = try expressions.number(
      tolerance.sd, partyScope(p, "tolerance.sd", tolerance.sd, phase, .values), for: "'sd'")
    let below = typed.graph.apply(.less, sd, typed.graph.constant(-Rounding.tolerance))
    if constantValue(below) == 1 { throw tolerance.sd.error(WorldCause.negativeSpread) }
    let held = typed.graph.held(sd, from: 0, to: nil)
    let scaled = typed.graph.apply(.multiply, held, try now(.talk(.latent(p)), phase))
    return typed.checked(scaled, bad: below, "sd is below 0", at: tolerance.sd)
  }

  /// The reference point: r ← r + ℓ·max(0, best − r), from what the opening text gives; `best` is
  /// the utility of the best public text so far.
  func referenceNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let best = try now(.talk(.bestSeen(p)), phase)
    if phase == .initial {
      return try utility(p, try texts.openingText(), Scope(phase: .initial, stage: .values))
    }
    guard let e = scenario.parties[p].reference?.catchesUp else { return old(.talk(.reference(p))) }
    let before = old(.talk(.reference(p)))
    let speed = try expressions.within(
      .unit,
      try expressions.number(
        e, partyScope(p, "reference.catches_up", e, phase, .values), for: "'catches_up'"), e,
      "'catches_up'")
    let gap = typed.graph.maximum(
      typed.graph.apply(.subtract, best, before), typed.graph.constant(0))
    return typed.graph.apply(.add, before, typed.graph.apply(.multiply, speed, gap))
  }

  func bestSeenNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let scope = Scope(phase: phase, stage: .values)
    let (plansPublic, draftsPublic) = try negotiation.publicity(scope)
    let none = typed.graph.constant(-1)
    var best = phase == .initial ? none : old(.talk(.bestSeen(p)))
    for k in scenario.plans.indices {
      let tabled = try negotiation.tabledBefore(k, phase)
      let seen = typed.graph.and(plansPublic, tabled)
      let utility = try self.utility(p, try texts.plan(k), scope)
      best = typed.graph.maximum(best, typed.graph.select(seen, utility, none))
    }
    if phase == .step {
      let utility = try self.utility(p, texts.draft(scope), scope)
      best = typed.graph.maximum(best, typed.graph.select(draftsPublic, utility, none))
    }
    return best
  }
}
