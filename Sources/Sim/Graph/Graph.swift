/// All values of a program and how each follows from others.
///
/// Equal values are one node, so common subexpressions are shared. Constants are folded with the
/// same arithmetic that would have run; nothing is re-associated.
package struct Graph: Sendable {
  package enum Operation: Hashable, Sendable {
    /// The bit pattern.
    case constant(UInt64)
    /// The number of the step under way; 0 before the first.
    case step
    /// One value for each step, from `tables`.
    case table(Int)
    /// A memory as it stood at the end of the last step.
    case memory(Int)
    case draw(Int)
    /// Holds where the parameters of a draw are out of its distribution's domain.
    case outOfDomain(Int)
    /// What a distribution makes of a standard normal score, or the score of a uniform draw.
    case transformed(Int)
    case apply(Arithmetic)
    /// Its operand, which a trial that needs it must not find bad.
    case checked(Int)
    /// The first result of a kernel.
    case kernel(Int)
    /// A later result of the kernel that is its operand.
    case kernelResult(Int)
    /// A number that a point of a study gives, from `inputs`.
    case input(Int)
    /// A variable of a `GraphFunction`, which has a value only inside one.
    case argument(Int)
  }

  package struct Node: Sendable {
    package let operation: Operation
    package let operands: [NodeID]
    package let tier: Tier
    package let mayBeMissing: Bool
  }

  package private(set) var nodes: [Node] = []
  package private(set) var draws: [DrawSite] = []
  package private(set) var checks: [Check] = []
  /// The distributions whose domains are asked for.
  package private(set) var domains: [Distribution] = []
  package private(set) var kernels: [Kernel] = []
  package private(set) var transforms: [ScoreTransform] = []
  /// Values by step, from 0 on.
  package private(set) var tables: [[Double]] = []
  /// What is known of each input: the bounds of the numbers that points give.
  package private(set) var inputs: [ClosedRange<Double>] = []
  /// Checks of values that must be finite where they are needed, by value.
  package private(set) var guards: [NodeID: Int] = [:]
  /// Arithmetic of constants that comes to no finite number.
  private var brokenConstants: Set<NodeID> = []
  /// The expressions that values come from, as far as they are known.
  package private(set) var places: [NodeID: Expression] = [:]
  /// Whether a memory can be missing; one entry each.
  package private(set) var memoryMayBeMissing: [Bool] = []
  private var known = KnownNodes()
  private var knownDraws: [String: Int] = [:]
  private var knownDomains: [String: Int] = [:]
  private var knownTransforms: [String: Int] = [:]
  private var knownChecks: [Check: Int] = [:]
  private var knownKernels: [String: Int] = [:]

  package init() {}

  package subscript(_ id: NodeID) -> Node { nodes[id.index] }

  // MARK: Sources

  package mutating func constant(_ value: Double) -> NodeID {
    // One NaN is enough.
    let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
    return insert(.constant(bits), [], tier: .constant, mayBeMissing: value.isNaN)
  }

  package mutating func condition(_ value: Bool) -> NodeID { constant(value ? 1 : 0) }

  /// A number that is given later, by each point of a study its own, within `range`.
  package mutating func input(_ number: Int, in range: ClosedRange<Double>) -> NodeID {
    while inputs.count <= number { inputs.append(range) }
    return insert(.input(number), [], tier: .point, mayBeMissing: false)
  }

  package mutating func step() -> NodeID { insert(.step, [], tier: .clock, mayBeMissing: false) }

  /// A quantity of the clock with a value for each step, 0 first.
  package mutating func table(_ values: [Double]) -> NodeID {
    let index = tables.firstIndex(of: values) ?? tables.count
    if index == tables.count { tables.append(values) }
    return insert(.table(index), [], tier: .clock, mayBeMissing: values.contains { $0.isNaN })
  }

  package mutating func newMemory(mayBeMissing: Bool) -> Int {
    memoryMayBeMissing.append(mayBeMissing)
    return memoryMayBeMissing.count - 1
  }

  package mutating func memory(_ slot: Int) -> NodeID {
    insert(.memory(slot), [], tier: .step, mayBeMissing: memoryMayBeMissing[slot])
  }

  /// The value drawn at a site; the same site asked for again is the same draw. What is drawn at
  /// its address in another way is another site, which no run accepts.
  package mutating func draw(_ site: DrawSite, _ operands: [NodeID]) -> NodeID {
    let key = "\(site.path) \(site.manner)"
    let index = knownDraws[key] ?? draws.count
    if index == draws.count {
      draws.append(site)
      knownDraws[key] = index
    }
    return insert(.draw(index), operands, tier: site.eachStep ? .step : .trial, mayBeMissing: false)
  }

  /// Whether the operands are outside the domain of the distribution drawn at the site `path`.
  package mutating func outOfDomain(
    _ distribution: Distribution, _ operands: [NodeID], path: String
  ) -> NodeID {
    if let values = constants(operands) {
      return condition(!distribution.isInDomain(values))
    }
    let index = knownDomains[path] ?? domains.count
    if index == domains.count {
      domains.append(distribution)
      knownDomains[path] = index
    }
    let tier = operands.reduce(Tier.constant) { $0.joined(with: self[$1].tier) }
    return insert(.outOfDomain(index), operands, tier: tier, mayBeMissing: false)
  }

  /// A variable of functions made from this graph (`GraphFunction`).
  package mutating func argument(_ number: Int) -> NodeID {
    insert(.argument(number), [], tier: .constant, mayBeMissing: false)
  }

  /// The results of a kernel, one node each.
  package mutating func results(of kernel: Kernel, _ operands: [NodeID]) -> [NodeID] {
    let values = constants(operands)
    if let found = values.map({ kernel($0) }), !found.contains(where: \.isInfinite) {
      return found.map { constant($0) }
    }
    let index = knownKernels[kernel.name] ?? kernels.count
    if index == kernels.count {
      kernels.append(kernel)
      knownKernels[kernel.name] = index
    }
    let start = values == nil ? Tier.constant : .trial
    let tier = operands.reduce(start) { $0.joined(with: self[$1].tier) }
    let first = insert(.kernel(index), operands, tier: tier, mayBeMissing: true)
    return [first]
      + (1..<max(1, kernel.resultCount)).map {
        insert(.kernelResult($0), [first], tier: tier, mayBeMissing: true)
      }
  }

  /// A transform of its first operand for the draw site `path`; the others are the arguments of its
  /// distribution.
  package mutating func transformed(
    _ transform: ScoreTransform, _ operands: [NodeID], path: String
  ) -> NodeID {
    let key = "\(path) \(transform.word)"
    let index = knownTransforms[key] ?? transforms.count
    if index == transforms.count {
      transforms.append(transform)
      knownTransforms[key] = index
    }
    let tier = operands.reduce(Tier.constant) { $0.joined(with: self[$1].tier) }
    return insert(.transformed(index), operands, tier: tier, mayBeMissing: false)
  }

  // MARK: Arithmetic

  package mutating func apply(_ operation: Arithmetic, _ operands: NodeID...) -> NodeID {
    apply(operation, operands)
  }

  package mutating func apply(_ operation: Arithmetic, _ operands: [NodeID]) -> NodeID {
    let values = constants(operands)
    if let values {
      let value = operation(
        values[0], values.count > 1 ? values[1] : 0, values.count > 2 ? values[2] : 0)
      // What is not finite is left for the trial that needs it.
      if value.isFinite || !values.allSatisfy(\.isFinite) { return constant(value) }
    }
    if let simpler = simplified(operation, operands) { return simpler }
    let start = values == nil ? Tier.constant : .trial
    let tier = operands.reduce(start) { $0.joined(with: self[$1].tier) }
    let missing: Bool
    switch operation {
    case .select: missing = self[operands[1]].mayBeMissing || self[operands[2]].mayBeMissing
    case _ where operation.givesCondition: missing = false
    default: missing = operands.contains { self[$0].mayBeMissing }
    }
    let id = insert(.apply(operation), operands, tier: tier, mayBeMissing: missing)
    if values != nil { brokenConstants.insert(id) }
    return id
  }

  /// `value`, failing the trial where `bad` holds.
  package mutating func checked(
    _ value: NodeID, bad: NodeID, _ message: String, at position: SourcePosition?, path: String
  ) -> NodeID {
    if constantValue(bad) == 0 { return value }
    let check = Check(bad: bad, message: message, position: position, path: path)
    let index = knownChecks[check] ?? checks.count
    if index == checks.count {
      checks.append(check)
      knownChecks[check] = index
    }
    let tier = self[value].tier.joined(with: self[bad].tier)
    return insert(.checked(index), [value], tier: tier, mayBeMissing: self[value].mayBeMissing)
  }

  /// Fails the trial that needs `value` where `bad` holds, whoever reads it.
  mutating func require(_ value: NodeID, bad: NodeID, _ written: WrittenParts) {
    let place = place(of: value, written)
    checks.append(
      Check(
        bad: bad, message: place.message, position: place.position, path: place.path))
    guards[value] = checks.count - 1
  }

  /// The same without some of the checks of values that must be finite.
  func sparing(_ values: Set<NodeID>) -> Graph {
    var graph = self
    graph.guards = guards.filter { !values.contains($0.key) }
    return graph
  }

  /// Remembers the expression that a value comes from, the first of several.
  package mutating func note(_ value: NodeID, from place: Expression) {
    if places[value] == nil { places[value] = place }
  }

  /// The number, if the node is one whatever happens.
  package func constantValue(_ id: NodeID) -> Double? {
    if case .constant(let bits) = self[id].operation { return Double(bitPattern: bits) }
    return nil
  }

  /// Whether arithmetic of constants comes to no finite number here.
  package func isBroken(_ id: NodeID) -> Bool { brokenConstants.contains(id) }

  package mutating func not(_ a: NodeID) -> NodeID { apply(.not, a) }
  package mutating func and(_ a: NodeID, _ b: NodeID) -> NodeID { apply(.and, a, b) }
  package mutating func or(_ a: NodeID, _ b: NodeID) -> NodeID { apply(.or, a, b) }

  package mutating func select(_ c: NodeID, _ a: NodeID, _ b: NodeID) -> NodeID {
    apply(.select, c, a, b)
  }

  package mutating func sum(_ terms: [NodeID]) -> NodeID {
    guard let first = terms.first else { return constant(0) }
    return terms.dropFirst().reduce(first) { apply(.add, $0, $1) }
  }

  /// The larger of the two, missing if either is.
  package mutating func maximum(_ a: NodeID, _ b: NodeID) -> NodeID {
    propagatingMissing(from: a, apply(.maximum, a, b))
  }

  /// The smaller of the two, missing if either is.
  package mutating func minimum(_ a: NodeID, _ b: NodeID) -> NodeID {
    propagatingMissing(from: a, apply(.minimum, a, b))
  }

  package mutating func clamped(_ x: NodeID, _ low: NodeID, _ high: NodeID) -> NodeID {
    minimum(maximum(x, low), high)
  }

  // MARK: Inside

  private func constants(_ operands: [NodeID]) -> [Double]? {
    var values: [Double] = []
    for operand in operands {
      guard let value = constantValue(operand) else { return nil }
      values.append(value)
    }
    return values
  }

  /// `a > b ? a : b` gives b for a missing a; arithmetic with a missing value is missing.
  private mutating func propagatingMissing(from a: NodeID, _ result: NodeID) -> NodeID {
    guard self[a].mayBeMissing else { return result }
    return select(apply(.isMissing, a), a, result)
  }

  private mutating func insert(
    _ operation: Operation, _ operands: [NodeID], tier: Tier, mayBeMissing: Bool
  ) -> NodeID {
    let place = known.place(of: operation, operands, in: nodes)
    if let index = place.index { return NodeID(index: index) }
    let id = NodeID(index: nodes.count)
    nodes.append(
      Node(operation: operation, operands: operands, tier: tier, mayBeMissing: mayBeMissing))
    known.add(id.index, at: place, in: nodes)
    return id
  }
}
