import Sim

/// What is made of a set: sums, conditions of all, and the one for which something is largest.
extension Expressions {
  func aggregate(
    _ name: String, _ body: Expression, _ variable: String, _ domain: String,
    _ filter: Expression?, _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    guard let elements = elements(of: domain) else {
      throw e.error(NameCause.noDomain(domain))
    }
    if !scope.isSumming { try compiler.countTerms(of: e) }
    if compiler.vocabulary.reference(variable).isKnown {
      throw e.error(NameCause.variableTaken(variable))
    }
    var terms: [Term] = []
    for element in elements {
      var inner = scope
      inner.isSumming = true
      inner.indices[variable] = element
      let counts = try filter.map { try condition($0, inner, for: "'where'") }
      if let counts, constantValue(counts) == 0 { continue }
      terms.append(
        Term(
          element: element, value: try build(body, inner),
          counts: counts ?? typed.graph.condition(true)))
    }
    if Aggregate.ofConditions.contains(name) { return try logical(name, terms, body) }
    for term in terms { _ = try typed.number(term.value, at: body, for: "'\(name)'") }
    return Aggregate.choices.contains(name)
      ? choice(name, terms, of: elements) : numeric(name, terms)
  }

  /// One of a set: its value, and whether it counts.
  private struct Term {
    var element: Element
    var value: Typed
    var counts: NodeID
  }

  /// What a sum goes over.
  func elements(of domain: String) -> [Element]? {
    switch domain {
    case "issues": scenario.issues.indices.map { .issue($0) }
    case "parties": scenario.parties.indices.map { .party($0) }
    case "plans": scenario.plans.indices.map { .plan($0) }
    default: nil
    }
  }

  private func logical(
    _ name: String, _ terms: [Term], _ body: Expression
  ) throws -> Typed {
    var result = name == "count" ? typed.graph.constant(0) : typed.graph.condition(name == "all")
    for term in terms {
      let holds = try typed.condition(term.value, at: body, for: "'\(name)'")
      switch name {
      case "any": result = typed.graph.or(result, typed.graph.and(term.counts, holds))
      case "all":
        let out = typed.graph.not(term.counts)
        result = typed.graph.and(result, typed.graph.or(out, holds))
      default: result = typed.graph.apply(.add, result, typed.graph.and(term.counts, holds))
      }
    }
    return Typed(result, name == "count" ? .number : .condition)
  }

  private func numeric(_ name: String, _ terms: [Term]) -> Typed {
    let zero = typed.graph.constant(0)
    switch name {
    case "sum", "mean":
      var sum = zero
      var number = zero
      for (k, term) in terms.enumerated() {
        let value = typed.graph.select(term.counts, term.value.node, zero)
        sum = k == 0 ? value : typed.graph.apply(.add, sum, value)
        number = typed.graph.apply(.add, number, term.counts)
      }
      if name == "sum" { return Typed(sum, .number) }
      // The mean of nothing is missing.
      let none = typed.graph.apply(.equal, number, zero)
      let mean = typed.graph.apply(.divide, sum, number)
      let missing = typed.graph.constant(.nan)
      return Typed(typed.graph.select(none, missing, mean), .number)
    case "product":
      let one = typed.graph.constant(1)
      let factors = terms.map { typed.graph.select($0.counts, $0.value.node, one) }
      let product = factors.dropFirst().reduce(factors.first ?? one) {
        typed.graph.apply(.multiply, $0, $1)
      }
      return Typed(product, .number)
    default:
      var result = typed.graph.constant(.nan)
      var none = typed.graph.condition(true)
      for term in terms {
        let both =
          name == "max"
          ? typed.graph.maximum(result, term.value.node)
          : typed.graph.minimum(result, term.value.node)
        let taken = typed.graph.select(none, term.value.node, both)
        result = typed.graph.select(term.counts, taken, result)
        none = typed.graph.and(none, typed.graph.not(term.counts))
      }
      return Typed(result, .number)
    }
  }

  /// For which of a set a number is largest or smallest: a label of their names, missing of none. The
  /// first by name stands against those that equal it, but for rounding in proportion, so that neither the
  /// order of the file nor the last digit says anything.
  private func choice(_ name: String, _ terms: [Term], of elements: [Element]) -> Typed {
    let names = names(of: elements)
    var best: NodeID?
    var chosen = typed.graph.constant(.nan)
    for (place, label) in names.enumerated() {
      guard let term = terms.first(where: { self.name(of: $0.element) == label }) else { continue }
      let value = term.value.node
      let here = typed.graph.constant(Double(place))
      let isKnown = typed.graph.not(typed.graph.apply(.isMissing, value))
      let counts = typed.graph.and(term.counts, isKnown)
      guard let former = best else {
        best = typed.graph.select(counts, value, typed.graph.constant(.nan))
        chosen = typed.graph.select(counts, here, chosen)
        continue
      }
      let isBetter =
        name == "argmax"
        ? typed.graph.isMore(value, than: former) : typed.graph.isMore(former, than: value)
      let isFirst = typed.graph.apply(.isMissing, former)
      let isTaken = typed.graph.and(counts, typed.graph.or(isFirst, isBetter))
      best = typed.graph.select(isTaken, value, former)
      chosen = typed.graph.select(isTaken, here, chosen)
    }
    return Typed(chosen, .label(names))
  }

  /// The labels of a choice among them.
  func names(of elements: [Element]) -> [String] { elements.map { name(of: $0) }.sorted() }
}
