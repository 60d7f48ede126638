/// The values of the clock, step by step.
struct ClockValues {
  let model: Model

  init(_ model: Model) { self.model = model }

  func values(of id: NodeID) -> [Double] {
    (0...model.steps).map { step in
      var known: [NodeID: Double] = [:]
      return value(id, at: step, &known)
    }
  }

  private func value(_ id: NodeID, at step: Int, _ known: inout [NodeID: Double]) -> Double {
    if let value = known[id] { return value }
    let node = model.graph[id]
    let result: Double
    switch node.operation {
    case .constant(let bits): result = Double(bitPattern: bits)
    case .step: result = Double(step)
    case .table(let index): result = model.graph.tables[index][step]
    case .checked: result = value(node.operands[0], at: step, &known)
    case .apply(let operation):
      let x = node.operands.map { value($0, at: step, &known) }
      result = operation(x[0], x.count > 1 ? x[1] : 0, x.count > 2 ? x[2] : 0)
    case .kernel(let index):
      result = model.graph.kernels[index](node.operands.map { value($0, at: step, &known) })[0]
    case .kernelResult(let k):
      let call = model.graph[node.operands[0]]
      guard case .kernel(let index) = call.operation else { return .nan }
      result = model.graph.kernels[index](call.operands.map { value($0, at: step, &known) })[k]
    case .outOfDomain(let index):
      let x = node.operands.map { value($0, at: step, &known) }
      result = model.graph.domains[index].isInDomain(x) ? 0 : 1
    // Neither what is drawn nor what is made of it belongs to the clock.
    case .memory, .draw, .transformed, .argument: result = .nan
    }
    known[id] = result
    return result
  }
}
