import Sim

typealias CompetingGroup = (places: [Int: Int], sums: [NodeID], byRate: Bool)

/// Events: a trigger, a window, and what is remembered of them.
extension World {
  /// Whether an event fires in a step. Nothing fires at step 0.
  func firesNode(_ k: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.condition(false) }
    let entry = scenario.events[k]
    let scope = Scope(phase: .step, stage: .world, view: .trigger(event: k))
    let open = try window(k, scope)
    let triggered: NodeID
    switch entry.trigger {
    case .rate(let rate):
      if let group = entry.competes {
        return try competing(group, k)
      }
      let p = typed.graph.apply(.rateChance, try eventRate(rate, k, scope))
      triggered = typed.graph.apply(.less, chance(of: k), p)
    case .probability(let rate):
      if let group = entry.competes {
        return try competing(group, k)
      }
      let p = try eventProbability(rate, k, scope)
      triggered = typed.graph.apply(.less, chance(of: k), p)
    case .date(let date, let named):
      guard let step = calendar.step(covering: date), step > 0 else {
        throw named.error(ScenarioCause.outsideClock)
      }
      triggered = isStep(step)
    case .step(let step, _): triggered = isStep(step)
    case .after(let named, let delay):
      triggered = try delayed(try event(named), by: delay, k)
    case .when(let condition):
      let holds = try expressions.condition(condition, scope, for: "'when'")
      triggered = typed.graph.and(holds, typed.graph.not(old(.eventWhen(k))))
    }
    return typed.graph.and(open, triggered)
  }

  /// `while` holds and an event that is for once has not happened.
  private func window(_ k: Int, _ scope: Scope) throws -> NodeID {
    let entry = scenario.events[k]
    var open = typed.graph.condition(true)
    if let window = entry.window {
      open = try expressions.condition(window, scope, for: "'while'")
    }
    if entry.once {
      open = typed.graph.and(open, typed.graph.not(old(.eventHappened(k))))
    }
    return open
  }

  private func chance(of k: Int) -> NodeID {
    standard(.hazard, "events.\(scenario.events[k].name.name)", [], "chance#1", eachStep: true)
  }

  private func isStep(_ step: Int) -> NodeID {
    typed.graph.apply(.equal, typed.graph.step(), typed.graph.constant(Double(step)))
  }

  private func eventRate(_ rate: RateExpression, _ k: Int, _ scope: Scope) throws -> NodeID {
    var scope = scope
    scope.drawing = draws.drawing(
      "events.\(scenario.events[k].name.name).rate", eachStep: false, in: rate.value)
    let value = try ratePerStep(rate, scope)
    let below = typed.graph.or(
      typed.graph.apply(.less, value, typed.graph.constant(-Rounding.tolerance)),
      typed.graph.apply(.isMissing, value))
    if constantValue(below) == 1 { throw rate.value.error(WorldCause.negativeRate) }
    // One that rounding left below 0 lets nothing happen as it is.
    return typed.checked(value, bad: below, "a rate below 0 or missing", at: rate.value)
  }

  private func eventProbability(_ rate: RateExpression, _ k: Int, _ scope: Scope) throws
    -> NodeID
  {
    var scope = scope
    scope.drawing = draws.drawing(
      "events.\(scenario.events[k].name.name).probability", eachStep: false, in: rate.value)
    return try probabilityPerStep(rate, scope)
  }

  /// One event of a group in which at most one fires in a step.
  ///
  /// Rates: some event fires with chance 1 − exp(−Σr), each in proportion to its rate (competing
  /// exponential clocks). Probabilities add. Members go by name, so the file's order is no matter.
  private func competing(_ group: Named, _ k: Int) throws -> NodeID {
    let (places, sums, byRate) = try shares(of: group)
    let total = sums.last ?? typed.graph.constant(0)
    let path = "competes.\(group.name)"
    let u = standard(.hazard, path, [], "chance#1", eachStep: true)
    var some = typed.graph.condition(true)
    var point = u
    if byRate {
      some = typed.graph.apply(.less, u, typed.graph.apply(.rateChance, total))
      let which = standard(.uniform, path, [], "uniform#1", eachStep: true)
      point = typed.graph.apply(.multiply, which, total)
    } else {
      let above = typed.graph.apply(.less, typed.graph.constant(1 + Rounding.tolerance), total)
      let problem = WorldCause.chancesOfGroup(group.name)
      if constantValue(above) == 1 {
        throw places[k] == 0 ? group.error(problem) as any Error : AlreadyReported()
      }
      point = typed.graph.checked(
        u, bad: above, problem.wording, at: group.source.position(of: 0), path: group.source.path)
    }
    let place = places[k] ?? 0
    let before = place > 0 ? sums[place - 1] : typed.graph.constant(0)
    let upTo = sums[place]
    let above = typed.graph.apply(.lessOrEqual, before, point)
    let below = typed.graph.apply(.less, point, upTo)
    return typed.graph.and(some, typed.graph.and(above, below))
  }

  /// The places of a group's members by name; the sums of their rates or probabilities up to each
  /// of them, and whether they are rates. Read once for all of its members.
  private func shares(of group: Named) throws -> CompetingGroup {
    if let known = compiler.competingGroups[group.name] { return known }
    let members = scenario.events.indices
      .filter { scenario.events[$0].competes?.name == group.name }
      .sorted { scenario.events[$0].name.name < scenario.events[$1].name.name }
    var shares: [NodeID] = []
    var byRate = false
    for (position, member) in members.enumerated() {
      let scope = Scope(phase: .step, stage: .world, view: .trigger(event: member))
      let open = try window(member, scope)
      let isRate: Bool
      let share: NodeID
      switch scenario.events[member].trigger {
      case .rate(let rate):
        isRate = true
        share = try eventRate(rate, member, scope)
      case .probability(let rate):
        isRate = false
        share = try eventProbability(rate, member, scope)
      default:
        throw group.error(ScenarioCause.cannotCompete)
      }
      if position == 0 { byRate = isRate }
      guard isRate == byRate else {
        throw group.error(ScenarioCause.mixedGroup(group.name))
      }
      shares.append(typed.graph.select(open, share, typed.graph.constant(0)))
    }
    var sums: [NodeID] = []
    for share in shares {
      sums.append(sums.last.map { typed.graph.apply(.add, $0, share) } ?? share)
    }
    let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let found = (places, sums, byRate)
    compiler.competingGroups[group.name] = found
    return found
  }

  /// The condition of `when` as the last step left it; talks as the world sees them, events as a
  /// trigger does, or `when: happened(e)` would be true before it could become true.
  func whenNode(_ k: Int, _ phase: Phase) throws -> NodeID {
    guard case .when(let condition) = scenario.events[k].trigger else {
      return typed.graph.condition(false)
    }
    return try expressions.condition(
      condition, Scope(phase: phase, stage: .world, view: .triggerAtEnd), for: "'when'")
  }

  // MARK: Delays

  func event(_ named: Named) throws -> EventName {
    if let event = compiler.vocabulary.reference(named.name).event {
      if case .talk = event, scenario.talks == nil {
        throw named.error(ScenarioCause.withoutTalks(.word(named.name)))
      }
      return event
    }
    let all = scenario.events.map(\.name.name) + TalkEvent.allCases.map(\.rawValue)
    let hint = self.hint(named.name, among: all)
    throw named.error(ScenarioCause.missing(what: "event", named.name, hint: hint))
  }

  /// Whether an event fired `delay` ago, in whole steps and at least one.
  ///
  /// The past of an event is kept as bits, fifty steps a memory, so that the delay may differ from
  /// trial to trial and each firing counts.
  private func delayed(_ event: EventName, by delay: Expression?, _ k: Int) throws -> NodeID {
    let one = typed.graph.constant(1)
    var steps = one
    if let delay {
      var scope = Scope(phase: .step, stage: .world)
      scope.drawing = draws.drawing(
        "events.\(scenario.events[k].name.name).delay", eachStep: false, in: delay)
      let value = try expressions.build(delay, scope)
      guard value.type == .duration else {
        throw delay.error(WorldCause.delayNeedsDuration)
      }
      guard [.constant, .trial].contains(tier(of: value.node)) else {
        throw delay.error(WorldCause.delayMoves)
      }
      if constantValue(value.node) == 0 {
        throw delay.error(WorldCause.delayOfZero)
      }
      steps = try delayInSteps(value.node, delay)
    }
    let bits = Self.bitsPerWord
    let width = typed.graph.constant(Double(bits))
    let back = typed.graph.apply(.subtract, steps, one)
    let word = typed.graph.apply(.floor, typed.graph.apply(.divide, back, width))
    let bit = typed.graph.apply(.subtract, back, typed.graph.apply(.multiply, word, width))
    let scale = typed.graph.apply(
      .power, typed.graph.constant(2), typed.graph.apply(.negate, bit))
    var result = typed.graph.condition(false)
    let words = (min(calendar.steps, 1000) + bits - 1) / bits
    for w in 0..<max(1, words) {
      let here = typed.graph.apply(.equal, word, typed.graph.constant(Double(w)))
      if constantValue(here) == 0 { continue }
      let history = old(.history(event, word: w))
      let shifted = typed.graph.apply(.floor, typed.graph.apply(.multiply, history, scale))
      let half = typed.graph.apply(.multiply, shifted, typed.graph.constant(0.5))
      let odd = typed.graph.apply(
        .less, typed.graph.apply(.floor, half), half)
      result = typed.graph.or(result, typed.graph.and(here, odd))
    }
    return result
  }

  /// In whole steps, at least one; what is drawn must keep to the same limits as a constant.
  private func delayInSteps(_ duration: NodeID, _ delay: Expression) throws -> NodeID {
    let below = typed.graph.apply(.less, duration, typed.graph.constant(-Rounding.tolerance))
    if constantValue(below) == 1 { throw delay.error(WorldCause.delayNegative) }
    let steps = typed.graph.maximum(typed.wholeSteps(duration), typed.graph.constant(1))
    if let fixed = constantValue(steps), fixed > 1000 {
      throw delay.error(WorldCause.delayTooLong)
    }
    let known = typed.checked(steps, bad: below, WorldCause.delayNegative.wording, at: delay)
    // On a clock that ends before, one that is longer never comes.
    guard calendar.steps > 1000 else { return known }
    let above = typed.graph.apply(.less, typed.graph.constant(1000), steps)
    return typed.checked(known, bad: above, WorldCause.delayTooLong.wording, at: delay)
  }

  private static let bitsPerWord = 50

  /// Bits of the last fifty steps, the newest lowest; older ones in the next word.
  func historyNode(_ event: EventName, word: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return typed.graph.constant(0) }
    let top = typed.graph.constant(Double(1 << (Self.bitsPerWord - 1)))
    let incoming: NodeID
    if word == 0 {
      incoming = try fires(event)
    } else {
      incoming = typed.graph.apply(.lessOrEqual, top, old(.history(event, word: word - 1)))
    }
    let before = old(.history(event, word: word))
    let full = typed.graph.apply(.lessOrEqual, top, before)
    let kept = typed.graph.apply(
      .subtract, before, typed.graph.select(full, top, typed.graph.constant(0)))
    let doubled = typed.graph.apply(.multiply, kept, typed.graph.constant(2))
    return typed.graph.apply(.add, doubled, incoming)
  }

  private func fires(_ event: EventName) throws -> NodeID {
    switch event {
    case .declared(let k): try now(.eventFires(k), .step)
    case .talk(let talk): try now(.talk(.fires(talk)), .step)
    }
  }

  // MARK: What is remembered

  func eventMemory(_ entity: Entity, _ phase: Phase) throws -> NodeID {
    let missing = typed.graph.constant(.nan)
    switch entity {
    case .eventHappened(let k):
      guard phase == .step else { return typed.graph.condition(false) }
      return typed.graph.or(old(entity), try now(.eventFires(k), .step))
    case .eventCount(let k):
      guard phase == .step else { return typed.graph.constant(0) }
      return typed.graph.apply(.add, old(entity), try now(.eventFires(k), .step))
    case .eventLastStep(let k):
      guard phase == .step else { return missing }
      return typed.graph.select(
        try now(.eventFires(k), .step), typed.graph.step(), old(entity))
    case .eventFirstStep(let k):
      guard phase == .step else { return missing }
      return first(try now(.eventFires(k), .step), typed.graph.step(), entity)
    case .eventFirstDate(let k):
      guard phase == .step, let days = dayNumbers else { return missing }
      return first(try now(.eventFires(k), .step), typed.graph.table(days), entity)
    default: return missing
    }
  }

  /// The value at the first time a condition holds.
  func first(_ holds: NodeID, _ value: NodeID, _ entity: Entity) -> NodeID {
    let before = old(entity)
    let none = typed.graph.apply(.isMissing, before)
    return typed.graph.select(typed.graph.and(none, holds), value, before)
  }
}
