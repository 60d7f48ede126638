/// Finds the node of a graph that has an operation and operands, if there is one.
///
/// A table of positions in the graph's nodes, open to the next free place (Knuth 1998, 6.4, algorithm L).
/// Every value of a model is asked for here, most of them more than once.
struct KnownNodes: Sendable {
  /// Where a node stands, or where it would: the next free place.
  struct Place {
    let index: Int?
    fileprivate let slot: Int
  }

  /// Positions, or −1; a power of two of them, at most half of them taken.
  private var slots: [Int32] = Array(repeating: -1, count: 1024)
  private var count = 0

  func place(
    of operation: Graph.Operation, _ operands: [NodeID], in nodes: [Graph.Node]
  ) -> Place {
    let mask = slots.count - 1
    var slot = Self.hash(operation, operands) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if nodes[index].operation == operation, nodes[index].operands == operands {
        return Place(index: index, slot: slot)
      }
      slot = (slot + 1) & mask
    }
    return Place(index: nil, slot: slot)
  }

  /// Takes in a node that is not there yet, at the place that was found for it.
  mutating func add(_ index: Int, at place: Place, in nodes: [Graph.Node]) {
    slots[place.slot] = Int32(index)
    count += 1
    guard 2 * count > slots.count else { return }
    let known = slots.filter { $0 >= 0 }
    let mask = 4 * slots.count - 1
    slots = Array(repeating: -1, count: mask + 1)
    for index in known {
      let node = nodes[Int(index)]
      var slot = Self.hash(node.operation, node.operands) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = index
    }
  }

  private static func hash(_ operation: Graph.Operation, _ operands: [NodeID]) -> Int {
    var hash = operation.bits
    for operand in operands { hash = mixed(hash, UInt64(truncatingIfNeeded: operand.index)) }
    // The lowest bits are those that are used.
    return Int(truncatingIfNeeded: hash >> 32)
  }

  static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = ((a ^ b) &* 0x9E37_79B9_7F4A_7C15)
    return product ^ product >> 29
  }
}

extension Graph.Operation {
  /// Alike for equal operations.
  fileprivate var bits: UInt64 {
    let (kind, value): (UInt64, UInt64) =
      switch self {
      case .constant(let bits): (1, bits)
      case .step: (2, 0)
      case .table(let index): (3, UInt64(truncatingIfNeeded: index))
      case .memory(let slot): (4, UInt64(truncatingIfNeeded: slot))
      case .draw(let site): (5, UInt64(truncatingIfNeeded: site))
      case .outOfDomain(let index): (6, UInt64(truncatingIfNeeded: index))
      case .transformed(let index): (7, UInt64(truncatingIfNeeded: index))
      case .apply(let operation): (8, UInt64(operation.rawValue))
      case .checked(let check): (9, UInt64(truncatingIfNeeded: check))
      case .kernel(let index): (10, UInt64(truncatingIfNeeded: index))
      case .kernelResult(let place): (11, UInt64(truncatingIfNeeded: place))
      case .input(let number): (12, UInt64(truncatingIfNeeded: number))
      case .argument(let number): (13, UInt64(truncatingIfNeeded: number))
      }
    return KnownNodes.mixed(kind << 56, value)
  }
}
