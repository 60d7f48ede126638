/// Finds the checks of a step that no trial can fail that passed its other checks, those of earlier
/// steps and those before the first step.
///
/// A check that is left out looks at nothing that another check of the same step must let pass first, so
/// that a trial that fails does so for the same reason as before.
struct NeedlessChecks {
  private let graph: Graph
  private let proven: ProvenValues

  init(_ graph: Graph, _ proven: ProvenValues) {
    self.graph = graph
    self.proven = proven
  }

  /// Those that are needed of checks with the condition under which each fails a trial, in their order.
  func needed(_ checks: [(Int, NodeID)]) -> [(Int, NodeID)] {
    let guards = Set(graph.guards.values)
    let asked = checks.map(\.0)
    var needed = Set(
      asked.filter { guards.contains($0) || !isNever(graph.checks[$0].bad) })
    while true {
      let hanging = valuesBehind(needed)
      let more = asked.filter { !needed.contains($0) && hanging[graph.checks[$0].bad.index] }
      if more.isEmpty { return checks.filter { needed.contains($0.0) } }
      needed.formUnion(more)
    }
  }

  /// By node: whether it is made, in the same step, of what one of the checks looks at.
  private func valuesBehind(_ checks: Set<Int>) -> [Bool] {
    var hanging = Array(repeating: false, count: graph.nodes.count)
    for (id, check) in graph.guards where checks.contains(check) { hanging[id.index] = true }
    for (index, node) in graph.nodes.enumerated() where !hanging[index] {
      hanging[index] = node.operands.contains { hanging[$0.index] }
      if case .checked(let check) = node.operation, checks.contains(check) { hanging[index] = true }
    }
    return hanging
  }

  /// Whether a condition holds in no trial.
  private func isNever(_ id: NodeID) -> Bool {
    let x = graph[id].operands
    switch graph[id].operation {
    case .constant: return graph.constantValue(id) == 0
    case .checked: return isNever(x[0])
    case .apply(let operation):
      switch operation {
      case .and: return isNever(x[0]) || isNever(x[1])
      case .or: return isNever(x[0]) && isNever(x[1])
      case .isNotFinite, .isMissing: return proven.isSound(x[0])
      case .less: return lies(x[0], atOrAbove: x[1])
      case .lessOrEqual: return lies(x[0], above: x[1])
      default: return false
      }
    default: return false
    }
  }

  private func lies(_ a: NodeID, atOrAbove b: NodeID) -> Bool {
    guard let a = proven.range(a), let b = proven.range(b) else { return false }
    return a.low >= b.high
  }

  private func lies(_ a: NodeID, above b: NodeID) -> Bool {
    guard let a = proven.range(a), let b = proven.range(b) else { return false }
    return a.low > b.high
  }
}
