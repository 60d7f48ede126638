import Sim

/// Correlated parameters and correlated shocks.
extension Draws {
  /// Reads the correlations once, before anything that they could change is built.
  func prepareCorrelations() {
    guard compiler.correlations == nil else { return }
    // While the correlations themselves are read there are none.
    compiler.correlations = (.none, .none)
    let parameters = pairs(ofShocks: false) { name, correlation in
      guard case .parameter(let k) = declared(name.name) else { return nil }
      if scenario.parameters[k].member != nil {
        collecting { throw name.error(DrawCause.familyCorrelated(name.name)) }
        return nil
      }
      return isFixed(k, in: correlation) ? nil : k
    }
    let shocks = pairs(ofShocks: true) { name, _ in
      if case .state(let k) = declared(name.name) { k } else { nil }
    }
    var found = (parameters: ScoreMixing.none, shocks: ScoreMixing.none)
    collecting {
      found.parameters = try ScoreMixing(parameters) { scenario.parameters[$0].name.name }
    }
    collecting {
      found.shocks = try ScoreMixing(shocks) { scenario.states[$0].name.name }
    }
    compiler.correlations = found
  }

  /// Whether the command line fixes a parameter at a number. Nothing is left of it to correlate,
  /// and the file is not wrong.
  private func isFixed(_ k: Int, in correlation: Correlation) -> Bool {
    let entry = scenario.parameters[k]
    guard entry.value.isArithmetic, entry.value.source.position(of: 0).line == 0 else {
      return false
    }
    note(
      Note(
        at: entry.value,
        "'\(entry.name.name)' is fixed: the correlation '\(correlation.name.name)' leaves it out"))
    return true
  }

  private func pairs(
    ofShocks: Bool, _ entry: (Named, Correlation) -> Int?
  ) -> [ScoreMixing.Pair] {
    var pairs: [ScoreMixing.Pair] = []
    for correlation in scenario.correlations where correlation.ofShocks == ofShocks {
      collecting {
        let rho = try scoreCorrelation(correlation)
        if ofShocks { try checkShocks(correlation) }
        // A name that is not there has been reported where the file was read.
        let members = correlation.between.compactMap { entry($0, correlation) }
        for (position, a) in members.enumerated() {
          for b in members.dropFirst(position + 1) where a != b {
            pairs.append(.init(a: a, b: b, rho: rho, correlation: correlation))
          }
        }
      }
    }
    return pairs
  }

  /// The correlation of the scores.
  private func scoreCorrelation(_ correlation: Correlation) throws -> Double {
    let e = correlation.value
    let node = try expressions.number(e, Scope(phase: .step, stage: .world), for: "a correlation")
    guard let value = constantValue(node) else {
      throw e.error(DrawCause.correlationMoves)
    }
    guard abs(value) < 1 else {
      let written = expressions.shortest(value)
      let hint =
        abs(value) == 1
        ? "; what moves wholly together is one parameter, read twice"
        : expressions.percentHint(e)
      throw e.error(DrawCause.correlationOutOfRange(value: written, hint: hint))
    }
    return correlation.kind == .spearman ? RankCorrelation.scores(spearman: value) : value
  }

  // MARK: Parameters

  /// The value of a correlated parameter; `nil` if it is not one.
  func correlated(parameter k: Int, _ scope: Scope) throws -> Typed? {
    guard let terms = compiler.correlations?.parameters.terms[k] else { return nil }
    let entry = scenario.parameters[k]
    guard case .call(let name, let arguments) = entry.value.kind, isDistribution(name) else {
      // Its own errors come first.
      let type = try expressions.build(entry.value, scope).type
      throw mention(of: k).error(
        DrawCause.notOneDistribution(
          name: entry.name.name, found: type == .number ? "another expression" : type.described))
    }
    if name == "empirical", let (_, table) = try tableColumn(arguments) {
      throw mention(of: k).error(
        DrawCause.rowCorrelated(name: entry.name.name, table: table))
    }
    let startsFromNormal = try self.startsFromNormal(name, arguments, entry.value, scope)
    let drawn = try described(
      name, arguments, entry.value, scope, how: startsFromNormal ? "" : "correlated")
    try checkCorrelatable(drawn.distribution, k)
    if let other = compiler.drawIDs.other(correlated: k, at: drawn.path) {
      let names = [other, k].map { "'\(scenario.parameters[$0].name.name)'" }
      throw mention(of: k).error(DrawCause.correlatedByID(first: names[0], second: names[1]))
    }
    return inDomain(try value(of: drawn, at: score(terms)), drawn, entry.value)
  }

  private func value(of drawn: Drawn, at score: NodeID) throws -> NodeID {
    let x = drawn.operands
    switch drawn.distribution.rowKind {
    case .normal(let at): return typed.graph.affine(score, x[at], x[at + 1])
    case .lognormal(let at):
      return typed.graph.apply(.exp, typed.graph.affine(score, x[at], x[at + 1]))
    case .elicited(let elicited) where elicited.startsFromNormal:
      return typed.graph.value(elicited, from: score)
    default:
      return typed.graph.transformed(
        .value(drawn.distribution), [score] + x, path: drawn.path)
    }
  }

  private func checkCorrelatable(_ distribution: Distribution, _ k: Int) throws {
    let name = scenario.parameters[k].name.name
    lazy var place = mention(of: k)
    let family = distribution.siteFamilyName
    if case .empirical(let sample) = distribution {
      guard sample.largestTie <= 0.01 else {
        throw place.error(DrawCause.tiedRanks(name: name, data: sample.name))
      }
    } else if distribution.isCondition {
      throw place.error(DrawCause.correlatedCondition(name))
    } else if distribution.isDiscrete {
      throw place.error(DrawCause.correlatedDiscrete(name: name, family: family))
    }
    guard distribution.hasDistributionFunction else {
      throw place.error(DrawCause.correlatedWithoutFunction(name: name, family: family))
    }
  }

  /// Where a correlation first names a parameter.
  private func mention(of k: Int) -> Named {
    let name = scenario.parameters[k].name
    return scenario.correlations.lazy.filter { !$0.ofShocks }
      .compactMap { $0.between.first { $0 == name } }.first ?? name
  }

  /// A mixed score.
  private func score(_ terms: [ScoreMixing.Term]) throws -> NodeID {
    try mixed(terms) { k in
      let entry = scenario.parameters[k]
      guard case .call(let name, let arguments) = entry.value.kind, isDistribution(name) else {
        // The other parameter is wrong and reported so.
        return typed.graph.constant(0)
      }
      return try ownScore(name, arguments, entry)
    }
  }

  /// The independent score of a parameter, from the words that it would be drawn from alone: so it
  /// has the same draws with and without a correlation wherever one number makes it.
  private func ownScore(
    _ name: String, _ arguments: [Expression.Argument], _ entry: Parameter
  ) throws -> NodeID {
    var scope = Scope(phase: .step, stage: .world)
    let drawing = self.drawing(
      "parameters.\(entry.name.name)", eachStep: false, in: entry.value)
    scope.drawing = drawing
    let path = try sitePath(name, arguments, entry.value, scope, drawing)
    let startsFromNormal = try self.startsFromNormal(name, arguments, entry.value, scope)
    let site = DrawSite(
      path: path, kind: startsFromNormal ? .standardNormal : .uniform, eachStep: false)
    let drawn = typed.graph.draw(site, [])
    return startsFromNormal
      ? drawn : typed.graph.transformed(.scoreOfUniform, [drawn], path: path)
  }

  private func startsFromNormal(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Bool {
    guard name == "elicited" else { return ["normal", "lognormal"].contains(name) }
    return try elicited(arguments.filter { $0.label != "id" }, e, scope).startsFromNormal
  }

  // MARK: Shocks

  /// The shock of a process, of variance 1.
  func shock(of state: Int, _ elements: [Element]) -> NodeID {
    func own(_ k: Int) -> NodeID {
      world.standard(
        .standardNormal, "state.\(scenario.states[k].name.name)", elements, "normal#1",
        eachStep: true)
    }
    guard let terms = compiler.correlations?.shocks.terms[state] else { return own(state) }
    return mixed(terms, own)
  }

  /// Not all processes have shocks, and only those with the same elements share them.
  private func checkShocks(_ correlation: Correlation) throws {
    var first: StateEntry?
    for name in correlation.between {
      guard case .state(let k) = declared(name.name) else { continue }
      let state = scenario.states[k]
      guard Processes.of(state)?.hasShocks ?? false else {
        let others = Processes.all.filter { $0.hasShocks }.map { $0.word }
        throw name.error(DrawCause.noShocks(name.name, others: others))
      }
      if let first, first.each != state.each {
        throw name.error(DrawCause.noCommonElements(first: first.name.name, second: name.name))
      }
      first = first ?? state
    }
  }

  /// Σ weight · score, from the first name on.
  private func mixed(
    _ terms: [ScoreMixing.Term], _ own: (Int) throws -> NodeID
  ) rethrows -> NodeID {
    var sum: NodeID?
    for term in terms where term.weight != 0 {
      let weight = typed.graph.constant(term.weight)
      let part = typed.graph.apply(.multiply, weight, try own(term.entry))
      sum = sum.map { typed.graph.apply(.add, $0, part) } ?? part
    }
    return sum ?? typed.graph.constant(0)
  }
}
