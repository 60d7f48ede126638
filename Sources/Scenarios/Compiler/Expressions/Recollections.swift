import Sim

/// A function that remembers an expression from step to step: `count(c)`, `previous(x)` …
struct Recollection {
  enum Kind: Hashable {
    /// The value `back` steps before the last step's end; 0 is the last step's.
    case previous(back: Int)
    case count, first, firstDate, heldFor, longest, highest, lowest, total
  }

  /// Two that have the same are one.
  struct Key: Hashable {
    var kind: Kind
    var text: String
    var indices: String
  }

  var kind: Kind
  var expression: Expression
  var indices: [String: Element]
  var type: ValueType
  var text: String

  var mayBeMissing: Bool {
    switch kind {
    case .count, .heldFor, .longest: false
    case .previous: type == .number || type == .date || type == .duration
    default: true
    }
  }
}

extension Expressions {
  func recall(
    _ name: MemoryFunction, _ arguments: [Expression.Argument], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    let most = name == .previous ? 2 : 1
    guard (1...most).contains(arguments.count), arguments.allSatisfy({ $0.label == nil }) else {
      throw e.error(
        name == .previous ? "write previous(x) or previous(x, 4)" : "write \(name.rawValue)(x)")
    }
    let argument = arguments[0].value
    if case .name(let word) = argument.kind, let event = reference(word, scope).event {
      let isOfTalks = if case .talk = event { true } else { false }
      if !isOfTalks || scenario.talks != nil {
        return try ofEvent(name, event, argument, e, scope)
      }
    }
    if name.needsEvent { throw noEvent(name, argument, scope) }
    return try ofExpression(name, arguments.map(\.value), e, scope)
  }

  // MARK: Of events

  private func ofEvent(
    _ name: MemoryFunction, _ event: EventName, _ argument: Expression, _ e: Expression,
    _ scope: Scope
  ) throws -> Typed {
    let entity: Entity
    switch (name, event) {
    case (.fires, .declared(let k)): entity = .eventFires(k)
    case (.happened, .declared(let k)), (.ever, .declared(let k)): entity = .eventHappened(k)
    case (.count, .declared(let k)): entity = .eventCount(k)
    case (.since, .declared(let k)): entity = .eventLastStep(k)
    case (.first, .declared(let k)): entity = .eventFirstStep(k)
    case (.dateOf, .declared(let k)): entity = .eventFirstDate(k)
    case (.fires, .talk(let t)): entity = .talk(.fires(t))
    case (.happened, .talk(let t)), (.ever, .talk(let t)): entity = .talk(.happened(t))
    case (.count, .talk(let t)): entity = .talk(.count(t))
    case (.since, .talk(let t)): entity = .talk(.lastStep(t))
    case (.first, .talk(let t)): entity = .talk(.firstStep(t))
    case (.dateOf, .talk(let t)): entity = .talk(.firstDate(t))
    default: throw argument.error(NameCause.eventNotValue(name.rawValue))
    }
    if name == .dateOf, calendar.start == nil {
      throw e.error(ScenarioCause.needsStart("date_of"))
    }
    let (node, isOld) = try read(entity, scope)
    switch name {
    case .fires, .happened, .ever: return Typed(node, .condition)
    case .dateOf: return Typed(node, .date)
    case .since:
      let here = scope.phase == .initial ? typed.graph.constant(0) : typed.graph.step()
      let until =
        isOld && scope.phase == .step
        ? typed.graph.apply(.subtract, here, typed.graph.constant(1)) : here
      return typed.duration(steps: typed.graph.apply(.subtract, until, node))
    default: return Typed(node, .number)
    }
  }

  /// An event's quantity as a reader sees it. Triggers see all events as they stood before.
  private func read(_ entity: Entity, _ scope: Scope) throws -> (NodeID, isOld: Bool) {
    guard scope.phase == .step else { return (try now(entity, .initial), false) }
    if case .talk(let quantity) = entity { return try negotiation.talkRead(quantity, scope) }
    switch scope.view {
    case .trigger, .triggerAtEnd: return (old(entity), true)
    default: return (try now(entity, .step), false)
    }
  }

  // MARK: Of expressions

  private func ofExpression(
    _ name: MemoryFunction, _ arguments: [Expression], _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    var end = Scope(phase: .initial, stage: .end)
    end.indices = scope.indices
    // Built at step 0 for its type only; the memory builds its own.
    let type = try build(arguments[0], end).type
    if name == .ever { return try ever(arguments[0], type, e, scope) }
    let (kind, result) = try recollectionKind(name, arguments, type, e)
    let k = recollection(kind, arguments[0], type, scope)
    guard scope.phase == .step else {
      if name == .average { return Typed(try build(arguments[0], end).node, .number) }
      return inTime(try now(.recollection(k), .initial), kind, result)
    }
    let seen: NodeID
    if case .previous = kind {
      seen = old(.recollection(k))
    } else if isDecided(arguments[0], for: scope) {
      seen = try now(.recollection(k), .step)
    } else {
      seen = old(.recollection(k))
    }
    if name == .average {
      // Over steps 0 … now: the start and all that `total` has.
      let current = isDecided(arguments[0], for: scope)
      let start = recollection(.previous(back: 0), arguments[0], type, scope)
      let first = try now(.recollection(start), .initial)
      let here = typed.graph.step()
      let number =
        current ? typed.graph.apply(.add, here, typed.graph.constant(1)) : here
      return Typed(
        typed.graph.apply(.divide, typed.graph.apply(.add, first, seen), number), .number)
    }
    return inTime(seen, kind, result)
  }

  /// Runs are counted in steps and read as durations.
  private func inTime(_ value: NodeID, _ kind: Recollection.Kind, _ type: ValueType) -> Typed {
    switch kind {
    case .heldFor, .longest: typed.duration(steps: value)
    default: Typed(value, type)
    }
  }

  /// Whether a condition has ever held; of another value, whether it has come to be.
  private func ever(
    _ x: Expression, _ type: ValueType, _ e: Expression, _ scope: Scope
  ) throws -> Typed {
    let value =
      type == .condition
      ? try ofExpression(.first, [x], e, scope) : try build(x, scope)
    return Typed(typed.graph.not(typed.graph.apply(.isMissing, value.node)), .condition)
  }

  private func recollectionKind(
    _ name: MemoryFunction, _ arguments: [Expression], _ type: ValueType, _ e: Expression
  ) throws -> (Recollection.Kind, ValueType) {
    func needs(_ wanted: ValueType, _ what: String) throws {
      guard type == wanted else {
        throw arguments[0].error(
          NameCause.memoryNeeds(function: name.rawValue, what: what, found: type.described))
      }
    }
    switch name {
    case .previous:
      var back = 1
      if arguments.count == 2 {
        guard case .number(let n) = arguments[1].kind, n == n.rounded(), (1...1000).contains(n)
        else {
          throw arguments[1].error(NameCause.stepsBack)
        }
        back = Int(n)
      }
      return (.previous(back: back - 1), type)
    case .count:
      try needs(.condition, "an event or a condition")
      return (.count, .number)
    case .first:
      try needs(.condition, "an event or a condition")
      return (.first, .number)
    case .dateOf:
      try needs(.condition, "an event or a condition")
      guard calendar.start != nil else { throw e.error(ScenarioCause.needsStart("date_of")) }
      return (.firstDate, .date)
    case .heldFor:
      try needs(.condition, "a condition")
      return (.heldFor, .duration)
    case .longest:
      try needs(.condition, "a condition")
      return (.longest, .duration)
    case .highest:
      try needs(.number, "a number")
      return (.highest, .number)
    case .lowest:
      try needs(.number, "a number")
      return (.lowest, .number)
    default:
      try needs(.number, "a number")
      return (.total, .number)
    }
  }

  func recollection(
    _ kind: Recollection.Kind, _ e: Expression, _ type: ValueType, _ scope: Scope
  ) -> Int {
    let indices = scope.indices.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(name(of: $0.value))" }.joined(separator: ",")
    let text = e.description
    let key = Recollection.Key(kind: kind, text: text, indices: indices)
    if let known = compiler.recollectionKeys[key] { return known }
    compiler.recollections.append(
      Recollection(
        kind: kind, expression: e, indices: scope.indices, type: type, text: text))
    compiler.recollectionKeys[key] = compiler.recollections.count - 1
    return compiler.recollections.count - 1
  }

  /// The value at the end of a step.
  func recollectionNode(_ k: Int, _ phase: Phase) throws -> NodeID {
    let entry = compiler.recollections[k]
    var scope = Scope(phase: phase, stage: .end)
    scope.indices = entry.indices
    let entity = Entity.recollection(k)
    let here = phase == .initial ? typed.graph.constant(0) : typed.graph.step()
    if case .previous(let back) = entry.kind, back > 0 {
      let nearer = recollection(.previous(back: back - 1), entry.expression, entry.type, scope)
      return phase == .initial
        ? try now(.recollection(nearer), .initial) : old(.recollection(nearer))
    }
    let x = try build(entry.expression, scope).node
    let zero = typed.graph.constant(0)
    let one = typed.graph.constant(1)
    switch entry.kind {
    case .previous: return x
    case .count:
      return phase == .initial ? zero : typed.graph.apply(.add, old(entity), x)
    case .first:
      let missing = typed.graph.constant(.nan)
      return phase == .initial ? typed.graph.select(x, zero, missing) : world.first(x, here, entity)
    case .firstDate:
      guard let days = dayNumbers else { return typed.graph.constant(.nan) }
      if phase == .initial {
        return typed.graph.select(x, typed.graph.constant(days[0]), typed.graph.constant(.nan))
      }
      return world.first(x, typed.graph.table(days), entity)
    case .heldFor:
      if phase == .initial { return typed.graph.select(x, one, zero) }
      return typed.graph.select(x, typed.graph.apply(.add, old(entity), one), zero)
    case .longest:
      let held = recollection(.heldFor, entry.expression, entry.type, scope)
      let run = try now(.recollection(held), phase)
      return phase == .initial ? run : typed.graph.maximum(old(entity), run)
    case .highest: return phase == .initial ? x : typed.graph.maximum(old(entity), x)
    case .lowest: return phase == .initial ? x : typed.graph.minimum(old(entity), x)
    case .total: return phase == .initial ? zero : typed.graph.apply(.add, old(entity), x)
    }
  }
}
