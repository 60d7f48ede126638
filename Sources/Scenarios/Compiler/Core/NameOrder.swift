import Sim

/// What names need of each other, built in order where a chain of them is long.
///
/// Most names are built where something first asks for them, one within the other. Where many are
/// under way already, all that the next one surely needs is built before it, so that a chain of
/// thousands takes a list, not a stack.
extension Compiler {
  /// So many names may be built one within the other.
  private static let depth = 64

  func putInOrder(_ key: Key) throws {
    if failedInOrder.contains(key) { throw AlreadyReported() }
    guard underway.count >= orderedFrom + Self.depth, !isUnderway(key) else { return }
    let before = orderedFrom
    defer { orderedFrom = before }
    var seen: Set<Key> = [key]
    begin(key, name(of: key))
    var pending = [(key: key, needs: needs(of: key), next: 0)]
    while let last = pending.indices.last {
      let (key, needs, next) = pending[last]
      guard next < needs.count else {
        pending.removeLast()
        end()
        guard !pending.isEmpty else { break }
        orderedFrom = underway.count
        collecting { try build(key) }
        if !isBuilt(key) { failedInOrder.insert(key) }
        continue
      }
      pending[last].next += 1
      let needed = needs[next]
      if isBuilt(needed) || !seen.insert(needed).inserted || isUnderway(needed)
        || failedInOrder.contains(needed)
      {
        continue
      }
      begin(needed, name(of: needed))
      pending.append((needed, self.needs(of: needed), 0))
    }
  }

  private func build(_ key: Key) throws {
    switch key {
    case .parameter(let k): _ = try expressions.parameter(k)
    case .value(let entity, let phase): _ = try now(entity, phase)
    case .definition, .setting: break
    }
  }

  private func name(of key: Key) -> String {
    switch key {
    case .parameter(let k): scenario.parameters[k].name.name
    case .value(let entity, _): displayName(entity)
    case .setting(let name, _): name
    case .definition(let k, _, _, _, _, _): scenario.definitions[k].name.name
    }
  }

  /// What a parameter or a state needs whatever happens; not all that it may need.
  private func needs(of key: Key) -> [Key] {
    switch key {
    case .parameter(let k):
      return namesNeeded(by: [scenario.parameters[k].value]).compactMap {
        if case .parameter(let k) = $0 { .parameter(k) } else { nil }
      }
    case .value(.state(let k, let elements), let phase):
      let state = scenario.states[k]
      let parts = phase == .step ? state.process.expressions : [state.start]
      let needed = namesNeeded(by: parts).compactMap { name -> Key? in
        switch name {
        case .parameter(let k): return .parameter(k)
        case .state(let other) where other != k && scenario.states[other].each == state.each:
          return .value(.state(other, elements), phase)
        default: return nil
        }
      }
      return phase == .step ? needed + changes(of: k) : needed
    case .value(.eventFires(let k), .step):
      let event = scenario.events[k]
      return needs(of: [event.window].compactMap(\.self) + event.trigger.parts, read: k)
    default: return []
    }
  }

  /// What the events need that change a state whatever its index, and those themselves.
  private func changes(of state: Int) -> [Key] {
    let name = scenario.states[state].name.name
    return (changers[state]?.events ?? []).flatMap { event -> [Key] in
      let effects = scenario.events[event].effects.filter {
        $0.state.name == name && $0.index.isEmpty
      }
      guard !effects.isEmpty else { return [] }
      return needs(of: effects.map(\.value), read: event) + [.value(.eventFires(event), .step)]
    }
  }

  /// The parameters and states that an event reads in expressions; those that it changes it reads as
  /// they are before.
  private func needs(of parts: [Expression], read event: Int) -> [Key] {
    namesNeeded(by: parts).compactMap { name in
      switch name {
      case .parameter(let k): return .parameter(k)
      case .state(let k) where scenario.states[k].each.isEmpty && changers[k]?.places[event] == nil:
        return .value(.state(k, []), .step)
      default: return nil
      }
    }
  }

  /// The parameters and states that expressions read, through definitions too. What sums, memories
  /// and indices read is left out, and so is what may be a label.
  private func namesNeeded(by expressions: [Expression]) -> [Declared] {
    var found: [Declared] = []
    var definitions: Set<Int> = []
    var pending = Array(expressions.reversed())
    while let e = pending.popLast() {
      switch e.kind {
      case .name(let name):
        switch vocabulary.reference(name).declared {
        case _ where labelWords.contains(name): break
        case .definition(let k):
          guard scenario.definitions[k].each.isEmpty, definitions.insert(k).inserted else { break }
          pending.append(scenario.definitions[k].value)
        case .state(let k): if scenario.states[k].each.isEmpty { found.append(.state(k)) }
        case let declared?: found.append(declared)
        case nil: break
        }
      case .index(let base, let indices): found += indexed(base, indices)
      case .call(let name, let arguments):
        if MemoryFunction(rawValue: name) != nil { break }
        pending += arguments.filter { $0.label != "id" }.map(\.value).reversed()
      case .aggregate: break
      default: pending += e.parts.reversed()
      }
    }
    return found
  }

  /// `s[party]` of a state that has one value for each.
  private func indexed(_ base: Expression, _ indices: [Expression]) -> [Declared] {
    guard case .name(let name) = base.kind,
      case .declared(.state(let k)) = vocabulary.reference(name)
    else { return [] }
    let own = scenario.states[k].each.map(\.rawValue)
    let written = indices.map { e -> String in
      if case .name(let name) = e.kind { name } else { "" }
    }
    return own == written ? [.state(k)] : []
  }
}

extension EventEntry.Trigger {
  /// What it always reads in a step.
  fileprivate var parts: [Expression] {
    switch self {
    case .rate(let rate), .probability(let rate): [rate.value]
    case .when(let e): [e]
    case .date, .step, .after: []
    }
  }
}
