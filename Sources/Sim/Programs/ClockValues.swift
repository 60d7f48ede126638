/// The values of the clock, step by step, and those that a point of a study settles.
struct ClockValues {
  /// All results of a kernel in each step, by its first.
  private var kernels: [NodeID: [[Double]]] = [:]

  mutating func values(of id: NodeID, in model: Model) -> [Double] {
    let order = Self.order(of: id, in: model, without: [:])
    var places: [NodeID: Int] = [:]
    for (place, node) in order.enumerated() { places[node] = place }
    let needed = order.map { Self.needs(of: $0, in: model).compactMap { places[$0] } }
    var known = Array(repeating: Double.nan, count: order.count)
    return (0...model.steps).map { step in
      for place in order.indices {
        known[place] = found(order[place], of: model, at: step, needed[place].map { known[$0] })
      }
      return known.last ?? .nan
    }
  }

  /// A value that is the same in all trials and steps. `known`: what was found before.
  mutating func settled(_ id: NodeID, in model: Model, _ known: inout [NodeID: Double]) -> Double {
    for node in Self.order(of: id, in: model, without: known) {
      let needed = Self.needs(of: node, in: model).map { known[$0] ?? .nan }
      known[node] = found(node, of: model, at: 0, needed)
    }
    return known[id] ?? .nan
  }

  /// A value and what it is made of, what is needed before what needs it, each once. A list of what is under
  /// way takes the place of recursion: files may have chains of values thousands long.
  private static func order(
    of id: NodeID, in model: Model, without known: [NodeID: Double]
  ) -> [NodeID] {
    var order: [NodeID] = []
    var found: Set<NodeID> = []
    var pending = [id]
    while let next = pending.last {
      if found.contains(next) || known[next] != nil {
        pending.removeLast()
        continue
      }
      let missing = needs(of: next, in: model).filter { !found.contains($0) && known[$0] == nil }
      guard missing.isEmpty else {
        pending += missing.reversed()
        continue
      }
      pending.removeLast()
      found.insert(next)
      order.append(next)
    }
    return order
  }

  /// What must be known before a value.
  private static func needs(of id: NodeID, in model: Model) -> [NodeID] {
    let node = model.graph[id]
    switch node.operation {
    case .checked, .apply, .outOfDomain, .kernel: return node.operands
    case .kernelResult: return model.graph[node.operands[0]].operands
    // Neither what is drawn nor what is made of it belongs to the clock.
    case .constant, .step, .table, .input, .memory, .draw, .transformed, .argument: return []
    }
  }

  /// A value, given those that it needs.
  private mutating func found(
    _ id: NodeID, of model: Model, at step: Int, _ needed: [Double]
  ) -> Double {
    let node = model.graph[id]
    switch node.operation {
    case .constant(let bits): return Double(bitPattern: bits)
    case .step: return Double(step)
    case .table(let index): return model.graph.tables[index][step]
    case .input(let number): return model.inputs[number]
    case .checked: return needed[0]
    case .apply(let operation):
      return operation(
        needed[0], needed.count > 1 ? needed[1] : 0, needed.count > 2 ? needed[2] : 0)
    case .kernel: return results(of: id, model, at: step, needed)[0]
    case .kernelResult(let k): return results(of: node.operands[0], model, at: step, needed)[k]
    case .outOfDomain(let index): return model.graph.domains[index].isInDomain(needed) ? 0 : 1
    case .memory, .draw, .transformed, .argument: return .nan
    }
  }

  private mutating func results(
    of call: NodeID, _ model: Model, at step: Int, _ arguments: [Double]
  ) -> [Double] {
    if let results = kernels[call], step < results.count { return results[step] }
    guard case .kernel(let index) = model.graph[call].operation else { return [] }
    let results = model.graph.kernels[index](arguments)
    // Steps are asked for in turn.
    kernels[call, default: []].append(results)
    return results
  }
}
