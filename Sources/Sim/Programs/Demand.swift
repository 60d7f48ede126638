/// Under which condition a value is needed, by node.
///
/// Both branches of an `if` are computed over lanes, yet only the branch taken can fail. So each
/// check is masked by the condition under which somebody reads the checked value: the union over
/// its readers of their own conditions and the branch through which they read.
struct Demand {
  /// More than this many ways to reach a value are joined into one condition.
  private static let ways = 8
  /// A way of more conditions than these has one condition that is all of them, so that what is
  /// deep within branches costs no more than what is not.
  private static let conditions = 16

  /// Of what is read under no condition.
  private static let always = [Conjunction([])]

  /// By node: nothing for what nobody reads.
  private var byNode: [[Conjunction]]

  /// `roots` are read where their condition holds.
  init(of roots: [(root: NodeID, where: NodeID?)], in graph: inout Graph) {
    let last = roots.map(\.root.index).max() ?? -1
    byNode = Array(repeating: [], count: last + 1)
    for (root, condition) in roots {
      require(root, under: Conjunction(condition.map { [$0] } ?? []), in: &graph)
    }
    // Operands are older than their readers, so one pass downwards meets every reader first.
    for index in byNode.indices.reversed() {
      let ways = byNode[index]
      guard !ways.isEmpty else { continue }
      if ways[0].literals.isEmpty, requireOperands(of: NodeID(index: index), in: graph) { continue }
      for (operand, branch) in Self.reads(of: NodeID(index: index), in: &graph) {
        for way in ways {
          require(operand, under: Self.through(branch, way, in: &graph), in: &graph)
        }
      }
    }
  }

  /// The checks that can matter and the condition under which each fails a trial.
  func checks(in graph: inout Graph) -> [(check: Int, fails: NodeID)] {
    var found: [(Int, NodeID)] = []
    for index in byNode.indices where !byNode[index].isEmpty {
      let node = NodeID(index: index)
      var asked: [Int] = []
      if case .checked(let index) = graph[node].operation { asked.append(index) }
      if let index = graph.guards[node] { asked.append(index) }
      guard !asked.isEmpty else { continue }
      let needed = Self.any(byNode[index], in: &graph)
      for index in asked {
        found.append((index, graph.and(graph.checks[index].bad, needed)))
      }
    }
    return found
  }

  /// What a node that is read under no condition reads under none either. `false` if it has branches.
  private mutating func requireOperands(of id: NodeID, in graph: Graph) -> Bool {
    let node = graph[id]
    switch node.operation {
    case .apply(.select), .apply(.and), .apply(.or): return false
    case .checked(let check): requireAlways(graph.checks[check].bad)
    default: break
    }
    for operand in node.operands { requireAlways(operand) }
    return true
  }

  private mutating func requireAlways(_ id: NodeID) {
    if byNode[id.index].first?.literals.isEmpty != true { byNode[id.index] = Self.always }
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

  private static func through(
    _ branch: NodeID?, _ way: Conjunction, in graph: inout Graph
  ) -> Conjunction {
    guard let branch else { return way }
    let longer = way.adding(branch)
    guard longer.literals.count > conditions else { return longer }
    return Conjunction([all(longer, in: &graph)])
  }

  private mutating func require(
    _ node: NodeID, under way: Conjunction, in graph: inout Graph
  ) {
    if byNode[node.index].contains(where: { $0.isSubset(of: way) }) { return }
    guard !way.literals.isEmpty else { return requireAlways(node) }
    var way = way
    // Taken out while they change, so that they are not copied.
    var ways: [Conjunction] = []
    swap(&ways, &byNode[node.index])
    while true {
      if ways.contains(where: { $0.isSubset(of: way) }) { break }
      // What is read whether a condition holds or not is read without it.
      guard let (place, common) = Self.opposite(of: way, among: ways, in: graph) else {
        ways.removeAll { way.isSubset(of: $0) }
        ways.append(way)
        break
      }
      ways.remove(at: place)
      way = common
    }
    if ways.count > Self.ways { ways = [Conjunction([Self.any(ways, in: &graph)])] }
    byNode[node.index] = ways
  }

  /// One of the ways that differs from another in nothing but one condition and its opposite, and
  /// what they have in common.
  private static func opposite(
    of way: Conjunction, among ways: [Conjunction], in graph: Graph
  ) -> (place: Int, common: Conjunction)? {
    for (place, other) in ways.enumerated() {
      if let common = other.without(oppositeIn: way, graph) { return (place, common) }
    }
    return nil
  }

  private static func all(_ way: Conjunction, in graph: inout Graph) -> NodeID {
    way.literals.reduce(graph.condition(true)) { graph.and($0, $1) }
  }

  private static func any(_ ways: [Conjunction], in graph: inout Graph) -> NodeID {
    ways.reduce(graph.condition(false)) {
      let way = all($1, in: &graph)
      return graph.or($0, way)
    }
  }
}

/// Conditions that hold together; the empty conjunction always holds.
private struct Conjunction {
  /// In their order, each once.
  let literals: [NodeID]

  init(_ literals: [NodeID]) { self.literals = literals }

  func adding(_ literal: NodeID) -> Conjunction {
    var place = 0
    while place < literals.count, literals[place] < literal { place += 1 }
    if place < literals.count, literals[place] == literal { return self }
    var longer = literals
    longer.insert(literal, at: place)
    return Conjunction(longer)
  }

  func isSubset(of other: Conjunction) -> Bool {
    guard literals.count <= other.literals.count else { return false }
    var place = 0
    for literal in literals {
      while place < other.literals.count, other.literals[place] < literal { place += 1 }
      guard place < other.literals.count, other.literals[place] == literal else { return false }
      place += 1
    }
    return true
  }

  /// What both hold in common, if they differ in nothing but one condition and its opposite.
  func without(oppositeIn other: Conjunction, _ graph: Graph) -> Conjunction? {
    guard literals.count == other.literals.count else { return nil }
    var common: [NodeID] = []
    var own: NodeID?
    var others: NodeID?
    var (a, b) = (0, 0)
    while a < literals.count || b < literals.count {
      if a < literals.count, b < literals.count, literals[a] == other.literals[b] {
        common.append(literals[a])
        a += 1
        b += 1
      } else if b == literals.count || a < literals.count && literals[a] < other.literals[b] {
        guard own == nil else { return nil }
        own = literals[a]
        a += 1
      } else {
        guard others == nil else { return nil }
        others = other.literals[b]
        b += 1
      }
    }
    guard let own, let others, graph.isOpposite(own, others) else { return nil }
    return Conjunction(common)
  }
}

extension Graph {
  /// Whether one of two conditions is that the other does not hold.
  fileprivate func isOpposite(_ a: NodeID, _ b: NodeID) -> Bool {
    self[a].operation == .apply(.not) && self[a].operands[0] == b
      || self[b].operation == .apply(.not) && self[b].operands[0] == a
  }
}
