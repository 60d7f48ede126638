import Sim

/// Labels: the regimes of states, the roles of parties, and in measures the outcomes.
///
/// A label belongs to what has it. Beside that, as in `phase == talks`, its name means the label,
/// even if it means something else where it stands alone.
extension Expressions {
  /// Both sides of a comparison, or both branches of `if`, where one is a label of the other.
  func labelled(
    _ left: Expression, _ right: Expression, _ scope: Scope
  ) throws -> (Typed, Typed)? {
    if let (name, labels) = label(right, beside: left) {
      let other = try build(left, scope)
      guard case .label = other.type else { return nil }
      return (other, try label(name, of: labels, right))
    }
    if let (name, labels) = label(left, beside: right) {
      let other = try build(right, scope)
      guard case .label = other.type else { return nil }
      return (try label(name, of: labels, left), other)
    }
    return nil
  }

  /// Two elements of one kind, of which one at least is a variable, as `party == ukraine` in an entry
  /// that has one value for each party.
  func elements(
    _ left: Expression, _ right: Expression, _ scope: Scope
  ) throws -> (Typed, Typed)? {
    guard isVariable(left, scope) || isVariable(right, scope) else { return nil }
    if let first = elementLabel(left, scope), let second = elementLabel(right, scope),
      first.type == second.type
    {
      return (first, second)
    }
    for (variable, other) in [(left, right), (right, left)] where isVariable(variable, scope) {
      if let problem = otherKind(variable, other, scope) { throw problem }
    }
    return nil
  }

  /// What a name beside the variable of a sum is not: an element of the variable's kind.
  private func otherKind(
    _ variable: Expression, _ other: Expression, _ scope: Scope
  ) -> Diagnostic? {
    guard case .name(let written) = variable.kind, let element = scope.indices[written],
      case .name(let name) = other.kind
    else { return nil }
    let found = reference(name, scope)
    guard found.element != nil || !found.isKnown else { return nil }
    let candidates = found.isKnown ? [] : names(of: elements(like: element))
    return other.error(
      NameCause.noneOfKind(
        name: name, kind: element.kind, hint: hint(name, among: candidates)))
  }

  private func elements(like element: Element) -> [Element] {
    switch element {
    case .issue: scenario.issues.indices.map { .issue($0) }
    case .party: scenario.parties.indices.map { .party($0) }
    case .plan: scenario.plans.indices.map { .plan($0) }
    }
  }

  /// What a name stands for that is bound to an element, as the label that a choice among all of its
  /// kind would be.
  func variable(_ e: Expression, _ scope: Scope) -> Typed? {
    isVariable(e, scope) ? elementLabel(e, scope) : nil
  }

  private func isVariable(_ e: Expression, _ scope: Scope) -> Bool {
    guard case .name(let name) = e.kind else { return false }
    return scope.indices[name] != nil
  }

  private func elementLabel(_ e: Expression, _ scope: Scope) -> Typed? {
    guard case .name(let written) = e.kind, let element = reference(written, scope).element else {
      return nil
    }
    let labels = labels(like: element)
    guard let place = labels.places[name(of: element)] else { return nil }
    return Typed(typed.graph.constant(Double(place)), .label(labels.names))
  }

  /// Of all elements of its kind. A sum over pairs compares each of them with each.
  private func labels(like element: Element) -> (names: [String], places: [String: Int]) {
    if let known = compiler.elementLabels[element.kind] { return known }
    let names = names(of: elements(like: element))
    let places = Dictionary(zip(names, names.indices)) { first, _ in first }
    compiler.elementLabels[element.kind] = (names, places)
    return (names, places)
  }

  /// Both sides of a comparison of a choice, as `strongest`, with one of those it is made among, as
  /// `ukraine` or the variable of a sum.
  func chosen(
    _ left: Expression, _ right: Expression, _ scope: Scope
  ) throws -> (Typed, Typed)? {
    func place(_ e: Expression, beside other: Expression) throws -> (Typed, Typed)? {
      guard case .name(let written) = e.kind, let element = reference(written, scope).element,
        case .label(let labels)? = try? world.typeOf(other, depth: 0),
        let position = labels.firstIndex(of: name(of: element)),
        !compiler.labelWords.contains(written)
      else { return nil }
      let other = try build(other, scope)
      return (other, Typed(typed.graph.constant(Double(position)), other.type))
    }
    if let (choice, element) = try place(right, beside: left) { return (choice, element) }
    return try place(left, beside: right).map { ($1, $0) }
  }

  /// The labels of which a name is one, because of what stands beside it.
  private func label(
    _ e: Expression, beside other: Expression
  ) -> (name: String, labels: [String])? {
    guard case .name(let name) = e.kind, compiler.labelWords.contains(name),
      case .label(let labels)? = try? world.typeOf(other, depth: 0), labels.contains(name)
    else { return nil }
    return (name, labels)
  }

  func label(_ name: String, of labels: [String], _ e: Expression) throws -> Typed {
    guard let position = labels.firstIndex(of: name) else {
      let hint = self.hint(name, among: labels)
      throw e.error(
        NameCause.noneOfLabels(name: name, labels: labels.joined(separator: ", "), hint: hint))
    }
    return Typed(typed.graph.constant(Double(position)), .label(labels))
  }

  /// Offsets of the names in an expression that are labels.
  func placesOfLabels(in e: Expression) -> Set<Int> {
    guard !compiler.labelWords.isEmpty else { return [] }
    var places: Set<Int> = []
    func compare(_ left: Expression, _ right: Expression) {
      if label(right, beside: left) != nil {
        places.insert(right.range.lowerBound)
      } else if label(left, beside: right) != nil {
        places.insert(left.range.lowerBound)
      }
    }
    e.visit { part in
      switch part.kind {
      case .binary(.equal, let left, let right), .binary(.notEqual, let left, let right):
        compare(left, right)
      case .call("if", let x) where x.count == 3: compare(x[1].value, x[2].value)
      default: break
      }
    }
    return places
  }

  static func labelWords(of scenario: Scenario) -> Set<String> {
    var words = Set(scenario.outcomes.map(\.name.name))
    words.formUnion(scenario.parties.compactMap { $0.role?.name })
    for state in scenario.states {
      words.formUnion((state.process.regimes ?? []).map(\.label.name))
    }
    for issue in scenario.issues { words.formUnion(issue.valueNames) }
    return words
  }

  /// The roles of parties, each once.
  var roles: [String] {
    scenario.parties.compactMap { $0.role?.name }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }
}

extension Expressions {
  /// Why the argument of `fires`, `happened` or `since` is no event, and what was meant.
  func noEvent(_ function: MemoryFunction, _ argument: Expression, _ scope: Scope) -> Diagnostic {
    let plain = argument.error(NameCause.needsEvent(function.rawValue))
    guard case .name(let name) = argument.kind else { return plain }
    let found = reference(name, scope)
    if case .talk = found.event {
      return argument.error(ScenarioCause.withoutTalks(.word(name)))
    }
    if !found.isKnown {
      let events =
        scenario.events.map(\.name.name)
        + (scenario.talks == nil ? [] : ReservedWords.talkEvents)
      return argument.error(ScenarioCause.missing(name, what: "event", among: events))
    }
    var end = Scope(phase: .initial, stage: .end)
    end.indices = scope.indices
    guard let value = try? build(argument, end), value.type == .condition else { return plain }
    let meant =
      switch function {
      case .fires: "\(name) and not previous(\(name))"
      case .happened: "ever(\(name))"
      default: "held_for(\(name))"
      }
    return argument.error(NameCause.conditionNotEvent(name: name, meant: meant))
  }
}
