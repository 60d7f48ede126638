/// Some of the nodes that a graph has so far.
struct NodeSet {
  private var holds: [Bool]

  init(of graph: Graph) { holds = Array(repeating: false, count: graph.nodes.count) }

  init(_ ids: [NodeID], of graph: Graph) {
    self.init(of: graph)
    for id in ids { holds[id.index] = true }
  }

  /// A node that was made later is not in it.
  func contains(_ id: NodeID) -> Bool { id.index < holds.count && holds[id.index] }

  mutating func insert(_ id: NodeID) { holds[id.index] = true }

  /// In the order of their making.
  func sorted() -> [NodeID] { holds.indices.filter { holds[$0] }.map(NodeID.init) }
}

/// Something for each of some nodes, by their positions: graphs have thousands of nodes, and most of them
/// are asked for.
struct NodeMap<Value> {
  private var values: [Value?] = []

  /// `nil` for what has nothing.
  subscript(_ id: NodeID) -> Value? {
    get { id.index < values.count ? values[id.index] : nil }
    set {
      while values.count <= id.index { values.append(nil) }
      values[id.index] = newValue
    }
  }

  subscript(_ id: NodeID, default value: Value) -> Value {
    get { self[id] ?? value }
    set { self[id] = newValue }
  }

  /// In the order of the nodes' making.
  var entries: [(id: NodeID, value: Value)] {
    values.enumerated().compactMap { index, value in value.map { (NodeID(index: index), $0) } }
  }
}
