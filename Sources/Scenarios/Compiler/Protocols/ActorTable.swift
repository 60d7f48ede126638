import Sim

/// What models of actors and issues read of the parties: where each stands, how strong it is, and how
/// much it cares.
struct ActorTable {
  /// By issue, for all parties: positions.
  let positions: [[NodeID]]
  let capabilities: [NodeID]
  /// By issue, for all parties: from 0 to 1.
  let saliences: [[NodeID]]

  static let key = Field<Talks>.own(
    "salience", .perParty,
    "how much each party cares at all, 0 to 1; 1, or none in 'compromise'; 'pce' asks only whether it is 0"
  )

  init(_ compiler: Compiler, _ talks: Talks) throws {
    let (issues, parties) = (compiler.scenario.issues.indices, compiler.scenario.parties.indices)
    positions = try issues.map { k in try parties.map { try compiler.parties.ideal($0, k) } }
    let given = try parties.map { try compiler.parties.capability($0) }
    capabilities = Self.known(given, compiler, talks)
    let general = try compiler.negotiation.talksSettings(
      talks, "salience", of: Array(parties), default: 1, within: .unit)
    // The issue that a party cares most about has its salience, the others less by their weights.
    let most = try parties.map { p -> NodeID in
      let weights = try issues.map { try compiler.parties.weight(p, $0) }
      let first = weights.first ?? compiler.typed.graph.constant(1)
      return weights.dropFirst().reduce(first) { compiler.typed.graph.maximum($0, $1) }
    }
    saliences = try issues.map { k in
      try parties.map { p in
        let share = compiler.typed.graph.apply(
          .divide, try compiler.parties.weight(p, k), most[p])
        return compiler.typed.graph.apply(.multiply, general[p], share)
      }
    }
  }

  /// Sums of what is too large are no numbers, and what is made of them no text.
  private static func known(
    _ capabilities: [NodeID], _ compiler: Compiler, _ talks: Talks
  ) -> [NodeID] {
    let most = compiler.typed.graph.constant(1e300)
    let bad = compiler.typed.graph.apply(
      .less, most, compiler.typed.graph.sum(capabilities))
    let place = talks.protocolName.expression
    return capabilities.map {
      compiler.typed.checked($0, bad: bad, "capabilities add up to more than 1e300", at: place)
    }
  }

  var nodes: [NodeID] { (positions + saliences).flatMap { $0 } + capabilities }

  /// The same as numbers, from the operands of a kernel that begin with `nodes`.
  static func read(_ x: UnsafePointer<Double>, issues: Int, parties: Int) -> (
    positions: [[Double]], saliences: [[Double]], capabilities: [Double]
  ) {
    func row(_ at: Int) -> [Double] { (0..<parties).map { x[at * parties + $0] } }
    return (
      (0..<issues).map(row), (0..<issues).map { row(issues + $0) }, row(2 * issues)
    )
  }
}

/// Means and medians over actors, each with its weight.
enum ActorStatistic {
  static func mean(_ x: [Double], _ weights: [Double]) -> Double {
    zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }

  static func median(_ x: [Double], _ weights: [Double]) -> Double {
    x.withUnsafeBufferPointer { x in
      weights.withUnsafeBufferPointer { WeightedMedian.of(x, weights: $0) }
    }
  }
}
