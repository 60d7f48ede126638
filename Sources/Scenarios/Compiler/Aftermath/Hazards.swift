import Sim

/// How what is in force breaks: h = h₀·k(age)·exp(Σ β·covariate), a proportional hazard (Cox 1972;
/// of peace: Werner 1999, Fortna 2003), with a share that is not meant and fails fast.
///
/// The rate of a step is constant over it, so a settlement or truce that held at the end of the
/// last step breaks with chance 1 − exp(−h).
extension Aftermath {
  private func hazard(_ halt: Halt) -> Durability.Hazard? {
    halt == .truce ? scenario.durability?.truce : scenario.durability?.settlement
  }

  private func path(_ halt: Halt) -> String { "durability.\(halt.rawValue)" }

  /// Whether one was in force when the step began: none breaks in the step in which it began.
  private func held(_ halt: Halt) -> NodeID { old(.talk(halt == .truce ? .truce : .settled)) }

  private func beginning(_ halt: Halt) -> TalkEvent { halt == .truce ? .truceBegins : forceEvent }

  /// It breaks in this step. A settlement that an event ends breaks too; what ends a truce is
  /// `truceIsEnded`.
  func collapseNode(_ halt: Halt, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let breaks = try breaksByItself(halt)
    guard halt == .settlement else { return breaks }
    let ended = try negotiation.acting { if case .endSettlement = $0 { true } else { false } }
    return typed.graph.or(breaks, typed.graph.and(held(halt), ended))
  }

  private func breaksByItself(_ halt: Halt) throws -> NodeID {
    guard let hazard = hazard(halt) else { return typed.graph.condition(false) }
    var rate = try checkedRate(hazard, halt)
    if let halfLife = hazard.shamHalfLife {
      let fast = typed.graph.apply(
        .divide, typed.graph.constant(0.693_147_180_559_945_3), try self.halfLife(halfLife, halt))
      rate = typed.graph.select(old(.talk(.after(.sham(halt)))), fast, rate)
    }
    let u = world.standard(.hazard, path(halt), [], "chance#1", eachStep: true)
    let breaks = typed.graph.apply(.less, u, typed.graph.apply(.rateChance, rate))
    return typed.graph.and(held(halt), breaks)
  }

  /// Per step, of one that is meant.
  private func checkedRate(_ hazard: Durability.Hazard, _ halt: Halt) throws -> NodeID {
    var rate = try baseRate(hazard.rate, halt, "rate")
    if let ageing = hazard.ageing {
      let age = typed.graph.apply(
        .power, try ageingPerStep(ageing, halt), try age(halt))
      rate = typed.graph.apply(.multiply, rate, age)
    }
    let parts = try exponents(hazard, halt)
    if !parts.isEmpty {
      let factor = typed.graph.apply(.exp, typed.graph.sum(parts))
      rate = typed.graph.apply(.multiply, rate, factor)
    }
    let missing = typed.graph.apply(.isMissing, rate)
    return typed.checked(rate, bad: missing, "the rate is missing", at: hazard.rate.value)
  }

  private func baseRate(
    _ rate: RateExpression, _ halt: Halt, _ what: String, beside own: String? = nil
  ) throws -> NodeID {
    let value = try world.ratePerStep(rate, scope(halt, what, rate.value, beside: own))
    let below = typed.graph.apply(.less, value, typed.graph.constant(-Rounding.tolerance))
    if constantValue(below) == 1 { throw rate.value.error(WorldCause.negativeRate) }
    let checked = typed.checked(value, bad: below, "a rate below 0", at: rate.value)
    return typed.graph.held(checked, from: 0, to: nil)
  }

  /// Whole steps it had held before this one: 0 in the first step in which it can break.
  private func age(_ halt: Halt) throws -> NodeID {
    let begun = old(.talk(.lastStep(beginning(halt))))
    let since = typed.graph.apply(.subtract, typed.graph.step(), begun)
    return typed.graph.apply(.subtract, since, typed.graph.constant(1))
  }

  private func ageingPerStep(_ ageing: RateExpression, _ halt: Halt) throws -> NodeID {
    let e = ageing.value
    let factor = try expressions.within(
      .positive, try expressions.number(e, scope(halt, "ageing", e), for: "'ageing'"), e,
      "'ageing'")
    guard let word = ageing.per else { return factor }
    let unit = try typed.timescale.unit(named: word, in: e.source, at: ageing.perOffset)
    return typed.leftPerStep(factor, unit)
  }

  // MARK: Covariates

  private func exponents(_ hazard: Durability.Hazard, _ halt: Halt) throws -> [NodeID] {
    var parts: [NodeID] = []
    func add(_ effect: Expression, _ what: String, _ value: NodeID, key: String? = nil) throws {
      let beta = try number(effect, halt, what, key: key ?? what)
      parts.append(typed.graph.apply(.multiply, beta, value))
    }
    for (name, effect) in hazard.enforcement {
      try add(effect, name.name, try enforced(name.name, halt))
    }
    if let dissatisfaction = hazard.dissatisfaction {
      try add(
        dissatisfaction.effect, "dissatisfaction",
        try dissatisfied(dissatisfaction, halt))
    }
    if let pressure = hazard.pressure {
      try add(
        pressure.effect, "pressure.effect", old(.talk(.after(.pressure(halt)))), key: "effect")
    }
    for covariate in hazard.covariates {
      try add(
        covariate.effect, "covariates.\(covariate.name.name).effect",
        try number(covariate.value, halt, "covariates.\(covariate.name.name).value", key: "value"),
        key: "effect")
    }
    return parts
  }

  private func enforced(_ name: String, _ halt: Halt) throws -> NodeID {
    let plan: AfterQuantity = halt == .truce ? .trucePlan : .agreedPlan
    let origin: Origin = texts.plansEnforce ? .moving(old(.talk(.after(plan)))) : .none
    return try texts.enforcement(name, of: origin, Scope(phase: .step, stage: .signing))
  }

  /// A setting that is drawn, if it is, at the address `what`; `key` is its word in messages.
  private func number(
    _ e: Expression, _ halt: Halt, _ what: String, key: String
  ) throws -> NodeID {
    try expressions.number(e, scope(halt, what, e), for: "'\(key)'")
  }

  /// (r − U)₊ of the strongest belligerent with a reference point, or of the party that is named;
  /// U is of the text in force, in a truce of the status quo.
  private func dissatisfied(
    _ entry: Durability.Dissatisfaction, _ halt: Halt
  ) throws -> NodeID {
    let scope = Scope(phase: .step, stage: .signing)
    let zero = typed.graph.constant(0)
    let text = halt == .truce ? try texts.statusQuo(.step) : try texts.agreed(scope)
    func loss(_ p: Int) throws -> NodeID {
      let r = try negotiation.talkRead(.reference(p), scope).0
      let short = typed.graph.apply(.subtract, r, try parties.utility(p, text, scope))
      return typed.graph.maximum(short, zero)
    }
    if let party = entry.party, case .party(let p) = declared(party.name) { return try loss(p) }
    let rivals =
      (parties.belligerents.isEmpty ? Array(scenario.parties.indices) : parties.belligerents)
      .filter { scenario.parties[$0].reference != nil }
    let capabilities = try rivals.map { try parties.capability($0, .step) }
    guard let first = capabilities.first else { return zero }
    let largest = capabilities.dropFirst().reduce(first) { typed.graph.maximum($0, $1) }
    var result = zero
    for (p, capability) in zip(rivals, capabilities) {
      let strongest = typed.graph.apply(.lessOrEqual, largest, capability)
      result = typed.graph.maximum(
        result, typed.graph.select(strongest, try loss(p), zero))
    }
    return result
  }

  // MARK: What is settled when it begins

  /// Whether the one in force is not meant; drawn as it begins.
  func shamNode(_ halt: Halt, _ phase: Phase) throws -> NodeID {
    guard phase == .step, let e = hazard(halt)?.sham else { return typed.graph.condition(false) }
    let share = try expressions.within(
      .unit, try expressions.number(e, scope(halt, "sham", e, beside: "uniform"), for: "'sham'"),
      e, "'sham'")
    let u = world.standard(.uniform, "\(path(halt)).sham", [], "uniform#1", eachStep: true)
    let begins = try now(.talk(.fires(beginning(halt))), .step)
    return typed.graph.select(
      begins, typed.graph.apply(.less, u, share), old(.talk(.after(.sham(halt)))))
  }

  private func halfLife(_ e: Expression, _ halt: Halt) throws -> NodeID {
    let value = try expressions.build(e, scope(halt, "sham_half_life", e))
    guard value.type == .duration else {
      throw e.error(TalksCause.halfLifeNeedsDuration(value.type.described))
    }
    let bad = typed.graph.apply(.lessOrEqual, value.node, typed.graph.constant(0))
    if constantValue(bad) == 1 {
      throw e.error(TalksCause.halfLifeNotPositive)
    }
    return typed.checked(
      typed.convert(value.node, to: .step), bad: bad, "'sham_half_life' is not longer than 0", at: e
    )
  }

  /// The pressure under which a text was signed or a truce began.
  func pressureNode(_ halt: Halt, _ phase: Phase) throws -> NodeID {
    guard phase == .step, let pressure = hazard(halt)?.pressure else {
      return typed.graph.constant(0)
    }
    let e = pressure.value
    let value = try expressions.number(e, scope(halt, "pressure.value", e), for: "'value'")
    let event: TalkEvent = halt == .truce ? .truceBegins : .signed
    return typed.graph.select(
      try now(.talk(.fires(event)), .step), value, old(.talk(.after(.pressure(halt)))))
  }

  // MARK: Violations

  /// How many there were in this step, of what was in force as it began: Poisson.
  func violationsNode(_ phase: Phase) throws -> NodeID {
    let zero = typed.graph.constant(0)
    guard phase == .step else { return zero }
    var all: [NodeID] = []
    for halt in Halt.allCases {
      guard let rate = hazard(halt)?.violations,
        let poisson = Family.named("poisson").map({ Distribution.family($0, form: 0, at: 0) })
      else { continue }
      let mean = try baseRate(rate, halt, "violations", beside: "poisson")
      let path = "\(path(halt)).violations"
      let count = world.drawn(poisson, [mean], path, [], "poisson#1", eachStep: true)
      let bad = typed.graph.outOfDomain(poisson, [mean], path: "\(path):poisson#1")
      let checked = typed.checked(
        count, bad: bad, "the parameters of poisson are out of its domain", at: rate.value)
      all.append(typed.graph.select(held(halt), checked, zero))
    }
    return typed.graph.sum(all)
  }

  // MARK: Settings

  private func scope(
    _ halt: Halt, _ what: String, _ e: Expression, beside own: String? = nil
  ) -> Scope {
    var scope = Scope(phase: .step, stage: .signing)
    scope.drawing = draws.drawing(
      "\(path(halt)).\(what)", eachStep: false, in: e, beside: own)
    return scope
  }

  /// Builds each setting once, so that all mistakes are reported together.
  func checkDurability() {
    for halt in Halt.allCases {
      guard let hazard = hazard(halt) else { continue }
      collecting { _ = try baseRate(hazard.rate, halt, "rate") }
      if let ageing = hazard.ageing { collecting { _ = try ageingPerStep(ageing, halt) } }
      if let e = hazard.shamHalfLife { collecting { _ = try halfLife(e, halt) } }
      collecting { _ = try shamNode(halt, .step) }
      collecting { _ = try pressureNode(halt, .step) }
      for (name, effect) in hazard.enforcement {
        collecting {
          _ = try expressions.number(
            effect, scope(halt, name.name, effect), for: "'\(name.name)'")
        }
      }
      if let e = hazard.dissatisfaction?.effect {
        collecting {
          _ = try expressions.number(
            e, scope(halt, "dissatisfaction", e), for: "'dissatisfaction'")
        }
      }
      // By the paths that `exponents` reads them by, so that a check draws nothing of its own.
      for covariate in hazard.covariates {
        let what = "covariates.\(covariate.name.name)"
        collecting { _ = try number(covariate.value, halt, "\(what).value", key: "value") }
        collecting { _ = try number(covariate.effect, halt, "\(what).effect", key: "effect") }
      }
      if let pressure = hazard.pressure {
        collecting { _ = try number(pressure.effect, halt, "pressure.effect", key: "effect") }
      }
    }
    collecting { _ = try violationsNode(.step) }
  }
}
