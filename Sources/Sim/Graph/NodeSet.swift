/// Some of the nodes that a graph has so far.
struct NodeSet {
  private var holds: [Bool]

  init(of graph: Graph) { holds = Array(repeating: false, count: graph.nodes.count) }

  func contains(_ id: NodeID) -> Bool { holds[id.index] }

  mutating func insert(_ id: NodeID) { holds[id.index] = true }

  /// In the order of their making.
  func sorted() -> [NodeID] { holds.indices.filter { holds[$0] }.map(NodeID.init) }
}
