import Sim

/// Offers in turn, each party discounting the future (Rubinstein 1982; finite: Ståhl 1972; with
/// breakdown and outside options: Binmore, Rubinstein & Wolinsky 1986; Binmore, Shaked & Sutton
/// 1989; with any number of parties, the stationary equilibrium).
///
/// In each round the party whose turn it is lays its equilibrium offer on the table: the text it
/// values most among those that leave every other party at least what waiting is worth,
///
///   (1 − δ)·m + δ·[p·W + (1 − p)·V(the next offer)],
///
/// with discount δ, worth of talking on m, chance p of a breakdown and no deal W.
struct AlternatingOffers: TextMaking {
  static let word = "alternating_offers"
  static let isOffered = true
  static let keys: [Field<Talks>] = [
    .own("order", .ownWords, required: true, "who offers in which order"),
    .own("discount", .perParty, required: true, "what a round later is worth, per unit"),
    .own(
      "breakdown", .ownExpression, "the chance that a round without a signature ends the talks; 0"),
    .own("meanwhile", .perParty, "what each round without a deal is worth; 0"),
    .own("outside_options", .ownFlag, "whether a party may leave for no deal; true"),
    .own(
      "horizon", .ownCount(1...Limits.horizon), "how many rounds there are; without it no last"),
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    let order = talks.words("order")
    var problems: [Diagnostic] = []
    for (k, name) in order.enumerated() where order[..<k].contains(name) {
      problems.append(name.error(TalksCause.namedTwice(name.name)))
    }
    if talks.protocolValues["order"] != nil, order.count < 2 {
      let place = order.first ?? talks.protocolName
      problems.append(place.error(TalksCause.offersNeedTwo))
    }
    if case .each(let discounts) = talks.perParty("discount") {
      for name in order where !discounts.contains(where: { $0.name.name == name.name }) {
        problems.append(name.error(TalksCause.noDiscount(name.name)))
      }
    }
    return problems
  }

  private var order: [Int] { talks.words("order").compactMap { compiler.parties.party($0.name) } }

  func mayMeet() throws -> NodeID? {
    guard let horizon = talks.count("horizon") else { return nil }
    let last = compiler.typed.graph.constant(Double(horizon))
    return compiler.typed.graph.apply(.less, compiler.negotiation.roundsBefore(), last)
  }

  var mayBreakOff: Bool { talks.expression("breakdown") != nil }

  func breakdown() throws -> NodeID? {
    try talks.expression("breakdown").map {
      try compiler.negotiation.talksSetting($0, "breakdown", within: .unit)
    }
  }

  func offer() throws -> OfferedText {
    let order = self.order
    let horizon = talks.count("horizon")
    // What is wrong with these is reported where the file is checked.
    guard order.count == talks.words("order").count, Set(order).count == order.count,
      order.count > 1, (1...Limits.horizon).contains(horizon ?? 1)
    else { throw AlreadyReported() }
    let search = try TextSearch(compiler, authors: [])
    for p in search.members where !order.contains(p) {
      let name = compiler.scenario.parties[p].name.name
      throw talks.protocolName.error(TalksCause.notInOrder(name))
    }
    var functions: [NodeID] = []
    for mover in order {
      functions += try order.map(TextSearch(compiler, authors: [mover]).value)
    }
    func setting(_ key: String, _ standard: Double, _ range: Bounds?) throws -> [NodeID] {
      try compiler.negotiation.talksSettings(
        talks, key, of: order, default: standard, within: range)
    }
    let discounts = try setting("discount", 1, .unit)
    let breakdown = try breakdown()
    try refuseNoHurry(discounts, breakdown)
    var extras = discounts + (try order.map(search.noDeal))
    extras += try setting("meanwhile", 0, nil)
    extras.append(breakdown ?? compiler.typed.graph.constant(0))
    let leaves = talks.protocolValues["outside_options"] == nil || talks.flag("outside_options")
    // What does not move is solved once per trial, from the first round on.
    let moves = try horizon != nil && search.moves(functions + extras)
    extras.append(moves ? compiler.negotiation.roundsBefore() : compiler.typed.graph.constant(0))
    let size = compiler.scenario.issues.count + 1
    let count = order.count
    // Without a rule all who make offers agree to each.
    let places = search.members.map { order.firstIndex(of: $0) ?? 0 }
    let hasRule = talks.carriedWhen != nil
    let found = try search.results(
      "\(Self.word)/\(leaves)/\(horizon ?? 0)", of: functions, extras: extras,
      count: (horizon ?? count) * size, when: try compiler.now(.talk(.met), .step)
    ) { text, extras, results in
      let sets = text.sets.map { set in
        OfferGame.Carriers(
          program: text.program(for: set),
          parties: hasRule ? set.map { places[$0] }.sorted() : Array(0..<count))
      }
      let game = OfferGame(sets: sets, count: count, extras: extras, mayLeave: leaves)
      let solved =
        horizon.map { game.offers(from: Int(extras[3 * count + 1]), of: $0) }
        ?? game.stationaryOffers()
      guard let offers = solved, !text.isUnclear else {
        for k in 0..<((horizon ?? count) * size) { results[k] = 0 }
        for m in 0..<(horizon ?? count) { results[m * size] = text.isUnclear ? -2 : -1 }
        return
      }
      for (m, offer) in offers.enumerated() {
        results[m * size] = offer == nil ? 0 : 1
        for k in 1..<max(1, size) { results[m * size + k] = offer?[k - 1] ?? 0 }
      }
    }
    var offered = offered(found, size)
    offered.found = search.clear(offered.found)
    guard horizon == nil else { return offered }
    let bad = compiler.typed.graph.apply(
      .equal, offered.found, compiler.typed.graph.constant(-1))
    if let rule = talks.carriedWhen, !search.isUnanimous {
      offered.found = compiler.typed.checked(
        offered.found, bad: bad,
        "no offers are an equilibrium in which the same parties always carry the text; give a 'horizon'",
        at: rule)
    } else {
      offered.found = compiler.typed.checked(
        offered.found, bad: bad,
        "no offers were found that stay the same from round to round; give a 'horizon'",
        at: talks.protocolName.expression)
    }
    return offered
  }

  private func refuseNoHurry(_ discounts: [NodeID], _ breakdown: NodeID?) throws {
    guard talks.count("horizon") == nil,
      discounts.allSatisfy({ compiler.constantValue($0) == 1 }),
      breakdown.map({ compiler.constantValue($0) == 0 }) ?? true
    else { return }
    throw talks.protocolName.error(TalksCause.nobodyInAHurry)
  }

  /// The offer of this round, by the party whose turn it is.
  private func offered(_ found: [NodeID], _ size: Int) -> OfferedText {
    var graph: Graph {
      get { compiler.typed.graph }
      _modify { yield &compiler.typed.graph }
    }
    let round = compiler.negotiation.roundsBefore()
    let count = graph.constant(Double(order.count))
    let whole = graph.apply(.floor, graph.apply(.divide, round, count))
    let turn = graph.apply(.subtract, round, graph.apply(.multiply, whole, count))
    func pick(_ place: NodeID, _ values: [NodeID]) -> NodeID {
      values.enumerated().dropLast().reversed().reduce(values[values.count - 1]) { rest, value in
        let isHere = graph.apply(.equal, place, graph.constant(Double(value.offset)))
        return graph.select(isHere, value.element, rest)
      }
    }
    // With a last round each round has its offer, without one each party.
    let place = talks.count("horizon") == nil ? turn : round
    let parts = (0..<size).map { k in
      pick(place, stride(from: k, to: found.count, by: size).map { found[$0] })
    }
    var text = compiler.texts.settledText(Array(parts.dropFirst()), by: [])
    text.shares = compiler.scenario.parties.indices.map { p in
      pick(turn, order.map { graph.constant($0 == p ? 1 : 0) })
    }
    return OfferedText(found: parts[0], text: text)
  }
}
