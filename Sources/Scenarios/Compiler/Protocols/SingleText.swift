import Sim

/// The single-text procedure (Fisher & Ury 1981; Raiffa 1982): a mediator redrafts one text.
///
/// In a round x ← x + h·[Σ a·c·s·(θ − x) + b·(θ_B − x)] + noise over the parties at the table,
/// with access a, capability c relative to the largest, salience s (the weight of the issue) and
/// the mediator's tilt b. h·(Σ a·c·s + b) above 1 would overshoot and counts as 1.
struct SingleText: BargainingProtocol {
  static let word = "single_text"
  static let goesByDistance = true
  static let redraftsOpening = true
  static let needsIssues = false
  static let keys: [Field<Talks>] = [
    Field(
      "access", .perElement("parties"), { $0.access = $1 }, "each party's access to the drafting"),
    Field("step_size", .expression, { $0.stepSize = $1 }, "how far a redraft goes"),
    Field("noise", .expression, { $0.noise = $1 }, "the size of a redraft's noise"),
    Field("tilt", tilt, { $0.tilt = $1 }, "the mediator's side"),
    Field(
      "open_issues",
      .record(Part.key("settled_when", .expression, "when open issues are settled")) { $1 },
      { $0.openIssuesSettledWhen = $1 }, "what becomes of issues left open"),
  ]

  private static let tilt = Form<(toward: Named, by: Expression)>.record(
    Part.all(
      .key("toward", .word, "a party"), .key("by", .expression, "how strongly")
    ) { (toward: $0, by: $1) }
  ) { $1 }

  unowned let compiler: Compiler

  init(_ compiler: Compiler, _ talks: Talks) { self.compiler = compiler }

  private var scenario: Scenario { compiler.scenario }

  /// The draft's term of an issue. An open issue waits at what is expected of it.
  func term(_ k: Int, _ phase: Phase) throws -> NodeID {
    if phase == .initial { return try compiler.texts.openingText().terms[k] }
    let before = compiler.old(.talk(.draftTerm(k)))
    let met = try compiler.now(.talk(.met), .step)
    let open = compiler.old(.talk(.draftOpen(k)))
    let moves = compiler.typed.graph.and(met, compiler.typed.graph.not(open))
    let redrafted =
      scenario.constraints.isEmpty ? try redrafted(k, before) : try redraft()[k]
    return compiler.typed.graph.select(moves, redrafted, before)
  }

  /// All terms as a meeting moves them, within what constraints leave.
  private func redraft() throws -> [NodeID] {
    if let known = compiler.keptTerms { return known }
    let moved = try scenario.issues.indices.map {
      try redrafted($0, compiler.old(.talk(.draftTerm($0))))
    }
    let open = scenario.issues.indices.map { compiler.old(.talk(.draftOpen($0))) }
    let terms = zip(open, moved).enumerated().map { k, pair in
      compiler.typed.graph.select(pair.0, compiler.old(.talk(.draftTerm(k))), pair.1)
    }
    let kept = try compiler.texts.kept(terms, held: open)
    compiler.keptTerms = kept
    return kept
  }

  func open(_ k: Int, _ phase: Phase) throws -> NodeID {
    if phase == .initial { return try compiler.texts.openingText().open[k] }
    let before = compiler.old(.talk(.draftOpen(k)))
    guard let rule = scenario.talks?.openIssuesSettledWhen else { return before }
    let met = try compiler.now(.talk(.met), .step)
    let holds = try compiler.expressions.condition(
      rule, Scope(phase: .step, stage: .text), for: "'settled_when'")
    let closes = compiler.typed.graph.and(met, holds)
    return compiler.typed.graph.and(before, compiler.typed.graph.not(closes))
  }

  /// Who wrote how much: a round rewrites a share h of the text, by access.
  func share(_ p: Int, _ phase: Phase) throws -> NodeID {
    if phase == .initial { return try compiler.texts.openingText().shares[p] }
    let before = compiler.old(.talk(.draftShare(p)))
    let met = try compiler.now(.talk(.met), .step)
    let zero = compiler.typed.graph.constant(0)
    let one = compiler.typed.graph.constant(1)
    let rewritten = compiler.typed.graph.clamped(try stepSize(), zero, one)
    let total = try accessOfAll()
    let nobody = compiler.typed.graph.apply(.equal, total, zero)
    let due = compiler.typed.graph.select(
      nobody, before, compiler.typed.graph.apply(.divide, try access(p), total))
    let gap = compiler.typed.graph.apply(.subtract, due, before)
    let next = compiler.typed.graph.apply(
      .add, before, compiler.typed.graph.apply(.multiply, rewritten, gap))
    return compiler.typed.graph.select(met, next, before)
  }

  func quantity(_ name: String, of party: Int, _ phase: Phase) throws -> NodeID {
    compiler.typed.graph.constant(.nan)
  }

  private func redrafted(_ k: Int, _ x: NodeID) throws -> NodeID {
    var graph: Graph {
      get { compiler.typed.graph }
      _modify { yield &compiler.typed.graph }
    }
    var pulls: [NodeID] = []
    var weights: [NodeID] = []
    for p in scenario.parties.indices {
      let access = try self.access(p)
      if compiler.constantValue(access) == 0 { continue }
      let weight = graph.apply(
        .multiply, graph.apply(.multiply, access, try relativeCapability(p)),
        try compiler.parties.weight(p, k))
      weights.append(weight)
      let way = graph.apply(.subtract, try compiler.parties.ideal(p, k), x)
      pulls.append(graph.apply(.multiply, weight, way))
    }
    if let tilt = scenario.talks?.tilt {
      guard case .party(let p) = compiler.parties.declared(tilt.toward.name) else {
        throw tilt.toward.error(TalksCause.noParty(tilt.toward.name))
      }
      let by = try setting(tilt.by, "tilt.by", within: nil)
      weights.append(graph.apply(.absolute, by))
      let way = graph.apply(.subtract, try compiler.parties.ideal(p, k), x)
      pulls.append(graph.apply(.multiply, by, way))
    }
    let h = try stepSize()
    let one = graph.constant(1)
    let reach = graph.maximum(graph.apply(.multiply, h, graph.sum(weights)), one)
    let factor = graph.apply(.divide, h, reach)
    var next = graph.apply(
      .add, x, graph.apply(.multiply, factor, graph.sum(pulls)))
    if let noise = scenario.talks?.noise {
      let sd = try setting(noise, "noise")
      let z = compiler.world.standard(
        .standardNormal, "talks.noise", [.issue(k)], "normal#1", eachStep: true)
      next = graph.apply(.add, next, graph.apply(.multiply, sd, z))
    }
    return graph.clamped(next, graph.constant(0), one)
  }

  // MARK: Settings

  private func setting(
    _ e: Expression, _ what: String, within range: Bounds? = .notNegative
  ) throws -> NodeID {
    var scope = Scope(phase: .step, stage: .text)
    scope.drawing = compiler.draws.drawing("talks.\(what)", eachStep: false, in: e)
    let value = try compiler.expressions.number(e, scope, for: "'\(what)'")
    return try range.map { try compiler.expressions.within($0, value, e, "'\(what)'") } ?? value
  }

  private func stepSize() throws -> NodeID {
    guard let e = scenario.talks?.stepSize else { return compiler.typed.graph.constant(0.1) }
    return try setting(e, "step_size")
  }

  private func accessOfAll() throws -> NodeID {
    if let known = compiler.knownAccessOfAll { return known }
    let total = compiler.typed.graph.sum(try scenario.parties.indices.map { try access($0) })
    compiler.knownAccessOfAll = total
    return total
  }

  private func access(_ p: Int) throws -> NodeID {
    if let known = compiler.knownAccess[p] { return known }
    let read = try readAccess(p)
    compiler.knownAccess[p] = read
    return read
  }

  private func readAccess(_ p: Int) throws -> NodeID {
    let name = scenario.parties[p].name.name
    switch scenario.talks?.access {
    case nil: return compiler.typed.graph.constant(1)
    case .all(let e): return try setting(e, "access")
    case .each(let entries):
      guard let entry = entries.first(where: { $0.name.name == name }) else {
        return compiler.typed.graph.constant(0)
      }
      return try setting(entry.value, "access.\(name)")
    }
  }

  private func capabilities() throws -> (all: [NodeID], largest: NodeID) {
    if let known = compiler.knownCapabilities { return known }
    let all = try scenario.parties.indices.map { try compiler.parties.capability($0, .step) }
    let largest = all.dropFirst().reduce(all[0]) { compiler.typed.graph.maximum($0, $1) }
    compiler.knownCapabilities = (all, largest)
    return (all, largest)
  }

  private func relativeCapability(_ p: Int) throws -> NodeID {
    let (all, largest) = try capabilities()
    if compiler.constantValue(largest) == 1,
      compiler.constantValue(all[p]) == 1
    {
      return all[p]
    }
    let none = compiler.typed.graph.apply(.equal, largest, compiler.typed.graph.constant(0))
    let share = compiler.typed.graph.apply(.divide, all[p], largest)
    return compiler.typed.graph.select(none, compiler.typed.graph.constant(0), share)
  }
}
