import Sim

/// Expressions to nodes: literals, operators, aggregates, calls. Names are in `NameResolution`.
extension Expressions {
  func build(_ e: Expression, _ scope: Scope) throws -> Typed {
    try compiler.countReading(e)
    let value = try meaning(of: e, scope)
    switch value.type {
    case .number, .duration, .date: typed.graph.note(value.node, from: e)
    case .condition, .label: break
    }
    return value
  }

  private func meaning(of e: Expression, _ scope: Scope) throws -> Typed {
    switch e.kind {
    case .number(let value): return typed.number(value)
    case .input(let number, let range): return typed.input(number, in: range)
    case .boolean(let value): return typed.condition(value)
    case .date(let date): return typed.date(date)
    case .duration(let count, let word):
      if let problem = amountOnLine(count, word, e) { throw problem }
      return try typed.duration(count, unitWord: word, at: e)
    case .negate(let a): return try typed.negate(build(a, scope), at: a)
    case .not(let a): return try typed.not(build(a, scope), at: a)
    case .binary(let operation, let left, let right):
      let (a, b) = try operands(operation, left, right, scope)
      return try typed.binary(operation, a, b, left: left, right: right, at: e)
    case .name(let name): return try named(name, e, scope)
    case .member(let base, let member): return try self.member(base, member, e, scope)
    case .index(let base, let indices): return try indexed(base, indices, e, scope)
    case .call(let name, let arguments): return try call(name, arguments, e, scope)
    case .aggregate(let name, let body, let variable, let domain, let filter):
      return try aggregate(name, body, variable, domain, filter, e, scope)
    }
  }

  /// A value that must be a number.
  func number(_ e: Expression, _ scope: Scope, for what: String) throws -> NodeID {
    // Built first: the graph would be copied if it were asked while it grows.
    let value = try build(e, scope)
    return try typed.number(value, at: e, for: what)
  }

  /// A value that must be a condition.
  func condition(_ e: Expression, _ scope: Scope, for what: String) throws -> NodeID {
    let value = try build(e, scope)
    return try typed.condition(value, at: e, for: what)
  }

  /// Both sides of an operator; a bare name beside a label is one of that label's names.
  private func operands(
    _ operation: Expression.BinaryOperator, _ left: Expression, _ right: Expression,
    _ scope: Scope
  ) throws -> (Typed, Typed) {
    if operation == .equal || operation == .notEqual {
      if let both = try elements(left, right, scope) { return both }
      if let both = try chosen(left, right, scope) { return both }
      if let both = try labelled(left, right, scope) { return both }
      if let name = bareName(right, scope) {
        let a = try build(left, scope)
        if case .label(let labels) = a.type { return (a, try label(name, of: labels, right)) }
      } else if let name = bareName(left, scope) {
        let b = try build(right, scope)
        if case .label(let labels) = b.type { return (try label(name, of: labels, left), b) }
      }
    }
    return (try build(left, scope), try build(right, scope))
  }

  /// A name that is nothing declared, hence perhaps a label.
  private func bareName(_ e: Expression, _ scope: Scope) -> String? {
    guard case .name(let name) = e.kind, !reference(name, scope).isKnown else { return nil }
    return name
  }

  // MARK: Calls

  private func call(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    if name == "by" { return try by(arguments, e, scope) }
    if let memory = MemoryFunction(rawValue: name) {
      return try recall(memory, arguments, e, scope)
    }
    if let text = try texts.textFunction(name, arguments, e, scope) { return text }
    if draws.isDistribution(name) { return try draws.draw(name, arguments, e, scope) }
    guard let function = Function.all[name] else {
      if Aggregate.all.contains(where: { $0.name == name }) {
        throw e.error(NameCause.aggregateUsage(name))
      }
      let all =
        Function.all.keys.sorted() + MemoryFunction.names.sorted() + Family.all.map(\.name)
        + Distribution.compositeNames + ["sum", "mean", "any", "all"]
      let hint =
        ForeignWords.advice(forFunction: name).map { "; \($0)" }
        ?? self.hint(name, among: all)
      let isEntry = declared(name) != nil
      throw e.error(
        NameCause.noFunction(
          name: name,
          hint: isEntry ? "; '\(name)' is a name, write it without parentheses" : hint))
    }
    if let labelled = arguments.first(where: { $0.label != nil }) {
      throw labelled.value.error(NameCause.noNamedArguments(function: name, usage: function.usage))
    }
    let values = arguments.map(\.value)
    if name == "if" { return try branches(function, values, e, scope) }
    return try function.call(&typed, try values.map { try build($0, scope) }, values, at: e)
  }

  /// `if`, whose branches may be bare labels beside each other's label.
  private func branches(
    _ function: Function, _ x: [Expression], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    guard x.count == 3 else {
      return try function.call(&typed, x.map { _ in typed.number(0) }, x, at: e)
    }
    let c = try build(x[0], scope)
    let (a, b) = try operands(.equal, x[1], x[2], scope)
    return try function.call(&typed, [c, a, b], x, at: e)
  }

  /// `by(regime, stall=0, grind=300)`.
  private func by(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    guard let first = arguments.first, first.label == nil, arguments.count > 1,
      arguments.dropFirst().allSatisfy({ $0.label != nil })
    else { throw e.error(NameCause.byUsage) }
    let subject = try variable(first.value, scope) ?? build(first.value, scope)
    guard case .label(let labels) = subject.type else {
      throw first.value.error(NameCause.byNeedsLabel(subject.type.described))
    }
    var values: [String: Typed] = [:]
    for argument in arguments.dropFirst() {
      guard let label = argument.label else { continue }
      if label != "otherwise" { _ = try self.label(label, of: labels, argument.value) }
      values[label] = try build(argument.value, scope)
    }
    let otherwise = values["otherwise"]
    let unnamed = labels.filter { values[$0] == nil }
    if !unnamed.isEmpty, otherwise == nil {
      throw e.error(NameCause.bySaysNothing(unnamed.joined(separator: ", ")))
    }
    guard let type = values.values.first?.type, values.values.allSatisfy({ $0.type == type }) else {
      throw e.error(NameCause.byTypes)
    }
    var result: Typed? = otherwise
    for (position, label) in labels.enumerated().reversed() {
      guard let value = values[label] else { continue }
      guard let rest = result else {
        result = value
        continue
      }
      let here = typed.graph.constant(Double(position))
      let matches = typed.graph.apply(.equal, subject.node, here)
      result = Typed(typed.graph.select(matches, value.node, rest.node), type)
    }
    guard let result else { return typed.number(0) }
    // A choice among none is none of the labels.
    guard otherwise == nil, typed.graph[subject.node].mayBeMissing, type != .condition else {
      return result
    }
    let missing = typed.graph.apply(.isMissing, subject.node)
    return Typed(
      typed.graph.select(missing, typed.graph.constant(.nan), result.node), result.type)
  }
}
