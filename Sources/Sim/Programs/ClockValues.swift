/// The values of the clock, step by step, and those that a point of a study settles.
struct ClockValues {
  /// All results of a kernel in each step, by its first.
  private var kernels: [NodeID: [[Double]]] = [:]

  mutating func values(of id: NodeID, in model: Model) -> [Double] {
    (0...model.steps).map { step in
      var known: [NodeID: Double] = [:]
      return value(id, of: model, at: step, &known)
    }
  }

  /// A value that is the same in all trials and steps.
  mutating func settled(_ id: NodeID, in model: Model, _ known: inout [NodeID: Double]) -> Double {
    value(id, of: model, at: 0, &known)
  }

  /// What a node is made of is found before it, by a list of what is under way: files may have chains of
  /// values thousands long.
  private mutating func value(
    _ id: NodeID, of model: Model, at step: Int, _ known: inout [NodeID: Double]
  ) -> Double {
    var pending = [id]
    while let next = pending.last {
      if known[next] != nil {
        pending.removeLast()
        continue
      }
      let missing = needs(of: next, in: model).filter { known[$0] == nil }
      guard missing.isEmpty else {
        pending += missing.reversed()
        continue
      }
      pending.removeLast()
      known[next] = found(next, of: model, at: step, known)
    }
    return known[id] ?? .nan
  }

  /// What must be known before a value.
  private func needs(of id: NodeID, in model: Model) -> [NodeID] {
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
    _ id: NodeID, of model: Model, at step: Int, _ known: [NodeID: Double]
  ) -> Double {
    let node = model.graph[id]
    func values(_ operands: [NodeID]) -> [Double] { operands.map { known[$0] ?? .nan } }
    switch node.operation {
    case .constant(let bits): return Double(bitPattern: bits)
    case .step: return Double(step)
    case .table(let index): return model.graph.tables[index][step]
    case .input(let number): return model.inputs[number]
    case .checked: return values(node.operands)[0]
    case .apply(let operation):
      let x = values(node.operands)
      return operation(x[0], x.count > 1 ? x[1] : 0, x.count > 2 ? x[2] : 0)
    case .kernel: return results(of: id, model, at: step, values(node.operands))[0]
    case .kernelResult(let k):
      let call = node.operands[0]
      return results(of: call, model, at: step, values(model.graph[call].operands))[k]
    case .outOfDomain(let index):
      return model.graph.domains[index].isInDomain(values(node.operands)) ? 0 : 1
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
