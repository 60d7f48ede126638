extension Model {
  /// Checks of constants that no trial passes which reads them: `1 / 0`. What stands in a branch, or
  /// behind `and` and `or`, may be kept from being read and is not looked at.
  package var certainFailures: [Check] {
    var found: Set<Int> = []
    var seen = NodeSet(of: graph)
    var open: [NodeID] = []
    func add(_ id: NodeID) {
      if !seen.contains(id) {
        seen.insert(id)
        open.append(id)
      }
    }
    for quantity in [ends] + signals + milestones {
      add(quantity.initial)
      add(quantity.step)
    }
    // What is asked as a trial ends, which is in a later step if there is one.
    for quantity in outcomes + measures + quantities {
      add(steps == 0 ? quantity.initial : quantity.step)
    }
    parameters.forEach(add)
    while let id = open.popLast() {
      let node = graph[id]
      if graph.isBroken(id), let index = graph.guards[id] { found.insert(index) }
      switch node.operation {
      case .apply(.select), .apply(.and), .apply(.or): add(node.operands[0])
      case .memory(let slot):
        add(memories[slot].initial)
        add(memories[slot].step)
      case .checked(let index):
        if graph.valueOfConstants(graph.checks[index].bad) == 1 { found.insert(index) }
        add(graph.checks[index].bad)
        node.operands.forEach(add)
      default: node.operands.forEach(add)
      }
    }
    return found.sorted().map { graph.checks[$0] }
  }
}

extension Graph {
  /// The value of arithmetic whose operands are constants at last, finite or not; `nil` for all else.
  fileprivate func valueOfConstants(_ id: NodeID, depth: Int = 0) -> Double? {
    if let value = constantValue(id) { return value }
    guard depth < 8, case .apply(let operation) = self[id].operation else { return nil }
    var values: [Double] = []
    for operand in self[id].operands {
      guard let value = valueOfConstants(operand, depth: depth + 1) else { return nil }
      values.append(value)
    }
    return operation(
      values[0], values.count > 1 ? values[1] : 0, values.count > 2 ? values[2] : 0)
  }
}
