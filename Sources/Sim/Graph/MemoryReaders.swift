/// Which values of a graph hang on which of its memories.
struct MemoryReaders {
  /// By memory under way: the node that reads it.
  private let memories: [(place: Int, slot: Int)]
  /// The operands of all nodes one after the other, and where those of each begin.
  private let flat: [Int32]
  private let starts: [Int32]
  /// By node: whether its range can hang on more than the ranges of its operands.
  private let further: [Bool]

  init(_ graph: Graph) {
    var memories: [(place: Int, slot: Int)] = []
    var flat: [Int32] = []
    var starts: [Int32] = [0]
    var further: [Bool] = []
    let count = graph.nodes.count
    flat.reserveCapacity(2 * count)
    starts.reserveCapacity(count + 1)
    further.reserveCapacity(count)
    for node in graph.nodes {
      for operand in node.operands { flat.append(Int32(operand.index)) }
      starts.append(Int32(flat.count))
      switch node.operation {
      case .memory(let slot):
        memories.append((further.count, slot))
        further.append(true)
      // A check reads what the checked value is made of, a sum the parts of a way between two values.
      case .checked, .apply(.add): further.append(true)
      default: further.append(false)
      }
    }
    self.memories = memories
    self.flat = flat
    self.starts = starts
    self.further = further
  }

  /// By node: whether it reads one of some memories, or what reads them.
  func reading(_ isMeant: (Int) -> Bool) -> [Bool] {
    var found = Array(repeating: false, count: further.count)
    for (place, slot) in memories where isMeant(slot) { found[place] = true }
    for place in found.indices where !found[place] {
      found[place] = operands(of: place).contains { found[Int($0)] }
    }
    return found
  }

  func operands(of place: Int) -> ArraySlice<Int32> {
    flat[Int(starts[place])..<Int(starts[place + 1])]
  }

  func readsFurther(_ place: Int) -> Bool { further[place] }
}
