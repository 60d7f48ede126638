/// A program at a point of a study: what its inputs settle is computed once, before any trial.
extension Program {
  /// The program with a number for each input of its graph. All bits are those of a model in which
  /// the numbers stand as constants.
  ///
  /// `nil` where that cannot be promised, so that the point has to be compiled for itself: a check of
  /// what the inputs settle fails, a number lies outside its input's bounds, or an exponent is one
  /// that constants have shortcuts for.
  func given(_ inputs: [Double]) -> Program? {
    guard model.accepts(inputs) else { return nil }
    var result = self
    result.give(inputs)
    for index in light.indices { result.light[index].give(inputs) }
    return result
  }

  private mutating func give(_ inputs: [Double]) {
    model = model.given(inputs)
    guard let lowered = lowered?.given(inputs) else { return }
    self.lowered = lowered
    var clock = ClockValues()
    var known: [NodeID: Double] = [:]
    for index in settled.indices {
      settled[index].value = clock.settled(settled[index].node, in: lowered, &known)
    }
    let dependent = lowered.graph.dependsOnInputs
    for section in [\Program.trial, \.step, \.final] {
      for index in self[keyPath: section].clock.indices {
        let node = self[keyPath: section].clock[index].node
        guard dependent.contains(node) else { continue }
        self[keyPath: section].clock[index].values = clock.values(of: node, in: lowered)
      }
    }
  }

  /// The program without anything to record at each step.
  var withoutTimeline: Program {
    var result = self
    result.quantitiesInitial = []
    result.quantitiesStep = []
    result.light = light.map(\.withoutTimeline)
    return result
  }
}

extension Model {
  /// Whether a point can give these numbers: see `Program.given`.
  package func accepts(_ inputs: [Double]) -> Bool {
    inputs.count == graph.inputs.count
      && zip(inputs, graph.inputs).allSatisfy { $1.contains($0) } && given(inputs).settledChecksHold
  }

  private var settledChecksHold: Bool {
    var clock = ClockValues()
    var known: [NodeID: Double] = [:]
    for check in graph.checks where graph[check.bad].tier == .point {
      if clock.settled(check.bad, in: self, &known) != 0 { return false }
    }
    for node in graph.nodes {
      guard case .apply(.power) = node.operation, graph[node.operands[1]].tier == .point else {
        continue
      }
      let exponent = clock.settled(node.operands[1], in: self, &known)
      if Graph.exponentsWithShortcuts.contains(exponent) { return false }
    }
    return true
  }
}

extension Graph {
  /// The values that inputs can change.
  fileprivate var dependsOnInputs: NodeSet {
    var found = NodeSet(of: self)
    for (index, node) in nodes.enumerated() {
      if case .input = node.operation {
        found.insert(NodeID(index: index))
      } else if node.operands.contains(where: { found.contains($0) }) {
        found.insert(NodeID(index: index))
      }
    }
    return found
  }
}
