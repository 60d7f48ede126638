/// A model for maintainers: one line for each value, with what it is called.
extension Model {
  /// Each value of the graph: its number, operation, operands, tier and names; then the memories, outcomes and
  /// draws by number. Numbers are those that run: unread values are there too.
  package var listing: [String] {
    var names: [Int: [String]] = [:]
    func name(_ node: NodeID, _ text: String) { names[node.index, default: []].append(text) }
    func both(_ quantity: Quantity, _ text: String) {
      name(quantity.initial, "\(text) at the start")
      name(quantity.step, text)
    }
    for (node, parameter) in zip(parameters, report.parameters) { name(node, parameter.name) }
    for (quantity, row) in zip(quantities, report.quantities) { both(quantity, row.name) }
    for (quantity, outcome) in zip(outcomes, report.outcomes) {
      both(quantity, "outcome \(outcome.name)")
    }
    for (quantity, measure) in zip(measures, report.measures) {
      both(quantity, "measure \(measure.name)")
    }
    for (quantity, signal) in zip(signals, report.signals) { both(quantity, "signal \(signal)") }
    for (quantity, event) in zip(milestones, report.milestones) {
      both(quantity, "first of \(event)")
    }
    for (slot, quantity) in memories.enumerated() { both(quantity, "kept as memory \(slot)") }
    both(ends, "the trial ends")
    let head =
      "\(graph.nodes.count) values, \(memories.count) memories, \(graph.draws.count) draws, \(steps) steps"
    return [head]
      + graph.nodes.enumerated().map { k, node in
        var line = "\(k) \(Self.shown(node.operation, graph))"
        line += node.operands.map { " \($0.index)" }.joined()
        line += "  \(node.tier)"
        var called = names[k] ?? []
        if called.isEmpty, let place = graph.places[NodeID(index: k)] { called = ["\(place)"] }
        return called.isEmpty ? line : line + "  # " + called.joined(separator: "; ")
      }
  }

  private static func shown(_ operation: Graph.Operation, _ graph: Graph) -> String {
    switch operation {
    case .constant(let bits): "constant \(Double(bitPattern: bits))"
    case .draw(let index): "draw \(graph.draws[index].path) (\(graph.draws[index].manner))"
    case .checked(let index): "checked \(graph.checks[index].bad.index)"
    case .kernel(let index): "kernel \(graph.kernels[index].name.prefix { $0 != "|" })"
    default: written(operation)
    }
  }
}
