import Sim

/// What a name means where it is read.
extension Expressions {
  func named(_ name: String, _ e: Expression, _ scope: Scope) throws -> Typed {
    switch reference(name, scope) {
    case .declared(.issue(let k)) where scope.terms != nil:
      if let terms = scope.terms { return Typed(terms[k], .number) }
      return try declared(.issue(k), [], e, scope)
    case .declared(let entry): return try declared(entry, [], e, scope)
    case .element(let element):
      throw e.error(NameCause.elementAlone(name: name, element: self.name(of: element)))
    case .word(let word):
      guard word.need == .nothing || scenario.talks != nil else {
        throw e.error(ScenarioCause.withoutTalks(.word(name)))
      }
      return try word.read(compiler, e, scope)
    case .unknown: throw unknown(name, e, scope)
    }
  }

  func unknown(_ name: String, _ e: Expression, _ scope: Scope) -> Diagnostic {
    if let problem = ForeignWords.problem(withValue: name) { return e.error(problem) }
    let hint = self.hint(
      name,
      among: compiler.vocabulary.all + scope.indices.keys.sorted())
    return e.error(ScenarioCause.unknownName(name, hint: hint))
  }

  func declared(
    _ declared: Declared, _ elements: [Element], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    switch declared {
    case .parameter(let k): return try parameter(k, elements, e)
    case .definition(let k): return try definition(k, elements, e, scope)
    case .state(let k): return try state(k, elements, e, scope)
    case .event(let k):
      let name = scenario.events[k].name.name
      throw e.error(NameCause.eventAlone(name))
    case .issue(let k):
      let name = scenario.issues[k].name.name
      throw e.error(NameCause.issueAlone(name))
    case .party(let k):
      let name = scenario.parties[k].name.name
      throw e.error(NameCause.partyAlone(name))
    case .plan(let k):
      let name = scenario.plans[k].name.name
      throw e.error(NameCause.planAlone(name))
    case .data(let k): return try data(k, e, scope)
    }
  }

  /// A parameter that is written with so many indices.
  private func parameter(_ k: Int, _ elements: [Element], _ e: Expression) throws -> Typed {
    let entry = scenario.parameters[k]
    guard let family = entry.member?.of else { return try parameter(k) }
    _ = try bind(entry.each, elements, family, e)
    let names = elements.map { self.name(of: $0) }
    let own = scenario.parameters.firstIndex { one in
      one.member.map { $0.of == family && $0.elements == names } ?? false
    }
    return try parameter(own ?? k)
  }

  func parameter(_ k: Int) throws -> Typed {
    draws.prepareCorrelations()
    if let known = compiler.parameterNodes[k] { return known }
    try compiler.putInOrder(.parameter(k))
    if let known = compiler.parameterNodes[k] { return known }
    let entry = scenario.parameters[k]
    var scope = Scope(phase: .step, stage: .world)
    if let member = entry.member {
      for (kind, name) in zip(entry.each, member.elements) {
        scope.indices[kind.rawValue] = compiler.vocabulary.reference(name).element
      }
    }
    scope.drawing = draws.drawing(
      "parameters.\(entry.member?.of ?? entry.name.name)", eachStep: false, in: entry.value)
    let value = try compiler.whileReading(parameter: k) {
      try draws.correlated(parameter: k, scope) ?? build(entry.value, scope)
    }
    if tier(of: value.node).moves {
      throw entry.value.error(NameCause.parameterMoves)
    }
    compiler.parameterNodes[k] = value
    return value
  }

  func definition(
    _ k: Int, _ elements: [Element], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    let entry = scenario.definitions[k]
    var inner = scope
    inner.indices = try bind(entry.each, elements, entry.name.name, e)
    inner.drawing = nil
    inner.isSumming = false
    inner.terms = nil
    let tooDeep = e.error(NameCause.nestedDefinitions)
    return try compiler.read(definition: k, elements, inner, tooDeep: tooDeep) {
      try build(entry.value, inner)
    }
  }

  private func state(
    _ k: Int, _ elements: [Element], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    let entry = scenario.states[k]
    _ = try bind(entry.each, elements, entry.name.name, e)
    return Typed(try world.stateNode(k, elements, for: scope), stateTypes[k])
  }

  /// Index variables of an entry with `each:`, bound to elements of the right kind.
  func bind(
    _ each: [ElementKind], _ elements: [Element], _ name: String, _ e: Expression
  ) throws -> [String: Element] {
    guard each.count == elements.count else {
      let indices = each.map(\.rawValue).joined(separator: ", ")
      throw e.error(
        each.isEmpty
          ? "'\(name)' has no index; write '\(name)'"
          : "'\(name)' has one value for each \(indices); write \(name)[\(indices)]")
    }
    var bound: [String: Element] = [:]
    for (kind, element) in zip(each, elements) {
      switch (kind, element) {
      case (.issue, .issue), (.party, .party), (.other, .party): bound[kind.rawValue] = element
      default:
        throw e.error(
          NameCause.wrongElement(
            name: name, kind: kind == .issue ? "issue" : "party",
            element: self.name(of: element), found: element.described))
      }
    }
    return bound
  }

  /// All combinations of elements that an `each:` list asks for, in the order of declaration.
  func combinations(_ each: [ElementKind]) -> [[Element]] {
    each.reduce([[]]) { partial, kind in
      let next: [Element] =
        kind == .issue
        ? scenario.issues.indices.map { .issue($0) } : scenario.parties.indices.map { .party($0) }
      return partial.flatMap { start in next.map { start + [$0] } }
    }
  }
}
