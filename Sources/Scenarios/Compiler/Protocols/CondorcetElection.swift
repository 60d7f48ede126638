import Sim

/// A probabilistic Condorcet election over the parties' ideals (Wise and others, KTAB): for each pair
/// of positions the chance that one's supporters prevail, and from these the chance of each.
struct CondorcetElection: TextMaking {
  static let word = "pce"
  static let goesByDistance = true
  static let keys: [Field<Talks>] = [
    .own(
      "kind", .one(of: ["conditional", "markov_uniform", "markov_incentive"], "kind"),
      "how chances in pairs become chances of all; conditional"),
    .own(
      "vote", .one(of: ["proportional", "binary", "cubic"], "vote"),
      "how much a difference in utility counts; proportional"),
    .own("victory", .ownCount(1...8), "the exponent of coalitions in the chance to prevail; 1"),
    .own(
      "risk", .one(of: ["neutral", "from_election"], "risk"),
      "attitudes to risk, or those that a first election shows; neutral"),
    .own(
      "text", .one(of: ["most_likely", "expected"], "text"),
      "the position with the largest chance, or the mean of all by chance; most_likely"),
    ActorTable.key,
  ]
  static let quantities = [
    ProtocolQuantity(
      name: "probability", meaning: "in a 'pce', the chance of its position",
      shown: "probability",
      refusal: "'probability' is of talks whose protocol is 'pce'")
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  private func results() throws -> [NodeID] {
    let table = try ActorTable(compiler, talks)
    let (issues, parties) = (table.positions.count, table.capabilities.count)
    let kind = talks.word("kind")?.name ?? "conditional"
    let vote = talks.word("vote")?.name ?? "proportional"
    let victory = Double(talks.count("victory") ?? 1)
    let hasRisk = talks.word("risk")?.name == "from_election"
    let isExpected = talks.word("text")?.name == "expected"
    let kernel = Kernel(
      name: "pce/\(kind)/\(vote)/\(victory)/\(hasRisk)/\(isExpected)/\(issues)/\(parties)",
      resultCount: issues + parties
    ) { x, results in
      let actors = ActorTable.read(x, issues: issues, parties: parties)
      let model = CondorcetModel(
        positions: actors.positions, saliences: actors.saliences,
        capabilities: actors.capabilities, kind: kind, vote: vote, victory: victory)
      let chances = model.chances(withRisk: hasRisk)
      for k in 0..<issues {
        results[k] = model.text(chances, issue: k, isExpected: isExpected)
      }
      for p in 0..<parties { results[issues + p] = chances.ofParties[p] }
    }
    return compiler.typed.graph.results(of: kernel, table.nodes)
  }

  func offer() throws -> OfferedText {
    compiler.texts.offerByAll(Array(try results().prefix(compiler.scenario.issues.count)))
  }

  func quantity(_ name: String, of party: Int, _ phase: Phase) throws -> NodeID {
    try results()[compiler.scenario.issues.count + party]
  }
}

/// The election as arithmetic.
struct CondorcetModel {
  /// By issue and party.
  let positions: [[Double]]
  let saliences: [[Double]]
  let capabilities: [Double]
  let kind: String
  let vote: String
  let victory: Double

  struct Chances {
    /// The party whose ideal each candidate is.
    var candidates: [Int]
    var ofCandidates: [Double]
    var ofParties: [Double]
  }

  func chances(withRisk: Bool) -> Chances {
    let parties = capabilities.indices
    // Equal positions are one candidate.
    var candidates: [Int] = []
    let own = parties.map { p -> Int in
      let known = candidates.firstIndex { q in
        positions.allSatisfy { abs($0[p] - $0[q]) <= 0.001 }
      }
      if let known { return known }
      candidates.append(p)
      return candidates.count - 1
    }
    var risk = parties.map { _ in 0.0 }
    if withRisk {
      let first = elected(Array(parties), risk)
      let (most, least) = (first.max() ?? 0, first.min() ?? 0)
      if most > least {
        risk = first.map { (3 * $0 - most - 2 * least) / (2 * (most - least)) }
      }
    }
    let found = elected(candidates, risk)
    return Chances(
      candidates: candidates, ofCandidates: found, ofParties: own.map { found[$0] })
  }

  func text(_ chances: Chances, issue: Int, isExpected: Bool) -> Double {
    let places = chances.candidates.map { positions[issue][$0] }
    if isExpected {
      return zip(places, chances.ofCandidates).reduce(0) { $0 + $1.0 * $1.1 }
    }
    var best = 0
    for k in places.indices where chances.ofCandidates[k] > chances.ofCandidates[best] + 1e-12 {
      best = k
    }
    return places[best]
  }

  /// (1 − d)(1 + R·d), d the distance by salience.
  private func utility(_ party: Int, _ candidate: Int, _ risk: Double) -> Double {
    var (sum, all) = (0.0, 0.0)
    for k in positions.indices {
      let s = saliences[k][party]
      let gap = s * (positions[k][party] - positions[k][candidate])
      sum += gap * gap
      all += s * s
    }
    let distance = all > 0 ? (sum / all).squareRoot() : 0
    return (1 - distance) * (1 + risk * distance)
  }

  /// What each side of a pair has besides its supporters, so that one without any has a chance still; so
  /// little that it changes no digit of the others.
  private var least: Double { max(1e-300, 1e-15 * capabilities.reduce(0, +)) }

  private func elected(_ candidates: [Int], _ risk: [Double]) -> [Double] {
    let utilities = capabilities.indices.map { p in
      candidates.map { utility(p, $0, risk[p]) }
    }
    let n = candidates.count
    var coalition = [[Double]](repeating: [Double](repeating: least, count: n), count: n)
    for (p, strength) in capabilities.enumerated() {
      for i in 0..<n {
        for j in 0..<n where i != j {
          let vote = strength * counted(utilities[p][i] - utilities[p][j])
          if vote > 0 { coalition[i][j] += vote }
        }
      }
    }
    let wins = (0..<n).map { i in
      (0..<n).map { j -> Double in
        if i == j { return 0.5 }
        return 1 / (1 + Mathematics.pow(coalition[j][i] / coalition[i][j], victory))
      }
    }
    func settled(_ next: ([Double]) -> [Double]) -> [Double] {
      var p = [Double](repeating: 1 / Double(n), count: n)
      for _ in 0..<100_000 {
        let q = zip(p, next(p)).map { ($0 + $1) / 2 }
        let change = zip(p, q).map { abs($0 - $1) }.max() ?? 0
        p = q
        if change < 1e-15 { break }
      }
      let sum = p.reduce(0, +)
      return p.map { $0 / sum }
    }
    switch kind {
    case "markov_uniform": return settled { uniform($0, wins) }
    case "markov_incentive":
      let pull = incentives(coalition, wins)
      return settled { moved($0, wins, pull) }
    default:
      // By logarithms, as products of many leave the numbers.
      let logs = wins.map { $0.reduce(0) { $0 + Mathematics.log($1) } }
      let most = logs.max() ?? 0
      let weights = logs.map { Mathematics.exp($0 - most) }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
  }

  private func counted(_ difference: Double) -> Double {
    switch vote {
    case "binary": difference > 0 ? 1 : difference < 0 ? -1 : 0
    case "cubic": difference * difference * difference
    default: difference
    }
  }

  private func uniform(_ p: [Double], _ wins: [[Double]]) -> [Double] {
    p.indices.map { i in
      p.indices.reduce(0) { $0 + wins[i][$1] * (p[i] + p[$1]) } / Double(p.count)
    }
  }

  /// By row and column: the share in which j challenges i, as it promises.
  private func incentives(_ coalition: [[Double]], _ wins: [[Double]]) -> [[Double]] {
    let n = wins.count
    let promise = (0..<n).map { i in
      (0..<n).map { j in i == j ? least : coalition[i][j] * wins[i][j] }
    }
    return (0..<n).map { i in
      (0..<n).map { j in
        promise[i][j] / (0..<n).reduce(0) { $0 + promise[$1][j] }
      }
    }
  }

  private func moved(_ p: [Double], _ wins: [[Double]], _ pull: [[Double]]) -> [Double] {
    p.indices.map { i in
      p.indices.reduce(0) { sum, j in
        sum + wins[i][j] * (p[i] * pull[j][i] + p[j] * pull[i][j])
      }
    }
  }
}
