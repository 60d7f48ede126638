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

  private mutating func results(
    of call: NodeID, _ model: Model, at step: Int, _ known: inout [NodeID: Double]
  ) -> [Double] {
    if let results = kernels[call], step < results.count { return results[step] }
    guard case .kernel(let index) = model.graph[call].operation else { return [] }
    let operands = model.graph[call].operands.map { value($0, of: model, at: step, &known) }
    let results = model.graph.kernels[index](operands)
    // Steps are asked for in turn.
    kernels[call, default: []].append(results)
    return results
  }

  private mutating func value(
    _ id: NodeID, of model: Model, at step: Int, _ known: inout [NodeID: Double]
  ) -> Double {
    if let value = known[id] { return value }
    let node = model.graph[id]
    let result: Double
    switch node.operation {
    case .constant(let bits): result = Double(bitPattern: bits)
    case .step: result = Double(step)
    case .table(let index): result = model.graph.tables[index][step]
    case .input(let number): result = model.inputs[number]
    case .checked: result = value(node.operands[0], of: model, at: step, &known)
    case .apply(let operation):
      let x = node.operands.map { value($0, of: model, at: step, &known) }
      result = operation(x[0], x.count > 1 ? x[1] : 0, x.count > 2 ? x[2] : 0)
    case .kernel: result = results(of: id, model, at: step, &known)[0]
    case .kernelResult(let k): result = results(of: node.operands[0], model, at: step, &known)[k]
    case .outOfDomain(let index):
      let x = node.operands.map { value($0, of: model, at: step, &known) }
      result = model.graph.domains[index].isInDomain(x) ? 0 : 1
    // Neither what is drawn nor what is made of it belongs to the clock.
    case .memory, .draw, .transformed, .argument: result = .nan
    }
    known[id] = result
    return result
  }
}
