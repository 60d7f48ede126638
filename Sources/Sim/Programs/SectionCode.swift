/// Hands out rows, the most recently freed one first, so that the working set stays in cache.
struct RowAllocator {
  private(set) var count = 0
  private var free: [Int32] = []
  private var reserved = Set<Int32>()

  /// A row that is never given back.
  mutating func permanent() -> Int32 {
    defer { count += 1 }
    return Int32(count)
  }

  mutating func temporary() -> Int32 {
    while let row = free.popLast() {
      if !reserved.contains(row) { return row }
    }
    return permanent()
  }

  mutating func giveBack(_ row: Int32) {
    if !reserved.contains(row) { free.append(row) }
  }

  /// Keeps a row from being given out again.
  mutating func reserve(_ row: Int32) { reserved.insert(row) }

  /// A section is over: only the rows that later sections read stay taken.
  mutating func release(keeping: Set<Int32>) { reserved.formUnion(keeping) }
}

/// Code for the values of one section, in their order.
struct SectionCode {
  private(set) var instructions: [Program.Instruction] = []
  private(set) var operands: [Int32] = []
  var rows: RowAllocator
  /// Values that are there when the section begins.
  var fixed: NodeMap<Int32>
  /// Values still read when it has ended.
  var live: NodeSet
  /// Values with a row of their own.
  var inPlace = NodeMap<Int32>()
  private let kernels: [Kernel]
  private var own = NodeMap<Int32>()
  private var readsLeft = NodeMap<Int>()

  init(nodes: [NodeID], rows: RowAllocator, fixed: NodeMap<Int32>, live: NodeSet, kernels: [Kernel])
  {
    self.kernels = kernels
    self.live = live
    self.rows = rows
    self.fixed = fixed
    instructions.reserveCapacity(nodes.count)
  }

  /// The row of a value; 0 only for a value nobody computed, which lowering never asks for.
  func row(_ id: NodeID) -> Int32 { own[id] ?? fixed[id] ?? 0 }

  /// `reads` lists, instruction by instruction, what each reads.
  mutating func countReads(_ reads: [[NodeID]]) {
    for operands in reads {
      for operand in Self.once(operands) { readsLeft[operand, default: 0] += 1 }
    }
  }

  /// Each of them once.
  private static func once(_ operands: [NodeID]) -> [NodeID] {
    if operands.count < 2 { return operands }
    guard operands.count <= 8 else { return Set(operands).sorted() }
    var found: [NodeID] = []
    for operand in operands where !found.contains(operand) { found.append(operand) }
    return found.count == operands.count ? operands : found
  }

  mutating func append(
    _ operation: Graph.Operation, _ fused: Fused?, _ id: NodeID, _ operands: [NodeID]
  ) {
    let x = operands.map(row)
    // Element by element, so a result may overwrite an operand read for the last time.
    for operand in Self.once(operands) {
      readsLeft[operand, default: 0] -= 1
      if readsLeft[operand] == 0, let row = own[operand], !live.contains(operand),
        inPlace[operand] == nil
      {
        rows.giveBack(row)
      }
    }
    switch operation {
    case .kernel(let index):
      let block = (0..<max(1, kernels[index].resultCount)).map { _ in rows.permanent() }
      own[id] = block[0]
      return appendCall(.kernel, block[0], index, x)
    case .kernelResult(let k):
      // Its row lies beside the first result's and is no other value's.
      own[id] = x[0] + Int32(k)
      return
    default: break
    }
    let target = inPlace[id] ?? rows.temporary()
    own[id] = target
    switch operation {
    case .apply(let arithmetic):
      instructions.append(
        .init(
          code: fused.map { .fused($0) } ?? .apply(arithmetic), target: target, a: x[0],
          b: x.count > 1 ? x[1] : 0, c: x.count > 2 ? x[2] : 0, d: x.count > 3 ? x[3] : 0))
    case .draw(let site):
      appendCall(.draw, target, site, x)
    case .outOfDomain(let site):
      appendCall(.outOfDomain, target, site, x)
    case .transformed(let transform):
      appendCall(.transformed, target, transform, x)
    case .constant, .step, .table, .memory, .checked, .kernel, .kernelResult, .input, .argument:
      break
    }
  }

  private mutating func appendCall(
    _ code: Program.Instruction.Code, _ target: Int32, _ index: Int, _ rows: [Int32]
  ) {
    instructions.append(
      .init(
        code: code, target: target, a: Int32(index), operandStart: Int32(operands.count),
        operandCount: Int32(rows.count)))
    operands += rows
  }

  func fail(_ check: Int, _ row: Int32) -> Program.Instruction {
    .init(code: .fail, target: 0, a: row, b: Int32(check))
  }
}
