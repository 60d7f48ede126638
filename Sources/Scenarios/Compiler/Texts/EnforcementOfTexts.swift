import Sim

/// Means of enforcement: a text has those of the plan it stems from; what the plan does not say,
/// the talks say, else it is 0.
extension Texts {
  /// Whether it matters which plan a text stems from.
  var plansEnforce: Bool { scenario.plans.contains { !$0.enforcement.isEmpty } }

  /// What an expression reads of a text: the plan as it is at this point of the step.
  func origin(_ quantity: AfterQuantity, _ scope: Scope) throws -> Origin {
    plansEnforce ? .moving(try negotiation.talkRead(.after(quantity), scope).0) : .none
  }

  func position(_ origin: Origin) throws -> NodeID {
    switch origin {
    case .none: typed.graph.constant(-1)
    case .plan(let k): typed.graph.constant(Double(k))
    case .moving(let node): node
    }
  }

  /// The plan the draft stems from: the opening, or what was last laid on the table.
  func draftPlanNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return try position(openingText().origin) }
    var result = try negotiation.bargaining().origin(old(.talk(.after(.draftPlan))))
    // As the draft itself: of several plans laid in one step the last in the file stays.
    for (k, event) in scenario.events.enumerated() {
      for case .table(let name) in event.acts.map(\.act) {
        guard let plan = scenario.plans.firstIndex(where: { $0.name == name }) else { continue }
        result = typed.graph.select(
          try now(.eventFires(k), .step), typed.graph.constant(Double(plan)), result)
      }
    }
    return result
  }

  /// A truce has no text of its own: it has the enforcement of the plan on the table when it
  /// began.
  func trucePlanNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.constant(-1) }
    return typed.graph.select(
      try now(.talk(.fires(.truceBegins)), .step), try now(.talk(.after(.draftPlan)), .step),
      old(.talk(.after(.trucePlan))))
  }

  func enforcement(_ name: String, of origin: Origin, _ scope: Scope) throws -> NodeID {
    var result = try talksEnforcement(name, scope)
    switch origin {
    case .none: return result
    case .plan(let k): return try planEnforcement(name, k, scope) ?? result
    case .moving(let plan):
      for k in scenario.plans.indices {
        guard let own = try planEnforcement(name, k, scope) else { continue }
        let here = typed.graph.apply(.equal, plan, typed.graph.constant(Double(k)))
        result = typed.graph.select(here, own, result)
      }
      return result
    }
  }

  private func planEnforcement(_ name: String, _ k: Int, _ scope: Scope) throws -> NodeID? {
    let plan = scenario.plans[k]
    guard let e = plan.enforcement.first(where: { $0.name.name == name })?.value else { return nil }
    return try enforced(e, "plans.\(plan.name.name).enforcement.\(name)", name, scope)
  }

  private func talksEnforcement(_ name: String, _ scope: Scope) throws -> NodeID {
    guard let e = scenario.talks?.enforcement.first(where: { $0.name.name == name })?.value else {
      return typed.graph.constant(0)
    }
    return try enforced(e, "talks.enforcement.\(name)", name, scope)
  }

  private func enforced(
    _ e: Expression, _ path: String, _ name: String, _ scope: Scope
  ) throws -> NodeID {
    var inner = Scope(phase: scope.phase, stage: .values)
    inner.drawing = draws.drawing(path, eachStep: false, in: e)
    return try expressions.number(e, inner, for: "'\(name)'")
  }

  /// Builds what plans and talks enforce, whether or not anything reads it.
  func checkEnforcement() {
    let scope = Scope(phase: .step, stage: .values)
    for (k, plan) in scenario.plans.enumerated() {
      for means in plan.enforcement {
        collecting { _ = try planEnforcement(means.name.name, k, scope) }
      }
    }
    for means in scenario.talks?.enforcement ?? [] {
      collecting { _ = try talksEnforcement(means.name.name, scope) }
    }
  }

  // MARK: Reading

  /// `text.enforcement.monitoring`, `p.ratifiers.name.support`, `talks.violations`; `nil` for
  /// another member.
  func aftermathMember(
    _ base: Expression, _ member: String, _ e: Expression, _ scope: Scope
  ) throws -> Typed? {
    if expressions.isTalks(base), member == "violations", scenario.talks != nil {
      guard building.countsViolations else {
        throw e.error(TalksCause.violationsNotGiven)
      }
      return Typed(try negotiation.talkRead(.after(.violations), scope).0, .number)
    }
    guard case .member(let owner, let part) = base.kind else { return nil }
    if part == "enforcement", let text = try text(owner, scope) {
      try requireMeans(member, e)
      let value = try enforcement(member, of: text.origin, scope)
      guard isText(owner, .agreed) else { return Typed(value, .number) }
      // As the terms, missing while no text is in force.
      let inForce = try negotiation.talkRead(.settled, scope).0
      return Typed(typed.graph.select(inForce, value, typed.graph.constant(.nan)), .number)
    }
    if part == "ratifiers", let p = expressions.party(owner, scope) {
      _ = try ratifier(member, of: p, e)
      throw e.error(NameCause.ratifierAlone(member))
    }
    guard case .member(let ownerOfAll, "ratifiers") = owner.kind,
      let p = expressions.party(ownerOfAll, scope)
    else { return nil }
    let r = try ratifier(part, of: p, e)
    guard member == "support" else {
      throw e.error(NameCause.ofRatifier(member))
    }
    guard scenario.talks != nil else {
      throw e.error(ScenarioCause.withoutTalks(.support))
    }
    return Typed(
      try negotiation.talkRead(.after(.support(party: p, ratifier: r)), scope).0, .number)
  }

  private func ratifier(_ name: String, of p: Int, _ e: Expression) throws -> Int {
    let party = scenario.parties[p]
    if let r = party.ratifiers.firstIndex(where: { $0.name.name == name }) { return r }
    guard !party.ratifiers.isEmpty else {
      throw e.error(ScenarioCause.noRatifiers(party: party.name.name))
    }
    let all = party.ratifiers.map(\.name.name)
    let hint = self.hint(name, among: all)
    throw e.error(NameCause.noRatifier(party: party.name.name, name: name, hint: hint))
  }

  private func requireMeans(_ name: String, _ e: Expression) throws {
    let all =
      scenario.plans.flatMap { $0.enforcement.map(\.name.name) }
      + (scenario.talks?.enforcement.map(\.name.name) ?? [])
    guard !all.contains(name) else { return }
    if let misspelt = scenario.misspeltMeans(name) { throw misspelt }
    let hint = self.hint(name, among: all)
    throw e.error(TalksCause.nothingEnforces(name: name, hint: hint))
  }
}
