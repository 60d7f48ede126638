import Sim

/// One step of a state's process, as equations.
struct StateProcess {
  let compiler: Compiler
  let state: Int
  let elements: [Element]
  /// The entry as sites are called: `state.front`.
  let path: String

  func moved(_ scope: Scope) throws -> NodeID {
    let entry = compiler.scenario.states[state]
    let old = compiler.old(.state(state, elements))
    switch entry.process {
    case .constant: return old
    case .next(let e):
      var each = scope
      each.drawing = compiler.draws.drawing(path, eachStep: true, in: e)
      return try compiler.world.ofStateType(e, state, each)
    // x ← x + pull·(to − x) + sd·N, the exact discretisation's first order (Uhlenbeck &
    // Ornstein 1930); `pull` is the share of the gap closed in a step.
    case .meanReverting(let to, let pull, let sd):
      let target = try number(to, "to", scope)
      let share = try share(pull, "pull", scope)
      let gap = compiler.typed.graph.apply(.subtract, target, old)
      let closed = compiler.typed.graph.apply(.multiply, share, gap)
      let drawn = try shock(sd, scope)
      return added(added(old, closed), drawn)
    case .randomWalk(let drift, let sd):
      let drawn = try shock(sd, scope)
      guard let drift else { return added(old, drawn) }
      return added(added(old, try number(drift, "drift", scope)), drawn)
    // x ← x·exp(drift + sd·N): lognormal steps.
    case .geometric(let drift, let sd):
      let drawn = try shock(sd, scope)
      let exponent = try drift.map { added(try number($0, "drift", scope), drawn) } ?? drawn
      let factor = compiler.typed.graph.apply(.exp, exponent)
      return compiler.typed.graph.apply(.multiply, try withLogarithm(old), factor)
    case .decay(let share):
      let one = compiler.typed.graph.constant(1)
      let left = compiler.typed.graph.apply(
        .subtract, one, try self.share(share, "decay", scope))
      return compiler.typed.graph.apply(.multiply, left, old)
    case .jump(let rate, let size): return try jump(old, rate, size, scope)
    case .markov(let rows): return try markov(old, rows, scope)
    }
  }

  /// The old value, whose logarithm moves: only what is above 0 has one.
  private func withLogarithm(_ old: NodeID) throws -> NodeID {
    let entry = compiler.scenario.states[state]
    let logarithm = "'geometric' moves the logarithm of '\(entry.name.name)', which "
    let bad = compiler.typed.graph.apply(.lessOrEqual, old, compiler.typed.graph.constant(0))
    let start = compiler.constantValue(try compiler.now(.state(state, elements), .initial))
    let message = logarithm + "must be above 0"
    if let start, start <= 0 { throw entry.start.error(message) }
    // Nothing has moved what is read in the first step.
    let isFirst = compiler.typed.graph.apply(
      .lessOrEqual, compiler.typed.graph.step(), compiler.typed.graph.constant(1))
    let known =
      start != nil
      ? old
      : compiler.typed.checked(
        old, bad: compiler.typed.graph.and(bad, isFirst), message, at: entry.start)
    let later =
      start != nil ? bad : compiler.typed.graph.and(bad, compiler.typed.graph.not(isFirst))
    return compiler.typed.checked(
      known, bad: later, logarithm + "has come to 0 or below",
      at: entry.process.place ?? entry.start)
  }

  private func number(_ e: Expression, _ what: String, _ scope: Scope) throws -> NodeID {
    compiler.world.part(
      try compiler.expressions.number(e, scope, for: "'\(what)'"), ofState: state, at: e)
  }

  private func share(_ e: Expression, _ what: String, _ scope: Scope) throws -> NodeID {
    try compiler.expressions.within(.unit, try number(e, what, scope), e, "'\(what)'")
  }

  private func added(_ a: NodeID, _ b: NodeID) -> NodeID {
    compiler.typed.graph.apply(.add, a, b)
  }

  /// sd·N with the process's own site.
  private func shock(_ sd: Expression, _ scope: Scope) throws -> NodeID {
    let scale = try number(sd, "sd", scope)
    let below = compiler.typed.graph.apply(
      .less, scale, compiler.typed.graph.constant(-Rounding.tolerance))
    if compiler.constantValue(below) == 1 {
      throw sd.error(WorldCause.negativeSpread)
    }
    let z = compiler.draws.shock(of: state, elements)
    let held = compiler.typed.graph.held(scale, from: 0, to: nil)
    let scaled = compiler.typed.graph.apply(.multiply, held, z)
    return compiler.typed.checked(scaled, bad: below, "sd is below 0", at: sd)
  }

  /// A Poisson number of sizes each step: compound Poisson.
  private func jump(
    _ old: NodeID, _ rate: RateExpression, _ size: Expression, _ scope: Scope
  ) throws -> NodeID {
    let given = try compiler.world.ratePerStep(rate, scope)
    let below = compiler.typed.graph.apply(
      .less, given, compiler.typed.graph.constant(-Rounding.tolerance))
    let above = compiler.typed.graph.apply(.less, compiler.typed.graph.constant(1e9), given)
    let nearly = compiler.typed.graph.heldNearly(given, from: 0, to: nil)
    let mean = compiler.typed.graph.held(nearly, from: nil, to: 1e9)
    if compiler.constantValue(above) == 1 { throw rate.value.error(WorldCause.tooManyJumps) }
    let poisson = Family.named("poisson").map { Distribution.family($0, form: 0, at: 0) }
    guard let poisson else { return old }
    let count = compiler.world.drawn(poisson, [mean], path, elements, "poisson#1", eachStep: true)
    let known = compiler.typed.checked(count, bad: below, "the rate is below 0", at: rate.value)
    let checked = compiler.typed.checked(
      known, bad: above, WorldCause.tooManyJumps.wording, at: rate.value)
    var each = scope
    each.drawing = compiler.draws.drawing("\(path).size", eachStep: true, in: size)
    guard compiler.draws.draws(size) else {
      let one = try number(size, "size", each)
      return added(old, compiler.typed.graph.apply(.multiply, checked, one))
    }
    return added(old, try compiler.draws.jumps(checked, of: size, each))
  }

  /// Chances per step of leaving each regime; staying is the rest.
  private func markov(
    _ old: NodeID, _ rows: [(label: Named, leave: [(to: Named, chance: Expression)])],
    _ scope: Scope
  ) throws -> NodeID {
    let u = compiler.world.standard(.hazard, path, elements, "chance#1", eachStep: true)
    let labels = rows.map(\.label.name)
    var result = old
    for (position, row) in rows.enumerated() {
      let from = compiler.typed.graph.constant(Double(position))
      var next = from
      // By the labels' names, so that the order of the file does not matter to the draws.
      var limits: [(limit: NodeID, to: Int)] = []
      var sum = compiler.typed.graph.constant(0)
      for (to, chance) in row.leave.sorted(by: { $0.to.name < $1.to.name }) {
        guard let target = labels.firstIndex(of: to.name) else {
          throw to.error(
            WorldCause.noneOfRegimes(name: to.name, regimes: labels.joined(separator: ", ")))
        }
        let p = try compiler.expressions.number(chance, scope, for: "a chance of leaving")
        let below = compiler.typed.graph.apply(
          .less, p, compiler.typed.graph.constant(-Rounding.tolerance))
        sum = compiler.typed.graph.apply(.add, sum, p)
        let above = compiler.typed.graph.apply(
          .less, compiler.typed.graph.constant(1 + Rounding.tolerance), sum)
        let bad = compiler.typed.graph.or(
          compiler.typed.graph.or(below, above), compiler.typed.graph.apply(.isMissing, p))
        if compiler.constantValue(bad) == 1 {
          throw chance.error(WorldCause.chancesOfLeaving(row.label.name))
        }
        let limit = compiler.typed.checked(
          sum, bad: bad, "the chances of leaving '\(row.label.name)' are not in 0 … 1 together",
          at: chance)
        limits.append((limit, target))
      }
      for (limit, target) in limits.reversed() {
        let taken = compiler.typed.graph.apply(.less, u, limit)
        next = compiler.typed.graph.select(
          taken, compiler.typed.graph.constant(Double(target)), next)
      }
      let here = compiler.typed.graph.apply(.equal, old, from)
      result = compiler.typed.graph.select(here, next, result)
    }
    return result
  }
}

extension World {
  /// What moves or holds numbers has nothing to do with conditions and labels.
  func refuseNumbersOnly(_ k: Int) throws {
    let entry = scenario.states[k]
    guard stateTypes[k] != .number else { return }
    func error(_ what: String, _ place: Expression) -> Diagnostic {
      place.error(
        WorldCause.numbersOnly(what, state: entry.name.name, type: stateTypes[k].described))
    }
    let place = entry.process.place ?? entry.start
    switch entry.process {
    case .meanReverting: throw error("mean_reverting", place)
    case .randomWalk: throw error("random_walk", place)
    case .geometric: throw error("geometric", place)
    case .decay: throw error("decay", place)
    case .jump: throw error("jump", place)
    case .constant, .next, .markov:
      if let within = entry.within { throw error("within", within.low) }
    }
  }

  /// A standard draw of an entry that the entry's process makes by itself.
  func standard(
    _ kind: DrawSite.Kind, _ path: String, _ elements: [Element], _ family: String, eachStep: Bool
  ) -> NodeID {
    typed.graph.draw(
      DrawSite(path: "\(path)\(sitePlace(elements)):\(family)", kind: kind, eachStep: eachStep), [])
  }

  func drawn(
    _ distribution: Distribution, _ operands: [NodeID], _ path: String, _ elements: [Element],
    _ family: String, eachStep: Bool
  ) -> NodeID {
    let site = DrawSite(
      path: "\(path)\(sitePlace(elements)):\(family)", kind: .distribution(distribution),
      eachStep: eachStep)
    return typed.graph.draw(site, operands)
  }

  private func sitePlace(_ elements: [Element]) -> String {
    elements.isEmpty ? "" : "[\(elements.map(name(of:)).joined(separator: ","))]"
  }

  /// A rate in events per step.
  func ratePerStep(_ rate: RateExpression, _ scope: Scope) throws -> NodeID {
    let value = try expressions.number(rate.value, scope, for: "a rate")
    guard let word = rate.per else {
      throw rate.value.error(WorldCause.rateWithoutUnit(calendar.word))
    }
    let unit = try typed.timescale.unit(
      named: word, in: rate.value.source, at: rate.perOffset)
    return typed.perStep(value, unit)
  }

  /// A probability per step; 1 − (1 − p)^Δ for one per another unit of time.
  func probabilityPerStep(_ rate: RateExpression, _ scope: Scope) throws -> NodeID {
    let value = try expressions.number(rate.value, scope, for: "a probability")
    let checked = try probability(value, rate.value)
    guard let word = rate.per else { return checked }
    let unit = try typed.timescale.unit(
      named: word, in: rate.value.source, at: rate.perOffset)
    guard typed.timescale.ticks(in: unit) != typed.timescale.ticksInStep else { return checked }
    let one = typed.graph.constant(1)
    // A chance that rounding left above 1 leaves nothing.
    let stays = typed.graph.held(
      typed.graph.apply(.subtract, one, checked), from: 0, to: nil)
    return typed.graph.apply(.subtract, one, typed.leftPerStep(stays, unit))
  }

  /// A number that must be in 0 … 1, but for rounding. Compared with a draw, what is beyond a bound
  /// counts as the bound.
  func probability(_ value: NodeID, _ e: Expression) throws -> NodeID {
    let below = typed.graph.apply(.less, value, typed.graph.constant(-Rounding.tolerance))
    let above = typed.graph.apply(.less, typed.graph.constant(1 + Rounding.tolerance), value)
    let bad = typed.graph.or(
      typed.graph.or(below, above), typed.graph.apply(.isMissing, value))
    if constantValue(bad) == 1 {
      throw e.error(WorldCause.probabilityOutOfRange(hint: expressions.percentHint(e)))
    }
    return typed.checked(value, bad: bad, "a probability outside 0 … 1", at: e)
  }
}

extension StateEntry.Process {
  /// What the state comes from in a step; `nil` if only events change it.
  var place: Expression? {
    switch self {
    case .constant, .markov: nil
    case .next(let e), .decay(let e): e
    case .meanReverting(let to, _, _): to
    case .randomWalk(let drift, let sd), .geometric(let drift, let sd): drift ?? sd
    case .jump(_, let size): size
    }
  }
}
