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
}

/// Finds the operators that their only reader can take in.
struct Fusion {
  private(set) var absorbed: Set<NodeID> = []
  private var patterns: [NodeID: (Fused, [NodeID])] = [:]
  private let graph: Graph
  private let resolved: (NodeID) -> NodeID

  /// `nodes` in their order; those in `live` are read after the section and stay as they are.
  init(
    _ nodes: [NodeID], in graph: Graph, keeping live: Set<NodeID>,
    _ resolved: @escaping (NodeID) -> NodeID
  ) {
    self.graph = graph
    self.resolved = resolved
    var reads: [NodeID: Int] = [:]
    for id in nodes {
      for operand in graph[id].operands.map(resolved) { reads[operand, default: 0] += 1 }
    }
    let inside = Set(nodes)
    for id in nodes.reversed() where !absorbed.contains(id) {
      // A value may be taken in if nothing else reads it.
      let free = { (operand: NodeID) in
        reads[operand] == 1 && inside.contains(operand) && !live.contains(operand)
      }
      guard let (fused, operands, taken) = match(id, free) else { continue }
      patterns[id] = (fused, operands)
      absorbed.formUnion(taken)
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
      if let l = part(x[0], .less, free) { return (.selectLess, l + [x[1], x[2]], [x[0]]) }
    case .and:
      if let l = part(x[0], .less, free) { return (.lessAnd, l + [x[1]], [x[0]]) }
      if let l = part(x[1], .less, free) { return (.lessAnd, l + [x[0]], [x[1]]) }
    default: break
    }
    return nil
  }

  /// `a` + `b` with the product `a` taken in; addition is the same bits in either order.
  private func productSum(_ a: NodeID, _ b: NodeID, _ free: (NodeID) -> Bool) -> Match? {
    guard let m = part(a, .multiply, free) else { return nil }
    for (factor, other) in [(m[0], m[1]), (m[1], m[0])] {
      if let s = part(factor, .subtract, free) {
        return (.approach, s + [other, b], [a, factor])
      }
      if let d = distance(factor, free) {
        return (.addWeightedDistance, d.operands + [other, b], [a] + d.taken)
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
    if let s = part(a, .add, free) { return (.addMultiply, s + [b], [a]) }
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
