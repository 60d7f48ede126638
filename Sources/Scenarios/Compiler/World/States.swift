import Sim

/// States: a process moves each, then events change it, then its bounds hold it.
extension World {
  /// What type each state has, from its regimes or from what its start plainly is.
  func typeStates() {
    stateTypes = scenario.states.map { _ in .number }
    for k in scenario.states.indices {
      collecting {
        stateTypes[k] = try typeOf(state: k, depth: 0)
        try refuseNumbersOnly(k)
      }
    }
  }

  private func typeOf(state k: Int, depth: Int) throws -> ValueType {
    if let rows = scenario.states[k].process.regimes { return .label(rows.map(\.label.name)) }
    return try typeOf(scenario.states[k].start, depth: depth + 1)
  }

  /// A start is a number unless it is plainly a condition. States may start from one another, so
  /// types are told from the text; a circle is found later.
  func typeOf(_ e: Expression, depth: Int) throws -> ValueType {
    guard depth < 32 else { return .number }
    switch e.kind {
    case .boolean, .not: return .condition
    case .binary(let operation, _, _):
      switch operation {
      case .add, .subtract, .multiply, .divide, .power: return .number
      default: return .condition
      }
    case .aggregate(let name, _, _, let domain, _):
      if Aggregate.choices.contains(name), let elements = expressions.elements(of: domain) {
        return .label(expressions.names(of: elements))
      }
      return ["any", "all"].contains(name) ? .condition : .number
    case .call(let name, let arguments):
      if MemoryFunction(rawValue: name)?.isCondition ?? false || name == "chance"
        || TextFunction(rawValue: name) == .accepts
      {
        return .condition
      }
      if ["if", "by"].contains(name), arguments.count > 1 {
        let first = try typeOf(arguments[1].value, depth: depth + 1)
        // A branch may be a label by its name alone, which the other one has.
        guard first == .number, arguments.count > 2 else { return first }
        let second = try typeOf(arguments[2].value, depth: depth + 1)
        if case .label = second { return second }
        return first
      }
      if MemoryFunction(rawValue: name) == .previous, let x = arguments.first {
        return try typeOf(x.value, depth: depth + 1)
      }
      return .number
    case .name(let name): return try typeOf(name: name, depth: depth)
    case .index(let base, _): return try typeOf(base, depth: depth + 1)
    case .member(let base, let member):
      if case .issue(let k) = declared(member), !scenario.issues[k].values.isEmpty,
        isText(base)
      {
        return .label(scenario.issues[k].valueNames)
      }
      switch PartyWords.named(member)?.form {
      case .role: return .label(expressions.roles)
      case .condition: return .condition
      default: return .number
      }
    default: return .number
    }
  }

  /// Whether a name is that of a text.
  private func isText(_ e: Expression) -> Bool {
    guard case .name(let name) = e.kind else { return false }
    let found = compiler.vocabulary.reference(name)
    if case .declared(.plan) = found { return true }
    return found.text != nil
  }

  /// A name and how deep within others its type is asked for.
  struct NameAtDepth: Hashable {
    var name: String
    var depth: Int
  }

  private func typeOf(name: String, depth: Int) throws -> ValueType {
    let key = NameAtDepth(name: name, depth: depth)
    if let known = compiler.knownTypes[key] { return known }
    let type = try newTypeOf(name: name, depth: depth)
    compiler.knownTypes[key] = type
    return type
  }

  private func newTypeOf(name: String, depth: Int) throws -> ValueType {
    switch compiler.vocabulary.reference(name) {
    case .declared(.parameter(let k)): return try expressions.parameter(k).type
    case .declared(.definition(let k)):
      return try typeOf(scenario.definitions[k].value, depth: depth + 1)
    case .declared(.state(let k)): return try typeOf(state: k, depth: depth)
    case .word(let word):
      return switch word.form {
      case .outcome: .label(scenario.outcomes.map(\.name.name))
      case .condition: .condition
      default: .number
      }
    // What is true or false elsewhere, as `no`, is reported; what reads it goes by what was meant.
    default: return ["yes", "no", "on", "off"].contains(name) ? .condition : .number
    }
  }

  /// The value of a state for a reader.
  func stateNode(_ k: Int, _ elements: [Element], for scope: Scope) throws -> NodeID {
    guard scope.phase == .step else { return try now(.state(k, elements), .initial) }
    switch scope.view {
    case .own(let state) where state == k: return old(.state(k, elements))
    // A trigger never sees a state beyond its bounds.
    case .trigger(let event) where changes(event, k):
      return try bounded(try now(.stateMoved(k, elements), .step), k, elements, .step)
    case .effects(let event) where changes(event, k):
      return try now(.stateBefore(k, elements, event: event), .step)
    default: return try now(.state(k, elements), .step)
    }
  }

  /// Held at the state's bounds.
  private func bounded(_ node: NodeID, _ k: Int, _ elements: [Element], _ phase: Phase) throws
    -> NodeID
  {
    guard let within = scenario.states[k].within else { return node }
    let scope = self.scope(of: k, elements, phase)
    let low = try expressions.number(within.low, scope, for: "'within'")
    let high = try expressions.number(within.high, scope, for: "'within'")
    let bad = typed.graph.isReversed(low, high)
    if constantValue(bad) == 1 { throw within.low.error(WorldCause.boundsReversed) }
    let held = typed.graph.clamped(
      node, part(low, ofState: k, at: within.low), part(high, ofState: k, at: within.high))
    return typed.checked(held, bad: bad, WorldCause.boundsReversed.wording, at: within.low)
  }

  func changes(_ event: Int, _ state: Int) -> Bool {
    compiler.changers[state]?.places[event] != nil
  }

  /// The events that change a state, in the order of the file, and the place of each among them.
  struct Changers {
    var events: [Int] = []
    var places: [Int: Int] = [:]
  }

  static func changers(in scenario: Scenario) -> [Int: Changers] {
    var states: [String: Int] = [:]
    for (k, state) in scenario.states.enumerated() { states[state.name.name] = k }
    var changers: [Int: Changers] = [:]
    for (event, entry) in scenario.events.enumerated() {
      for effect in entry.effects {
        guard let k = states[effect.state.name], changers[k]?.places[event] == nil else { continue }
        changers[k, default: Changers()].places[event] = changers[k]?.events.count ?? 0
        changers[k]?.events.append(event)
      }
    }
    return changers
  }

  func stateNode(_ k: Int, _ elements: [Element], _ phase: Phase) throws -> NodeID {
    let entry = scenario.states[k]
    let changed =
      phase == .initial
      ? try movedNode(k, elements, phase)
      : try changedNode(k, elements, by: compiler.changers[k]?.events.count ?? 0)
    let node = try bounded(changed, k, elements, phase)
    guard stateTypes[k] == .number else { return node }
    return known(
      node, k, .isNotFinite,
      at: phase == .initial ? entry.start : entry.process.place ?? entry.start)
  }

  /// What a state is made of. A missing part fails the trial where it stands, and so does an
  /// infinite one that no bound can hold.
  func part(_ node: NodeID, ofState k: Int, at e: Expression) -> NodeID {
    known(node, k, scenario.states[k].within == nil ? .isNotFinite : .isMissing, at: e)
  }

  private func known(_ node: NodeID, _ k: Int, _ bad: Arithmetic, at e: Expression) -> NodeID {
    typed.checked(
      node, bad: typed.graph.apply(bad, node),
      "state '\(scenario.states[k].name.name)' is missing or not a finite number", at: e)
  }

  private func scope(of k: Int, _ elements: [Element], _ phase: Phase) -> Scope {
    var scope = Scope(phase: phase, stage: .world, view: .own(state: k))
    for (kind, element) in zip(scenario.states[k].each, elements) {
      scope.indices[kind.rawValue] = element
    }
    return scope
  }

  /// After the process, before any event.
  func movedNode(_ k: Int, _ elements: [Element], _ phase: Phase) throws -> NodeID {
    let entry = scenario.states[k]
    let path = "state.\(entry.name.name)"
    var scope = self.scope(of: k, elements, phase)
    if phase == .initial {
      scope.view = .world
      scope.drawing = draws.drawing("\(path).start", eachStep: false, in: entry.start)
      return try ofStateType(entry.start, k, scope)
    }
    let old = compiler.old(.state(k, elements))
    guard let process = Processes.of(entry) else { return old }
    return try process.moved(
      StateStep(
        compiler: compiler, state: k, elements: elements, path: path, scope: scope, old: old))
  }

  /// An expression that must give the state's own type.
  func ofStateType(_ e: Expression, _ k: Int, _ scope: Scope) throws -> NodeID {
    if case .label(let labels) = stateTypes[k], case .name(let name) = e.kind,
      declared(name) == nil || labels.contains(name)
    {
      return try expressions.label(name, of: labels, e).node
    }
    if case .label = stateTypes[k], case .call("if", let x) = e.kind, x.count == 3 {
      let c = try expressions.condition(x[0].value, scope, for: "'if'")
      return typed.graph.select(
        c, try ofStateType(x[1].value, k, scope), try ofStateType(x[2].value, k, scope))
    }
    let value = try expressions.build(e, scope)
    guard value.type == stateTypes[k] else {
      throw e.error(
        WorldCause.otherTypeThanState(
          state: scenario.states[k].name.name, needed: stateTypes[k].described,
          found: value.type.described))
    }
    return value.node
  }

  /// Before the effects of `event`: the process and the events before it in the file.
  func beforeNode(_ k: Int, _ elements: [Element], event: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return try movedNode(k, elements, phase) }
    return try changedNode(k, elements, by: compiler.changers[k]?.places[event] ?? 0)
  }

  /// After the process and so many of the events that change the state. Each is built once, on what
  /// those before it left.
  private func changedNode(_ k: Int, _ elements: [Element], by count: Int) throws -> NodeID {
    let key = Entity.stateMoved(k, elements)
    let moved = try compiler.changedStates[key]?.first ?? movedNode(k, elements, .step)
    var nodes = compiler.changedStates[key] ?? [moved]
    while nodes.count <= count {
      let event = compiler.changers[k]?.events[nodes.count - 1] ?? 0
      nodes.append(try changed(nodes[nodes.count - 1], k, elements, by: event))
      // What the event reads may have asked for as many or more.
      if nodes.count < compiler.changedStates[key]?.count ?? 0 {
        nodes = compiler.changedStates[key] ?? nodes
      }
      compiler.changedStates[key] = nodes
    }
    return nodes[count]
  }

  /// The state after one event, fired or not.
  private func changed(_ before: NodeID, _ k: Int, _ elements: [Element], by event: Int) throws
    -> NodeID
  {
    let name = scenario.states[k].name.name
    let entry = scenario.events[event]
    var node = before
    for effect in entry.effects where effect.state.name == name {
      if !effect.index.isEmpty {
        let named = effect.index.map(\.name)
        guard named == elements.map({ self.name(of: $0) }) else { continue }
      }
      var scope = Scope(phase: .step, stage: .world, view: .effects(event: event))
      for (kind, element) in zip(scenario.states[k].each, elements) {
        scope.indices[kind.rawValue] = element
      }
      scope.drawing = draws.drawing(
        "events.\(entry.name.name).effects.\(name)", eachStep: true, in: effect.value)
      // Before the trigger, so that a wrong trigger does not hide a wrong effect.
      var value = try ofStateType(effect.value, k, scope)
      if stateTypes[k] == .number { value = part(value, ofState: k, at: effect.value) }
      node = typed.graph.select(try now(.eventFires(event), .step), value, node)
    }
    return node
  }
}
