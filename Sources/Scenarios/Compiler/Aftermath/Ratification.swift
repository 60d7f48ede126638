import Sim

/// Ratification: between a signature and its coming into force the ratifiers of each party whose
/// consent was needed are asked, one after another within a party, the parties side by side.
///
/// The share in favour is logistic(slope·(V − W − margin)), a logit choice between the text and no
/// deal (McFadden 1974; two levels: Putnam 1988).
extension Aftermath {
  // MARK: The text

  /// What the text signed last holds.
  func signed(
    _ quantity: AfterQuantity, _ none: NodeID, _ phase: Phase, _ part: (Text) throws -> NodeID
  ) throws -> NodeID {
    guard phase == .step else { return none }
    let text = try texts.draft(Scope(phase: .step, stage: .signing))
    return typed.graph.select(
      try now(.talk(.fires(.signed)), .step), try part(text), old(.talk(.after(quantity))))
  }

  func signedText(_ phase: Phase) throws -> Text {
    func part(_ quantity: AfterQuantity) throws -> NodeID {
      try now(.talk(.after(quantity)), phase)
    }
    var text = Text(
      terms: try scenario.issues.indices.map { try part(.signedTerm($0)) },
      open: try scenario.issues.indices.map { try part(.signedOpen($0)) },
      shares: try scenario.parties.indices.map { try part(.signedShare($0)) })
    if texts.plansEnforce { text.origin = .moving(try part(.signedPlan)) }
    return text
  }

  /// What the text rejected last holds; nothing once it is laid on the table again.
  func dead(
    _ quantity: AfterQuantity, _ signed: AfterQuantity, _ none: Double, _ phase: Phase
  ) throws -> NodeID {
    let nothing = typed.graph.constant(none)
    guard phase == .step else { return nothing }
    return typed.graph.select(
      try now(.talk(.fires(.rejected)), .step), try now(.talk(.after(signed)), .step),
      typed.graph.select(try deadIsLaidAgain(), nothing, old(.talk(.after(quantity)))))
  }

  /// Whether the draft is, term for term, the text that was rejected last.
  func draftIsDead() throws -> NodeID {
    let text = try texts.draft(Scope(phase: .step, stage: .signing))
    let same = typed.graph.and(old(.talk(.happened(.rejected))), same(text, deadText()))
    return typed.graph.and(same, typed.graph.not(try deadIsLaidAgain()))
  }

  private func deadText() -> Text {
    Text(
      terms: scenario.issues.indices.map { old(.talk(.after(.deadTerm($0)))) },
      open: scenario.issues.indices.map { old(.talk(.after(.deadOpen($0)))) }, shares: [])
  }

  private func isLaid(_ k: Int) throws -> NodeID {
    try negotiation.acting {
      if case .table(let plan) = $0 { negotiation.isPlan(plan, k) } else { false }
    }
  }

  /// Whether an event lays the text that was rejected last on the table again, as a plan.
  private func deadIsLaidAgain() throws -> NodeID {
    var again = typed.graph.condition(false)
    for k in scenario.plans.indices {
      let laid = try isLaid(k)
      if constantValue(laid) == 0 { continue }
      again = typed.graph.or(again, typed.graph.and(laid, same(try texts.plan(k), deadText())))
    }
    return again
  }

  /// Whether a plan was rejected as it stands and no event has laid it on the table since.
  func deadPlanNode(_ k: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let rejected = typed.graph.and(
      try now(.talk(.fires(.rejected)), .step), same(try signedText(.step), try texts.plan(k)))
    let held = typed.graph.and(
      old(.talk(.after(.deadPlan(k)))), typed.graph.not(try isLaid(k)))
    return typed.graph.or(held, rejected)
  }

  /// Whether a plan can be chosen in a round.
  func isOnBallot(_ k: Int) throws -> NodeID {
    let tabled = try negotiation.tabledBefore(k, .step)
    guard hasRatifiers else { return tabled }
    return typed.graph.and(tabled, typed.graph.not(old(.talk(.after(.deadPlan(k))))))
  }

  /// Term for term, and open in the same issues.
  private func same(_ a: Text, _ b: Text) -> NodeID {
    var same = typed.graph.condition(true)
    for k in scenario.issues.indices {
      same = typed.graph.and(same, typed.graph.apply(.equal, a.terms[k], b.terms[k]))
      same = typed.graph.and(same, typed.graph.apply(.equal, a.open[k], b.open[k]))
    }
    return same
  }

  // MARK: The chains

  /// Whether a text is before the ratifiers in this step, its signing included.
  private func isBeforeRatifiers() throws -> NodeID {
    typed.graph.or(
      old(.talk(.after(.pending))), try now(.talk(.fires(.signed)), .step))
  }

  /// Signed, and neither ratified nor rejected at the end of the step.
  func pendingNode(_ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let decided = typed.graph.or(
      try now(.talk(.fires(.ratified)), .step), try now(.talk(.fires(.rejected)), .step))
    return typed.graph.and(try isBeforeRatifiers(), typed.graph.not(decided))
  }

  /// Every party's last ratifier has said yes.
  func ratifiedNode() throws -> NodeID {
    var all = try isBeforeRatifiers()
    for (p, party) in scenario.parties.enumerated() where !party.ratifiers.isEmpty {
      let last = AfterQuantity.approvedAt(party: p, ratifier: party.ratifiers.count - 1)
      let approved = typed.graph.not(
        typed.graph.apply(.isMissing, try now(.talk(.after(last)), .step)))
      all = typed.graph.and(all, typed.graph.or(typed.graph.not(try isAsked(p)), approved))
    }
    return all
  }

  /// Some ratifier has said no, or its time has run out.
  func rejectedNode() throws -> NodeID {
    var some = typed.graph.condition(false)
    for (p, party) in scenario.parties.enumerated() {
      for r in party.ratifiers.indices { some = typed.graph.or(some, try refuses(p, r)) }
    }
    return typed.graph.and(try isBeforeRatifiers(), some)
  }

  /// A ratifier says no to the text before it, or its time has run out.
  func rejectsNode(_ p: Int, _ r: Int) throws -> NodeID {
    typed.graph.and(try isBeforeRatifiers(), try refuses(p, r))
  }

  /// Only a party whose consent the text needs has it ratified.
  private func isAsked(_ p: Int) throws -> NodeID {
    guard scenario.talks?.carriedWhen == nil else { return typed.graph.condition(true) }
    return parties.consent(of: p, to: try signedText(.step))
  }

  /// How long the ratifier's turn has lasted, in steps; missing before it.
  private func turn(_ p: Int, _ r: Int) throws -> NodeID {
    let begun =
      r == 0
      ? try now(.talk(.lastStep(.signed)), .step)
      : try now(.talk(.after(.approvedAt(party: p, ratifier: r - 1))), .step)
    return typed.graph.apply(.subtract, typed.graph.step(), begun)
  }

  /// Its turn has come, it has not approved this text yet, and its time `after` is over.
  func votes(_ p: Int, _ r: Int) throws -> NodeID {
    let before = try approvedBefore(p, r)
    let open = typed.graph.and(
      typed.graph.and(try isBeforeRatifiers(), try isAsked(p)),
      typed.graph.apply(.isMissing, before))
    let after = try duration(scenario.parties[p].ratifiers[r].after, p, r, "after")
    let due = typed.graph.apply(
      .lessOrEqual, after ?? typed.graph.constant(0), try turn(p, r))
    return typed.graph.and(open, due)
  }

  private func isInFavour(_ p: Int, _ r: Int) throws -> NodeID {
    let needs = try share(scenario.parties[p].ratifiers[r].needs, p, r, "needs", 0.5)
    let support = try now(.talk(.after(.support(party: p, ratifier: r))), .step)
    return typed.graph.isAtMost(needs, support)
  }

  /// What was approved of an earlier text counts no more.
  private func approvedBefore(_ p: Int, _ r: Int) throws -> NodeID {
    typed.graph.select(
      try now(.talk(.fires(.signed)), .step), typed.graph.constant(.nan),
      old(.talk(.after(.approvedAt(party: p, ratifier: r)))))
  }

  /// The step in which the ratifier approved the text; missing before.
  func approvedAtNode(_ p: Int, _ r: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.constant(.nan) }
    let approves = typed.graph.and(try votes(p, r), try isInFavour(p, r))
    return typed.graph.select(approves, typed.graph.step(), try approvedBefore(p, r))
  }

  /// Without a deadline there is one vote; with one, the question stays open until it is over.
  private func refuses(_ p: Int, _ r: Int) throws -> NodeID {
    let refuses = typed.graph.and(
      try votes(p, r), typed.graph.not(try isInFavour(p, r)))
    let ratifier = scenario.parties[p].ratifiers[r]
    guard let written = ratifier.deadline,
      var deadline = try duration(written, p, r, "deadline")
    else { return refuses }
    if let after = try duration(ratifier.after, p, r, "after") {
      let early = typed.graph.apply(.less, deadline, after)
      deadline = typed.checked(
        deadline, bad: early, "the deadline comes before the vote", at: written)
    }
    let over = typed.graph.apply(.lessOrEqual, deadline, try turn(p, r))
    return typed.graph.and(refuses, over)
  }

  // MARK: The share in favour

  /// Of the text before the ratifiers; while there is none, of the draft.
  func supportNode(_ p: Int, _ r: Int, _ phase: Phase) throws -> NodeID {
    let scope = Scope(phase: phase, stage: .signing)
    var text = try texts.draft(scope)
    if phase == .step {
      let asked = try isBeforeRatifiers()
      let signed = try signedText(.step)
      let all = { (a: [NodeID], b: [NodeID]) in
        zip(a, b).map { self.typed.graph.select(asked, $0, $1) }
      }
      text = Text(
        terms: all(signed.terms, text.terms), open: all(signed.open, text.open),
        shares: all(signed.shares, text.shares),
        origin: texts.plansEnforce
          ? .moving(
            typed.graph.select(
              asked, try texts.position(signed.origin), try texts.position(text.origin)))
          : .none)
    }
    let ratifier = scenario.parties[p].ratifiers[r]
    let builtIn = try ratifier.slope.map { try builtInSupport($0, p, r, text, scope) }
    guard let e = ratifier.support else { return builtIn ?? typed.graph.constant(0.5) }
    var inner = parties.partyScope(
      p, "ratifiers.\(ratifier.name.name).support", e, phase, .signing)
    inner.judged = .init(text: text, party: p)
    inner.builtIn = builtIn.map { Typed($0, .number) }
    let support = try expressions.number(e, inner, for: "'support'")
    return try expressions.knownShare(support, e, "'support'")
  }

  private func builtInSupport(
    _ slope: Expression, _ p: Int, _ r: Int, _ text: Text, _ scope: Scope
  ) throws -> NodeID {
    let ratifier = scenario.parties[p].ratifiers[r]
    let steep = try expressions.within(
      .notNegative, try setting(slope, p, r, "slope", scope.phase), slope, "'slope'")
    let worth = typed.graph.apply(
      .subtract, try parties.value(p, text, scope),
      try negotiation.talkRead(.noDeal(p), scope).0)
    var above = worth
    if let margin = ratifier.margin {
      above = typed.graph.apply(
        .subtract, worth, try setting(margin, p, r, "margin", scope.phase))
    }
    return typed.graph.apply(.logistic, typed.graph.apply(.multiply, steep, above))
  }
}
