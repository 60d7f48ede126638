import Sim

/// Plans on the table as candidates to choose from.
struct PlanChoice {
  struct Candidate {
    var plan: Int
    /// On the table, and not rejected since it was laid there.
    var isOnBallot: NodeID
    /// V − W of each needed party.
    var surplus: [(party: Int, value: NodeID)]
    /// On the ballot, crosses no needed party's hard line, and no needed party prefers no deal.
    var isRational: NodeID
  }

  let compiler: Compiler

  init(_ compiler: Compiler) { self.compiler = compiler }

  /// The judgement of every plan with what the parties know when the text is made.
  func candidates() throws -> [Candidate] {
    guard !compiler.scenario.plans.isEmpty else {
      let talks = compiler.scenario.talks
      throw (talks?.protocolName).map {
        $0.error("'\($0.name)' chooses among plans, and there are none")
      }
        ?? Diagnostics([])
    }
    return try compiler.scenario.plans.indices.map { plan in
      var reading = Reading(phase: .step, stage: .text)
      let text = try compiler.plan(plan)
      let onBallot = try compiler.isOnBallot(plan)
      var isRational = onBallot
      var surplus: [(Int, NodeID)] = []
      for p in compiler.neededParties() {
        let worth = try compiler.value(p, text, reading)
        let gain = compiler.typed.graph.apply(
          .subtract, worth, try compiler.talkRead(.noDeal(p), reading).0)
        surplus.append((p, gain))
        let enough = compiler.typed.graph.apply(
          .lessOrEqual, compiler.typed.graph.constant(0), gain)
        reading.stage = .text
        let crossed = try compiler.crossesHardLine(p, text, reading)
        isRational = compiler.typed.graph.and(
          isRational, compiler.typed.graph.and(enough, compiler.typed.graph.not(crossed)))
      }
      return Candidate(plan: plan, isOnBallot: onBallot, surplus: surplus, isRational: isRational)
    }
  }

  /// The plan with the highest score among those that count; of equal ones the first by name.
  func chosen(_ scored: [(plan: Int, counts: NodeID, score: NodeID)]) throws -> OfferedText {
    let byName = scored.sorted {
      compiler.scenario.plans[$0.plan].name.name < compiler.scenario.plans[$1.plan].name.name
    }
    var found = compiler.typed.graph.condition(false)
    var most = compiler.typed.graph.constant(-.infinity)
    var text = compiler.settledText(
      compiler.scenario.issues.map { _ in compiler.typed.graph.constant(0) }, by: [])
    var origin = compiler.typed.graph.constant(-1)
    for (plan, counts, score) in byName {
      let better = compiler.typed.graph.and(
        counts,
        compiler.typed.graph.or(
          compiler.typed.graph.not(found), compiler.typed.graph.apply(.less, most, score)))
      let candidate = try compiler.plan(plan)
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
