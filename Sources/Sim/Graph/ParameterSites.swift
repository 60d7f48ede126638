extension Model {
  /// By parameter of the report: the paths of the draws, made once in a trial, that it comes from.
  package var sitesOfParameters: [Set<String>] {
    parameters.map { parameter in
      var found: Set<String> = []
      var seen: Set<NodeID> = [parameter]
      var open = [parameter]
      while let id = open.popLast() {
        let node = graph[id]
        if case .draw(let number) = node.operation, !graph.draws[number].eachStep {
          found.insert(graph.draws[number].path)
        }
        for operand in node.operands where seen.insert(operand).inserted { open.append(operand) }
      }
      return found
    }
  }

  /// The paths of all draws that are made once in a trial.
  package var sitesDrawnOnce: [String] { graph.draws.filter { !$0.eachStep }.map(\.path) }
}
