import Sim

/// Parties: what they want, what no deal is worth to them, and how they judge a text.
extension Compiler {
  // MARK: As given

  /// A setting that may be one number for all elements or one for each.
  private func setting(
    _ value: PerElement?, of element: String, path: String, _ reading: Reading, for what: String
  ) throws -> NodeID? {
    let e: Expression
    switch value {
    case nil: return nil
    case .all(let one): e = one
    case .each(let entries):
      guard let entry = entries.first(where: { $0.name.name == element }) else { return nil }
      e = entry.value
    }
    var reading = reading
    reading.drawing = drawing(path, eachStep: false, in: e)
    return try within(
      what == "weight" ? .notNegative : .unit, try number(e, reading, for: "'\(what)'"), e,
      "'\(what)'")
  }

  func path(_ p: Int, _ what: String) -> String {
    "parties.\(scenario.parties[p].name.name).\(what)"
  }

  /// A reading of a party's settings, in which draws are made once per trial.
  func partyReading(
    _ p: Int, _ what: String, _ e: Expression, _ phase: Phase, _ stage: Stage
  )
    -> Reading
  {
    var reading = Reading(phase: phase, stage: stage)
    reading.drawing = drawing(path(p, what), eachStep: false, in: e)
    return reading
  }

  func ideal(_ p: Int, _ k: Int) throws -> NodeID {
    if let known = ideals[p]?[k] { return known }
    let party = scenario.parties[p]
    let issue = scenario.issues[k].name.name
    let given = try setting(
      party.ideal, of: issue, path: path(p, "ideal.\(issue)"),
      Reading(phase: .step, stage: .world), for: "ideal")
    guard let given else {
      throw party.name.error("party '\(party.name.name)' has no ideal for '\(issue)'")
    }
    ideals[p, default: [:]][k] = given
    return given
  }

  func weight(_ p: Int, _ k: Int) throws -> NodeID {
    if let known = weights[p] { return known[k] }
    let all = try weights(of: p)
    weights[p] = all
    return all[k]
  }

  /// Weights as given, 1/n each if none are; they must sum to 1.
  private func weights(of p: Int) throws -> [NodeID] {
    let party = scenario.parties[p]
    let issues = scenario.issues.map(\.name.name)
    let equal = typed.graph.constant(1 / Double(max(1, issues.count)))
    guard case .each = party.weight else { return issues.map { _ in equal } }
    var nodes: [NodeID] = []
    for issue in issues {
      let given = try setting(
        party.weight, of: issue, path: path(p, "weight.\(issue)"),
        Reading(phase: .step, stage: .world), for: "weight")
      nodes.append(given ?? typed.graph.constant(0))
    }
    let sum = typed.graph.sum(nodes)
    if let total = typed.graph.constantValue(sum) {
      guard abs(total - 1) < 1e-6 else {
        throw party.name.error("the weights of '\(party.name.name)' sum to \(total), not to 1")
      }
      return nodes
    }
    let one = typed.graph.constant(1)
    let off = typed.graph.apply(.absolute, typed.graph.apply(.subtract, sum, one))
    let bad = typed.graph.apply(.less, typed.graph.constant(1e-6), off)
    return nodes.map {
      typed.graph.checked(
        $0, bad: bad, "the weights of '\(party.name.name)' do not sum to 1",
        at: party.name.source.position(of: 0), path: party.name.source.path)
    }
  }

  func capability(_ p: Int) throws -> NodeID {
    guard let e = scenario.parties[p].capability else { return typed.graph.constant(1) }
    let value = try number(
      e, partyReading(p, "capability", e, .step, .world), for: "'capability'")
    return try within(.notNegative, value, e, "'capability'")
  }

  /// As `capability`, but for capabilities that move: read at a phase.
  func capability(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let e = scenario.parties[p].capability else { return typed.graph.constant(1) }
    let value = try number(
      e, partyReading(p, "capability", e, phase, .values), for: "'capability'")
    return try within(.notNegative, value, e, "'capability'")
  }

  // MARK: Whose consent

  var belligerents: [Int] {
    scenario.parties.indices.filter { scenario.parties[$0].role?.name == "belligerent" }
  }

  /// Consent is needed from every belligerent, and from whoever alone delivers an issue that the
  /// text settles; without belligerents, from every party.
  func consent(of p: Int, to text: Text) -> NodeID {
    if belligerents.isEmpty || belligerents.contains(p) { return typed.graph.condition(true) }
    var needed = typed.graph.condition(false)
    for issue in scenario.parties[p].delivers {
      guard let k = scenario.issues.firstIndex(where: { $0.name.name == issue.name }) else {
        continue
      }
      let others = scenario.parties.indices.contains { other in
        other != p && scenario.parties[other].delivers.contains { $0.name == issue.name }
      }
      if !others { needed = typed.graph.or(needed, typed.graph.not(text.open[k])) }
    }
    return needed
  }

  // MARK: Values

  /// U(x) = 1 − Σ w·|x − θ|^γ over the issues.
  func utility(_ p: Int, _ text: Text, _ reading: Reading) throws -> NodeID {
    let losses = try scenario.issues.indices.compactMap { try loss(p, over: $0, text, reading) }
    let one = typed.graph.constant(1)
    let plain = typed.graph.apply(.subtract, one, typed.graph.sum(losses))
    guard let e = scenario.parties[p].utility else { return plain }
    return try replaced(e, p, "utility", Typed(plain, .number), text, reading)
  }

  /// w·|x − θ|^γ of one issue; `nil` for an issue without weight.
  func loss(_ p: Int, over k: Int, _ text: Text, _ reading: Reading) throws -> NodeID? {
    let w = try weight(p, k)
    if typed.graph.constantValue(w) == 0 { return nil }
    let distance = typed.graph.apply(
      .absolute, typed.graph.apply(.subtract, text.terms[k], try ideal(p, k)))
    var loss = distance
    if let curvature = scenario.parties[p].curvature {
      let power = try within(
        .positive,
        try number(
          curvature, partyReading(p, "curvature", curvature, reading.phase, .values),
          for: "'curvature'"), curvature, "'curvature'")
      loss = typed.graph.apply(.power, distance, power)
    }
    return typed.graph.apply(.multiply, w, loss)
  }

  /// An expression that replaces a built-in value, in which `default` is that value.
  func replaced(
    _ e: Expression, _ p: Int, _ what: String, _ builtIn: Typed, _ text: Text?,
    _ reading: Reading
  ) throws -> NodeID {
    var inner = partyReading(p, what, e, reading.phase, reading.stage)
    inner.builtIn = builtIn
    if let text { inner.judged = .init(text: text, party: p) }
    let value = try build(e, inner)
    guard value.type == builtIn.type else {
      throw e.error("'\(what)' is \(builtIn.type.described), but this is \(value.type.described)")
    }
    return value.node
  }

  /// What no deal is worth: the given value, fighting on, or a text; else the status quo.
  func noDealNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let party = scenario.parties[p]
    let reading = Reading(phase: phase, stage: .values)
    switch party.noDeal {
    case nil: return try utility(p, statusQuo(), reading)
    case .value(let e):
      // Without a status quo there is no built-in value, which then matters only to `default`.
      let hasStatusQuo = scenario.issues.allSatisfy { $0.statusQuo != nil }
      let builtIn =
        hasStatusQuo || e.mentions("default")
        ? try utility(p, statusQuo(), reading) : typed.graph.constant(0)
      return try replaced(e, p, "no_deal", Typed(builtIn, .number), nil, reading)
    case .text(let name): return try utility(p, try text(named: name, reading), reading)
    // W = q·U(win) + (1 − q)·U(lose) − c (Fearon 1995).
    case .fighting(let chance, let cost, let win, let lose):
      func part(_ e: Expression, _ what: String) throws -> NodeID {
        try number(e, partyReading(p, "no_deal.\(what)", e, phase, .values), for: "'\(what)'")
      }
      let q = try probability(try part(chance, "win_chance"), chance)
      let c = try part(cost, "cost")
      let won = try win.map { try part($0, "win") } ?? typed.graph.constant(1)
      let lost = try lose.map { try part($0, "lose") } ?? typed.graph.constant(0)
      let one = typed.graph.constant(1)
      let gain = typed.graph.apply(.multiply, q, won)
      let loss = typed.graph.apply(.multiply, typed.graph.apply(.subtract, one, q), lost)
      let worth =
        typed.graph.constantValue(loss) == 0 ? gain : typed.graph.apply(.add, gain, loss)
      return typed.graph.apply(.subtract, worth, c)
    }
  }

  /// The unit-variance AR(1) disturbance: e ← ρe + √(1−ρ²)·N, stationary from the start.
  func latentNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let tolerance = scenario.parties[p].tolerance else { return typed.graph.constant(0) }
    let path = self.path(p, "tolerance")
    if phase == .initial {
      return standard(.standardNormal, path + ".start", [], "normal#1", eachStep: false)
    }
    let reading = partyReading(p, "tolerance.persistence", tolerance.persistence, phase, .values)
    var persistence = try probability(
      try number(tolerance.persistence, reading, for: "'persistence'"), tolerance.persistence)
    if let word = tolerance.per {
      let unit = try typed.timescale.unit(
        named: word, in: tolerance.persistence.source,
        at: tolerance.persistence.source.text.count - word.count)
      let steps = typed.timescale.steps(in: unit) ?? 1
      persistence = typed.graph.apply(.power, persistence, typed.graph.constant(1 / steps))
    }
    let z = standard(.standardNormal, path, [], "normal#1", eachStep: true)
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
    let sd = try number(
      tolerance.sd, partyReading(p, "tolerance.sd", tolerance.sd, phase, .values), for: "'sd'")
    let below = typed.graph.apply(.less, sd, typed.graph.constant(0))
    if typed.graph.constantValue(below) == 1 { throw tolerance.sd.error("sd must be 0 or more") }
    let scaled = typed.graph.apply(.multiply, sd, try now(.talk(.latent(p)), phase))
    return typed.checked(scaled, bad: below, "sd is below 0", at: tolerance.sd)
  }

  /// The reference point: r ← r + ℓ·max(0, best − r), from what the opening text gives; `best` is
  /// the utility of the best public text so far.
  func referenceNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let best = try now(.talk(.bestSeen(p)), phase)
    if phase == .initial {
      return try utility(p, try openingText(), Reading(phase: .initial, stage: .values))
    }
    guard let e = scenario.parties[p].reference?.catchesUp else { return old(.talk(.reference(p))) }
    let before = old(.talk(.reference(p)))
    let speed = try within(
      .unit,
      try number(
        e, partyReading(p, "reference.catches_up", e, phase, .values), for: "'catches_up'"), e,
      "'catches_up'")
    let gap = typed.graph.maximum(
      typed.graph.apply(.subtract, best, before), typed.graph.constant(0))
    return typed.graph.apply(.add, before, typed.graph.apply(.multiply, speed, gap))
  }

  func bestSeenNode(_ p: Int, _ phase: Phase) throws -> NodeID {
    let reading = Reading(phase: phase, stage: .values)
    let (plansPublic, draftsPublic) = try publicity(reading)
    let none = typed.graph.constant(-1)
    var best = phase == .initial ? none : old(.talk(.bestSeen(p)))
    for k in scenario.plans.indices {
      let tabled = try tabledBefore(k, phase)
      let seen = typed.graph.and(plansPublic, tabled)
      let utility = try self.utility(p, try plan(k), reading)
      best = typed.graph.maximum(best, typed.graph.select(seen, utility, none))
    }
    if phase == .step {
      let utility = try self.utility(p, draft(reading), reading)
      best = typed.graph.maximum(best, typed.graph.select(draftsPublic, utility, none))
    }
    return best
  }

  /// V = EU − ηλ(r − U)₊ + η(U − r)₊ − Σ slope·(beyond a red line) − penalty for authorship, with
  /// EU = U unless deals may be broken
  /// (reference dependence: Tversky & Kahneman 1991; Kőszegi & Rabin 2006).
  func value(_ p: Int, _ text: Text, _ reading: Reading) throws -> NodeID {
    let party = scenario.parties[p]
    let u = try utility(p, text, reading)
    var v = try discounted(u, p, text, reading)
    let zero = typed.graph.constant(0)
    if let reference = party.reference {
      func part(_ e: Expression?, _ what: String, _ standard: Double) throws -> NodeID {
        guard let e else { return typed.graph.constant(standard) }
        return try within(
          .notNegative,
          try number(
            e, partyReading(p, "reference.\(what)", e, reading.phase, .values), for: "'\(what)'"),
          e, "'\(what)'")
      }
      let strength = try part(reference.strength, "strength", 1)
      let aversion = try part(reference.lossAversion, "loss_aversion", 1)
      let r = try talkRead(.reference(p), reading).0
      let loss = typed.graph.maximum(typed.graph.apply(.subtract, r, u), zero)
      let gain = typed.graph.maximum(typed.graph.apply(.subtract, u, r), zero)
      let weight = typed.graph.apply(.multiply, strength, aversion)
      v = typed.graph.apply(.subtract, v, typed.graph.apply(.multiply, weight, loss))
      v = typed.graph.apply(.add, v, typed.graph.apply(.multiply, strength, gain))
    }
    for line in party.redLines {
      guard let slope = line.slope else { continue }
      let beyond = typed.graph.maximum(try beyond(line, text, p, reading), zero)
      let steep = try within(
        .notNegative,
        try number(
          slope,
          partyReading(p, "red_lines.\(line.issue.name).slope", slope, reading.phase, .values),
          for: "'slope'"), slope, "'slope'")
      v = typed.graph.apply(.subtract, v, typed.graph.apply(.multiply, steep, beyond))
    }
    if let e = scenario.talks?.authorshipPenalty {
      var inner = Reading(phase: reading.phase, stage: .judgement)
      inner.drawing = drawing("talks.authorship_penalty", eachStep: false, in: e)
      inner.judged = .init(text: text, party: p)
      let penalty = try number(e, inner, for: "'authorship_penalty'")
      v = typed.graph.apply(.subtract, v, penalty)
    }
    guard let e = party.value else { return v }
    return try replaced(e, p, "value", Typed(v, .number), text, reading.at(.judgement))
  }

  /// How far a term is beyond a red line; negative on its good side.
  func beyond(_ line: Party.RedLine, _ text: Text, _ p: Int, _ reading: Reading) throws
    -> NodeID
  {
    guard let k = scenario.issues.firstIndex(where: { $0.name.name == line.issue.name }) else {
      throw line.issue.error("there is no issue '\(line.issue.name)'")
    }
    let limit = try redLineLimit(line, p, reading)
    switch line.side {
    case .above: return typed.graph.apply(.subtract, text.terms[k], limit)
    case .below: return typed.graph.apply(.subtract, limit, text.terms[k])
    }
  }

  func redLineLimit(_ line: Party.RedLine, _ p: Int, _ reading: Reading) throws -> NodeID {
    try within(
      .unit,
      try number(
        line.limit,
        partyReading(p, "red_lines.\(line.issue.name)", line.limit, reading.phase, .values),
        for: "a red line"), line.limit, "a red line")
  }

  /// Whether a text is beyond a hard red line of the party.
  func crossesHardLine(_ p: Int, _ text: Text, _ reading: Reading) throws -> NodeID {
    var crossed = typed.graph.condition(false)
    for line in scenario.parties[p].redLines where line.hard {
      let past = typed.graph.apply(
        .less, typed.graph.constant(0), try beyond(line, text, p, reading))
      crossed = typed.graph.or(crossed, past)
    }
    return crossed
  }

  /// V + σe − W.
  func margin(_ p: Int, _ text: Text, _ reading: Reading) throws -> NodeID {
    let v = try value(p, text, reading)
    let tolerated = typed.graph.apply(.add, v, try talkRead(.tolerance(p), reading).0)
    return typed.graph.apply(.subtract, tolerated, try talkRead(.noDeal(p), reading).0)
  }

  /// Accepts iff V + σe ≥ W and no hard line is crossed.
  func accepts(_ p: Int, _ text: Text, _ reading: Reading) throws -> NodeID {
    let zero = typed.graph.constant(0)
    let enough = typed.graph.apply(.lessOrEqual, zero, try margin(p, text, reading))
    let crossed = try crossesHardLine(p, text, reading)
    let builtIn = typed.graph.and(enough, typed.graph.not(crossed))
    guard let e = scenario.parties[p].accepts else { return builtIn }
    return try replaced(e, p, "accepts", Typed(builtIn, .condition), text, reading)
  }

  /// The share of a text that belligerents other than the judging party wrote.
  func othersShare(_ judged: Reading.Judged) -> NodeID {
    typed.graph.sum(
      belligerents.filter { $0 != judged.party }.map { judged.text.shares[$0] })
  }
}
