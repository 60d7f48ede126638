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
    let sum = compiler.typed.graph.sum(recognition)
    if compiler.constantValue(sum) == 0 {
      throw talks.protocolName.error(TalksCause.nobodyDrawn)
    }
    noteShares(recognition)
    var extras = try setting("discount", 1, .unit)
    extras += try parties.map(search.noDeal)
    extras += recognition
    let horizon = talks.count("horizon")
    // What is left to play: without a last round always the same.
    let played =
      horizon == nil ? compiler.typed.graph.constant(0) : compiler.negotiation.roundsBefore()
    extras.append(played)
    let size = compiler.scenario.issues.count
    // For each proposer: how many offers it makes, then with what chance one of them or of those before it,
    // and its terms.
    let stride = 1 + sets * (1 + size)
    let places = search.members
    let found = try search.results(
      "\(Self.word)/\(horizon ?? 0)/\(sets)", of: functions, extras: extras,
      count: 1 + count * stride, when: try compiler.now(.talk(.met), .step), recurring: played
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
      for (mover, own) in offers.enumerated() {
        let at = 1 + mover * stride
        results[at] = Double(own.count)
        var before = 0.0
        for (number, offer) in own.prefix(sets).enumerated() {
          before += offer.chance
          let start = at + 1 + number * (1 + size)
          results[start] = number == own.count - 1 ? 1 : before
          for k in 0..<size { results[start + 1 + k] = offer.point[k] }
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

  /// The offer of whoever is drawn, and of several one by their chances.
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
    func part(_ set: Int, _ k: Int) -> NodeID {
      pick(parties.map { found[1 + $0 * stride + 1 + set * (1 + size) + k] })
    }
    let isWithin = (0..<sets - 1).map { graph.apply(.less, v, part($0, 0)) }
    let terms = (0..<size).map { k -> NodeID in
      isWithin.indices.reversed().reduce(part(sets - 1, 1 + k)) { rest, set in
        graph.select(isWithin[set], part(set, 1 + k), rest)
      }
    }
    var text = compiler.texts.settledText(terms, by: [])
    text.shares = isDrawn
    let solved = search.clear(found[0])
    let bad = graph.apply(.equal, solved, graph.constant(-1))
    let place = talks.protocolName.expression
    let isOffered = graph.and(
      graph.apply(.less, graph.constant(0), solved), graph.apply(.less, graph.constant(0), number))
    let nobody = graph.apply(.lessOrEqual, total, graph.constant(0))
    let some = compiler.typed.checked(
      isOffered, bad: nobody, TalksCause.nobodyDrawn.wording, at: place)
    let checked = compiler.typed.checked(
      some, bad: bad,
      "no offers were found that stay the same from round to round; give a 'horizon'", at: place)
    return OfferedText(found: checked, text: text)
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
