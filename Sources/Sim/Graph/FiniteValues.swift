/// Every value that a trial needs is a finite number, or missing because something has not come
/// to be. What else arithmetic gives fails the trial.
///
/// Infinity and NaN go through sums, products and roots, so they are looked for only where they
/// would be lost: in comparisons, the smaller or larger of two, denominators, functions with a
/// bound, arguments of draws and kernels, and in what is kept or recorded. A value that cannot be
/// infinite by what its parts can be (`ValueRanges`) is not looked at.
extension Model {
  /// Marks the values to be looked at.
  mutating func guardValues() {
    let asked = valuesAskedFor()
    let canBeMissing = valuesThatCanBeMissing()
    let ranges = ranges(asked: asked)
    let written = WrittenParts(graph)
    proven = ProvenValues(ranges: ranges.all, canBeMissing: canBeMissing)
    var missing = NodeMap<NodeID>()
    let guarded = ranges.guarded
    for id in guarded {
      let isMissing = graph.missing(id, canBeMissing, &missing)
      let bad = graph.and(graph.apply(.isNotFinite, id), graph.not(isMissing))
      graph.require(id, bad: bad, written)
    }
    let large = largeValuesOfTrials(ranges)
    guard let last = large.last, guarded.contains(where: isMoving) else { return }
    // The graph has grown since: new nodes are checks alone, and nothing asks for their operands.
    var moderate = NodeSet(of: graph)
    for id in large { moderate.insert(id) }
    let found = self.ranges(asked: asked, moderate: moderate)
    let spared = graph.guards.keys.filter { isMoving($0) && !found.isGuarded($0) }
    guard !spared.isEmpty else { return }
    let lastIsMissing = graph.missing(last, canBeMissing, &missing)
    var holds = graph.moderate(last, or: lastIsMissing)
    for id in large.dropLast() {
      // Missing by what it is made of: a NaN that arithmetic made is not moderate.
      let isMissing = graph.missing(id, canBeMissing, &missing)
      let own = graph.moderate(id, or: isMissing)
      holds = graph.and(holds, own)
    }
    moderation = Moderation(
      holds: holds, spared: Set(spared),
      proven: ProvenValues(ranges: found.all, canBeMissing: canBeMissing))
  }

  private func isMoving(_ id: NodeID) -> Bool { [.step, .clock].contains(graph[id].tier) }

  private func ranges(asked: NodeSet, moderate: NodeSet? = nil) -> ValueRanges {
    var known = Array(repeating: ValueRange.finite, count: graph.memoryMayBeMissing.count)
    var ranges = ValueRanges(
      graph, steps: steps, memories: known, asked: asked, moderate: moderate)
    // Each pass starts from what the one before has shown.
    for _ in 0..<Self.passes {
      let next = bounded(known, ranges)
      if next == known { break }
      known = next
      ranges.take(known)
    }
    var growth = MemoryGrowth(ranges, memories)
    let grown = growth.found()
    if grown.isEmpty { return ranges }
    for (slot, range) in grown { known[slot] = range }
    ranges.take(known)
    return ranges
  }

  /// The ranges of memories by those of all values. Where nothing moved that a memory hangs on, it lies where
  /// it did.
  private func bounded(_ known: [ValueRange], _ ranges: ValueRanges) -> [ValueRange] {
    var bounds = MemoryRanges(ranges)
    var next = known
    for (slot, memory) in memories.enumerated() where known[slot] == .finite {
      guard ranges.hasMoved(memory.initial) || ranges.hasMoved(memory.step) else { continue }
      next[slot] = bounds.range(of: slot, memory)
    }
    return next
  }

  /// Values drawn or computed once per trial that steps read, and that might be very large.
  private func largeValuesOfTrials(_ ranges: ValueRanges) -> [NodeID] {
    var read = NodeSet(of: graph)
    for node in graph.nodes where node.tier == .step {
      for operand in node.operands { read.insert(operand) }
    }
    for memory in memories { read.insert(memory.initial) }
    return ranges.all.indices.map(NodeID.init).filter { id in
      read.contains(id) && graph[id].tier == .trial
        && (ranges[id].mayFail || ranges[id].magnitude > ValueRanges.moderateLimit)
    }
  }

  private static let passes = 8

  /// Values that can be missing by what memories are given, which the graph does not know while it
  /// is made.
  private func valuesThatCanBeMissing() -> [Bool] {
    var memory = Array(repeating: false, count: graph.memoryMayBeMissing.count)
    for _ in 0..<Self.missingPasses {
      var found: [Bool] = []
      found.reserveCapacity(graph.nodes.count)
      for node in graph.nodes {
        let value: Bool
        switch node.operation {
        case _ where !node.mayBeMissing: value = false
        case .memory(let slot): value = memory[slot]
        case .checked: value = found[node.operands[0].index]
        case .apply(.select): value = node.operands.dropFirst().contains { found[$0.index] }
        case .apply: value = node.operands.contains { found[$0.index] }
        default: value = true
        }
        found.append(value)
      }
      let next = memory.indices.map { slot in
        slot >= memories.count || found[memories[slot].initial.index]
          || found[memories[slot].step.index]
      }
      if next == memory { return found }
      memory = next
    }
    return graph.nodes.map(\.mayBeMissing)
  }

  private static let missingPasses = 40

  /// What is read where a value that is not finite could turn into one that is, or is recorded.
  private func valuesAskedFor() -> NodeSet {
    var asked = NodeSet(of: graph)
    var seen = NodeSet(of: graph)
    let recorded =
      (memories + quantities + measures).flatMap { [$0.initial, $0.step] } + parameters
    for id in recorded { asked.insert(id) }
    let rules = ([ends] + outcomes + signals + milestones).flatMap { [$0.initial, $0.step] }
    var pending = recorded + rules
    while let id = pending.popLast() {
      guard !seen.contains(id) else { continue }
      seen.insert(id)
      let node = graph[id]
      if case .checked(let check) = node.operation { pending.append(graph.checks[check].bad) }
      for (place, operand) in node.operands.enumerated() {
        pending.append(operand)
        if node.operation.hides(operand: place) { asked.insert(operand) }
      }
    }
    return asked
  }
}

/// A condition on what is drawn once per trial under which some values in steps cannot be infinite,
/// so that steps need not look at them.
package struct Moderation: Sendable {
  let holds: NodeID
  let spared: Set<NodeID>
  /// What values are under the condition.
  let proven: ProvenValues
}

extension Graph.Operation {
  /// Whether the result can be finite though this operand is not.
  fileprivate func hides(operand place: Int) -> Bool {
    switch self {
    case .draw, .outOfDomain, .transformed, .kernel: return true
    case .apply(let operation):
      switch operation {
      case .less, .lessOrEqual, .equal, .notEqual, .minimum, .maximum, .exp, .logistic,
        .rateChance, .power, .isMissing, .errorFunction, .normalProbability:
        return true
      case .divide, .modulo: return place == 1
      default: return false
      }
    default: return false
    }
  }
}

extension Graph {
  /// Whether a value is within the limit of what is moderate, or missing.
  fileprivate mutating func moderate(_ id: NodeID, or isMissing: NodeID) -> NodeID {
    let limit = constant(ValueRanges.moderateLimit)
    let isWithin = apply(.lessOrEqual, apply(.absolute, id), limit)
    return or(isMissing, isWithin)
  }

  /// Whether a value is missing, by what it is made of: a NaN that arithmetic makes of
  /// numbers is not.
  fileprivate mutating func missing(
    _ id: NodeID, _ canBe: [Bool], _ known: inout NodeMap<NodeID>
  ) -> NodeID {
    var pending = [id]
    while let next = pending.last {
      if known[next] == nil {
        if let part = partsMissing(next, canBe).first(where: { known[$0] == nil }) {
          pending.append(part)
          continue
        }
        known[next] = madeMissing(next, canBe, known)
      }
      pending.removeLast()
    }
    return known[id] ?? condition(false)
  }

  /// The operands by which a value can be missing.
  private func partsMissing(_ id: NodeID, _ canBe: [Bool]) -> [NodeID] {
    let node = self[id]
    guard canBe[id.index] else { return [] }
    switch node.operation {
    case .checked: return [node.operands[0]]
    case .apply(.select): return [node.operands[1], node.operands[2]]
    // Where the first is missing the second stands.
    case .apply(.minimum), .apply(.maximum): return [node.operands[1]]
    case .apply: return node.operands
    default: return []
    }
  }

  /// The same as a condition, once that of each part is known.
  private mutating func madeMissing(
    _ id: NodeID, _ canBe: [Bool], _ known: NodeMap<NodeID>
  ) -> NodeID {
    let never = condition(false)
    guard canBe[id.index] else { return never }
    let parts = partsMissing(id, canBe).map { known[$0] ?? never }
    switch self[id].operation {
    case .checked, .apply(.minimum), .apply(.maximum): return parts[0]
    case .apply(.select):
      let chosen = self[id].operands[0]
      return select(chosen, parts[0], parts[1])
    case .apply: return parts.reduce(never) { or($0, $1) }
    default: return apply(.isMissing, id)
    }
  }
}
