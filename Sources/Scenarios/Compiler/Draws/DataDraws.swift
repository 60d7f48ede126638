import Sim

/// Draws from data, and sums of a drawn number of draws.
extension Draws {
  /// `empirical(prices)`, a name from the section `data`; `empirical(voyages.rate)`, which takes a whole
  /// row, is drawn by `drawnRow` where it stands by itself.
  func empirical(
    _ arguments: [Expression.Argument], _ e: Expression
  ) throws -> EmpiricalSample {
    guard arguments.count == 1, arguments[0].label == nil else {
      throw e.error(DrawCause.empiricalUsage)
    }
    if let (column, table) = try tableColumn(arguments) {
      throw e.error(DrawCause.rowInside(column: column.name, table: table))
    }
    guard case .name(let name) = arguments[0].value.kind else {
      throw e.error(DrawCause.empiricalUsage)
    }
    guard case .data(let k) = declared(name) else {
      let known = scenario.data.map(\.name.name)
      throw arguments[0].value.error(
        ScenarioCause.missing(name, what: "column of data", among: known))
    }
    switch scenario.data[k].content {
    case .column(let sample): return sample
    case .table(let columns):
      throw arguments[0].value.error(
        NameCause.tableAlone(name, column: columns.keys.sorted().first ?? "column"))
    case .steps: throw arguments[0].value.error(DrawCause.stepsDrawn(name))
    }
  }

  private static let compoundForms = ArgumentForms("compound", [["count", "size"]])

  /// `compound(count, size)`: the count is drawn, or any number; the size is a distribution.
  func compound(
    _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope,
    _ operands: inout [NodeID]
  ) throws -> Distribution {
    let order = try bound(Self.compoundForms, arguments, e).order
    let (count, size) = (arguments[order[0]].value, arguments[order[1]].value)
    let number: CompoundCount
    if case .call(let name, _) = count.kind, isDistribution(name) {
      let drawn = try inner(count, of: "compound", scope, &operands)
      guard drawn.isDiscrete, !drawn.isCondition else {
        throw count.error(
          DrawCause.countNotWhole(
            family: name, gives: (drawn.isCondition ? "a condition" : "any number")))
      }
      number = .drawn(drawn)
    } else {
      let given = try expressions.number(count, scope, for: "the count of compound")
      operands.append(typed.graph.heldNearlyWhole(given))
      number = .given(at: operands.count - 1)
    }
    guard case .call(let name, _) = size.kind, isDistribution(name) else {
      throw size.error(DrawCause.sizeNotOneDistribution)
    }
    return .compound(number, size: try inner(size, of: "compound", scope, &operands))
  }

  /// The sum of `count` draws of a size that is a distribution, scaled and shifted:
  /// Σ(a + b·Xᵢ) = a·n + b·ΣXᵢ.
  func jumps(_ count: NodeID, of size: Expression, _ scope: Scope) throws -> NodeID {
    let parts = try affine(size, scope)
    guard case .call(let name, let arguments) = parts.draw.kind else {
      throw size.error(Self.jumpSize)
    }
    var drawn = try described(name, arguments, parts.draw, scope, how: "jumps")
    guard !drawn.distribution.isCondition else {
      throw parts.draw.error(DrawCause.jumpSizeCondition(name))
    }
    drawn.operands.append(count)
    drawn.distribution = .compound(
      .given(at: drawn.operands.count - 1), size: drawn.distribution)
    let site = DrawSite(
      path: drawn.path, kind: .distribution(drawn.distribution), eachStep: true)
    let sum = inDomain(typed.graph.draw(site, drawn.operands), drawn, size).node
    let scaled = parts.scale.map { typed.graph.apply(.multiply, $0, sum) } ?? sum
    guard let shift = parts.shift else { return scaled }
    return typed.graph.apply(.add, typed.graph.apply(.multiply, shift, count), scaled)
  }

  private static let jumpSize =
    "the size of jumps may hold one distribution, scaled and shifted by what is not drawn, as "
    + "-2 * lognormal(0, 1)"

  private struct AffineDraw {
    var draw: Expression
    /// `nil`: 1 and 0.
    var scale: NodeID?
    var shift: NodeID?
  }

  /// A sum, difference, multiple or negative of one distribution and what is not drawn.
  private func affine(_ e: Expression, _ scope: Scope) throws -> AffineDraw {
    switch e.kind {
    case .call(let name, _) where isDistribution(name): return AffineDraw(draw: e)
    case .negate(let a): return scaled(try affine(a, scope), by: typed.graph.constant(-1))
    case .binary(let operation, let left, let right):
      let drawsLeft = draws(left)
      guard drawsLeft != draws(right) else { throw e.error(Self.jumpSize) }
      let inner = try affine(drawsLeft ? left : right, scope)
      let other = try expressions.number(drawsLeft ? right : left, scope, for: "'size'")
      switch operation {
      case .add: return shifted(inner, by: other)
      case .multiply: return scaled(inner, by: other)
      case .subtract where drawsLeft:
        return shifted(inner, by: typed.graph.apply(.negate, other))
      case .subtract:
        return shifted(scaled(inner, by: typed.graph.constant(-1)), by: other)
      case .divide where drawsLeft:
        let one = typed.graph.constant(1)
        let inverse = typed.checked(
          typed.graph.apply(.divide, one, other),
          bad: typed.graph.apply(.equal, other, typed.graph.constant(0)), "division by zero", at: e)
        return scaled(inner, by: inverse)
      default: throw e.error(Self.jumpSize)
      }
    default: throw e.error(Self.jumpSize)
    }
  }

  private func scaled(_ part: AffineDraw, by factor: NodeID) -> AffineDraw {
    AffineDraw(
      draw: part.draw,
      scale: part.scale.map { typed.graph.apply(.multiply, factor, $0) } ?? factor,
      shift: part.shift.map { typed.graph.apply(.multiply, factor, $0) })
  }

  private func shifted(_ part: AffineDraw, by term: NodeID) -> AffineDraw {
    var part = part
    part.shift = part.shift.map { typed.graph.apply(.add, $0, term) } ?? term
    return part
  }

  /// Whether an expression holds a distribution.
  func draws(_ e: Expression) -> Bool {
    var found = false
    e.visit { part in
      if case .call(let name, _) = part.kind, isDistribution(name) { found = true }
    }
    return found
  }
}
