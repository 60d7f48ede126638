/// Two or three operators in one pass over rows, each with its own rounding: no bit changes, one
/// trip through the cache is saved.
enum Fused: UInt8, Sendable, CaseIterable {
  /// a·b + c
  case multiplyAdd
  /// a·b − c
  case multiplySubtract
  /// c − a·b
  case subtractProduct
  /// (a + b)·c
  case addMultiply
  /// (a − b)·c
  case subtractMultiply
  /// a·b·c, from the left
  case product
  /// (a + b) + c
  case addAdd
  /// (a − b) − c
  case subtractSubtract
  /// (a − b) + c
  case subtractAdd
  /// |a − b|
  case distance
  /// c·|a − b|
  case weightedDistance
  /// c + |a − b|
  case addDistance
  /// a·b + c·d
  case twoProducts
  /// d + (a − b)·c
  case approach
  /// d + c·|a − b|
  case addWeightedDistance
  /// d if not, c if a < b
  case selectLess
  /// a < b and c
  case lessAnd
  /// a < b or c
  case lessOr
  /// a ≤ b and c
  case lessOrEqualAnd
  /// a = b and c
  case equalAnd
  /// a and b and c
  case andAnd
  /// a or b or c
  case orOr
  /// not a, and b
  case notAnd
  /// a is not finite, and b
  case notFiniteAnd
  /// b if a is missing, else c
  case selectMissing
  /// c if a and b, else d
  case selectAnd
  /// b if a, else the larger of c and d
  case selectMaximum
  /// the smaller of c and the larger of a and b
  case clamp
  /// a·|b| + c
  case addWeightedMagnitude
  /// b + (a − b)·(c·d)
  case approachByProduct
  /// (a·b + c)·d
  case multiplyAddMultiply
}

/// Finds the operators that their only reader can take in.
struct Fusion {
  private(set) var absorbed: NodeSet
  private var patterns = NodeMap<(Fused, [NodeID])>()
  private let graph: Graph
  private let resolved: (NodeID) -> NodeID

  /// `nodes` in their order; those in `live` are read after the section and stay as they are.
  init(
    _ nodes: [NodeID], in graph: Graph, keeping live: NodeSet,
    _ resolved: @escaping (NodeID) -> NodeID
  ) {
    self.graph = graph
    self.resolved = resolved
    absorbed = NodeSet(of: graph)
    var reads = NodeMap<Int>()
    for id in nodes {
      for operand in graph[id].operands { reads[resolved(operand), default: 0] += 1 }
    }
    let inside = NodeSet(nodes, of: graph)
    for id in nodes.reversed() where !absorbed.contains(id) {
      // A value may be taken in if nothing else reads it.
      let free = { (operand: NodeID) in
        reads[operand] == 1 && inside.contains(operand) && !live.contains(operand)
      }
      guard let (fused, operands, taken) = match(id, free) else { continue }
      patterns[id] = (fused, operands)
      for id in taken { absorbed.insert(id) }
    }
  }

  func pattern(of id: NodeID) -> Fused? { patterns[id]?.0 }

  /// What the instruction of a value reads.
  func operands(of id: NodeID) -> [NodeID] {
    if absorbed.contains(id) { return [] }
    return patterns[id]?.1 ?? graph[id].operands.map(resolved)
  }

  private typealias Match = (Fused, [NodeID], [NodeID])

  /// The operands of a free value, if it is this operator.
  private func part(
    _ id: NodeID, _ operation: Arithmetic, _ free: (NodeID) -> Bool
  ) -> [NodeID]? {
    guard free(id), graph[id].operation == .apply(operation) else { return nil }
    return graph[id].operands.map(resolved)
  }

  private func match(_ id: NodeID, _ free: (NodeID) -> Bool) -> Match? {
    guard case .apply(let operation) = graph[id].operation else { return nil }
    let x = graph[id].operands.map(resolved)
    switch operation {
    case .add:
      return productSum(x[0], x[1], free) ?? productSum(x[1], x[0], free)
        ?? sum(x[0], x[1], free) ?? sum(x[1], x[0], free)
    case .subtract:
      if let m = part(x[0], .multiply, free) { return (.multiplySubtract, m + [x[1]], [x[0]]) }
      if let m = part(x[1], .multiply, free) { return (.subtractProduct, m + [x[0]], [x[1]]) }
      if let s = part(x[0], .subtract, free) { return (.subtractSubtract, s + [x[1]], [x[0]]) }
    case .multiply: return product(x[0], x[1], free) ?? product(x[1], x[0], free)
    case .absolute:
      if let s = part(x[0], .subtract, free) { return (.distance, s, [x[0]]) }
    case .select:
      for (condition, fused) in Self.chosen {
        if let c = part(x[0], condition, free) { return (fused, c + [x[1], x[2]], [x[0]]) }
      }
      if let m = part(x[2], .maximum, free) { return (.selectMaximum, [x[0], x[1]] + m, [x[2]]) }
    case .minimum:
      if let m = part(x[0], .maximum, free) { return (.clamp, m + [x[1]], [x[0]]) }
    case .and: return condition(x, Self.joinedByAnd, free)
    case .or: return condition(x, [(.less, .lessOr), (.or, .orOr)], free)
    default: break
    }
    return nil
  }

  private static let chosen: [(Arithmetic, Fused)] = [
    (.less, .selectLess), (.isMissing, .selectMissing), (.and, .selectAnd),
  ]
  private static let joinedByAnd: [(Arithmetic, Fused)] = [
    (.less, .lessAnd), (.equal, .equalAnd), (.lessOrEqual, .lessOrEqualAnd), (.not, .notAnd),
    (.isNotFinite, .notFiniteAnd), (.and, .andAnd),
  ]

  /// Two conditions, one of which is taken in.
  private func condition(
    _ x: [NodeID], _ parts: [(Arithmetic, Fused)], _ free: (NodeID) -> Bool
  ) -> Match? {
    for (operation, fused) in parts {
      for (taken, other) in [(x[0], x[1]), (x[1], x[0])] {
        if let c = part(taken, operation, free) { return (fused, c + [other], [taken]) }
      }
    }
    return nil
  }

  /// `a` + `b` with the product `a` taken in; addition is the same bits in either order.
  private func productSum(_ a: NodeID, _ b: NodeID, _ free: (NodeID) -> Bool) -> Match? {
    guard let m = part(a, .multiply, free) else { return nil }
    for (factor, other) in [(m[0], m[1]), (m[1], m[0])] {
      if let s = part(factor, .subtract, free) {
        if s[1] == b, let p = part(other, .multiply, free) {
          return (.approachByProduct, s + p, [a, factor, other])
        }
        return (.approach, s + [other, b], [a, factor])
      }
      if let d = distance(factor, free) {
        return (.addWeightedDistance, d.operands + [other, b], [a] + d.taken)
      }
      if let x = part(factor, .absolute, free) {
        return (.addWeightedMagnitude, [other] + x + [b], [a, factor])
      }
    }
    if let n = part(b, .multiply, free), a != b { return (.twoProducts, m + n, [a, b]) }
    return (.multiplyAdd, m + [b], [a])
  }

  /// `a` + `b` with another sum or distance `a` taken in.
  private func sum(_ a: NodeID, _ b: NodeID, _ free: (NodeID) -> Bool) -> Match? {
    if let d = distance(a, free) { return (.addDistance, d.operands + [b], d.taken) }
    if let s = part(a, .add, free) { return (.addAdd, s + [b], [a]) }
    if let s = part(a, .subtract, free) { return (.subtractAdd, s + [b], [a]) }
    return nil
  }

  /// `a`·`b`, with `a` taken in.
  private func product(_ a: NodeID, _ b: NodeID, _ free: (NodeID) -> Bool) -> Match? {
    if let s = part(a, .add, free) {
      for (product, other) in [(s[0], s[1]), (s[1], s[0])] {
        if let m = part(product, .multiply, free) {
          return (.multiplyAddMultiply, m + [other, b], [a, product])
        }
      }
      return (.addMultiply, s + [b], [a])
    }
    if let s = part(a, .subtract, free) { return (.subtractMultiply, s + [b], [a]) }
    if let d = distance(a, free) { return (.weightedDistance, d.operands + [b], d.taken) }
    if let m = part(a, .multiply, free) { return (.product, m + [b], [a]) }
    return nil
  }

  /// |a − b|, both operators free.
  private func distance(_ id: NodeID, _ free: (NodeID) -> Bool)
    -> (operands: [NodeID], taken: [NodeID])?
  {
    guard let inner = part(id, .absolute, free)?.first,
      let s = part(inner, .subtract, free)
    else { return nil }
    return (s, [id, inner])
  }
}
