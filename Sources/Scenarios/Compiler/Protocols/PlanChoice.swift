import Sim

/// Plans on the table as candidates to choose from.
struct PlanChoice {
  struct Candidate {
    var plan: Int
    /// On the table, and not rejected since it was laid there.
    var isOnBallot: NodeID
  }

  unowned let compiler: Compiler

  init(_ compiler: Compiler) { self.compiler = compiler }

  /// The judgement of every plan with what the parties know when the text is made.
  func candidates() throws -> [Candidate] {
    guard !compiler.scenario.plans.isEmpty else {
      let talks = compiler.scenario.talks
      guard let name = talks?.protocolName else { throw AlreadyReported() }
      throw name.error(TalksCause.noPlans(name.name))
    }
    noteEmptyBallot()
    return try compiler.scenario.plans.indices.map {
      let isLaid = try compiler.aftermath.isOnBallot($0)
      guard !compiler.scenario.constraints.isEmpty else {
        return Candidate(plan: $0, isOnBallot: isLaid)
      }
      let keeps = try compiler.texts.keeps(try compiler.texts.plan($0).terms)
      return Candidate(plan: $0, isOnBallot: compiler.typed.graph.and(isLaid, keeps))
    }
  }

  /// A ballot that stays empty is hardly meant.
  private func noteEmptyBallot() {
    let scenario = compiler.scenario
    let isLaid = scenario.events.contains(where: \.laysPlan)
    let isOpened = scenario.plans.indices.contains { compiler.negotiation.opens($0) }
    guard !isLaid, !isOpened, !scenario.plans.contains(where: { $0.tabled != nil }),
      let word = scenario.talks?.protocolName
    else { return }
    compiler.note(
      Note(
        at: word,
        "no plan ever comes to the table: name one as 'opening', "
          + (scenario.clock?.start == nil ? "" : "give one a 'tabled' date, ")
          + "or let an event 'table' it"))
  }

  /// The plan that a concept singles out among those on the table, of those that a carrying set of
  /// parties would accept. `name` says which concept, `best` which plan by what the set gains.
  func best(
    _ name: String, settings: [NodeID],
    _ best:
      @escaping @Sendable (_ gains: [[Double]], _ settings: [Double], _ sizes: GainSizes)
      -> RankedPlace?
  ) throws -> OfferedText {
    let carrying = try compiler.texts.carrying()
    let members = carrying.members
    // By name, so that of equal plans the first by name counts.
    let plans = try candidates().sorted {
      compiler.scenario.plans[$0.plan].name.name < compiler.scenario.plans[$1.plan].name.name
    }
    let scope = Scope(phase: .step, stage: .text)
    var operands: [NodeID] = []
    for plan in plans {
      let text = try compiler.texts.plan(plan.plan)
      operands.append(plan.isOnBallot)
      for p in members {
        let worth = try compiler.parties.value(p, text, scope)
        let noDeal = try compiler.negotiation.talkRead(.noDeal(p), scope).0
        operands.append(compiler.typed.graph.apply(.subtract, worth, noDeal))
        let refuses = compiler.typed.graph.not(
          compiler.parties.isNoLess(worth, than: noDeal, for: p))
        operands.append(
          compiler.typed.graph.or(try compiler.parties.crossesHardLine(p, text, scope), refuses))
      }
    }
    let (count, size) = (plans.count, 1 + 2 * members.count)
    var sizes = try members.map {
      compiler.parties.size($0, noDeal: try compiler.negotiation.talkRead(.noDeal($0), scope).0)
    }
    // Where all are near 1 nobody asks.
    if sizes.allSatisfy({ compiler.constantValue($0) == 1 }) { sizes = [] }
    let areAllMade = members.allSatisfy { compiler.parties.makesItsValues($0) }
    let firstOfSizes = operands.count + settings.count + carrying.parameters.count
    let kernel = Kernel(
      name: "\(name)/\(count)/\(members.count)/\(settings.count)|\(carrying.text)"
        + (sizes.isEmpty ? "" : "/\(sizes.count)\(areAllMade ? "" : "/mixed")"), resultCount: 1
    ) { [isSized = !sizes.isEmpty] x, results in
      let own = (0..<members.count).map { isSized ? GainSizes.known(x[firstOfSizes + $0]) : 1 }
      let largest = own.max() ?? 1
      let powers = (0..<members.count).map { place in
        settings.isEmpty ? 1 : x[count * size + place]
      }
      let parameters = x + count * size + settings.count
      guard let sets = carrying.coalitions(parameters) else {
        results[0] = -2
        return
      }
      var chosen: (place: Int, worth: Double)?
      for set in sets {
        let rational = (0..<count).filter { plan in
          let y = x + plan * size
          return y[0] != 0 && set.allSatisfy { y[2 + 2 * $0] == 0 }
        }
        let gains = rational.map { plan in set.map { x[plan * size + 1 + 2 * $0] } }
        let sizes = GainSizes(
          own: set.map { own[$0] }, largest: largest, unit: areAllMade ? largest : 1)
        guard let found = best(gains, set.map { powers[$0] }, sizes) else { continue }
        if chosen.map({ found.worth > $0.worth + 1e-11 }) ?? true {
          chosen = (rational[found.place], found.worth)
        }
      }
      results[0] = chosen.map { Double($0.place) } ?? -1
    }
    let place = compiler.texts.clear(
      compiler.typed.graph.results(
        of: kernel, operands + settings + carrying.parameters + sizes)[0], carrying)
    return try chosen(
      plans.enumerated().map { rank, plan in
        let here = compiler.typed.graph.apply(
          .equal, place, compiler.typed.graph.constant(Double(rank)))
        return (plan.plan, here, here)
      })
  }

  /// The plan with the highest score among those that count; of equal ones the first by name.
  func chosen(_ scored: [(plan: Int, counts: NodeID, score: NodeID)]) throws -> OfferedText {
    let byName = scored.sorted {
      compiler.scenario.plans[$0.plan].name.name < compiler.scenario.plans[$1.plan].name.name
    }
    var found = compiler.typed.graph.condition(false)
    var most = compiler.typed.graph.constant(-.infinity)
    var text = compiler.texts.settledText(
      compiler.scenario.issues.map { _ in compiler.typed.graph.constant(0) }, by: [])
    var origin = compiler.typed.graph.constant(-1)
    for (plan, counts, score) in byName {
      let better = compiler.typed.graph.and(
        counts,
        compiler.typed.graph.or(
          compiler.typed.graph.not(found), compiler.typed.graph.apply(.less, most, score)))
      let candidate = try compiler.texts.plan(plan)
      func taken(_ own: [NodeID], _ other: [NodeID]) -> [NodeID] {
        zip(own, other).map { compiler.typed.graph.select(better, $0, $1) }
      }
      text = Text(
        terms: taken(candidate.terms, text.terms), open: taken(candidate.open, text.open),
        shares: taken(candidate.shares, text.shares))
      origin = compiler.typed.graph.select(
        better, compiler.typed.graph.constant(Double(plan)), origin)
      most = compiler.typed.graph.select(better, score, most)
      found = compiler.typed.graph.or(found, counts)
    }
    text.origin = .moving(origin)
    return OfferedText(found: found, text: text)
  }
}
