/// Where the values of a graph lie whatever is drawn, as far as the graph shows it.
///
/// Plain interval arithmetic (Moore 1966), node by node; what bounds a memory is in `MemoryRanges`.
/// A value that is checked where it is needed (`isGuarded`) is finite from there on.
struct ValueRanges {
  let graph: Graph
  let steps: Int
  private(set) var memories: [ValueRange]
  private(set) var all: [ValueRange] = []
  private let asked: NodeSet
  private let moderate: NodeSet?
  /// Values that a check of their own looks at.
  private let isWrapped: NodeSet
  /// By value: whether it may fail and is asked to be finite.
  private var guards: [Bool]
  private let readers: MemoryReaders
  /// By value: whether it hangs on a memory that lay elsewhere before; at first all do.
  private var isMoved: [Bool]

  /// `asked`: values that are read where infinity would not show. `moderate`: values that are taken
  /// to be within `moderateLimit`.
  init(
    _ graph: Graph, steps: Int, memories: [ValueRange], asked: NodeSet, moderate: NodeSet? = nil
  ) {
    self.graph = graph
    self.steps = steps
    self.memories = memories
    self.asked = asked
    self.moderate = moderate
    var isWrapped = NodeSet(of: graph)
    for node in graph.nodes {
      if case .checked = node.operation { isWrapped.insert(node.operands[0]) }
    }
    self.isWrapped = isWrapped
    let count = graph.nodes.count
    guards = Array(repeating: false, count: count)
    isMoved = Array(repeating: true, count: count)
    readers = MemoryReaders(graph)
    all.reserveCapacity(count)
    for place in 0..<count {
      let found = found(at: place)
      all.append(found.range)
      guards[place] = found.isGuarded
    }
  }

  /// Where a value lies, and whether it may fail and is asked to be finite.
  private func found(at place: Int) -> (range: ValueRange, isGuarded: Bool) {
    let id = NodeID(index: place)
    var range = self.range(of: id)
    // What is wrong with the arguments of a draw is said first, by the check around it.
    let isGuarded =
      range.mayFail && (asked.contains(id) || !isWrapped.contains(id) && isDraw(id))
    if isGuarded { range = drawnRange(id) ?? range.held }
    if let moderate, moderate.contains(id) {
      let limit = Self.moderateLimit
      range = range.held.met(.init(low: -limit, high: limit))
    }
    return (range, isGuarded)
  }

  /// Takes other ranges of memories. All ranges are then as if they had been made with these.
  mutating func take(_ next: [ValueRange]) {
    isMoved = readers.reading { !next[$0].isSame(as: memories[$0]) }
    memories = next
    var isChanged = Array(repeating: false, count: isMoved.count)
    for place in isMoved.indices where isMoved[place] {
      let reads = readers.operands(of: place).contains { isChanged[Int($0)] }
      guard reads || readers.readsFurther(place) else { continue }
      let found = found(at: place)
      isChanged[place] = !found.range.isSame(as: all[place])
      all[place] = found.range
      guards[place] = found.isGuarded
    }
  }

  /// Whether a value hangs on memories that lay elsewhere before.
  func hasMoved(_ id: NodeID) -> Bool { isMoved[id.index] }

  /// Values that may fail and are asked to be finite.
  var guarded: [NodeID] { guards.indices.filter { guards[$0] }.map(NodeID.init) }

  /// Whether a value is one of these.
  func isGuarded(_ id: NodeID) -> Bool { guards[id.index] }

  /// Far more than anything that is measured, and so far from the largest number that no ordinary
  /// sum or product of such numbers reaches it.
  static let moderateLimit = 1e30

  subscript(_ id: NodeID) -> ValueRange { all[id.index] }

  private func isDraw(_ id: NodeID) -> Bool {
    switch graph[graph.unchecked(id)].operation {
    case .draw(let site):
      // A sum of a drawn number of draws has a check of its own, which says more.
      if case .distribution(.compound) = graph.draws[site].kind { return false }
      return true
    case .transformed: return true
    default: return false
    }
  }

  /// Of a draw that is a number at all: where its distribution lies, if its arguments are
  /// constants.
  private func drawnRange(_ id: NodeID) -> ValueRange? {
    let node = graph[graph.unchecked(id)]
    let distribution: Distribution
    var operands = node.operands
    switch node.operation {
    case .draw(let site):
      guard case .distribution(let drawn) = graph.draws[site].kind else { return nil }
      distribution = drawn
    case .transformed(let index):
      guard case .value(let drawn) = graph.transforms[index] else { return nil }
      distribution = drawn
      operands.removeFirst()
    default: return nil
    }
    if case .compound = distribution { return nil }
    if case .family(let family, _, _) = distribution {
      if family.isCondition || family === Family.beta { return .unit }
      // Counts are below 2^53, beyond which doubles do not count.
      if family.isDiscrete, family !== Family.zipf { return ValueRange(low: -0x1p53, high: 0x1p53) }
    }
    let arguments = operands.compactMap { graph.constantValue($0) }
    guard arguments.count == operands.count, distribution.isInDomain(arguments) else { return nil }
    let support = distribution.support(arguments)
    let range = ValueRange(low: support.lowerBound, high: support.upperBound)
    // A sampler may round past an end.
    let margin = 1e-9 * range.magnitude
    return range.magnitude <= ValueRange.limit
      ? ValueRange(low: range.low - margin, high: range.high + margin) : range.held
  }

  private func range(of id: NodeID) -> ValueRange {
    let node = graph[id]
    switch node.operation {
    case .constant(let bits): return ValueRange(of: [Double(bitPattern: bits)])
    case .step: return ValueRange(low: 0, high: Double(steps))
    case .input(let number):
      let range = graph.inputs[number]
      return ValueRange(low: range.lowerBound, high: range.upperBound)
    case .table(let index): return ValueRange(of: graph.tables[index])
    case .memory(let slot): return memories[slot]
    case .draw(let site):
      switch graph.draws[site].kind {
      // Neither 32 nor 64 bits reach further.
      case .standardNormal: return ValueRange(low: -100, high: 100)
      case .uniform, .hazard: return .unit
      case .distribution: return .failing
      }
    case .transformed(let index):
      switch graph.transforms[index] {
      case .scoreOfUniform: return ValueRange(low: -100, high: 100)
      case .cell(let column):
        return ValueRange(low: column.range.lowerBound, high: column.range.upperBound)
      case .value: return .failing
      }
    case .outOfDomain, .argument: return .unit
    // Its NaN is for what is missing; it might be infinite.
    case .kernel, .kernelResult: return .failing
    case .checked(let index): return checked(node.operands[0], graph.checks[index].bad)
    case .apply(let operation):
      return range(of: operation, node.operands, OperandRanges(node.operands) { all[$0.index] })
    }
  }

  private func range(
    of operation: Arithmetic, _ operands: [NodeID], _ x: OperandRanges
  ) -> ValueRange {
    switch operation {
    case _ where operation.givesCondition: return .unit
    case .negate: return -x[0]
    case .absolute: return x[0].absolute
    case .floor: return x[0].mapped { $0.rounded(.down) }
    case .round: return x[0].mapped { $0.rounded(.toNearestOrAwayFromZero) }
    case .exp:
      return x[0].mapped(
        within: .init(low: -.greatestFiniteMagnitude, high: 709.782712893384), Mathematics.exp)
    case .log:
      return x[0].mapped(
        within: .init(low: .leastNonzeroMagnitude, high: .greatestFiniteMagnitude),
        Mathematics.log)
    case .squareRoot:
      return x[0].mapped(within: .init(low: 0, high: .greatestFiniteMagnitude)) { $0.squareRoot() }
    case .logistic: return x[0].isNothing ? .nothing : .unit
    case .rateChance:
      return x[0].mapped(
        within: .init(low: -700, high: .greatestFiniteMagnitude), Mathematics.rateChance)
    case .square: return (x[0] * x[0]).mayFail ? .failing : (x[0] * x[0]).met(.positive)
    case .cube: return x[0] * x[0] * x[0]
    case .sine, .cosine, .errorFunction: return x[0].isNothing ? .nothing : .sine
    case .normalProbability: return x[0].isNothing ? .nothing : .unit
    case .normalQuantile:
      return x[0].mapped(
        within: .init(low: .leastNonzeroMagnitude, high: 1 - 0x1p-53), Mathematics.normalQuantile)
    // Not beyond the divisor, whichever way it points.
    case .modulo: return x[0].mayFail ? .failing : x[1].joined(-x[1])
    case .add: return approach(operands) ?? (x[0] + x[1])
    case .subtract: return x[0] - x[1]
    case .multiply: return x[0] * x[1]
    case .divide: return x[0] / x[1]
    case .power: return x[0].raised(to: x[1])
    // Where the first is missing the second stands.
    case .minimum:
      let most = ValueRange(low: min(x[0].low, x[1].low), high: min(x[0].high, x[1].high))
      return graph[operands[0]].mayBeMissing || x[0].isNothing ? most.joined(x[1]) : most
    case .maximum:
      let most = ValueRange(low: max(x[0].low, x[1].low), high: max(x[0].high, x[1].high))
      return graph[operands[0]].mayBeMissing || x[0].isNothing ? most.joined(x[1]) : most
    default: return larger(operands, x) ?? x[1].joined(x[2])
    }
  }

  /// The larger or the smaller of two, as a choice between them.
  private func larger(_ operands: [NodeID], _ x: OperandRanges) -> ValueRange? {
    guard graph[operands[0]].operation == .apply(.less), !x[1].mayFail, !x[2].mayFail else {
      return nil
    }
    let compared = graph[operands[0]].operands
    let (a, b) = (x[1], x[2])
    // Where the first is missing the second stands.
    let rest = graph[operands[1]].mayBeMissing ? b : .nothing
    if compared == [operands[2], operands[1]] {
      return ValueRange(low: max(a.low, b.low), high: max(a.high, b.high)).joined(rest)
    }
    if compared == [operands[1], operands[2]] {
      return ValueRange(low: min(a.low, b.low), high: min(a.high, b.high)).joined(rest)
    }
    return nil
  }

  /// x + s·(t − x) with s in 0 … 1 lies between x and t.
  private func approach(_ operands: [NodeID]) -> ValueRange? {
    guard let way = graph.approach(operands), self[way.share].isUnit, !self[way.product].mayFail
    else { return nil }
    let hull = self[way.from].joined(self[way.to])
    return hull.mayFail ? nil : hull
  }

  // MARK: Checks

  /// What a check leaves: where the checked value, or what it is made of, must lie.
  private func checked(_ value: NodeID, _ bad: NodeID) -> ValueRange {
    var bounds: [NodeID: ValueRange] = [:]
    var isFinite = false
    collect(bad, value, &bounds, &isFinite)
    if isFinite { return self[value].held }
    if let own = bounds[value] { return self[value].met(own) }
    let plain = graph.unchecked(value)
    guard case .apply(let operation) = graph[plain].operation, self[plain].mayFail else {
      return self[value]
    }
    let operands = graph[plain].operands
    let found = range(
      of: operation, operands,
      OperandRanges(operands) { id in bounds[id].map { self[id].met($0) } ?? self[id] })
    return found.mayFail ? self[value] : found
  }

  private func collect(
    _ bad: NodeID, _ value: NodeID, _ bounds: inout [NodeID: ValueRange], _ isFinite: inout Bool
  ) {
    guard case .apply(let operation) = graph[bad].operation else { return }
    let x = graph[bad].operands
    func bound(_ id: NodeID, _ range: ValueRange) {
      bounds[id] = (bounds[id] ?? .finite).met(range)
    }
    switch operation {
    case .isNotFinite: isFinite = isFinite || x[0] == value
    case .or:
      collect(x[0], value, &bounds, &isFinite)
      collect(x[1], value, &bounds, &isFinite)
    case .and:
      // Infinite though no operand is missing.
      let plain = graph.unchecked(value)
      if case .apply(.power) = graph[plain].operation,
        graph[x[1]].operation == .apply(.isNotFinite), graph[x[1]].operands[0] == value
      {
        isFinite = true
      }
    case .less, .lessOrEqual:
      if let limit = graph.constantValue(x[1]) {
        bound(x[0], .init(low: operation == .less ? limit : limit.nextUp, high: .infinity))
      }
      if let limit = graph.constantValue(x[0]) {
        bound(x[1], .init(low: -.infinity, high: operation == .less ? limit : limit.nextDown))
      }
    default: break
    }
  }
}
