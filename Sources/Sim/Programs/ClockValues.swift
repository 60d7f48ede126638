/// The values of the clock, step by step.
struct ClockValues {
  mutating func values(of id: NodeID, in model: Model) -> [Double] {
    let parts = Self.parts(of: id, in: model.graph)
    var place: [NodeID: Int] = [:]
    for (k, part) in parts.enumerated() { place[part] = k }
    let operands = parts.map { part in model.graph[part].operands.map { place[$0] ?? 0 } }
    var known = Array(repeating: 0.0, count: parts.count)
    return (0...model.steps).map { step in
      for (k, part) in parts.enumerated() {
        known[k] = value(part, operands[k], of: model, at: step, known)
      }
      return known.last ?? .nan
    }
  }

  /// All results of a kernel in each step, by its first.
  private var kernels: [NodeID: [[Double]]] = [:]

  /// All that a value is made of, operands first, and the value last.
  private static func parts(of id: NodeID, in graph: Graph) -> [NodeID] {
    var found: Set<NodeID> = []
    var pending = [id]
    while let next = pending.popLast() {
      if found.insert(next).inserted { pending += graph[next].operands }
    }
    return found.sorted()
  }

  /// Steps are asked for in turn, and a kernel's operands have their values.
  private mutating func results(
    of call: NodeID, _ index: Int, _ x: [Double], _ model: Model, at step: Int
  ) -> [Double] {
    if let results = kernels[call], step < results.count { return results[step] }
    let results = model.graph.kernels[index](x)
    kernels[call, default: []].append(results)
    return results
  }

  private mutating func value(
    _ id: NodeID, _ operands: [Int], of model: Model, at step: Int, _ known: [Double]
  ) -> Double {
    switch model.graph[id].operation {
    case .constant(let bits): return Double(bitPattern: bits)
    case .step: return Double(step)
    case .table(let index): return model.graph.tables[index][step]
    case .checked: return known[operands[0]]
    case .apply(let operation):
      return operation(
        known[operands[0]], operands.count > 1 ? known[operands[1]] : 0,
        operands.count > 2 ? known[operands[2]] : 0)
    case .kernel(let index):
      return results(of: id, index, operands.map { known[$0] }, model, at: step)[0]
    case .kernelResult(let k): return kernels[model.graph[id].operands[0]]?[step][k] ?? .nan
    case .outOfDomain(let index):
      return model.graph.domains[index].isInDomain(operands.map { known[$0] }) ? 0 : 1
    // Neither what is drawn nor what is made of it belongs to the clock.
    case .memory, .draw, .transformed, .argument: return .nan
    }
  }
}
