import Sim

/// Gives every name of a scenario its meaning and builds the graph of its values.
///
/// Values are built when something first asks for them, so entries may stand in any order; asking
/// for a value while it is being built is a circle. A value of the last step is a memory.
final class Compiler {
  let scenario: Scenario
  let calendar: Calendar
  /// By step, made once.
  private(set) lazy var dayNumbers = calendar.dayNumbers
  var typed: TypedGraph
  /// What each declared name is.
  var names: [String: Declared] = [:]
  var stateTypes: [ValueType] = []
  /// What may be a label beside something that has labels.
  let labelWords: Set<String>
  var recollections: [Recollection] = []
  var recollectionKeys: [String: Int] = [:]
  /// In the order in which they were found.
  private(set) var problems: [Diagnostic] = []
  private var knownProblems: Set<Diagnostic> = []
  private var known: [Key: NodeID] = [:]
  private(set) var underway: [(key: Key, name: String)] = []
  private var keysUnderway: Set<Key> = []
  /// How many names were under way when those that one needs were last put in order.
  var orderedFrom = 0
  /// The names of each circle that was found.
  private var circles: [Set<String>] = []
  private var slots: [Entity: Int] = [:]
  /// By slot.
  private var slotEntities: [Entity] = []
  private var unfinished: [(slot: Int, entity: Entity)] = []
  private var memories: [Int: Model.Quantity] = [:]
  var competingGroups: [String: CompetingGroup] = [:]
  /// The status quo and the text that talks start from, read once.
  var knownStatusQuo: Text?
  var knownOpening: Text?
  /// Terms of plans, drawn once.
  var planTexts: [Int: Text] = [:]
  var parameterNodes: [Int: Typed] = [:]
  var drawIDs = DrawIDs()
  /// What parties want, by party; issues in the order of the file.
  var ideals: [Int: [Int: NodeID]] = [:]
  var weights: [Int: [NodeID]] = [:]
  /// How the text is made, once something asked.
  var bargainingProtocol: (any BargainingProtocol)?
  var offeredText: OfferedText?
  var amendedDraft: Text?
  /// Who carries a text, once a search asked.
  var knownCarrying: Carrying?
  /// What is kept from a proposer, and where it may not show.
  var secrets: [Secret] = []
  /// What expectations equal, only if they are to be verified.
  var expectedValues: [Model.Quantity] = []
  let isVerifying: Bool
  /// Correlated parameters and shocks; `nil` until they are asked for.
  var correlations: (parameters: ScoreMixing, shocks: ScoreMixing)?
  private(set) var notes: [Note] = []

  enum Declared: Equatable {
    case parameter(Int)
    case definition(Int)
    case state(Int)
    case event(Int)
    case issue(Int)
    case party(Int)
    case plan(Int)
    case data(Int)
  }

  /// What is being built; what has no memory is told apart by all that its reading depends on.
  enum Key: Hashable {
    case value(Entity, Phase)
    case parameter(Int)
    case definition(Int, [Element], Phase, Stage, Reading.View, party: Int?)
  }

  /// By state: the events that change it, in the order of the file, with the place of each.
  private(set) lazy var changers = Self.changers(in: scenario)
  /// By `stateMoved`: the state in a step as its process and, one after another, its events leave it.
  var changedStates: [Entity: [NodeID]] = [:]
  /// Types of declared names, by how deep they were asked for.
  var knownTypes: [NameAtDepth: ValueType] = [:]

  init(_ scenario: Scenario, isVerifying: Bool = false) {
    self.scenario = scenario
    self.isVerifying = isVerifying
    labelWords = Self.labelWords(of: scenario)
    calendar = Calendar(scenario.clock)
    typed = TypedGraph(timescale: calendar.timescale)
    for (k, entry) in scenario.parameters.enumerated() { names[entry.name.name] = .parameter(k) }
    for (k, entry) in scenario.definitions.enumerated() { names[entry.name.name] = .definition(k) }
    for (k, entry) in scenario.states.enumerated() { names[entry.name.name] = .state(k) }
    for (k, entry) in scenario.events.enumerated() { names[entry.name.name] = .event(k) }
    for (k, entry) in scenario.issues.enumerated() { names[entry.name.name] = .issue(k) }
    for (k, entry) in scenario.parties.enumerated() { names[entry.name.name] = .party(k) }
    for (k, entry) in scenario.plans.enumerated() { names[entry.name.name] = .plan(k) }
    for (k, entry) in scenario.data.enumerated() { names[entry.name.name] = .data(k) }
  }

  var graph: Graph {
    get { typed.graph }
    _modify { yield &typed.graph }
  }

  // MARK: Problems

  /// Runs `build`; what it throws is kept, so that one run finds all problems.
  func collecting(_ build: () throws -> Void) {
    do {
      try build()
    } catch let problem as Diagnostic {
      add(problem)
    } catch let several as Diagnostics {
      several.all.forEach(add)
    } catch is AlreadyReported {
    } catch {
      add(
        Diagnostic(
          SourcePosition(file: scenario.name, line: 1, column: 1), path: "",
          "the scenario cannot be compiled: \(error)"))
    }
  }

  private func add(_ problem: Diagnostic) {
    if knownProblems.insert(problem).inserted { problems.append(problem) }
  }

  /// What was probably meant by a name; nothing once there are more errors than are shown, as looking
  /// for it takes time.
  func hint(_ name: String, among candidates: @autoclosure () -> [String]) -> String {
    guard problems.count <= Limits.errorsShown else { return "" }
    return nearest(name, in: candidates()).map { "; did you mean '\($0)'?" } ?? ""
  }

  // MARK: What would not end

  private let stack = StackSpace()
  /// Expressions read so far, each as often as it was.
  private var readings = 0
  /// Once a scenario is too large in one place, nothing more is built.
  private var isTooLarge = false

  /// Refuses sums within sums at once that would be read too often.
  func countTerms(of sum: Expression) throws {
    guard terms(of: sum) > Double(Limits.readings) else { return }
    guard !isTooLarge else { throw AlreadyReported() }
    throw tooManyReadings(sum)
  }

  /// How many terms sums have that stand within one another; those of which a condition leaves some out
  /// do not count.
  private func terms(of e: Expression) -> Double {
    let inside = e.parts.reduce(0) { $0 + terms(of: $1) }
    guard case .aggregate(_, _, _, let domain, nil) = e.kind else { return inside }
    return max(1, inside) * Double(elements(of: domain)?.count ?? 1)
  }

  private func tooManyReadings(_ e: Expression) -> Diagnostic {
    isTooLarge = true
    return e.error(
      "the scenario's expressions are read more than \(Limits.readings) times, which is the limit: "
        + "sums within sums and definitions within definitions multiply")
  }

  /// Called for every part of every expression that is read.
  func countReading(_ e: Expression) throws {
    guard !isTooLarge else { throw AlreadyReported() }
    guard !stack.isNearlyUsed else {
      isTooLarge = true
      throw e.error("this needs itself, or ends a chain of names that is too long to be read")
    }
    readings += 1
    if readings > Limits.readings { throw tooManyReadings(e) }
    if typed.graph.nodes.count > Limits.instructions {
      isTooLarge = true
      throw e.error(
        "the scenario needs more than \(Limits.instructions) instructions a step, which is the limit"
      )
    }
  }

  private func checkDepth(_ name: String) throws {
    guard !isTooLarge else { throw AlreadyReported() }
    guard stack.isNearlyUsed else { return }
    isTooLarge = true
    let message =
      "'\(name)' ends a chain of \(underway.count) names, each of which needs the next; "
      + "longer ones cannot be read"
    throw place(of: name)?.error(message)
      ?? Diagnostic(SourcePosition(file: scenario.name, line: 1, column: 1), path: "", message)
  }

  // MARK: The graph

  /// The number, if a node is one whatever happens.
  ///
  /// A function of its own, so that the node is built before the graph is read.
  func constantValue(_ node: NodeID) -> Double? { typed.graph.constantValue(node) }

  /// When the value of a node is known.
  func tier(of node: NodeID) -> Tier { typed.graph[node].tier }

  /// Something to know that is not wrong; once for each place.
  func note(_ note: Note) {
    if !notes.contains(note) { notes.append(note) }
  }

  /// Every problem, without a model.
  func allProblems() -> [Diagnostic] {
    _ = model()
    return problems
  }

  // MARK: Values and memories

  /// The value of an entity in a step.
  func now(_ entity: Entity, _ phase: Phase) throws -> NodeID {
    let key = Key.value(entity, phase)
    if let node = known[key] { return node }
    putInOrder(key)
    if let node = known[key] { return node }
    let node = try onTheWay(key, displayName(entity)) { try value(of: entity, phase) }
    known[key] = node
    return node
  }

  /// The value of an entity at the end of the last step.
  func old(_ entity: Entity) -> NodeID {
    if let slot = slots[entity] { return graph.memory(slot) }
    let slot = graph.newMemory(mayBeMissing: mayBeMissing(entity))
    slots[entity] = slot
    slotEntities.append(entity)
    unfinished.append((slot, entity))
    return graph.memory(slot)
  }

  private func onTheWay<T>(_ key: Key, _ name: String, _ build: () throws -> T) throws -> T {
    if keysUnderway.contains(key), let start = underway.firstIndex(where: { $0.key == key }) {
      throw circle(through: underway[start...].map(\.name) + [name])
    }
    try checkDepth(name)
    begin(key, name)
    let before = nestedBelow
    nestedBelow = 0
    defer {
      end()
      nestedBelow = if case .definition = key { max(before, nestedBelow + 1) } else { before }
    }
    return try build()
  }

  func begin(_ key: Key, _ name: String) {
    underway.append((key, name))
    keysUnderway.insert(key)
  }

  func end() {
    if let last = underway.popLast() { keysUnderway.remove(last.key) }
  }

  func isUnderway(_ key: Key) -> Bool { keysUnderway.contains(key) }

  func isBuilt(_ key: Key) -> Bool {
    switch key {
    case .value: known[key] != nil
    case .parameter(let k): parameterNodes[k] != nil
    case .definition: false
    }
  }

  func whileReading<T>(parameter k: Int, _ build: () throws -> T) throws -> T {
    try onTheWay(.parameter(k), scenario.parameters[k].name.name, build)
  }

  func whileReading<T>(
    definition k: Int, _ elements: [Element], _ reading: Reading, _ build: () throws -> T
  ) throws -> T {
    let key = Key.definition(
      k, elements, reading.phase, reading.stage, reading.view, party: reading.judged?.party)
    return try onTheWay(key, scenario.definitions[k].name.name, build)
  }

  /// A definition as it was read before in the same circumstances.
  private struct DefinitionKey: Hashable {
    var key: Key
    var text: Text?
    var builtIn: Typed?
    var outcome: Typed?
    var acceptance: [NodeID]?
    var isSearching: Bool
  }
  private var knownDefinitions: [DefinitionKey: (value: Typed, nested: Int)] = [:]
  /// How deep definitions are nested in what was last built.
  private var nestedBelow = 0

  /// The value of a definition, read once for each of the circumstances that it depends on. `tooDeep`
  /// is the error where definitions are nested deeper than they may be.
  func read(
    definition k: Int, _ elements: [Element], _ reading: Reading, tooDeep: Diagnostic,
    _ build: () throws -> Typed
  ) throws -> Typed {
    let key = DefinitionKey(
      key: .definition(
        k, elements, reading.phase, reading.stage, reading.view, party: reading.judged?.party),
      text: reading.judged?.text, builtIn: reading.builtIn, outcome: reading.outcome,
      acceptance: reading.acceptance, isSearching: reading.isSearching)
    if let (value, nested) = knownDefinitions[key] {
      guard nestedDefinitions + nested <= Limits.nestedDefinitions else { throw tooDeep }
      nestedBelow = max(nestedBelow, nested)
      return value
    }
    let before = nestedBelow
    nestedBelow = 0
    defer { nestedBelow = max(before, nestedBelow) }
    let value = try whileReading(definition: k, elements, reading) {
      guard nestedDefinitions <= Limits.nestedDefinitions else { throw tooDeep }
      return try build()
    }
    knownDefinitions[key] = (value, nestedBelow)
    return value
  }

  /// How many definitions are being read one within the other, with nothing between.
  var nestedDefinitions: Int {
    underway.reversed().prefix { if case .definition = $0.key { true } else { false } }.count
  }

  private func circle(through names: [String]) -> any Error {
    let circle = Set(names)
    if circles.contains(where: { $0.isSubset(of: circle) || circle.isSubset(of: $0) }) {
      // Reported already, seen from another of its names.
      return AlreadyReported()
    }
    circles.append(circle)
    var chain: [String] = []
    for step in names {
      if step == chain.last { continue }
      if chain.contains(step) {
        chain.append(step)
        break
      }
      chain.append(step)
    }
    if chain.count == 1 { chain += chain }
    let reader = chain[chain.count - 2]
    // Parameters are drawn once and have no past.
    let isOfParameters = chain.contains {
      if case .parameter = declared($0) { true } else { false }
    }
    let message =
      chain.joined(separator: " needs ")
      + (isOfParameters ? "" : ": write previous(\(reader)) in one")
    let place = place(of: chain[chain.count - 1])
    return place?.error(message)
      ?? Diagnostic(SourcePosition(file: scenario.name, line: 1, column: 1), path: "", message)
  }

  /// What a displayed name stands for.
  private func declared(_ name: String) -> Declared? {
    names[String(name.prefix { $0 != "[" && $0 != "." })]
  }

  /// The entry a displayed name belongs to.
  private func place(of name: String) -> Named? {
    switch declared(name) {
    case .state(let k): return scenario.states[k].name
    case .definition(let k): return scenario.definitions[k].name
    case .event(let k): return scenario.events[k].name
    case .party(let k): return scenario.parties[k].name
    case .parameter(let k): return scenario.parameters[k].name
    case .plan(let k): return scenario.plans[k].name
    default: return scenario.talks?.name
    }
  }

  /// Builds what memories were asked for, which may ask for more.
  func finishMemories() {
    while let (slot, entity) = unfinished.popLast() {
      collecting {
        memories[slot] = Model.Quantity(
          initial: try now(entity, .initial), step: try now(entity, .step))
      }
    }
  }

  /// By slot, once `finishMemories` has found no problem.
  func memoryQuantities() -> [Model.Quantity] {
    memories.keys.sorted().compactMap { memories[$0] }
  }

  /// The node of a value that something has asked for.
  func built(_ entity: Entity, _ phase: Phase) -> NodeID? { known[.value(entity, phase)] }

  /// What a memory keeps, once `finishMemories` has built it.
  func kept(in slot: Int) -> (entity: Entity, value: Model.Quantity)? {
    memories[slot].map { (slotEntities[slot], $0) }
  }

  private func mayBeMissing(_ entity: Entity) -> Bool {
    switch entity {
    case .state, .stateMoved, .stateBefore, .eventFires, .eventHappened, .eventCount, .eventWhen,
      .history:
      false
    case .eventLastStep, .eventFirstStep, .eventFirstDate: true
    case .recollection(let k): recollections[k].mayBeMissing
    case .talk(let quantity):
      switch quantity {
      // What is written before the talks begin is there.
      case .draftTerm, .draftShare: quantity.row.mayBeMissing && !redraftsOpening
      default: quantity.row.mayBeMissing
      }
    }
  }

  private func value(of entity: Entity, _ phase: Phase) throws -> NodeID {
    switch entity {
    case .state(let k, let elements): try stateNode(k, elements, phase)
    case .stateMoved(let k, let elements): try movedNode(k, elements, phase)
    case .stateBefore(let k, let elements, let event):
      try beforeNode(k, elements, event: event, phase)
    case .eventFires(let k): try firesNode(k, phase)
    case .eventHappened, .eventCount, .eventLastStep, .eventFirstStep, .eventFirstDate:
      try eventMemory(entity, phase)
    case .eventWhen(let k): try whenNode(k, phase)
    case .history(let event, let word): try historyNode(event, word: word, phase)
    case .recollection(let k): try recollectionNode(k, phase)
    case .talk(let quantity): try quantity.row.node(self, phase)
    }
  }
}
