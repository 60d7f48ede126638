import Testing

@testable import Sim

@Suite struct KnownNodesTests {
  @Test func `what is asked for again is the same node, among many`() {
    var graph = Graph()
    let a = graph.memory(graph.newMemory(mayBeMissing: false))
    func made() -> [NodeID] {
      (0..<3_000).flatMap { number -> [NodeID] in
        let value = graph.constant(Double(number) + 0.25)
        return [value, graph.apply(.add, a, value), graph.apply(.less, value, a)]
      }
    }
    let first = made()
    #expect(Set(first).count == 9_000)
    let count = graph.nodes.count
    #expect(made() == first)
    #expect(graph.nodes.count == count)
  }

  @Test func `operations with the same number, and operands in another order, are other nodes`() {
    var graph = Graph()
    let a = graph.memory(graph.newMemory(mayBeMissing: false))
    let b = graph.memory(graph.newMemory(mayBeMissing: false))
    let found = [
      a, b, graph.argument(0), graph.argument(1), graph.input(0, in: 0...1), graph.step(),
      graph.apply(.subtract, a, b), graph.apply(.subtract, b, a), graph.apply(.divide, a, b),
      graph.constant(0), graph.constant(-0.0),
    ]
    #expect(Set(found).count == found.count)
  }
}
