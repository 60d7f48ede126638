import Sim

/// Values and memories, each built once.
extension Compiler {
  /// The value of an entity in a step.
  func now(_ entity: Entity, _ phase: Phase) throws -> NodeID {
    let key = Key.value(entity, phase)
    if let node = known[key] { return node }
    try putInOrder(key)
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
      throw circle(through: Array(underway[start...]), to: name)
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
    case .definition, .setting: false
    }
  }

  /// A number of an entry that has no past, as a party's ideal: `name` as it is read.
  func whileReading<T>(setting name: String, _ phase: Phase, _ build: () throws -> T) throws -> T {
    try onTheWay(.setting(name, phase), name, build)
  }

  func whileReading<T>(parameter k: Int, _ build: () throws -> T) throws -> T {
    try onTheWay(.parameter(k), scenario.parameters[k].name.name, build)
  }

  func whileReading<T>(
    definition k: Int, _ elements: [Element], _ scope: Scope, _ build: () throws -> T
  ) throws -> T {
    let key = Key.definition(
      k, elements, scope.phase, scope.stage, scope.view, party: scope.judged?.party)
    return try onTheWay(key, scenario.definitions[k].name.name, build)
  }

  /// The value of a definition, read once for each of the circumstances that it depends on.
  /// `tooDeep` is the error where definitions are nested deeper than they may be.
  func read(
    definition k: Int, _ elements: [Element], _ scope: Scope, tooDeep: Diagnostic,
    _ build: () throws -> Typed
  ) throws -> Typed {
    let key = DefinitionKey(
      key: .definition(
        k, elements, scope.phase, scope.stage, scope.view, party: scope.judged?.party),
      text: scope.judged?.text, builtIn: scope.builtIn, outcome: scope.outcome,
      acceptance: scope.acceptance, isSearching: scope.isSearching)
    if let (value, nested) = knownDefinitions[key] {
      guard nestedDefinitions + nested <= Limits.nestedDefinitions else { throw tooDeep }
      nestedBelow = max(nestedBelow, nested)
      return value
    }
    let before = nestedBelow
    nestedBelow = 0
    defer { nestedBelow = max(before, nestedBelow) }
    let value = try whileReading(definition: k, elements, scope) {
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

  private func circle(through keys: [(key: Key, name: String)], to last: String) -> any Error {
    let names = keys.map(\.name) + [last]
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
    let message =
      chain.joined(separator: " needs ") + wayOut(of: keys, chain[chain.count - 2])
    let place = place(of: chain[chain.count - 1])
    return place?.error(message)
      ?? Diagnostic(SourcePosition(file: scenario.name, line: 1, column: 1), path: "", message)
  }

  /// What breaks a circle, of which `reader` reads the first.
  private func wayOut(of keys: [(key: Key, name: String)], _ reader: String) -> String {
    var atStart = true
    var onlyDefinitions = true
    var hasSetting = false
    for (key, _) in keys {
      switch key {
      // Drawn once, without a past.
      case .parameter: return ""
      case .setting(_, let phase):
        atStart = atStart && phase == .initial
        hasSetting = true
      case .definition(_, _, let phase, _, _, _): atStart = atStart && phase == .initial
      case .value(.recollection, _): break
      case .value(.state, let phase):
        atStart = atStart && phase == .initial
        onlyDefinitions = false
      case .value:
        atStart = false
        onlyDefinitions = false
      }
    }
    let withPast = hasSetting ? keys.first(where: { hasPast($0.key) })?.name : reader
    guard let reader = withPast else {
      return keys.count == 1 ? "" : ": one must do without the others"
    }
    if onlyDefinitions { return ": a definition has no past, so make one of them a state" }
    if atStart { return " at the start: one must start without the others" }
    if case .event = declared(reader) { return ": write previous(fires(\(reader))) in one" }
    return ": write previous(\(reader)) in one"
  }

  /// Whether it is a state or an event.
  private func hasPast(_ key: Key) -> Bool {
    guard case .value(let entity, _) = key else { return false }
    switch entity {
    case .state, .stateMoved, .stateBefore, .eventFires, .eventHappened, .eventCount,
      .eventLastStep, .eventFirstStep, .eventFirstDate, .eventWhen, .history:
      return true
    case .recollection, .talk: return false
    }
  }

  /// What a displayed name stands for.
  private func declared(_ name: String) -> Declared? {
    vocabulary.reference(String(name.prefix { $0 != "[" && $0 != "." })).declared
  }

  /// The entry a displayed name belongs to.
  func place(of name: String) -> Named? {
    switch declared(name) {
    case .state(let k): return scenario.states[k].name
    case .definition(let k): return scenario.definitions[k].name
    case .event(let k): return scenario.events[k].name
    case .party(let k): return scenario.parties[k].name
    case .parameter(let k): return scenario.parameters[k].name
    case .plan(let k): return scenario.plans[k].name
    case .issue(let k): return scenario.issues[k].name
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

  /// The memories that the talks keep: what they come to ends trials, and goes on with nothing.
  var slotsOfTalks: Set<Int> {
    Set(
      slotEntities.indices.filter { if case .talk = slotEntities[$0] { true } else { false } })
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
      case .draftTerm, .draftShare: quantity.row.mayBeMissing && !negotiation.redraftsOpening
      default: quantity.row.mayBeMissing
      }
    }
  }

  private func value(of entity: Entity, _ phase: Phase) throws -> NodeID {
    switch entity {
    case .state(let k, let elements): try world.stateNode(k, elements, phase)
    case .stateMoved(let k, let elements): try world.movedNode(k, elements, phase)
    case .stateBefore(let k, let elements, let event):
      try world.beforeNode(k, elements, event: event, phase)
    case .eventFires(let k): try world.firesNode(k, phase)
    case .eventHappened, .eventCount, .eventLastStep, .eventFirstStep, .eventFirstDate:
      try world.eventMemory(entity, phase)
    case .eventWhen(let k): try world.whenNode(k, phase)
    case .history(let event, let word): try world.historyNode(event, word: word, phase)
    case .recollection(let k): try expressions.recollectionNode(k, phase)
    case .talk(let quantity): try quantity.row.node(self, phase)
    }
  }
}
