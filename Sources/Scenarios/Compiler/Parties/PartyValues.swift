import Sim

/// What texts and no deal are worth to parties, and what they accept.
extension Parties {
  /// U(x) = 1 − Σ w·|x − θ|^γ over the issues.
  func utility(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let losses = try scenario.issues.indices.compactMap { try loss(p, over: $0, text, scope) }
    let one = typed.graph.constant(1)
    let plain = typed.graph.apply(.subtract, one, typed.graph.sum(losses))
    guard let e = scenario.parties[p].utility else { return plain }
    return try replaced(e, p, "utility", Typed(plain, .number), text, scope)
  }

  /// w·|x − θ|^γ of one issue; `nil` for an issue without weight.
  func loss(_ p: Int, over k: Int, _ text: Text, _ scope: Scope) throws -> NodeID? {
    let w = try weight(p, k)
    if constantValue(w) == 0 { return nil }
    if let worths = try worths(p, k) {
      let lost = typed.graph.apply(
        .subtract, typed.graph.constant(1), texts.chosen(worths, by: text.terms[k]))
      return typed.graph.apply(.multiply, w, lost)
    }
    let issue = scenario.issues[k]
    if !issue.values.isEmpty, !issue.ordered {
      // Without an order one value is as far off as another.
      let own = texts.place(of: try ideal(p, k), among: issue.values.count)
      let isOther = typed.graph.apply(
        .notEqual, texts.place(of: text.terms[k], among: issue.values.count), own)
      return typed.graph.apply(.multiply, w, isOther)
    }
    let distance = typed.graph.apply(
      .absolute, typed.graph.apply(.subtract, text.terms[k], try ideal(p, k)))
    var loss = distance
    if let curvature = scenario.parties[p].curvature {
      let power = try expressions.within(
        .positive,
        try expressions.number(
          curvature, partyScope(p, "curvature", curvature, scope.phase, .values),
          for: "'curvature'"), curvature, "'curvature'")
      loss = typed.graph.apply(.power, distance, power)
    }
    return typed.graph.apply(.multiply, w, loss)
  }

  /// An expression that replaces a built-in value, in which `default` is that value.
  func replaced(
    _ e: Expression, _ p: Int, _ what: String, _ builtIn: Typed, _ text: Text?,
    _ scope: Scope
  ) throws -> NodeID {
    var inner = partyScope(p, what, e, scope.phase, scope.stage)
    inner.builtIn = builtIn
    if let text { inner.judged = .init(text: text, party: p) }
    let value = try expressions.build(e, inner)
    guard value.type == builtIn.type else {
      throw e.error(
        TalksCause.otherTypeThanDefault(
          what: what, needed: builtIn.type.described, found: value.type.described))
    }
    return value.node
  }

  /// What no deal is worth: the given value, fighting on, or a text; else the status quo.
  func noDealNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let party = scenario.parties[p]
    let scope = Scope(phase: phase, stage: .values)
    switch party.noDeal {
    case nil: return try utility(p, texts.statusQuo(phase), scope)
    case .value(let e):
      // Without a status quo there is no built-in value, which then matters only to `default`.
      let hasStatusQuo = scenario.issues.allSatisfy { $0.statusQuo != nil }
      let builtIn =
        hasStatusQuo || e.mentions("default")
        ? try utility(p, texts.statusQuo(phase), scope) : typed.graph.constant(0)
      return try replaced(e, p, "no_deal", Typed(builtIn, .number), nil, scope)
    case .text(let name): return try utility(p, try texts.text(named: name, scope), scope)
    // W = q·U(win) + (1 − q)·U(lose) − c (Fearon 1995).
    case .fighting(let chance, let cost, let win, let lose):
      func part(_ e: Expression, _ what: String) throws -> NodeID {
        try expressions.number(
          e, partyScope(p, "no_deal.\(what)", e, phase, .values), for: "'\(what)'")
      }
      let q = typed.graph.held(
        try world.probability(try part(chance, "win_chance"), chance), from: 0, to: 1)
      let c = try part(cost, "cost")
      let won = try win.map { try part($0, "win") } ?? typed.graph.constant(1)
      let lost = try lose.map { try part($0, "lose") } ?? typed.graph.constant(0)
      let one = typed.graph.constant(1)
      let gain = typed.graph.apply(.multiply, q, won)
      let loss = typed.graph.apply(.multiply, typed.graph.apply(.subtract, one, q), lost)
      let worth =
        constantValue(loss) == 0 ? gain : typed.graph.apply(.add, gain, loss)
      return typed.graph.apply(.subtract, worth, c)
    }
  }

  /// V = EU − ηλ(r − U)₊ + η(U − r)₊ − Σ slope·(beyond a red line) − penalty for authorship, with
  /// EU = U unless deals may be broken
  /// (reference dependence: Tversky & Kahneman 1991; Kőszegi & Rabin 2006).
  func value(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let party = scenario.parties[p]
    let u = try utility(p, text, scope)
    var v = try aftermath.discounted(u, p, text, scope)
    let zero = typed.graph.constant(0)
    if let reference = party.reference {
      func part(_ e: Expression?, _ what: String, _ standard: Double) throws -> NodeID {
        guard let e else { return typed.graph.constant(standard) }
        return try expressions.within(
          .notNegative,
          try expressions.number(
            e, partyScope(p, "reference.\(what)", e, scope.phase, .values), for: "'\(what)'"),
          e, "'\(what)'")
      }
      let strength = try part(reference.strength, "strength", 1)
      let aversion = try part(reference.lossAversion, "loss_aversion", 1)
      let r = try negotiation.talkRead(.reference(p), scope).0
      let loss = typed.graph.maximum(typed.graph.apply(.subtract, r, u), zero)
      let gain = typed.graph.maximum(typed.graph.apply(.subtract, u, r), zero)
      let weight = typed.graph.apply(.multiply, strength, aversion)
      v = typed.graph.apply(.subtract, v, typed.graph.apply(.multiply, weight, loss))
      v = typed.graph.apply(.add, v, typed.graph.apply(.multiply, strength, gain))
    }
    for line in party.redLines {
      guard let slope = line.slope else { continue }
      let beyond = typed.graph.maximum(try beyond(line, text, p, scope), zero)
      let steep = try expressions.within(
        .notNegative,
        try expressions.number(
          slope,
          partyScope(p, "red_lines.\(line.issue.name).slope", slope, scope.phase, .values),
          for: "'slope'"), slope, "'slope'")
      v = typed.graph.apply(.subtract, v, typed.graph.apply(.multiply, steep, beyond))
    }
    if let (e, path) = authorshipPenalty(p) {
      var inner = Scope(phase: scope.phase, stage: .judgement)
      inner.drawing = draws.drawing(path, eachStep: false, in: e)
      inner.judged = .init(text: text, party: p)
      let penalty = try expressions.number(e, inner, for: "'authorship_penalty'")
      v = typed.graph.apply(.subtract, v, penalty)
    }
    guard let e = party.value else { return v }
    return try replaced(e, p, "value", Typed(v, .number), text, scope.at(.judgement))
  }

  /// What a party loses by who wrote a text, and where that is written; `nil` if it minds no pen.
  private func authorshipPenalty(_ p: Int) -> (Expression, path: String)? {
    let path = "talks.authorship_penalty"
    switch scenario.talks?.authorshipPenalty {
    case nil: return nil
    case .all(let e): return (e, path)
    case .each(let entries):
      let party = scenario.parties[p].name.name
      return entries.first { $0.name.name == party }.map { ($0.value, "\(path).\(party)") }
    }
  }

  /// How far a term is beyond a red line; negative on its good side.
  func beyond(_ line: Party.RedLine, _ text: Text, _ p: Int, _ scope: Scope) throws
    -> NodeID
  {
    guard let k = scenario.issues.firstIndex(where: { $0.name.name == line.issue.name }) else {
      throw line.issue.error(
        ScenarioCause.missing(what: "issue", line.issue.name, hint: ""))
    }
    let limit = try redLineLimit(line, p, scope)
    switch line.side {
    case .above: return typed.graph.apply(.subtract, text.terms[k], limit)
    case .below: return typed.graph.apply(.subtract, limit, text.terms[k])
    }
  }

  func redLineLimit(_ line: Party.RedLine, _ p: Int, _ scope: Scope) throws -> NodeID {
    try expressions.within(
      .unit,
      try expressions.number(
        line.limit,
        partyScope(p, "red_lines.\(line.issue.name)", line.limit, scope.phase, .values),
        for: "a red line"), line.limit, "a red line")
  }

  /// Whether a text is beyond a hard red line of the party, by more than rounding.
  func crossesHardLine(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    var crossed = typed.graph.condition(false)
    for line in scenario.parties[p].redLines where line.hard {
      let past = typed.graph.apply(
        .less, typed.graph.constant(Rounding.tolerance), try beyond(line, text, p, scope))
      crossed = typed.graph.or(crossed, past)
    }
    return crossed
  }

  /// V + σe.
  private func tolerated(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let v = try value(p, text, scope)
    return typed.graph.apply(.add, v, try negotiation.talkRead(.tolerance(p), scope).0)
  }

  /// V + σe − W.
  func margin(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let worth = try tolerated(p, text, scope)
    return typed.graph.apply(.subtract, worth, try negotiation.talkRead(.noDeal(p), scope).0)
  }

  /// Whether `worth` is no less to a party than no deal, but for rounding. Built-in values are near 1; those
  /// that the file makes may be of any size.
  func isNoLess(_ worth: NodeID, than noDeal: NodeID, for p: Int) -> NodeID {
    guard !makesItsValues(p) else { return typed.graph.isWorth(worth, atLeast: noDeal) }
    return typed.graph.apply(
      .lessOrEqual, typed.graph.constant(-Rounding.tolerance),
      typed.graph.apply(.subtract, worth, noDeal))
  }

  /// Whether what texts are worth to a party is made by the file, and may be of any size.
  func makesItsValues(_ p: Int) -> Bool { scenario.parties[p].makesItsValues }

  /// How large the number is to which rounding of V − W is in proportion: the size of W where the file makes
  /// values, else 1. Where rounding decides V is as large as W.
  func size(_ p: Int, noDeal: NodeID) -> NodeID {
    guard makesItsValues(p) else { return typed.graph.constant(1) }
    return typed.graph.maximum(
      typed.graph.constant(1), typed.graph.apply(.absolute, noDeal))
  }

  /// Accepts iff V + σe ≥ W and no hard line is crossed, but for rounding.
  func accepts(_ p: Int, _ text: Text, _ scope: Scope) throws -> NodeID {
    let enough = isNoLess(
      try tolerated(p, text, scope), than: try negotiation.talkRead(.noDeal(p), scope).0, for: p)
    let crossed = try crossesHardLine(p, text, scope)
    let builtIn = typed.graph.and(enough, typed.graph.not(crossed))
    guard let e = scenario.parties[p].accepts else { return builtIn }
    return try replaced(e, p, "accepts", Typed(builtIn, .condition), text, scope)
  }

  /// The share of a text that belligerents other than the judging party wrote.
  func othersShare(_ judged: Scope.Judged) -> NodeID {
    typed.graph.sum(
      belligerents.filter { $0 != judged.party }.map { judged.text.shares[$0] })
  }
}
