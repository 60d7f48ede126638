import Sim

/// What every text must keep to: linear conditions on its terms.
extension Texts {
  /// What is left of one: at + Σ by·term, 0 or more for a text that keeps to it.
  struct LinearConstraint {
    let at: NodeID
    let by: [NodeID]
  }

  func constraints() throws -> [LinearConstraint] {
    if let known = compiler.knownConstraints { return known }
    let made = try scenario.constraints.map(linear)
    compiler.knownConstraints = made
    return made
  }

  private func linear(_ constraint: Constraint) throws -> LinearConstraint {
    let e = constraint.condition
    guard case .binary(let sign, let left, let right) = e.kind,
      sign == .lessOrEqual || sign == .greaterOrEqual
    else { throw e.error(NameCause.constraintForm) }
    for side in [left, right] { _ = try degree(side) }
    let (less, more) = sign == .lessOrEqual ? (left, right) : (right, left)
    let zero = typed.graph.constant(0)
    func room(_ terms: [NodeID]) throws -> NodeID {
      var scope = Scope(phase: .step, stage: .world)
      scope.terms = terms
      let upper = try expressions.number(more, scope, for: "a constraint")
      return typed.graph.apply(
        .subtract, upper, try expressions.number(less, scope, for: "a constraint"))
    }
    let none = scenario.issues.map { _ in zero }
    let at = try room(none)
    let by = try scenario.issues.indices.map { k -> NodeID in
      guard e.mentions(scenario.issues[k].name.name) else { return zero }
      var unit = none
      unit[k] = typed.graph.constant(1)
      return typed.graph.apply(.subtract, try room(unit), at)
    }
    return LinearConstraint(at: at, by: by)
  }

  /// 0 for what is the same for all texts, 1 for what is linear in their terms.
  private func degree(_ e: Expression) throws -> Int {
    switch e.kind {
    case .number, .input: return 0
    case .name(let name):
      guard case .issue(let k) = declared(name) else { return 0 }
      guard scenario.issues[k].values.isEmpty else {
        throw e.error(NameCause.constraintOfValues(name))
      }
      return 1
    case .negate(let inner): return try degree(inner)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      return max(try degree(a), try degree(b))
    case .binary(.multiply, let a, let b):
      let sum = try degree(a) + degree(b)
      guard sum <= 1 else { throw e.error(NameCause.constraintNotLinear(e.description)) }
      return sum
    case .binary(.divide, let a, let b):
      guard try degree(b) == 0 else {
        throw e.error(NameCause.constraintNotLinear(e.description))
      }
      return try degree(a)
    default:
      guard !scenario.issues.contains(where: { e.mentions($0.name.name) }) else {
        throw e.error(NameCause.constraintNotLinear(e.description))
      }
      return 0
    }
  }

  /// What each constraint leaves: 0 or more where the terms keep to it.
  func room(of terms: [NodeID]) throws -> [NodeID] {
    try constraints().map { constraint in
      zip(constraint.by, terms).reduce(constraint.at) { sum, part in
        if constantValue(part.0) == 0 { return sum }
        return typed.graph.apply(
          .add, sum, typed.graph.apply(.multiply, part.0, part.1))
      }
    }
  }

  /// Whether a text keeps to all constraints, but for rounding.
  func keeps(_ terms: [NodeID]) throws -> NodeID {
    let least = typed.graph.constant(-Rounding.tolerance)
    return try room(of: terms).reduce(typed.graph.condition(true)) {
      typed.graph.and($0, typed.graph.apply(.lessOrEqual, least, $1))
    }
  }

  /// The nearest terms that keep to all constraints (Dykstra 1983). Those that are `held` stay.
  func kept(_ terms: [NodeID], held: [NodeID]) throws -> [NodeID] {
    let constraints = try self.constraints()
    guard !constraints.isEmpty else { return terms }
    let (count, size) = (constraints.count, terms.count)
    let kernel = Kernel(name: "kept/\(count)/\(size)", resultCount: size) { x, results in
      let found = NearestText(
        at: (0..<count).map { x[2 * size + $0 * (size + 1)] },
        by: (0..<count).map { row in (0..<size).map { x[2 * size + row * (size + 1) + 1 + $0] } },
        held: (0..<size).map { x[size + $0] != 0 }
      ).terms(from: (0..<size).map { x[$0] })
      for k in 0..<size { results[k] = found[k] }
    }
    return typed.graph.results(
      of: kernel, terms + held + constraints.flatMap { [$0.at] + $0.by })
  }
}

/// The point of a polytope within 0 … 1 that is nearest to another.
struct NearestText {
  let at: [Double]
  let by: [[Double]]
  let held: [Bool]

  private static let rounds = 20_000

  /// Projections onto one half space after the other, each without what it added the last time (Boyle
  /// & Dykstra 1986). Where nothing keeps to all, the terms as they are.
  func terms(from start: [Double]) -> [Double] {
    if start.contains(where: \.isNaN) || isKept(start, within: 1e-12) { return start }
    var x = start
    var added = [[Double]](repeating: start.map { _ in 0 }, count: at.count + 1)
    for _ in 0..<Self.rounds {
      let before = x
      for row in 0...at.count {
        let moved = zip(x, added[row]).map { $0 + $1 }
        x = row == at.count ? moved.map { min(1, max(0, $0)) } : projected(moved, row)
        for k in x.indices where held[k] { x[k] = start[k] }
        added[row] = zip(moved, x).map { $0 - $1 }
      }
      let change = zip(x, before).map { abs($0 - $1) }.max() ?? 0
      if change < 1e-14 { break }
    }
    return isKept(x, within: 5e-10) ? x : start
  }

  private func room(_ x: [Double], _ row: Int) -> Double {
    zip(by[row], x).reduce(at[row]) { $0 + $1.0 * $1.1 }
  }

  private func isKept(_ x: [Double], within margin: Double) -> Bool {
    at.indices.allSatisfy { room(x, $0) >= -margin }
  }

  private func projected(_ x: [Double], _ row: Int) -> [Double] {
    let short = -room(x, row)
    let free = by[row].indices.filter { !held[$0] }
    let square = free.reduce(0) { $0 + by[row][$1] * by[row][$1] }
    guard short > 0, square > 0 else { return x }
    var moved = x
    for k in free { moved[k] += short / square * by[row][k] }
    return moved
  }
}
