/// Under which condition a value is needed, by node.
///
/// Both branches of an `if` are computed over lanes, yet only the branch taken can fail. So each
/// check is masked by the condition under which somebody reads the checked value: the union over
/// its readers of their own conditions and the branch through which they read.
struct Demand {
  /// A conjunction of conditions; the empty one always holds.
  private typealias Conjunction = Set<NodeID>

  /// More than this many ways to reach a value are joined into one condition.
  private static let ways = 8

  private var byNode: [NodeID: [Conjunction]] = [:]

  /// `roots` are read where their condition holds.
  init(of roots: [(root: NodeID, where: NodeID?)], in graph: inout Graph) {
    for (root, condition) in roots {
      require(root, under: condition.map { [$0] } ?? [], in: &graph)
    }
    // Operands are older than their readers, so one pass downwards meets every reader first.
    var pending = Set(roots.map(\.root))
    var heap = pending.sorted()
    while let node = heap.popLast() {
      guard pending.remove(node) != nil, let ways = byNode[node] else { continue }
      for (operand, branch) in Self.reads(of: node, in: &graph) {
        for way in ways {
          require(operand, under: branch.map { way.union([$0]) } ?? way, in: &graph)
        }
        if pending.insert(operand).inserted { heap.insert(operand, at: Self.place(operand, heap)) }
      }
    }
  }

  /// The checks that can matter and the condition under which each fails a trial.
  func checks(in graph: inout Graph) -> [(check: Int, fails: NodeID)] {
    var found: [(Int, NodeID)] = []
    for node in byNode.keys.sorted() {
      var asked: [Int] = []
      if case .checked(let index) = graph[node].operation { asked.append(index) }
      if let index = graph.guards[node] { asked.append(index) }
      guard !asked.isEmpty else { continue }
      var needed = graph.condition(false)
      for way in byNode[node] ?? [] {
        let all = way.sorted().reduce(graph.condition(true)) { graph.and($0, $1) }
        needed = graph.or(needed, all)
      }
      for index in asked {
        found.append((index, graph.and(graph.checks[index].bad, needed)))
      }
    }
    return found
  }

  private static func place(_ node: NodeID, _ sorted: [NodeID]) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What a node reads, and the condition under which it does.
  private static func reads(of id: NodeID, in graph: inout Graph) -> [(NodeID, NodeID?)] {
    let node = graph[id]
    switch node.operation {
    case .apply(.select):
      let c = node.operands[0]
      let otherwise = graph.not(c)
      return [(c, nil), (node.operands[1], c), (node.operands[2], otherwise)]
    case .apply(.and): return [(node.operands[0], nil), (node.operands[1], node.operands[0])]
    case .apply(.or):
      let stops = graph.not(node.operands[0])
      return [(node.operands[0], nil), (node.operands[1], stops)]
    // Whether a value is bad is asked before the value itself.
    case .checked(let index):
      return [(graph.checks[index].bad, nil)] + node.operands.map { ($0, nil) }
    default: return node.operands.map { ($0, nil) }
    }
  }

  private mutating func require(
    _ node: NodeID, under way: Conjunction, in graph: inout Graph
  ) {
    var ways = byNode[node] ?? []
    if ways.contains(where: { $0.isSubset(of: way) }) { return }
    ways.removeAll { way.isSubset(of: $0) }
    ways.append(way)
    if ways.count > Self.ways {
      let any = ways.map { way in
        way.sorted().reduce(graph.condition(true)) { graph.and($0, $1) }
      }.reduce(graph.condition(false)) { graph.or($0, $1) }
      ways = [[any]]
    }
    byNode[node] = ways
  }
}
