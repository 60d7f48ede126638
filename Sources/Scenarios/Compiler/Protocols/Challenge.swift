import Sim

/// The expected utility model of challenges (Bueno de Mesquita 1985, 1994; the equations of Scholz,
/// Calbert & Smith 2011), issue by issue. In each round every actor weighs a challenge to each other
/// one, and moves by what comes of it; the text is the weighted median of positions, or their mean.
struct Challenge: TextMaking {
  static let word = "challenge"
  static let goesByDistance = true
  static let keys: [Field<Talks>] = [
    .own(
      "variant", .one(of: ["paper", "published_code"], "variant"),
      "the equations as printed, or as the code that was published runs them; paper"),
    .own(
      "statistic", .one(of: ["mean", "median"], "statistic"),
      "what the positions come to: their median, or their mean"),
    .own("quiet", .ownExpression, "the chance that nothing happens without a challenge; 1"),
    ActorTable.key,
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let table = try ActorTable(compiler, talks)
    let quiet =
      try talks.expression("quiet").map {
        try compiler.negotiation.talksSetting($0, "quiet", within: .unit)
      } ?? compiler.typed.graph.constant(1)
    let isPaper = talks.word("variant")?.name != "published_code"
    let isMean = talks.word("statistic")?.name == "mean"
    let (issues, parties) = (table.positions.count, table.capabilities.count)
    let first = table.nodes.count
    let kernel = Kernel(
      name: "challenge/\(isPaper)/\(isMean)/\(issues)/\(parties)", resultCount: issues
    ) { x, results in
      let actors = ActorTable.read(x, issues: issues, parties: parties)
      let rounds = Int(x[first + 1]) + 1
      for k in 0..<issues {
        let model = ChallengeModel(
          start: actors.positions[k], salience: actors.saliences[k],
          capability: actors.capabilities, quiet: x[first], isPaper: isPaper)
        let positions = model.positions(after: rounds)
        results[k] =
          isMean
          ? ActorStatistic.mean(positions, model.weights)
          : ActorStatistic.median(positions, model.weights)
      }
    }
    let terms = compiler.typed.graph.results(
      of: kernel, table.nodes + [quiet, compiler.negotiation.roundsBefore()])
    return compiler.texts.offerByAll(terms)
  }
}

/// One issue of the model.
struct ChallengeModel {
  let start: [Double]
  let salience: [Double]
  let capability: [Double]
  /// The chance Q that nothing happens without a challenge.
  let quiet: Double
  let isPaper: Bool

  var weights: [Double] { zip(salience, capability).map { $0 * $1 } }

  func positions(after rounds: Int) -> [Double] {
    var x = start
    let frozen = Self.range(start)
    for _ in 0..<rounds {
      let range = isPaper ? Self.range(x) : frozen
      guard range > 0 else { return x }
      x = Round(self, x, range).moved()
    }
    return x
  }

  private static func range(_ x: [Double]) -> Double { (x.max() ?? 0) - (x.min() ?? 0) }
}

extension ChallengeModel {
  /// What the actors expect and do in one round.
  private struct Round {
    private let model: ChallengeModel
    private let x: [Double]
    private let range: Double
    private let weights: [Double]
    private let median: Double
    /// What the published code divides by: the votes over all ordered pairs of positions.
    private let allVotes: Double
    private var risk: [Double]

    init(_ model: ChallengeModel, _ x: [Double], _ range: Double) {
      self.model = model
      self.x = x
      self.range = range
      weights = model.weights
      median = ActorStatistic.median(x, weights)
      var sum = 0.0
      if !model.isPaper {
        for j in x.indices {
          for k in x.indices {
            for m in x.indices { sum += abs(weights[m] * (abs(x[m] - x[k]) - abs(x[m] - x[j]))) }
          }
        }
      }
      allVotes = sum
      risk = x.map { _ in 1 }
      risk = attitudes()
    }

    /// r = (1 − R/3)/(1 + R/3), R from how safe each is against challenges at r = 1.
    private func attitudes() -> [Double] {
      let safety = x.indices.map { i in
        x.indices.filter { $0 != i }.reduce(0) { $0 + expected(of: $1, against: i, risk: 1) }
      }
      let (most, least) = (safety.max() ?? 0, safety.min() ?? 0)
      return safety.map { own in
        let attitude = most > least ? (2 * own - most - least) / (most - least) : 0
        return (1 - attitude / 3) / (1 + attitude / 3)
      }
    }

    /// The chance that i wins against j: the votes of those who are nearer to i, of all votes.
    private func chance(_ i: Int, _ j: Int) -> Double {
      var (own, all) = (0.0, 0.0)
      for k in x.indices {
        let vote = weights[k] * (abs(x[k] - x[j]) - abs(x[k] - x[i]))
        if vote > 0 { own += vote }
        all += abs(vote)
      }
      let total = model.isPaper ? all : allVotes
      return total > 0 ? own / total : 0
    }

    /// What i expects of a challenge to j, less what it expects without one.
    private func expected(of i: Int, against j: Int, risk r: Double) -> Double {
      let distance = abs(x[i] - x[j]) / range
      func utility(_ base: Double) -> Double { 2 - 4 * Mathematics.pow(max(0, base), r) }
      let success = utility(0.5 - 0.5 * distance)
      let failure = utility(0.5 + 0.5 * distance)
      let chance = chance(i, j)
      let s = model.salience[j]
      let challenge = s * (chance * success + (1 - chance) * failure) + (1 - s) * success
      var without = model.quiet * utility(0.5)
      if model.quiet < 1 {
        let away = (abs(x[i] - median) + abs(x[i] - x[j])) / range
        let isBetter = abs(x[i] - median) < abs(x[i] - x[j])
        without += (1 - model.quiet) * utility(0.5 + (isBetter ? -0.25 : 0.25) * away)
      }
      return challenge - without
    }

    func moved() -> [Double] { model.isPaper ? movedByOffers() : movedByCode() }

    /// Each actor takes the offer that whoever makes it expects most of, of equal ones the one that
    /// moves it least; in a conflict nobody moves.
    private func movedByOffers() -> [Double] {
      let own = x.indices.map { i in
        x.indices.map { i == $0 ? 0 : expected(of: i, against: $0, risk: risk[i]) }
      }
      return x.indices.map { j in
        var best: (force: Double, place: Double)?
        for i in x.indices where i != j && x[i] != x[j] {
          let (a, b) = (own[i][j], own[j][i])
          guard a > 0, b < 0 else { continue }
          let place = abs(a) > abs(b) ? x[j] + (x[i] - x[j]) * abs(b / a) : x[i]
          let isBetter =
            best.map { a > $0.force || a == $0.force && abs(place - x[j]) < abs($0.place - x[j]) }
            ?? true
          if isBetter { best = (a, place) }
        }
        return best?.place ?? x[j]
      }
    }

    /// As the published code does: conflicts before compromises. Who loses a conflict goes all the way, to
    /// the nearest; both sides are judged with the risk of the one that moves.
    private func movedByCode() -> [Double] {
      x.indices.map { i in
        var conflict: (key: Double, place: Double)?
        var compromise: (key: Double, place: Double)?
        for j in x.indices where j != i && x[i] != x[j] {
          let a = expected(of: i, against: j, risk: risk[i])
          let b = expected(of: j, against: i, risk: risk[i])
          if a > 0, b > a {
            let key = abs(x[j] - x[i])
            if conflict.map({ key < $0.key }) ?? true { conflict = (key, x[j]) }
          } else if b > 0, a < 0, abs(b) > abs(a) {
            let key = (abs(a) * x[i] + abs(b) * x[j]) / (abs(a) + abs(b))
            if compromise.map({ key < $0.key }) ?? true {
              compromise = (key, x[i] + (x[j] - x[i]) * abs(a / b))
            }
          }
        }
        return conflict?.place ?? compromise?.place ?? x[i]
      }
    }
  }
}
