import Sim

/// The sealed-bid double auction (Chatterjee & Samuelson 1983): one price, two parties, each of which
/// knows its own type only.
///
/// Each names the worst price that it would take. Where the buyer's bid is the seller's or more they
/// trade at k·b + (1 − k)·s. With uniform types bids by the linear equilibrium are made.
struct DoubleAuction: TextMaking {
  static let word = "double_auction"
  static let keys: [Field<Talks>] = [
    .own(
      "buyer_weight", .ownExpression,
      "how much the bid of who wants a low price counts in the price, 0 to 1; 0.5")
  ]
  static let weighsUnknowns = true
  static let quantities = [
    ProtocolQuantity(
      name: "bid", meaning: "in a 'double_auction', the worst price that it says it would take",
      shown: "bid", refusal: "'bid' is of talks whose protocol is 'double_auction'",
      isExplained: true)
  ]

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    guard let issue = scenario.issues.first else { return [] }
    let isPrice =
      scenario.issues.count == 1 && issue.levels == nil && issue.values.isEmpty
      && scenario.constraints.isEmpty
    return isPrice ? [] : [talks.protocolName.error(TalksCause.auctionOfOnePrice)]
  }

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  /// Bids are made once.
  func mayMeet() throws -> NodeID? {
    compiler.typed.graph.apply(
      .less, compiler.negotiation.roundsBefore(), compiler.typed.graph.constant(1))
  }

  func offer() throws -> OfferedText {
    let auction = try auction()
    var found = auction.results[0]
    for problem in Problem.allCases {
      let bad = compiler.typed.graph.apply(
        .equal, found, compiler.typed.graph.constant(Double(problem.rawValue)))
      found = compiler.typed.checked(found, bad: bad, problem.wording, at: auction.place)
    }
    var text = auction.text
    text.terms = [auction.results[1]]
    return OfferedText(found: found, text: text)
  }

  /// Missing for who does not bid, and before anybody does.
  func quantity(_ name: String, of party: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return compiler.typed.graph.constant(.nan) }
    let auction = try auction()
    guard let place = auction.bidders.firstIndex(of: party) else {
      return compiler.typed.graph.constant(.nan)
    }
    return auction.results[2 + place]
  }

  /// What fails a trial, as a result.
  enum Problem: Int, CaseIterable {
    case notLinear = -1
    case sameSide = -2
    case noEquilibrium = -3
    case outside = -4

    var wording: String {
      switch self {
      case .notLinear:
        "what a price is worth beyond no deal must be linear in the price, and the price at which it "
          + "is worth nothing linear in the type"
      case .sameSide: "one party must want a high price and the other a low one"
      case .noEquilibrium:
        "no pair of linear bids is an equilibrium: some types would be sure to trade"
      case .outside: "bids would lie where no price can"
      }
    }
  }

  /// Results: whether they trade (below 0: a problem), the price, and the bid of each bidder.
  private struct Auction {
    let bidders: [Int]
    let text: Text
    let results: [NodeID]
    let place: Expression
  }

  private func auction() throws -> Auction {
    // Said by `check`.
    guard compiler.scenario.issues.count == 1 else { throw AlreadyReported() }
    let bidders = try TextSearch(compiler, authors: []).members
    let search = try TextSearch(compiler, authors: bidders)
    guard search.isUnanimous, bidders.count == 2 else {
      throw talks.protocolName.error(TalksCause.auctionOfTwo)
    }
    let types = try zip(bidders, bidders.reversed()).map { try privateType(of: $0, keptFrom: $1) }
    let bounds = try search.bounds()
    let worths = try bidders.map { try [search.value($0), search.noDeal($0)] }
    let limits = bounds.low + bounds.high
    for (own, other) in [(0, 1), (1, 0)] {
      try keepSecret(
        types[other], from: bidders[own], own: worths[own] + limits,
        all: worths.flatMap { $0 } + limits)
    }
    let weight =
      try talks.expression("buyer_weight").map {
        try compiler.negotiation.talksSetting($0, "buyer_weight", within: .unit)
      } ?? compiler.typed.graph.constant(0.5)
    let (first, second) = (types[0].distribution, types[1].distribution)
    let operands = types.map(\.operands)
    let firstCount = operands[0].count
    let results = try search.results(
      "\(Self.word)/\(types.map(\.description).joined(separator: "/"))",
      of: try bidders.map(search.surplus), also: types.map(\.node),
      extras: [weight] + types.map(\.node) + operands.flatMap { $0 }, count: 4
    ) { program, extras, results in
      let ends = [(first, extras + 3), (second, extras + 3 + firstCount)].map { type, operands in
        (low: type.quantile(0, operands), high: type.quantile(1, operands))
      }
      let found = SealedBids(
        program: program, weight: extras[0], types: [extras[1], extras[2]], ends: ends
      ).results()
      for (k, value) in found.enumerated() { results[k] = value }
    }
    return Auction(bidders: bidders, text: search.text, results: results, place: types[0].place)
  }

  /// What a party does not know does not show in what is good for itself, nor in what it sees.
  private func keepSecret(
    _ type: Draws.HiddenParameter, from p: Int, own: [NodeID], all: [NodeID]
  ) throws {
    let party = compiler.scenario.parties[p].name
    let read = GraphFunction(of: own, in: compiler.typed.graph, arguments: [type.node])
    guard read?.isConstant == true else {
      throw party.error(TalksCause.ownWorthHidden(party: party.name, parameter: type.name))
    }
    guard !compiler.secrets.contains(where: { $0.node == type.node && $0.from == party }) else {
      return
    }
    compiler.secrets.append(
      Secret(parameter: type.name, node: type.node, from: party, judgements: all))
  }

  /// The parameter that `party` alone of both knows.
  private func privateType(of party: Int, keptFrom other: Int) throws -> Draws.HiddenParameter {
    let name = compiler.scenario.parties[party].name.name
    guard let hidden = try compiler.draws.hiddenParameter(from: other),
      let entry = compiler.scenario.parameters.first(where: { $0.name.name == hidden.name }),
      entry.knownTo.contains(where: { $0.name == name })
    else { throw talks.protocolName.error(TalksCause.auctionWithoutType(name)) }
    guard case .call(let family, _) = hidden.place.kind, family == Family.uniform.name else {
      throw hidden.place.error(TalksCause.auctionNotUniform)
    }
    return hidden
  }
}

/// The linear equilibrium for uniform types, as arithmetic.
///
/// What bids come to depends on the ends of reservation prices only. With the buyer's from v₁ to v₂, the
/// seller's from c₁ to c₂, and k the weight of the buyer's bid, the lowest bid of a seller is
/// s̲ = [(1 + k)·c₁ + (1 − k)·v₂]/2 and the highest of a buyer b̄ = [k·c₁ + (2 − k)·v₂]/2. The bids
/// b(v) = (v + k·s̲)/(1 + k) and s(c) = (c + (1 − k)·b̄)/(2 − k) answer each other while v₁ ≤ s̲ and
/// b̄ ≤ c₂ (Chatterjee & Samuelson 1983, example 1, for any ends).
struct LinearBids {
  let lowest: Double
  let highest: Double
  let weight: Double

  init(buyer: ClosedRange<Double>, seller: ClosedRange<Double>, weight k: Double) {
    weight = k
    lowest = ((1 + k) * seller.lowerBound + (1 - k) * buyer.upperBound) / 2
    highest = (k * seller.lowerBound + (2 - k) * buyer.upperBound) / 2
    isEquilibrium =
      buyer.lowerBound <= lowest + Self.rounding && highest <= seller.upperBound + Self.rounding
  }

  let isEquilibrium: Bool

  private static let rounding = 1e-12

  func buyer(_ v: Double) -> Double { (v + weight * lowest) / (1 + weight) }

  func seller(_ c: Double) -> Double { (c + (1 - weight) * highest) / (2 - weight) }

  func price(_ b: Double, _ s: Double) -> Double { weight * b + (1 - weight) * s }
}

/// Reads reservation prices off what parties gain, and bids.
private struct SealedBids {
  let program: TextProgram
  let weight: Double
  let types: [Double]
  let ends: [(low: Double, high: Double)]

  func results() -> [Double] {
    let texts = program.program(for: program.sets.first ?? [], also: types)
    let sides = [0, 1].compactMap { side($0, texts) }
    guard sides.count == 2 else { return failed(.notLinear) }
    guard sides[0].wantsHigh != sides[1].wantsHigh else { return failed(.sameSide) }
    let (buyer, seller) = sides[0].wantsHigh ? (1, 0) : (0, 1)
    let bids = LinearBids(
      buyer: sides[buyer].range, seller: sides[seller].range, weight: weight)
    guard bids.isEquilibrium else { return failed(.noEquilibrium) }
    let box = program.box(of: program.sets.first ?? [])
    guard box.low[0] <= bids.lowest, bids.highest <= box.high[0] else { return failed(.outside) }
    let (b, s) = (bids.buyer(sides[buyer].price), bids.seller(sides[seller].price))
    let own = buyer == 0 ? [b, s] : [s, b]
    return [b >= s ? 1 : 0, bids.price(b, s)] + own
  }

  private func failed(_ problem: DoubleAuction.Problem) -> [Double] {
    [Double(problem.rawValue), 0, .nan, .nan]
  }

  private struct Side {
    /// At which it gains nothing.
    var price: Double
    /// Of all its types.
    var range: ClosedRange<Double>
    var wantsHigh: Bool
  }

  /// `nil` if gains are not linear.
  private func side(_ place: Int, _ texts: ConcaveProgram) -> Side? {
    let (low, high) = ends[place]
    var found: [(price: Double, wantsHigh: Bool)] = []
    for type in [low, (low + high) / 2, high, types[place]] {
      var all = types
      all[place] = type
      let gains = [0, 0.5, 1].map { texts.values(at: [$0] + all)[place] }
      let change = gains[2] - gains[0]
      let size = max(1, abs(gains[0]), abs(gains[2]))
      guard abs(gains[1] - (gains[0] + gains[2]) / 2) <= 1e-9 * size, abs(change) > 1e-9 * size
      else {
        return nil
      }
      found.append((-gains[0] / change, change > 0))
    }
    let (first, middle, last) = (found[0].price, found[1].price, found[2].price)
    guard abs(middle - (first + last) / 2) <= 1e-9 * max(1, abs(first), abs(last)),
      found.allSatisfy({ $0.wantsHigh == found[0].wantsHigh })
    else { return nil }
    return Side(
      price: found[3].price, range: min(first, last)...max(first, last),
      wantsHigh: found[0].wantsHigh)
  }
}
