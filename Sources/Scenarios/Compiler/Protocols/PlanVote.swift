import Sim

/// A vote over the plans on the table, in each round: approval (Brams & Fishburn 1978), plurality
/// or Borda's count (1781). The winner becomes the draft; of equal ones the first by name.
struct PlanVote: TextMaking {
  static let word = "plan_vote"
  static let keys: [Field<Talks>] = [
    .own("votes", .perParty, "each party's votes; 1"),
    .own(
      "method", .one(of: ["approval", "plurality", "borda"], "method"),
      "how votes are counted; approval"),
    .own(
      "quota", .ownExpression,
      "the share of all votes whose holders must accept the draft, in place of consents"),
  ]

  static func choosesPlans(_ talks: Talks) -> Bool { true }

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    guard let quota = talks.expression("quota"), talks.carriedWhen != nil else { return [] }
    return [
      quota.error(TalksCause.quotaAndRule)
    ]
  }

  private func votes(_ p: Int) throws -> NodeID {
    try compiler.negotiation.talksSetting(talks.perParty("votes"), "votes", of: p, default: 1)
  }

  func offer() throws -> OfferedText {
    let candidates = try PlanChoice(compiler).candidates()
    var scores = candidates.map { _ in compiler.typed.graph.constant(0) }
    var total = compiler.typed.graph.constant(0)
    for p in compiler.scenario.parties.indices {
      let points: [NodeID]
      switch talks.word("method")?.name {
      case "plurality": points = try favourites(of: p, candidates)
      case "borda": points = try beaten(of: p, candidates)
      default:
        let scope = Scope(phase: .step, stage: .text)
        points = try candidates.map {
          try compiler.parties.accepts(p, try compiler.texts.plan($0.plan), scope)
        }
      }
      let votes = try votes(p)
      total = compiler.typed.graph.apply(.add, total, votes)
      for k in candidates.indices {
        let own = compiler.typed.graph.apply(.multiply, votes, points[k])
        scores[k] = compiler.typed.graph.apply(.add, scores[k], own)
      }
    }
    var text = try PlanChoice(compiler).chosen(
      zip(candidates, scores).map { ($0.plan, $0.isOnBallot, forgiving($1)) })
    // Nobody votes where all have none.
    let some = compiler.typed.graph.apply(.less, compiler.typed.graph.constant(0), total)
    if compiler.constantValue(some) == 0 {
      compiler.note(Note(at: talks.protocolName, "nobody has any votes, so no plan is ever chosen"))
    }
    text.found = compiler.typed.graph.and(text.found, some)
    return text
  }

  /// The nearest whole number of 1e-9: sums in another order, which differ in their last digits, are equal.
  private func forgiving(_ value: NodeID) -> NodeID {
    let units = compiler.typed.graph.apply(
      .multiply, value, compiler.typed.graph.constant(Self.units))
    return compiler.typed.graph.apply(
      .floor, compiler.typed.graph.apply(.add, units, compiler.typed.graph.constant(0.5)))
  }

  private static let units = 1e9

  /// What plans are worth to a party, without what rounding makes of it: of values that the file makes in
  /// proportion to the largest on the ballot.
  private func forgiving(
    _ values: [NodeID], of p: Int, _ candidates: [PlanChoice.Candidate]
  ) -> [NodeID] {
    guard compiler.parties.makesItsValues(p) else { return values.map(forgiving) }
    let one = compiler.typed.graph.constant(1)
    let size = zip(values, candidates).reduce(one) { most, plan in
      let own = compiler.typed.graph.select(
        plan.1.isOnBallot, compiler.typed.graph.apply(.absolute, plan.0), one)
      return compiler.typed.graph.maximum(most, own)
    }
    return values.map { forgiving(compiler.typed.graph.apply(.divide, $0, size)) }
  }

  /// By place among the candidates, in the order of their names: of equal plans the first by name
  /// comes first.
  private func ranked(_ candidates: [PlanChoice.Candidate]) -> [Int] {
    let names = compiler.scenario.plans.map(\.name.name)
    return candidates.indices.sorted { names[candidates[$0].plan] < names[candidates[$1].plan] }
  }

  private func values(of p: Int, _ candidates: [PlanChoice.Candidate]) throws -> [NodeID] {
    try candidates.map {
      try compiler.parties.value(
        p, try compiler.texts.plan($0.plan), Scope(phase: .step, stage: .text))
    }
  }

  /// Whether each plan is worth more to a party than all others on the ballot: more than the best
  /// of those before it by name, and no less than the best of those after it.
  private func favourites(
    of p: Int, _ candidates: [PlanChoice.Candidate]
  ) throws -> [NodeID] {
    let values = forgiving(try values(of: p, candidates), of: p, candidates)
    let order = ranked(candidates)
    let none = compiler.typed.graph.constant(-.infinity)
    /// The best of those before each in an order, and whether there are any.
    func before(_ order: [Int]) -> [Int: (best: NodeID, some: NodeID)] {
      var found: [Int: (best: NodeID, some: NodeID)] = [:]
      var best = none
      var some = compiler.typed.graph.condition(false)
      for k in order {
        found[k] = (best, some)
        let counts = candidates[k].isOnBallot
        let own = compiler.typed.graph.select(counts, values[k], none)
        best = compiler.typed.graph.maximum(best, own)
        some = compiler.typed.graph.or(some, counts)
      }
      return found
    }
    let (earlier, later) = (before(order), before(order.reversed()))
    return candidates.indices.map { k in
      guard let first = earlier[k], let last = later[k] else { return none }
      let alone = compiler.typed.graph.not(compiler.typed.graph.or(first.some, last.some))
      let ahead = compiler.typed.graph.and(
        compiler.typed.graph.apply(.less, first.best, values[k]),
        compiler.typed.graph.apply(.lessOrEqual, last.best, values[k]))
      return compiler.typed.graph.or(alone, ahead)
    }
  }

  /// How many plans on the ballot each beats in a party's view.
  private func beaten(of p: Int, _ candidates: [PlanChoice.Candidate]) throws -> [NodeID] {
    let values = try values(of: p, candidates)
    let order = ranked(candidates)
    let count = candidates.count
    // What is on no ballot is not judged.
    let asked = order.map {
      compiler.typed.graph.select(
        candidates[$0].isOnBallot, values[$0], compiler.typed.graph.constant(.nan))
    }
    let isSized = compiler.parties.makesItsValues(p)
    let kernel = Kernel(
      name: "beaten/\(count)\(isSized ? "/sized" : "")", resultCount: count
    ) { x, results in
      // What the file makes is compared in proportion to the largest.
      let sizes = isSized ? (0..<count).map { abs(x[$0]) }.filter(\.isFinite) : []
      let size = max(1, sizes.max() ?? 1)
      // From the least, and of equal ones from the last by name.
      let worths = (0..<count).map { (x[$0] / size * Self.units).rounded() }
      let known = (0..<count).filter { !worths[$0].isNaN }
      for k in 0..<count { results[k] = 0 }
      for (place, k) in known.sorted(by: { (worths[$0], $1) < (worths[$1], $0) }).enumerated() {
        results[k] = Double(place)
      }
    }
    let found = compiler.typed.graph.results(of: kernel, asked)
    var points = found
    for (place, k) in order.enumerated() { points[k] = found[place] }
    return points
  }

  func carries(_ scope: Scope) throws -> NodeID? {
    guard let quota = talks.expression("quota") else { return nil }
    var yes = compiler.typed.graph.constant(0)
    var total = compiler.typed.graph.constant(0)
    for p in compiler.scenario.parties.indices {
      let weight = try votes(p)
      let accepts = try compiler.negotiation.talkRead(.accepts(p), scope).0
      yes = compiler.typed.graph.apply(
        .add, yes, compiler.typed.graph.apply(.multiply, weight, accepts))
      total = compiler.typed.graph.apply(.add, total, weight)
    }
    let share = try compiler.negotiation.talksSetting(quota, "quota", within: .unit)
    // 55 of 100 votes are 55 %, whatever the product's last digit.
    let asked = compiler.typed.graph.apply(
      .multiply, compiler.typed.graph.apply(.multiply, share, total),
      compiler.typed.graph.constant(1 - 1e-12))
    let some = compiler.typed.graph.apply(.less, compiler.typed.graph.constant(0), total)
    return compiler.typed.graph.and(
      some, compiler.typed.graph.apply(.lessOrEqual, asked, yes))
  }
}
