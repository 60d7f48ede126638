/// All that some values of a model depend on, through memories too.
package struct Reach: Sendable {
  /// Each once.
  package private(set) var nodes: [NodeID] = []
  /// The memories among what is read.
  package private(set) var memories: Set<Int> = []
  /// The first draw among it, by its site's number.
  package private(set) var draw: DrawSite?

  package init(of roots: [NodeID], in graph: Graph, memories quantities: [Model.Quantity]) {
    var pending = roots
    var first: Int?
    var met = NodeSet(of: graph)
    while let id = pending.popLast() {
      guard !met.contains(id) else { continue }
      met.insert(id)
      nodes.append(id)
      let node = graph[id]
      pending += node.operands
      switch node.operation {
      case .draw(let site): first = min(first ?? site, site)
      case .checked(let check): pending.append(graph.checks[check].bad)
      case .memory(let slot):
        memories.insert(slot)
        pending += [quantities[slot].initial, quantities[slot].step]
      default: break
      }
    }
    draw = first.map { graph.draws[$0] }
  }
}
