import Sim

/// Offers by whoever is drawn (Baron & Ferejohn 1989, closed rule; for consent of all, Binmore 1987). In
/// each round one party is drawn and offers what it values most among texts that leave enough others
/// what waiting is worth to them: δ times what the next round is worth on average.
struct RandomProposer: TextMaking {
  static let word = "random_proposer"
  static let isOffered = true
  static let keys: [Field<Talks>] = [
    .own("recognition", .perParty, "how often each is drawn, by their shares; equally"),
    .own("discount", .perParty, required: true, "what a round later is worth, per unit"),
    .own(
      "horizon", .ownCount(1...Limits.horizon), "how many rounds there are; without it no last"),
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func mayMeet() throws -> NodeID? {
    guard let horizon = talks.count("horizon") else { return nil }
    let last = compiler.typed.graph.constant(Double(horizon))
    return compiler.typed.graph.apply(.less, compiler.negotiation.roundsBefore(), last)
  }

  func offer() throws -> OfferedText {
    let parties = Array(compiler.scenario.parties.indices)
    let search = try TextSearch(compiler, authors: [], word: Self.word)
    let count = parties.count
    let sets = try compiler.texts.setsAtMost(Limits.proposedSets, of: search, word: Self.word)
    var functions: [NodeID] = []
    for mover in parties {
      functions += try parties.map(TextSearch(compiler, authors: [mover]).value)
    }
    func setting(_ key: String, _ standard: Double, _ range: Bounds?) throws -> [NodeID] {
      try compiler.negotiation.talksSettings(
        talks, key, of: parties, default: standard, within: range)
    }
    let recognition = try setting("recognition", 1, .notNegative)
    noteShares(recognition)
    var extras = try setting("discount", 1, .unit)
    extras += try parties.map(search.noDeal)
    extras += recognition
    let horizon = talks.count("horizon")
    // What is left to play: without a last round always the same.
    extras.append(
      horizon == nil ? compiler.typed.graph.constant(0) : compiler.negotiation.roundsBefore())
    let size = compiler.scenario.issues.count
    // For each proposer: how many offers are equally good, then these.
    let stride = 1 + sets * size
    let places = search.members
    let found = try search.results(
      "\(Self.word)/\(horizon ?? 0)/\(sets)", of: functions, extras: extras,
      count: 1 + count * stride, when: try compiler.now(.talk(.met), .step)
    ) { text, extras, results in
      for k in 0..<(1 + count * stride) { results[k] = 0 }
      guard !text.isUnclear else {
        results[0] = -2
        return
      }
      let game = ProposalGame(
        sets: text.sets.map { set in
          OfferGame.Carriers(program: text.program(for: set), parties: set.map { places[$0] })
        }, count: count, extras: extras)
      let solved =
        horizon.map { game.offers(left: $0 - Int(extras[3 * count])) }
        ?? game.stationaryOffers()
      guard let offers = solved else {
        results[0] = -1
        return
      }
      results[0] = 1
      for (mover, equal) in offers.enumerated() {
        let at = 1 + mover * stride
        results[at] = Double(equal.count)
        for (number, point) in equal.prefix(sets).enumerated() {
          for k in 0..<size { results[at + 1 + number * size + k] = point[k] }
        }
      }
    }
    return try drawn(found, parties, recognition, stride, size, sets, search)
  }

  /// Says that shares which do not add up to 1 are divided by their sum. Whole numbers are weights.
  private func noteShares(_ recognition: [NodeID]) {
    let shares = recognition.compactMap(compiler.constantValue)
    let sum = shares.reduce(0, +)
    let shown = compiler.expressions.shown(sum)
    guard case .each(let entries) = talks.perParty("recognition"), let first = entries.first,
      shares.count == recognition.count, abs(sum - 1) > 1e-6,
      shares.contains(where: { $0 != $0.rounded() })
    else { return }
    compiler.note(
      Note(
        at: first.name,
        "the shares of 'recognition' add up to \(shown), so each is divided by \(shown); a party that is "
          + "left out has 1"))
  }

  /// The offer of whoever is drawn, and of its equally good ones one by chance.
  private func drawn(
    _ found: [NodeID], _ parties: [Int], _ recognition: [NodeID], _ stride: Int, _ size: Int,
    _ sets: Int, _ search: TextSearch
  ) throws -> OfferedText {
    var graph: Graph {
      get { compiler.typed.graph }
      _modify { yield &compiler.typed.graph }
    }
    let u = compiler.world.standard(
      .uniform, "talks.proposer", [], "uniform#1", eachStep: true)
    let v = compiler.world.standard(
      .uniform, "talks.proposer", [], "uniform#2", eachStep: true)
    let total = graph.sum(recognition)
    let target = graph.apply(.multiply, u, total)
    var isDrawn: [NodeID] = []
    var before = graph.constant(0)
    var rest = graph.condition(true)
    for (p, share) in recognition.enumerated() {
      before = graph.apply(.add, before, share)
      let isLast = p == recognition.count - 1
      let own = isLast ? rest : graph.and(rest, graph.apply(.less, target, before))
      isDrawn.append(own)
      rest = graph.and(rest, graph.not(own))
    }
    func pick(_ values: [NodeID]) -> NodeID {
      zip(isDrawn, values).dropLast().reversed().reduce(values[values.count - 1]) {
        graph.select($1.0, $1.1, $0)
      }
    }
    let number = pick(parties.map { found[1 + $0 * stride] })
    let chosen = graph.apply(.floor, graph.apply(.multiply, v, number))
    let terms = (0..<size).map { k -> NodeID in
      let options = (0..<sets).map { set in
        pick(parties.map { found[1 + $0 * stride + 1 + set * size + k] })
      }
      return options.enumerated().dropLast().reversed().reduce(options[sets - 1]) { rest, option in
        let isHere = graph.apply(.equal, chosen, graph.constant(Double(option.offset)))
        return graph.select(isHere, option.element, rest)
      }
    }
    var text = compiler.texts.settledText(terms, by: [])
    text.shares = isDrawn
    let solved = search.clear(found[0])
    let bad = graph.apply(.equal, solved, graph.constant(-1))
    let name = talks.protocolName
    let place = Expression(.name(name.name), in: name.source, at: 0..<name.name.count)
    let checked = compiler.typed.checked(
      solved, bad: bad,
      "no offers were found that are an equilibrium with one chance for each set of parties; give a "
        + "'horizon'", at: place)
    let some = graph.apply(.less, graph.constant(0), number)
    return OfferedText(
      found: graph.and(graph.apply(.less, graph.constant(0), checked), some), text: text)
  }
}

/// Proposals by chance: what a round is worth to each party before anybody is drawn.
///
/// Function `m·count + j` is the value to party j of a text that party m offers. `extras`: discounts,
/// no deal, how often each is drawn.
struct ProposalGame {
  let sets: [OfferGame.Carriers]
  let count: Int
  let extras: UnsafePointer<Double>

  private static let tolerance = 1e-7
  private static let precision = 1e-11

  private func noDeal(_ j: Int) -> Double { extras[count + j] }

  /// What waiting is worth: nobody is held below no deal.
  private func waiting(_ next: [Double]) -> [Double] {
    (0..<count).map { max(extras[$0] * next[$0], noDeal($0)) }
  }

  /// The equally good offers of a party, and what each party has of them on average.
  private func offers(of mover: Int, waiting: [Double]) -> (points: [[Double]], values: [Double]) {
    var found: [(value: Double, point: [Double], values: [Double])] = []
    for set in sets {
      let floors = set.parties.filter { $0 != mover }
        .map { (function: mover * count + $0, floor: waiting[$0]) }
      guard
        let best = set.program.maximum(of: .value(mover * count + mover), floors: floors),
        best.value >= waiting[mover] - Self.tolerance
      else { continue }
      let all = set.program.values(at: best.point)
      found.append((best.value, best.point, (0..<count).map { all[mover * count + $0] }))
    }
    guard let most = found.map(\.value).max() else { return ([], waiting) }
    let equal = found.filter { $0.value >= most - Self.tolerance }
    return (
      equal.map(\.point),
      (0..<count).map { j in
        equal.reduce(0) { $0 + $1.values[j] } / Double(equal.count)
      }
    )
  }

  /// What a round is worth to each on average, and the offers in it.
  private func round(_ next: [Double]) -> (worth: [Double], offers: [[[Double]]]) {
    let waiting = waiting(next)
    let made = (0..<count).map { offers(of: $0, waiting: waiting) }
    let total = (0..<count).reduce(0) { $0 + extras[2 * count + $1] }
    let worth = (0..<count).map { j in
      (0..<count).reduce(0) { $0 + extras[2 * count + $1] / total * made[$1].values[j] }
    }
    return (worth, made.map(\.points))
  }

  /// The offers of a round with so many left, this one included; after the last there is no deal.
  func offers(left: Int) -> [[[Double]]]? {
    var next = (0..<count).map { extras[$0] > 0 ? noDeal($0) / extras[$0] : 0 }
    var offers: [[[Double]]] = []
    for _ in 0..<max(1, left) { (next, offers) = round(next) }
    return offers
  }

  /// The offers that stay the same from round to round; `nil` where none do in which equally good sets of
  /// parties have equal chances.
  func stationaryOffers() -> [[[Double]]]? {
    var next = (0..<count).map(noDeal)
    for turn in 0..<400 {
      let (worth, offers) = round(next)
      let change = zip(worth, next).map { abs($0 - $1) }.max() ?? 0
      if change <= Self.precision * 1e3 { return offers }
      // Late on with half steps, against going to and fro.
      next = turn < 100 ? worth : zip(worth, next).map { ($0 + $1) / 2 }
    }
    return nil
  }
}

extension Texts {
  /// How many sets of parties carry a text, which must be the same in all trials.
  func setsAtMost(_ limit: Int, of search: TextSearch, word: String) throws -> Int {
    let carrying = try self.carrying(for: word)
    guard let fixed = carrying.fixed else {
      let most = 1 << max(0, carrying.members.count - 1)
      guard most <= limit else { throw tooManySets(most, limit) }
      return most
    }
    guard fixed.count <= limit else { throw tooManySets(fixed.count, limit) }
    return max(1, fixed.count)
  }

  private func tooManySets(_ count: Int, _ limit: Int) -> any Error {
    let cause = TalksCause.tooManySets(count: count, limit: limit)
    if let rule = scenario.talks?.carriedWhen { return rule.error(cause) }
    if let name = scenario.talks?.protocolName { return name.error(cause) }
    return AlreadyReported()
  }
}
