/// How far memories can get that hang together.
///
/// Let m be the largest magnitude of those under way at the end of a step. Where each value of the next
/// step is at most b + a·m, so are they, and after n steps they are at most aⁿ·(m₀ + n·b) for a of 1 or
/// more: the recurrence solved.
struct MemoryGrowth {
  /// At most `free` + `share`·m, if it is not missing.
  private struct Bound {
    var free: Double
    var share: Double

    static func + (x: Bound, y: Bound) -> Bound {
      Bound(free: x.free + y.free, share: x.share + y.share)
    }

    func times(_ factor: Double) -> Bound { Bound(free: free * factor, share: share * factor) }

    func joined(_ y: Bound) -> Bound { Bound(free: max(free, y.free), share: max(share, y.share)) }

    /// Roundings of one operator are far less.
    var rounded: Bound { Bound(free: free * 1.000_000_001 + 1e-300, share: share * 1.000_000_001) }
  }

  private let ranges: ValueRanges
  private let graph: Graph
  private let memories: [Model.Quantity]
  /// By memory: whether it is under way.
  private var isOpen: [Bool]
  /// By node; `nil` where nothing is known.
  private var bounds: [Bound?] = []

  /// `ranges`: in which the memories that are asked for lie anywhere among the finite numbers.
  init(_ ranges: ValueRanges, _ memories: [Model.Quantity]) {
    self.ranges = ranges
    graph = ranges.graph
    self.memories = memories
    isOpen = memories.indices.map { slot in
      let start = ranges[memories[slot].initial]
      return ranges.memories[slot] == .finite && !start.mayFail
        && start.magnitude <= ValueRange.limit
    }
  }

  /// Where each memory lies that was found to have bounds.
  mutating func found() -> [Int: ValueRange] {
    for _ in 0..<Self.passes {
      guard isOpen.contains(true) else { return [:] }
      bound()
      let lost = memories.indices.filter { isOpen[$0] && bounds[memories[$0].step.index] == nil }
      if lost.isEmpty { return solved() }
      for slot in lost { isOpen[slot] = false }
    }
    return [:]
  }

  private static let passes = 8

  private func solved() -> [Int: ValueRange] {
    let open = memories.indices.filter { isOpen[$0] }
    let next = open.compactMap { bounds[memories[$0].step.index] }
    let start = open.map { ranges[memories[$0].initial].magnitude }.max() ?? 0
    let growth = max(1, next.map(\.share).max() ?? 1)
    let free = next.map(\.free).max() ?? 0
    let steps = Double(ranges.steps)
    let most = Mathematics.pow(growth, steps) * 1.000_001 * (start + steps * free)
    guard most <= ValueRange.limit else { return [:] }
    return Dictionary(uniqueKeysWithValues: open.map { ($0, ValueRange(low: -most, high: most)) })
  }

  private mutating func bound() {
    bounds.removeAll(keepingCapacity: true)
    bounds.reserveCapacity(graph.nodes.count)
    for place in graph.nodes.indices {
      let found = bound(of: NodeID(index: place))?.rounded
      let isUsable = found.map { $0.free <= ValueRange.limit && $0.share <= ValueRange.limit }
      bounds.append(isUsable == true ? found : nil)
    }
  }

  private subscript(_ id: NodeID) -> Bound? { bounds[id.index] }

  /// A value that lies within bounds whatever memories are.
  private func known(_ id: NodeID) -> Bound? {
    let range = ranges[id]
    guard !range.mayFail, range.magnitude <= ValueRange.limit else { return nil }
    return Bound(free: range.magnitude, share: 0)
  }

  private func bound(of id: NodeID) -> Bound? {
    if let known = known(id) { return known }
    let x = graph[id].operands
    switch graph[id].operation {
    case .memory(let slot):
      return slot < isOpen.count && isOpen[slot] ? Bound(free: 0, share: 1) : nil
    case .checked: return self[x[0]]
    case .apply(let operation): return bound(of: operation, x)
    default: return nil
    }
  }

  private func bound(of operation: Arithmetic, _ x: [NodeID]) -> Bound? {
    switch operation {
    case .negate, .absolute: return self[x[0]]
    case .floor, .round: return self[x[0]].map { $0 + Bound(free: 1, share: 0) }
    case .add:
      // Between one and the other.
      if let way = graph.approach(x), ranges[way.share].isUnit, !ranges[way.share].mayFail,
        let from = self[way.from], let to = self[way.to]
      {
        return from.joined(to)
      }
      return sum(x)
    case .subtract: return sum(x)
    case .multiply: return product(x[0], x[1]) ?? product(x[1], x[0])
    case .divide:
      let range = ranges[x[1]]
      guard !range.mayFail, range.low > 0 || range.high < 0 else { return nil }
      return self[x[0]]?.times(1 / min(abs(range.low), abs(range.high)))
    case .minimum, .maximum: return joined(x[0], x[1])
    case .select: return joined(x[1], x[2])
    default: return nil
    }
  }

  private func sum(_ x: [NodeID]) -> Bound? {
    guard let a = self[x[0]], let b = self[x[1]] else { return nil }
    return a + b
  }

  private func joined(_ a: NodeID, _ b: NodeID) -> Bound? {
    guard let a = self[a], let b = self[b] else { return nil }
    return a.joined(b)
  }

  /// With a factor that does not hang on memories.
  private func product(_ a: NodeID, _ factor: NodeID) -> Bound? {
    guard let a = self[a], let factor = self[factor], factor.share == 0 else { return nil }
    return a.times(factor.free)
  }
}
