import Sim

/// Distributions inside expressions: their sites and their draws.
extension Draws {
  func isDistribution(_ name: String) -> Bool {
    Distribution.compositeNames.contains(name) || Family.named(name) != nil
  }

  /// What an expression may draw: `path` is its entry, as sites are called; `elements` are those in
  /// it for which the expression is drawn anew. `own`: a family of which the entry itself draws the
  /// first.
  func drawing(
    _ path: String, eachStep: Bool, in e: Expression, elements: [String] = [],
    beside own: String? = nil
  ) -> Scope.Drawing {
    var numbers: [Int: Int] = [:]
    var counts: [String: Int] = [:]
    if let own { counts[own] = 1 }
    var ids: Set<String> = []
    var repeated: Set<Int> = []
    e.visit { part in
      guard case .call(let name, let arguments) = part.kind, isDistribution(name) else { return }
      counts[name, default: 0] += 1
      numbers[part.range.lowerBound] = counts[name]
      guard case .name(let id) = arguments.first(where: { $0.label == "id" })?.value.kind else {
        return
      }
      if !ids.insert(id).inserted { repeated.insert(part.range.lowerBound) }
    }
    return Scope.Drawing(
      path: path, eachStep: eachStep, elements: partyOfDefault(path, e) + elements,
      numbers: numbers, repeatedIDs: repeated)
  }

  /// A distribution with its arguments and the address at which it is drawn.
  struct Drawn {
    var distribution: Distribution
    var operands: [NodeID]
    var path: String
  }

  func draw(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    if let value = try drawnRow(name, arguments, e, scope) { return value }
    let drawn = try described(name, arguments, e, scope)
    let value = sampled(drawn, eachStep: scope.drawing?.eachStep ?? false, e)
    noteEntryDraw(name, value.node, at: drawn.path, e, scope)
    return value
  }

  /// A row of a trial shows what its parties and plans drew.
  func noteEntryDraw(
    _ family: String, _ node: NodeID, at path: String, _ e: Expression, _ scope: Scope
  ) {
    guard let drawing = scope.drawing, !drawing.eachStep,
      drawing.path.hasPrefix("plans.") || drawing.path.hasPrefix("parties."),
      !compiler.entryDraws.contains(where: { $0.path == path })
    else { return }
    let elements = scope.indices.sorted { $0.key < $1.key }.map { self.name(of: $0.value) }
    let name = drawing.path + (elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]")
    let isTaken = compiler.entryDraws.contains { $0.name == name }
    let number = drawing.numbers[e.range.lowerBound] ?? 1
    compiler.entryDraws.append((isTaken ? "\(name):\(family)#\(number)" : name, path, node))
  }

  /// `how` says what is made of the draw if it is not its value alone.
  func described(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    how: String = ""
  ) throws -> Drawn {
    guard let drawing = scope.drawing else {
      throw e.error(DrawCause.noDistributionHere)
    }
    var operands: [NodeID] = []
    let distribution = try self.distribution(name, arguments, e, scope, &operands)
    let path = try sitePath(name, arguments, e, scope, drawing)
    try useID(
      arguments, at: path, distribution, how: how + (drawing.eachStep ? " each step" : ""), e)
    for operand in operands
    where !drawing.eachStep && tier(of: operand).moves {
      throw e.error(DrawCause.drawnOnce(name))
    }
    return Drawn(distribution: distribution, operands: operands, path: path)
  }

  /// `state.front[army]:normal#1`, or `id:weather[army]` with `id=weather`.
  func sitePath(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ drawing: Scope.Drawing
  ) throws -> String {
    let id = try drawID(arguments)
    if let id, drawing.repeatedIDs.contains(e.range.lowerBound) {
      throw e.error(DrawCause.idTaken(id))
    }
    let number = drawing.numbers[e.range.lowerBound] ?? 1
    let elements = scope.indices.sorted { $0.key < $1.key }.map { self.name(of: $0.value) }
    if let id { return DrawIDs.path(id, drawing.elements + elements) }
    let place = elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]"
    return drawing.path + place + ":\(name)#\(number)"
  }

  /// The node of a draw. Affine families are arithmetic on a standard draw, so that rows of
  /// trials make them at once.
  private func sampled(_ drawn: Drawn, eachStep: Bool, _ e: Expression) -> Typed {
    let (distribution, x, path) = (drawn.distribution, drawn.operands, drawn.path)
    func standard(_ kind: DrawSite.Kind) -> NodeID {
      typed.graph.draw(DrawSite(path: path, kind: kind, eachStep: eachStep), [])
    }
    let site = DrawSite(path: path, kind: .distribution(distribution), eachStep: eachStep)
    let value: NodeID
    switch distribution.rowKind {
    case .normal(let at):
      value = typed.graph.affine(standard(.standardNormal), x[at], x[at + 1])
    case .lognormal(let at):
      let exponent = typed.graph.affine(standard(.standardNormal), x[at], x[at + 1])
      value = typed.graph.apply(.exp, exponent)
    case .uniform(let at):
      let width = typed.graph.apply(.subtract, x[at + 1], x[at])
      value = typed.graph.affine(standard(.uniform), x[at], width)
    case .chance(let at): value = typed.graph.apply(.less, standard(.hazard), x[at])
    case .elicited(let elicited):
      let start = standard(elicited.startsFromNormal ? .standardNormal : .uniform)
      value = typed.graph.value(elicited, from: start)
    case .other: value = typed.graph.draw(site, x)
    }
    return inDomain(value, drawn, e)
  }

  /// The value drawn, failing the trial where the arguments are out of the distribution's domain.
  func inDomain(_ value: NodeID, _ drawn: Drawn, _ e: Expression) -> Typed {
    let distribution = drawn.distribution
    let bad = typed.graph.outOfDomain(distribution, drawn.operands, path: drawn.path)
    var checked = typed.checked(
      value, bad: bad, "the parameters of \(distribution.siteFamilyName) are out of its domain",
      at: e)
    if case .compound(.drawn, _) = distribution {
      checked = typed.checked(
        checked, bad: typed.graph.apply(.isNotFinite, checked),
        "compound adds up a whole number of draws, \(Distribution.compoundLimit) at most", at: e)
    }
    return Typed(checked, distribution.isCondition ? .condition : .number)
  }

  /// The distribution a call describes; its arguments are appended to `operands`.
  func distribution(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    let rest = arguments.filter { $0.label != "id" }
    let made: Distribution
    switch name {
    case "elicited": made = .elicited(try elicited(rest, e, scope))
    case "empirical": made = .empirical(try empirical(rest, e))
    case "compound": made = try compound(rest, e, scope, &operands)
    case "truncated": made = try truncated(rest, e, scope, &operands)
    case "mixture": made = try mixture(rest, e, scope, &operands)
    case "discrete": made = try discrete(rest, e, scope, &operands)
    default: made = try family(name, rest, e, scope, &operands)
    }
    if let violation = constantViolation(made, operands) {
      throw e.error(violation + Self.missingPercent(rest))
    }
    return made
  }

  private func constantViolation(_ distribution: Distribution, _ operands: [NodeID]) -> String? {
    var values: [Double] = []
    for operand in operands {
      guard let value = constantValue(operand) else { return nil }
      values.append(value)
    }
    return distribution.violation(values)
  }

  private func family(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard let family = Family.named(name) else {
      throw e.error(DrawCause.noSuchDistribution(name))
    }
    let binding = try bound(family.argumentForms, arguments, e)
    let at = operands.count
    for k in binding.order {
      operands.append(try expressions.number(arguments[k].value, scope, for: "'\(name)'"))
    }
    // From the last on: what one is held to is held itself by then.
    for limit in family.forms[binding.form].limits.reversed() {
      switch limit {
      case .notNegative(let i):
        operands[at + i] = typed.graph.heldNearlyNotNegative(operands[at + i])
      case .bounds(let i, let low, let high):
        operands[at + i] = typed.graph.heldNearly(operands[at + i], from: low, to: high)
      case .whole(let i): operands[at + i] = typed.graph.heldNearlyWhole(operands[at + i])
      case .notAbove(let i, let j):
        operands[at + i] = typed.graph.heldNearly(operands[at + i], notAbove: operands[at + j])
      }
    }
    return .family(family, form: binding.form, at: at)
  }

  /// Which argument fills which place.
  func bound(
    _ forms: ArgumentForms, _ arguments: [Expression.Argument], _ e: Expression
  ) throws -> ArgumentForms.Binding {
    do {
      return try forms.bind(arguments.map(\.label))
    } catch {
      throw (error.argument.map { arguments[$0].value } ?? e).error(error.message)
    }
  }

  /// Checks that values and weights come in pairs.
  private func requirePairs(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression
  ) throws {
    do {
      _ = try Distribution.pairCount(name, labels: arguments.map(\.label))
    } catch {
      throw (error.argument.map { arguments[$0].value } ?? e).error(error.message)
    }
  }

  func inner(
    _ e: Expression, of name: String, _ scope: Scope, _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard case .call(let family, let arguments) = e.kind, isDistribution(family) else {
      throw e.error(DrawCause.distributionNeeded(name))
    }
    if let id = arguments.first(where: { $0.label == "id" }) {
      throw id.value.error(DrawCause.idInside(name))
    }
    return try distribution(family, arguments, e, scope, &operands)
  }

  private func truncated(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    if arguments.count == 2, arguments[1].label == nil {
      throw arguments[1].value.error(DrawCause.truncatedSide)
    }
    let binding = try bound(Distribution.truncatedForms, arguments, e)
    let places = binding.order.map { arguments[$0] }
    let inner = try self.inner(places[0].value, of: "truncated", scope, &operands)
    guard inner.hasDistributionFunction else {
      throw places[0].value.error(DrawCause.truncatedWithoutFunction(inner.siteFamilyName))
    }
    let low = operands.count
    // A side that is left out is open.
    let isOpen = (low: binding.form == 2, high: binding.form == 1)
    if isOpen.low { operands.append(typed.graph.constant(-.infinity)) }
    for place in places.dropFirst() {
      operands.append(try expressions.number(place.value, scope, for: "'truncated'"))
    }
    if isOpen.high { operands.append(typed.graph.constant(.infinity)) }
    if !isOpen.low, !isOpen.high {
      operands[low] = typed.graph.heldNearly(operands[low], notAbove: operands[low + 1])
    }
    return .truncated(inner, low: low, high: low + 1)
  }

  private func mixture(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    try requirePairs("mixture", arguments, e)
    var components: [(distribution: Distribution, weight: Int)] = []
    for k in stride(from: 0, to: arguments.count, by: 2) {
      let inner = try self.inner(arguments[k].value, of: "mixture", scope, &operands)
      operands.append(try weight(arguments[k + 1].value, scope, "mixture"))
      components.append((inner, operands.count - 1))
    }
    return .mixture(components)
  }

  /// One that rounding left below 0 is 0.
  private func weight(_ e: Expression, _ scope: Scope, _ name: String) throws -> NodeID {
    typed.graph.heldNearlyNotNegative(try expressions.number(e, scope, for: "'\(name)'"))
  }

  private func discrete(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    try requirePairs("discrete", arguments, e)
    let at = operands.count
    for (k, argument) in arguments.enumerated() {
      operands.append(
        k.isMultiple(of: 2)
          ? try expressions.number(argument.value, scope, for: "'discrete'")
          : try weight(argument.value, scope, "discrete"))
    }
    return .discrete(count: arguments.count / 2, at: at)
  }
}
