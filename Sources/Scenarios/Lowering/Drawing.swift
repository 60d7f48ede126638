import Sim

/// Distributions inside expressions: their sites and their draws.
extension Compiler {
  private static let composed: Set<String> = ["truncated", "mixture", "discrete"]

  func isDistribution(_ name: String) -> Bool {
    Self.composed.contains(name) || Family.named(name) != nil
  }

  /// What an expression may draw: `path` is its entry, as sites are called.
  func drawing(_ path: String, eachStep: Bool, in e: Expression) -> Reading.Drawing {
    var numbers: [Int: Int] = [:]
    var counts: [String: Int] = [:]
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
    return Reading.Drawing(
      path: path, eachStep: eachStep, numbers: numbers, repeatedIDs: repeated)
  }

  func draw(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading
  ) throws -> Typed {
    guard let drawing = reading.drawing else {
      throw e.error("a distribution cannot stand here: declare it under parameters or state")
    }
    var operands: [NodeID] = []
    let (distribution, id) = try self.distribution(name, arguments, e, reading, &operands)
    if let id, drawing.repeatedIDs.contains(e.range.lowerBound) {
      throw e.error("the id '\(id)' is taken in this expression")
    }
    let number = drawing.numbers[e.range.lowerBound] ?? 1
    let elements = reading.indices.sorted { $0.key < $1.key }.map { self.name(of: $0.value) }
    let place = elements.isEmpty ? "" : "[\(elements.joined(separator: ","))]"
    let path =
      drawing.path + place + (id.map { ":\($0)" } ?? ":\(distribution.siteFamilyName)#\(number)")
    for operand in operands
    where !drawing.eachStep && [.step, .clock].contains(typed.graph[operand].tier) {
      throw e.error("\(name) is drawn once per trial here and cannot depend on what moves")
    }
    return sampled(distribution, operands, path, eachStep: drawing.eachStep, e)
  }

  /// The node of a draw. Affine families are arithmetic on a standard draw, so that rows of
  /// trials make them at once.
  private func sampled(
    _ distribution: Distribution, _ x: [NodeID], _ path: String, eachStep: Bool, _ e: Expression
  ) -> Typed {
    func standard(_ kind: DrawSite.Kind) -> NodeID {
      typed.graph.draw(DrawSite(path: path, kind: kind, eachStep: eachStep), [])
    }
    let site = DrawSite(path: path, kind: .distribution(distribution), eachStep: eachStep)
    let value: NodeID
    switch distribution.rowKind {
    case .normal(let at): value = affine(standard(.standardNormal), x[at], x[at + 1])
    case .lognormal(let at):
      value = typed.graph.apply(.exp, affine(standard(.standardNormal), x[at], x[at + 1]))
    case .uniform(let at):
      let width = typed.graph.apply(.subtract, x[at + 1], x[at])
      value = affine(standard(.uniform), x[at], width)
    case .chance(let at): value = typed.graph.apply(.less, standard(.hazard), x[at])
    case .other: value = typed.graph.draw(site, x)
    }
    let bad = typed.graph.outOfDomain(distribution, x, path: path)
    let checked = typed.checked(
      value, bad: bad, "the parameters of \(distribution.siteFamilyName) are out of its domain",
      at: e)
    return Typed(checked, distribution.isCondition ? .condition : .number)
  }

  /// location + scale·z, in two roundings.
  private func affine(_ z: NodeID, _ location: NodeID, _ scale: NodeID) -> NodeID {
    let scaled = typed.graph.apply(.multiply, scale, z)
    if typed.graph.constantValue(location) == 0 { return scaled }
    return typed.graph.apply(.add, location, scaled)
  }

  /// The distribution a call describes; its arguments are appended to `operands`.
  func distribution(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading,
    _ operands: inout [NodeID]
  ) throws -> (Distribution, id: String?) {
    var id: String?
    var rest: [Expression.Argument] = []
    for argument in arguments {
      if argument.label == "id" {
        guard case .name(let chosen) = argument.value.kind else {
          throw argument.value.error("'id' must be a name")
        }
        id = chosen
      } else {
        rest.append(argument)
      }
    }
    let made: Distribution
    switch name {
    case "truncated": made = try truncated(rest, e, reading, &operands)
    case "mixture": made = try mixture(rest, e, reading, &operands)
    case "discrete": made = try discrete(rest, e, reading, &operands)
    default: made = try family(name, rest, e, reading, &operands)
    }
    if let violation = constantViolation(made, operands) { throw e.error(violation) }
    return (made, id)
  }

  private func constantViolation(_ distribution: Distribution, _ operands: [NodeID]) -> String? {
    var values: [Double] = []
    for operand in operands {
      guard let value = typed.graph.constantValue(operand) else { return nil }
      values.append(value)
    }
    return distribution.violation(values)
  }

  private func family(
    _ name: String, _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard let family = Family.named(name) else {
      throw e.error("there is no distribution '\(name)'")
    }
    let binding: ArgumentForms.Binding
    do {
      binding = try family.form(labels: arguments.map(\.label))
    } catch {
      throw (error.argument.map { arguments[$0].value } ?? e).error(error.message)
    }
    let at = operands.count
    for k in binding.order {
      operands.append(try number(arguments[k].value, reading, for: "'\(name)'"))
    }
    return .family(family, form: binding.form, at: at)
  }

  private func inner(
    _ e: Expression, of name: String, _ reading: Reading, _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard case .call(let family, let arguments) = e.kind, isDistribution(family) else {
      throw e.error("'\(name)' needs a distribution here")
    }
    return try distribution(family, arguments, e, reading, &operands).0
  }

  private func truncated(
    _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard arguments.count == 3, arguments.allSatisfy({ $0.label == nil }) else {
      throw e.error("write truncated(distribution, low, high)")
    }
    let inner = try self.inner(arguments[0].value, of: "truncated", reading, &operands)
    let low = operands.count
    for argument in arguments.dropFirst() {
      operands.append(try number(argument.value, reading, for: "'truncated'"))
    }
    return .truncated(inner, low: low, high: low + 1)
  }

  private func mixture(
    _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard arguments.count >= 2, arguments.count.isMultiple(of: 2),
      arguments.allSatisfy({ $0.label == nil })
    else { throw e.error("write mixture(distribution, weight, distribution, weight, …)") }
    var components: [(distribution: Distribution, weight: Int)] = []
    for k in stride(from: 0, to: arguments.count, by: 2) {
      let inner = try self.inner(arguments[k].value, of: "mixture", reading, &operands)
      operands.append(try number(arguments[k + 1].value, reading, for: "'mixture'"))
      components.append((inner, operands.count - 1))
    }
    return .mixture(components)
  }

  private func discrete(
    _ arguments: [Expression.Argument], _ e: Expression, _ reading: Reading,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    guard arguments.count >= 2, arguments.count.isMultiple(of: 2),
      arguments.allSatisfy({ $0.label == nil })
    else { throw e.error("write discrete(value, weight, value, weight, …)") }
    let at = operands.count
    for argument in arguments {
      operands.append(try number(argument.value, reading, for: "'discrete'"))
    }
    return .discrete(count: arguments.count / 2, at: at)
  }
}
