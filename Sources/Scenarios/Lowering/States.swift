import Sim

/// States: a process moves each, then events change it, then its bounds hold it.
extension Compiler {
  /// What type each state has, from its regimes or from what its start plainly is.
  func typeStates() {
    stateTypes = scenario.states.map { _ in .number }
    for k in scenario.states.indices {
      collecting { stateTypes[k] = try typeOf(state: k, depth: 0) }
    }
  }

  private func typeOf(state k: Int, depth: Int) throws -> ValueType {
    if case .markov(let rows) = scenario.states[k].process { return .label(rows.map(\.label.name)) }
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
    case .aggregate(let name, _, _, _, _):
      return ["any", "all"].contains(name) ? .condition : .number
    case .call(let name, let arguments):
      if ["chance", "ever", "happened", "fires", "accepts"].contains(name) { return .condition }
      if ["if", "by"].contains(name), arguments.count > 1 {
        let first = try typeOf(arguments[1].value, depth: depth + 1)
        // A branch may be a label by its name alone, which the other one has.
        guard first == .number, arguments.count > 2 else { return first }
        let second = try typeOf(arguments[2].value, depth: depth + 1)
        if case .label = second { return second }
        return first
      }
      if name == "previous", let x = arguments.first {
        return try typeOf(x.value, depth: depth + 1)
      }
      return .number
    case .name(let name): return try typeOf(name: name, depth: depth)
    case .index(let base, _): return try typeOf(base, depth: depth + 1)
    case .member(_, "role"): return .label(roles)
    case .member(_, let member):
      return ["accepts", "needed"].contains(member) ? .condition : .number
    default: return .number
    }
  }

  private func typeOf(name: String, depth: Int) throws -> ValueType {
    switch names[name] {
    case .parameter(let k): return try parameter(k).type
    case .definition(let k): return try typeOf(scenario.definitions[k].value, depth: depth + 1)
    case .state(let k): return try typeOf(state: k, depth: depth)
    case nil where name == "outcome": return .label(scenario.outcomes.map(\.name.name))
    case nil: return Self.conditionWords.contains(name) ? .condition : .number
    default: return .number
    }
  }

  private static let conditionWords: Set<String> = [
    "talks_met", "settled", "core_settled", "truce", "halted", "fighting", "balanced",
    "hard_line_crossed", "zone", "broken_off",
  ]

  /// The value of a state for a reader.
  func stateNode(_ k: Int, _ elements: [Element], for reading: Reading) throws -> NodeID {
    guard reading.phase == .step else { return try now(.state(k, elements), .initial) }
    switch reading.view {
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
    let reading = self.reading(of: k, elements, phase)
    let low = try number(within.low, reading, for: "'within'")
    let high = try number(within.high, reading, for: "'within'")
    return typed.graph.clamped(
      node, part(low, ofState: k, at: within.low), part(high, ofState: k, at: within.high))
  }

  func changes(_ event: Int, _ state: Int) -> Bool {
    let name = scenario.states[state].name.name
    return scenario.events[event].effects.contains { $0.state.name == name }
  }

  func stateNode(_ k: Int, _ elements: [Element], _ phase: Phase) throws -> NodeID {
    let entry = scenario.states[k]
    var node = try movedNode(k, elements, phase)
    if phase == .step {
      for event in scenario.events.indices where changes(event, k) {
        node = try changed(node, k, elements, by: event)
      }
    }
    node = try bounded(node, k, elements, phase)
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

  private func reading(of k: Int, _ elements: [Element], _ phase: Phase) -> Reading {
    var reading = Reading(phase: phase, stage: .world, view: .own(state: k))
    for (kind, element) in zip(scenario.states[k].each, elements) {
      reading.indices[kind == .issue ? "issue" : "party"] = element
    }
    return reading
  }

  /// After the process, before any event.
  func movedNode(_ k: Int, _ elements: [Element], _ phase: Phase) throws -> NodeID {
    let entry = scenario.states[k]
    let path = "state.\(entry.name.name)"
    var reading = self.reading(of: k, elements, phase)
    if phase == .initial {
      reading.view = .world
      reading.drawing = drawing("\(path).start", eachStep: false, in: entry.start)
      return try ofStateType(entry.start, k, reading)
    }
    let process = StateProcess(compiler: self, state: k, elements: elements, path: path)
    return try process.moved(reading)
  }

  /// An expression that must give the state's own type.
  func ofStateType(_ e: Expression, _ k: Int, _ reading: Reading) throws -> NodeID {
    if case .label(let labels) = stateTypes[k], case .name(let name) = e.kind,
      names[name] == nil || labels.contains(name)
    {
      return try label(name, of: labels, e).node
    }
    if case .label = stateTypes[k], case .call("if", let x) = e.kind, x.count == 3 {
      let c = try condition(x[0].value, reading, for: "'if'")
      return typed.graph.select(
        c, try ofStateType(x[1].value, k, reading), try ofStateType(x[2].value, k, reading))
    }
    let value = try build(e, reading)
    guard value.type == stateTypes[k] else {
      throw e.error(
        "state '\(scenario.states[k].name.name)' is \(stateTypes[k].described), "
          + "but this is \(value.type.described)")
    }
    return value.node
  }

  /// Before the effects of `event`: the process and the events before it in the file.
  func beforeNode(_ k: Int, _ elements: [Element], event: Int, _ phase: Phase) throws -> NodeID {
    var node = try movedNode(k, elements, phase)
    guard phase == .step else { return node }
    for earlier in scenario.events.indices where earlier < event && changes(earlier, k) {
      node = try changed(node, k, elements, by: earlier)
    }
    return node
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
      var reading = Reading(phase: .step, stage: .world, view: .effects(event: event))
      for (kind, element) in zip(scenario.states[k].each, elements) {
        reading.indices[kind == .issue ? "issue" : "party"] = element
      }
      reading.drawing = drawing(
        "events.\(entry.name.name).effects.\(name)", eachStep: true, in: effect.value)
      // Before the trigger, so that a wrong trigger does not hide a wrong effect.
      var value = try ofStateType(effect.value, k, reading)
      if stateTypes[k] == .number { value = part(value, ofState: k, at: effect.value) }
      node = typed.graph.select(try now(.eventFires(event), .step), value, node)
    }
    return node
  }
}
