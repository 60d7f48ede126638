import Sim

/// Names with an index or a dot: `ideal[fare]`, `town.ideal`, `agreed.fare`.
extension Expressions {
  func element(_ e: Expression, _ scope: Scope) throws -> Element {
    guard case .name(let name) = e.kind else {
      throw e.error(NameCause.indexNotAName)
    }
    if let element = reference(name, scope).element { return element }
    let all =
      scenario.issues.map(\.name.name) + scenario.parties.map(\.name.name)
      + scenario.plans.map(\.name.name) + scope.indices.keys.sorted()
    let hint = self.hint(name, among: all)
    throw e.error(ScenarioCause.notAnElement(name, hint: hint))
  }

  func indexed(_ base: Expression, _ indices: [Expression], _ e: Expression, _ scope: Scope)
    throws -> Typed
  {
    let elements = try indices.map { try element($0, scope) }
    switch base.kind {
    case .name(let name):
      switch reference(name, scope) {
      case .declared(let entry):
        switch entry {
        case .definition, .state: return try declared(entry, elements, base, scope)
        case .parameter(let k):
          guard scenario.parameters[k].member != nil else {
            throw base.error(NameCause.parameterIndexed(name))
          }
          return try declared(entry, elements, base, scope)
        default: break
        }
      default: break
      }
      if name == "weighted_mean" { return try parties.weightedMean(elements, e) }
      if let text = try texts.text(base, scope) {
        guard elements.count == 1, case .issue(let k) = elements[0] else {
          throw e.error(NameCause.writeIssueIndex(name))
        }
        return texts.read(text.terms[k], of: k)
      }
      throw unknown(name, base, scope)
    case .member(let owner, let member):
      if let text = try texts.text(owner, scope) {
        guard member == "written_by", elements.count == 1, case .party(let p) = elements[0] else {
          throw e.error(NameCause.textIndex)
        }
        return Typed(text.shares[p], .number)
      }
      if let p = party(owner, scope) {
        guard elements.count == 1, case .issue(let k) = elements[0] else {
          throw e.error(NameCause.writeIssueIndex(member))
        }
        switch member {
        case "ideal": return Typed(try parties.ideal(p, k), .number)
        case "weight": return Typed(try parties.weight(p, k), .number)
        default: throw e.error(NameCause.memberIndexed(member))
        }
      }
      throw e.error(NameCause.noSuchIndex)
    default: throw e.error(NameCause.indexOfNoName)
    }
  }

  /// Whether an expression is the word for the talks, of which parts are read.
  func isTalks(_ e: Expression) -> Bool {
    guard case .name(let name) = e.kind else { return false }
    return compiler.vocabulary.reference(name).word?.form == .talks
  }

  func party(_ e: Expression, _ scope: Scope) -> Int? {
    guard case .name(let name) = e.kind else { return nil }
    if case .party(let p) = reference(name, scope).element { return p }
    return nil
  }

  func issue(_ e: Expression, _ scope: Scope) -> Int? {
    guard case .name(let name) = e.kind else { return nil }
    if case .issue(let k) = reference(name, scope).element { return k }
    return nil
  }

  func member(_ base: Expression, _ member: String, _ e: Expression, _ scope: Scope) throws
    -> Typed
  {
    if let after = try texts.aftermathMember(base, member, e, scope) { return after }
    if let p = party(base, scope) { return try parties.partyMember(p, member, e, scope) }
    if let k = issue(base, scope), let own = try texts.ownNumber(k, member, scope) { return own }
    if isTalks(base) {
      guard member == "secrecy" else {
        throw e.error(ScenarioCause.notOfTalks(member))
      }
      return try negotiation.secrecy(e, scope)
    }
    if let text = try texts.text(base, scope) {
      let value = try textMember(text, member, e, scope)
      guard texts.isText(base, .agreed), member == "open_issues" else { return value }
      // As the terms, missing while no text is in force.
      let inForce = try negotiation.talkRead(.settled, scope).0
      return Typed(
        typed.graph.select(inForce, value.node, typed.graph.constant(.nan)), .number)
    }
    guard case .name(let name) = base.kind else {
      throw amountProblem(base, member, e) ?? e.error(NameCause.memberOfNoName)
    }
    guard reference(name, scope).isKnown else {
      throw unknown(name, base, scope)
    }
    if case .data(let k) = declared(name), let problem = columnAlone(k, member, e) { throw problem }
    throw e.error(NameCause.noMember(name: name, member: member))
  }

  /// Results have amounts in the unit of an issue; expressions have the place on the line.
  private func amountProblem(_ base: Expression, _ member: String, _ e: Expression) -> Diagnostic? {
    guard ["amount", "unit", "value"].contains(member),
      case .member(let owner, let term) = base.kind,
      case .name(let text) = owner.kind, case .issue(let k) = declared(term)
    else { return nil }
    let found = compiler.vocabulary.reference(text)
    let isPlan = if case .declared(.plan) = found { true } else { false }
    guard isPlan || found.text != nil else { return nil }
    let written = "\(text).\(term)"
    guard let scale = scenario.scale(of: scenario.issues[k]) else {
      return e.error(ScenarioCause.amountWithoutUnit(term: written, issue: term, member: member))
    }
    let product = "\(shown(scale.span)) * \(written)"
    return e.error(
      ScenarioCause.amountOfResults(
        term: written, member: member, low: scale.lowText, high: scale.highText,
        formula: scale.start == 0 ? product : "\(shown(scale.start)) + \(product)",
        unit: scale.unit))
  }

  /// `2500 km2`, which is no duration: an amount in the unit of an issue's ends.
  func amountOnLine(_ count: Double, _ word: String, _ e: Expression) -> Diagnostic? {
    guard calendar.timescale.unit(named: word) == nil,
      let amount = Amount("\(shortest(count)) \(word)")
    else { return nil }
    // A unit of time that the clock has not is said to be that.
    if case .time = amount.unit { return nil }
    for issue in scenario.issues {
      guard let share = scenario.scale(of: issue)?.share(of: amount), (0...1).contains(share) else {
        continue
      }
      return e.error(
        ScenarioCause.amountInExpression(e.description, issue: issue.name.name, share: share))
    }
    return nil
  }

  private func textMember(_ text: Text, _ member: String, _ e: Expression, _ scope: Scope)
    throws -> Typed
  {
    if case .issue(let k) = reference(member, scope).element {
      return texts.read(text.terms[k], of: k)
    }
    switch member {
    case "open_issues": return Typed(typed.graph.sum(text.open), .number)
    case "authorship":
      guard let judged = scope.judged else {
        throw e.error(NameCause.authorshipUnjudged)
      }
      guard judged.party >= 0 else {
        throw e.error(NameCause.authorshipInBreach)
      }
      return Typed(parties.othersShare(judged), .number)
    case "written_by": throw e.error(NameCause.writtenByAlone)
    case "enforcement": throw e.error(NameCause.enforcementAlone)
    default:
      let all = scenario.issues.map(\.name.name) + TextWords.readable
      let hint = self.hint(member, among: all)
      throw e.error(NameCause.textHasNo(member: member, hint: hint))
    }
  }

  func stepNumber(_ scope: Scope) -> Typed {
    Typed(scope.phase == .initial ? typed.graph.constant(0) : typed.graph.step(), .number)
  }
}
