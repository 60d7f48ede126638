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
      "the share of the votes that carries a text, in place of consents"),
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    guard let quota = talks.expression("quota"), talks.carriedWhen != nil else { return [] }
    return [
      quota.error("'quota' and 'carried_when' both say what carries a text: write one of them")
    ]
  }

  private func votes(_ p: Int) throws -> NodeID {
    try compiler.talksSetting(talks.perParty("votes"), "votes", of: p, default: 1)
  }

  func offer() throws -> OfferedText {
    let candidates = try PlanChoice(compiler).candidates()
    let reading = Reading(phase: .step, stage: .text)
    var scored: [(plan: Int, counts: NodeID, score: NodeID)] = []
    for candidate in candidates {
      let text = try compiler.plan(candidate.plan)
      var score = compiler.typed.graph.constant(0)
      for p in compiler.scenario.parties.indices {
        let points: NodeID
        switch talks.word("method")?.name {
        case "plurality": points = try favours(p, candidate, candidates, reading)
        case "borda": points = try beaten(p, candidate, candidates, reading)
        default: points = try compiler.accepts(p, text, reading)
        }
        score = compiler.typed.graph.apply(
          .add, score, compiler.typed.graph.apply(.multiply, try votes(p), points))
      }
      scored.append((candidate.plan, candidate.isOnBallot, score))
    }
    return try PlanChoice(compiler).chosen(scored)
  }

  /// Whether a party's value of one plan is above that of another; of equal ones the first by
  /// name.
  private func prefers(
    _ p: Int, _ a: PlanChoice.Candidate, to b: PlanChoice.Candidate, _ reading: Reading
  ) throws -> NodeID {
    let own = try compiler.value(p, try compiler.plan(a.plan), reading)
    let other = try compiler.value(p, try compiler.plan(b.plan), reading)
    let names = compiler.scenario.plans.map(\.name.name)
    return compiler.typed.graph.apply(
      names[a.plan] < names[b.plan] ? .lessOrEqual : .less, other, own)
  }

  private func favours(
    _ p: Int, _ candidate: PlanChoice.Candidate, _ all: [PlanChoice.Candidate],
    _ reading: Reading
  ) throws -> NodeID {
    var first = compiler.typed.graph.condition(true)
    for other in all where other.plan != candidate.plan {
      let ahead = try prefers(p, candidate, to: other, reading)
      first = compiler.typed.graph.and(
        first, compiler.typed.graph.or(compiler.typed.graph.not(other.isOnBallot), ahead))
    }
    return first
  }

  /// How many plans on the table it beats.
  private func beaten(
    _ p: Int, _ candidate: PlanChoice.Candidate, _ all: [PlanChoice.Candidate],
    _ reading: Reading
  ) throws -> NodeID {
    var count = compiler.typed.graph.constant(0)
    for other in all where other.plan != candidate.plan {
      let ahead = try prefers(p, candidate, to: other, reading)
      count = compiler.typed.graph.apply(
        .add, count, compiler.typed.graph.and(other.isOnBallot, ahead))
    }
    return count
  }

  func carries(_ reading: Reading) throws -> NodeID? {
    guard let quota = talks.expression("quota") else { return nil }
    var yes = compiler.typed.graph.constant(0)
    var total = compiler.typed.graph.constant(0)
    for p in compiler.scenario.parties.indices {
      let weight = try votes(p)
      let accepts = try compiler.talkRead(.accepts(p), reading).0
      yes = compiler.typed.graph.apply(
        .add, yes, compiler.typed.graph.apply(.multiply, weight, accepts))
      total = compiler.typed.graph.apply(.add, total, weight)
    }
    let share = try compiler.talksSetting(quota, "quota", within: .unit)
    // 55 of 100 votes are 55 %, whatever the product's last digit.
    let asked = compiler.typed.graph.apply(
      .multiply, compiler.typed.graph.apply(.multiply, share, total),
      compiler.typed.graph.constant(1 - 1e-12))
    let some = compiler.typed.graph.apply(.less, compiler.typed.graph.constant(0), total)
    return compiler.typed.graph.and(
      some, compiler.typed.graph.apply(.lessOrEqual, asked, yes))
  }
}
