import Testing

@testable import Sim

/// Where values lie whatever is drawn.
@Suite struct ValueRangesTests {
  @Test(arguments: UInt64(0)..<60)
  func `ranges that take others of memories are those that are made with them`(seed: UInt64) {
    var random = RandomModel(seed: seed)
    let model = random.model()
    let graph = model.graph
    var asked = NodeSet(of: graph)
    for index in stride(from: 0, to: graph.nodes.count, by: 3) {
      asked.insert(NodeID(index: index))
    }
    let moderate = NodeSet(asked.sorted().filter { $0.index % 2 == 0 }, of: graph)
    for moderate in [nil, moderate] {
      var memories = Array(repeating: ValueRange.finite, count: graph.memoryMayBeMissing.count)
      var ranges = ValueRanges(
        graph, steps: model.steps, memories: memories, asked: asked, moderate: moderate)
      for slot in memories.indices {
        let before = ranges.all
        memories[slot] = ValueRange(low: -Double(slot), high: 0.5)
        ranges.take(memories)
        let anew = ValueRanges(
          graph, steps: model.steps, memories: memories, asked: asked, moderate: moderate)
        #expect(zip(ranges.all, anew.all).allSatisfy { $0.isSame(as: $1) })
        #expect(ranges.guarded == anew.guarded)
        // What hangs on no memory that moved lies where it did.
        let still = before.indices.filter { !ranges.hasMoved(NodeID(index: $0)) }
        #expect(still.allSatisfy { anew.all[$0].isSame(as: before[$0]) })
        #expect(!still.isEmpty)
      }
    }
  }

  @Test func `ranges that differ in the sign of 0 are not the same`() {
    #expect(!ValueRange(low: 0, high: 1).isSame(as: ValueRange(low: -0.0, high: 1)))
  }
}
