import Testing

@testable import Sim

/// What a value depends on.
struct ReachTests {
  /// Two memories: the first counts up, the second adds a draw to the first.
  private func model() -> (graph: Graph, counted: NodeID, drawn: NodeID, [Model.Quantity]) {
    var graph = Graph()
    let (count, sum) = (graph.newMemory(mayBeMissing: false), graph.newMemory(mayBeMissing: false))
    let zero = graph.constant(0)
    let site = DrawSite(path: "state.x:normal#1", kind: .standardNormal, eachStep: true)
    let next = graph.apply(.add, graph.memory(count), graph.constant(1))
    let moved = graph.apply(.add, graph.memory(sum), graph.draw(site, []))
    let both = graph.apply(.add, moved, graph.memory(count))
    return (
      graph, graph.memory(count), graph.memory(sum),
      [.init(initial: zero, step: next), .init(initial: zero, step: both)]
    )
  }

  @Test func `memories are followed to what they are made of`() {
    let (graph, counted, drawn, memories) = model()
    let sure = Reach(of: [counted], in: graph, memories: memories)
    #expect(sure.draw == nil)
    #expect(sure.memories == [0])
    let unsure = Reach(of: [drawn], in: graph, memories: memories)
    #expect(unsure.draw?.path == "state.x:normal#1")
    #expect(unsure.memories == [0, 1])
  }

  @Test func `a condition that may fail a value counts`() {
    var (graph, counted, _, memories) = model()
    let site = DrawSite(path: "state.y:chance#1", kind: .hazard, eachStep: false)
    let bad = graph.apply(.less, graph.draw(site, []), graph.constant(0.5))
    let checked = graph.checked(counted, bad: bad, "no luck", at: nil, path: "y")
    memories.append(.init(initial: checked, step: checked))
    #expect(Reach(of: [checked], in: graph, memories: memories).draw?.path == "state.y:chance#1")
  }
}
