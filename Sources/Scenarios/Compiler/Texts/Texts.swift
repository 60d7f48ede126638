import Sim

/// Texts: plans, the draft, what is in force, and the status quo.
extension Texts {
  /// The text a name stands for, or `nil` if it stands for none.
  func text(_ e: Expression, _ scope: Scope) throws -> Text? {
    guard case .name(let name) = e.kind else { return nil }
    let found = reference(name, scope)
    if case .plan(let k) = found.element { return try plan(k) }
    switch found.text {
    case nil: return nil
    case .statusQuo: return try statusQuo(scope.phase)
    case .judged:
      guard let judged = scope.judged else {
        throw e.error(NameCause.textUnjudged)
      }
      return judged.text
    case .draft, .agreed:
      guard scenario.talks != nil else {
        throw e.error(ScenarioCause.withoutTalks(.word(name)))
      }
      return found.text == .draft ? try draft(scope) : try agreed(scope)
    }
  }

  /// Whether an expression is the word for a text.
  func isText(_ e: Expression, _ text: TextName) -> Bool {
    guard case .name(let name) = e.kind else { return false }
    return compiler.vocabulary.reference(name).text == text
  }

  func text(named name: Named, _ scope: Scope) throws -> Text {
    let found = compiler.vocabulary.reference(name.name)
    if case .plan(let k) = found.element { return try plan(k) }
    if found.text == .statusQuo { return try statusQuo(scope.phase) }
    if found.text == .draft, scenario.talks != nil { return try draft(scope) }
    let all =
      scenario.plans.map(\.name.name) + [TextName.statusQuo, .draft].map(\.rawValue)
    let hint = self.hint(name.name, among: all)
    throw name.error(ScenarioCause.missing(what: "text", name.name, hint: hint))
  }

  /// What holds without an agreement. It may follow states, as a front that moves; what is drawn in it is
  /// drawn once per trial.
  func statusQuo(_ phase: Phase) throws -> Text {
    if let known = compiler.knownStatusQuo[phase] { return known }
    let made = try readStatusQuo(phase)
    compiler.knownStatusQuo[phase] = made
    return made
  }

  private func readStatusQuo(_ phase: Phase) throws -> Text {
    var terms: [NodeID] = []
    for issue in scenario.issues {
      guard let e = issue.statusQuo else {
        throw issue.name.error(TalksCause.noStatusQuo(issue.name.name))
      }
      var scope = Scope(phase: phase, stage: .world)
      scope.drawing = draws.drawing(
        "issues.\(issue.name.name).status_quo", eachStep: false, in: e)
      let name = "\(issue.name.name).status_quo"
      terms.append(
        try compiler.whileReading(setting: name, phase) {
          try expressions.within(
            .unit, try expressions.number(e, scope, for: "'status_quo'"), e, "'status_quo'")
        })
    }
    return Text(
      terms: terms, open: terms.map { _ in typed.graph.condition(false) }, shares: noShares())
  }

  private func noShares() -> [NodeID] {
    scenario.parties.map { _ in typed.graph.constant(0) }
  }

  /// A plan's terms are drawn once per trial. An issue it does not mention stays open.
  func plan(_ k: Int) throws -> Text {
    if let known = compiler.planTexts[k] { return known }
    return try compiler.whileReading(setting: scenario.plans[k].name.name, .step) {
      try readPlan(k)
    }
  }

  private func readPlan(_ k: Int) throws -> Text {
    let entry = scenario.plans[k]
    var text = try terms(entry.terms, path: "plans.\(entry.name.name).terms")
    for (party, share) in entry.writtenBy {
      guard let p = scenario.parties.firstIndex(where: { $0.name.name == party.name }) else {
        throw party.error(ScenarioCause.missing(what: "party", party.name, hint: ""))
      }
      var scope = Scope(phase: .step, stage: .world)
      scope.drawing = draws.drawing(
        "plans.\(entry.name.name).written_by.\(party.name)", eachStep: false, in: share)
      text.shares[p] = try expressions.within(
        .unit, try expressions.number(share, scope, for: "'written_by'"), share, "'written_by'")
    }
    text.shares = try ofOnePen(text.shares, entry)
    text.origin = .plan(k)
    compiler.planTexts[k] = text
    return text
  }

  /// Shares of authorship, which leave room for others but do not pass 1 together.
  private func ofOnePen(_ shares: [NodeID], _ plan: Plan) throws -> [NodeID] {
    let sum = typed.graph.sum(shares)
    let bad = typed.graph.apply(.less, typed.graph.constant(1 + Rounding.tolerance), sum)
    let message = "the shares under 'written_by' of '\(plan.name.name)' sum to more than 1"
    guard let first = plan.writtenBy.first?.share else { return shares }
    if constantValue(bad) == 1 { throw first.error(message) }
    return shares.map { typed.checked($0, bad: bad, message, at: first) }
  }

  private func terms(_ entries: [(issue: Named, term: Plan.Term)], path: String) throws -> Text {
    var terms: [NodeID] = []
    var open: [NodeID] = []
    for issue in scenario.issues {
      let entry = entries.first { $0.issue.name == issue.name.name }
      let written: Expression?
      switch entry?.term {
      case .value(let e): written = e
      case .open(let expected): written = expected
      case nil: written = nil
      }
      if case .value = entry?.term {
        open.append(typed.graph.condition(false))
      } else {
        open.append(typed.graph.condition(true))
      }
      guard let e = written ?? issue.statusQuo else {
        // A protocol that makes its own text needs none to start from.
        if scenario.talks != nil, !negotiation.redraftsOpening,
          let k = self.issue(issue.name.name)
        {
          terms.append(try parties.weightedMean(k))
          continue
        }
        throw issue.name.error(TalksCause.openWithoutExpected(issue.name.name))
      }
      // What a text leaves open is expected to stay as it was at the start.
      var scope = Scope(phase: written == nil ? .initial : .step, stage: .world)
      scope.drawing = draws.drawing(
        written == nil
          ? "issues.\(issue.name.name).status_quo" : "\(path).\(issue.name.name)",
        eachStep: false, in: e)
      let what = written == nil ? "'status_quo'" : "a term"
      terms.append(
        try expressions.within(.unit, try expressions.number(e, scope, for: what), e, what))
    }
    return Text(terms: terms, open: open, shares: noShares())
  }

  /// What the talks start from: a plan, terms of their own, or the status quo, all open.
  func openingText() throws -> Text {
    if let known = compiler.knownOpening { return known }
    let made = try readOpening()
    compiler.knownOpening = made
    return made
  }

  private func readOpening() throws -> Text {
    switch scenario.talks?.opening {
    case .plan(let name): return try text(named: name, Scope(phase: .initial, stage: .world))
    case .terms(let entries): return try terms(entries, path: "talks.opening")
    case nil: return try terms([], path: "talks.opening")
    }
  }

  func draft(_ scope: Scope) throws -> Text {
    if scope.isSearching { return unknownText() }
    var text = try assembled(
      .draft, scope, { .draftTerm($0) }, { .draftOpen($0) }, { .draftShare($0) })
    text.origin = try origin(.draftPlan, scope)
    // Which parties carry a text is asked of one that leaves nothing open.
    if scope.acceptance != nil { text.open = text.open.map { _ in typed.graph.condition(false) } }
    return text
  }

  func agreed(_ scope: Scope) throws -> Text {
    var text = try assembled(
      .agreed, scope, { .agreedTerm($0) }, { .agreedOpen($0) }, { .agreedShare($0) })
    text.origin = try origin(.agreedPlan, scope)
    return text
  }

  private func assembled(
    _ name: TextName, _ scope: Scope, _ term: (Int) -> TalkQuantity, _ open: (Int) -> TalkQuantity,
    _ share: (Int) -> TalkQuantity
  ) throws -> Text {
    let key = Compiler.TextKey(text: name, phase: scope.phase, stage: scope.stage)
    // A search may not read it, whoever has read it before.
    if !scope.isSearching, let known = compiler.knownTexts[key] { return known }
    let text = Text(
      terms: try scenario.issues.indices.map { try negotiation.talkRead(term($0), scope).0 },
      open: try scenario.issues.indices.map { try negotiation.talkRead(open($0), scope).0 },
      shares: try scenario.parties.indices.map { try negotiation.talkRead(share($0), scope).0 })
    compiler.knownTexts[key] = text
    return text
  }

  // MARK: Functions of texts

  /// `distance(t, u)`, `utility(p, t)` and their like; `nil` for another function.
  func textFunction(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed? {
    let values = arguments.map(\.value)
    switch TextFunction(rawValue: name) {
    case nil: return nil
    case .distance:
      guard values.count == 2, let a = try text(values[0], scope),
        let b = try text(values[1], scope)
      else { throw e.error(NameCause.distanceUsage) }
      let gaps = zip(a.terms, b.terms).map {
        typed.graph.apply(.absolute, typed.graph.apply(.subtract, $0, $1))
      }
      let count = typed.graph.constant(Double(max(1, gaps.count)))
      return Typed(typed.graph.apply(.divide, typed.graph.sum(gaps), count), .number)
    case .some(let judgement):
      guard values.count == 2, let p = expressions.party(values[0], scope),
        let text = try text(values[1], scope)
      else { throw e.error(NameCause.judgeUsage(name)) }
      // The other text is judged with what the party knows at this point of the step.
      switch judgement {
      case .utility: return Typed(try parties.utility(p, text, scope), .number)
      case .value: return Typed(try parties.value(p, text, scope), .number)
      case .margin: return Typed(try parties.margin(p, text, scope), .number)
      case .accepts, .distance:
        if let acceptance = scope.acceptance, isText(values[1], .draft) {
          return Typed(acceptance[p], .condition)
        }
        return Typed(try parties.accepts(p, text, scope), .condition)
      }
    }
  }
}
