extension Lowering {
  /// Memories with the same start and the same next value, such as a quantity and its previous
  /// value, are one.
  mutating func findTwins() {
    memoryNodes = model.memories.indices.map { model.graph.memory($0) }
    var known: [Model.Quantity: Int] = [:]
    for (slot, memory) in model.memories.enumerated() {
      let key = Model.Quantity(initial: resolved(memory.initial), step: resolved(memory.step))
      if let twin = known[key] { twins[slot] = twin } else { known[key] = slot }
    }
  }

  /// Memories whose next value may be written over the old one: nothing reads the old one later.
  mutating func inPlaceMemories(
    _ nodes: [NodeID], _ fusion: Fusion, readAfter: Set<NodeID>, fails: [(Int, NodeID)]
  ) -> NodeMap<Int32> {
    var lastRead = NodeMap<Int>()
    var place = NodeMap<Int>()
    for (position, id) in nodes.enumerated() {
      place[id] = position
      for operand in fusion.operands(of: id) where isMemory(operand) {
        lastRead[operand] = position
      }
    }
    var readAfter = readAfter
    readAfter.formUnion(model.quantities.map { resolved($0.step) })
    readAfter.formUnion(fails.map { resolved(asked($0.1)) })
    readAfter.insert(resolved(model.ends.step))
    let nexts = model.memories.map { resolved($0.step) }
    readAfter.formUnion(nexts.filter(isMemory))
    var result = NodeMap<Int32>()
    for (slot, next) in nexts.enumerated() where twins[slot] == nil {
      let old = model.graph.memory(slot)
      guard let written = place[next], result[next] == nil, !readAfter.contains(old),
        !isKernel(next)
      else { continue }
      if let last = lastRead[old], last > written { continue }
      result[next] = program.memories[slot].row
    }
    return result
  }
}
