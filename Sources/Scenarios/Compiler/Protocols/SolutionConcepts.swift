import Sim

/// A solution concept of bargaining theory: the text that axioms single out, with what no deal is
/// worth as the point of disagreement. Complete information.
///
/// Where several sets of parties can carry a text, each set has a solution, and the text is that of
/// the set which does best by the concept's own measure of worth.
protocol SolutionConcept: SendableMetatype {
  static var word: String { get }
  /// Keys beside `over`.
  static var ownKeys: [Field<Talks>] { get }
  /// What the concept needs to know beside the gains V − W, one for each party or none.
  static func settings(of members: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID]
  /// The text over terms that take any value, where function k is what party k gains, for some of
  /// the parties.
  static func text(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  /// The same where every term has levels.
  static func choice(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  /// Which of some texts, given what each party gains by each: none is worse than no deal to any.
  static func best(of gains: [[Double]], _ settings: [Double], _ sizes: GainSizes) -> RankedPlace?
}

/// How large the numbers are that gains V − W are differences of, to which their rounding is in proportion.
struct GainSizes {
  /// By party of a set.
  let own: [Double]
  /// The largest of any party, of whatever set.
  let largest: Double
  /// In what the gains of several are compared: the largest size, if the file makes the values of all; else
  /// 1, since a gain near 1 is nothing beside rounding of a sum of money.
  let unit: Double

  func rounding(_ place: Int) -> Double { Rounding.tolerance * own[place] }

  /// A size as it was computed; 1 for what is no number.
  static func known(_ size: Double) -> Double { size.isFinite ? max(1, size) : 1 }
}

/// One of several and how good it is.
typealias RankedPlace = (place: Int, worth: Double)

extension SolutionConcept {
  static var ownKeys: [Field<Talks>] { [] }

  static func settings(of members: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID] {
    []
  }

  /// The text for a set of parties.
  fileprivate static func found(
    _ text: TextProgram, for set: [Int], _ settings: [Double]
  ) -> (point: [Double], worth: Double)? {
    let program = text.program(for: set)
    return program.hasOnlyLevels
      ? choice(program, of: set, settings) : Self.text(program, of: set, settings)
  }
}

typealias NashSolution = Solution<NashConcept>
typealias KalaiSmorodinskySolution = Solution<KalaiSmorodinskyConcept>
typealias EgalitarianSolution = Solution<EgalitarianConcept>

struct Solution<Concept: SolutionConcept>: TextMaking {
  static var word: String { Concept.word }
  static var keys: [Field<Talks>] {
    Concept.ownKeys + [
      .own(
        "over", .one(of: ["terms", "plans"], "set of texts"),
        "'terms' (all texts) or 'plans' (those on the table)")
    ]
  }

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let members = try compiler.texts.carrying().members
    if members.isEmpty, let rule = talks.carriedWhen {
      throw rule.error(TalksCause.ruleAsksNobody(Concept.word))
    }
    let settings = try Concept.settings(of: members, compiler, talks)
    if talks.word("over")?.name == "plans" {
      return try PlanChoice(compiler).best(Concept.word, settings: settings) {
        Concept.best(of: $0, $1, $2)
      }
    }
    let search = try TextSearch(compiler, authors: members)
    let hasSettings = !settings.isEmpty
    return try search.offer(
      Self.word, of: try members.map(search.surplus), sizes: try members.map(search.size),
      extras: settings
    ) { text, extras in
      text.best { set in
        Concept.found(text, for: set, set.map { hasSettings ? extras[$0] : 1 })
      }?.point
    }
  }
}

/// max Π (V − W)^α over the texts at which all parties gain (Nash 1950; with bargaining powers α:
/// Kalai 1977). Parties that cannot gain are left out, so that a text still is not worse than
/// another to all: the most parties gain, and of such texts the product counts (Caragiannis and
/// others 2019).
enum NashConcept: SolutionConcept {
  static let word = "nash"
  static let ownKeys: [Field<Talks>] = [
    .own("power", .perParty, "the exponents of the product; 1 for each")
  ]

  static func settings(of members: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID] {
    try compiler.negotiation.talksSettings(
      talks, "power", of: members, default: 1, within: .positive)
  }

  static func text(_ gains: ConcaveProgram, of parties: [Int], _ powers: [Double])
    -> (point: [Double], worth: Double)?
  {
    func best(_ some: [(party: Int, power: Double)]) -> ConcaveProgram.Solution? {
      gains.maximum(
        of: .product(some.map { (function: $0.party, weight: $0.power, origin: 0.0) }),
        floors: some.count == parties.count ? [] : parties.map { ($0, 0.0) })
    }
    let all = Array(zip(parties, powers)).map { (party: $0.0, power: $0.1) }
    if let found = best(all) {
      return (
        found.point, worth(found.value, all.map(\.power), of: all.count, in: gains.largestSize)
      )
    }
    let floors = parties.map { (function: $0, floor: 0.0) }
    let able = all.filter {
      (gains.maximum(of: .value($0.party), floors: floors)?.value ?? 0) > gains.rounding($0.party)
    }
    guard !able.isEmpty, able.count < all.count, let found = best(able) else { return nil }
    return (
      found.point, worth(found.value, able.map(\.power), of: all.count, in: gains.largestSize)
    )
  }

  static func choice(_ gains: ConcaveProgram, of parties: [Int], _ powers: [Double])
    -> (point: [Double], worth: Double)?
  {
    let factors = zip(parties, powers).map { (function: $0.0, weight: $0.1) }
    let found = gains.largestProduct(factors, floors: parties.map { ($0, 0.0) })
    return found.map { found in
      let able = factors.filter { found.gaining.contains($0.function) }.map(\.weight)
      return (
        found.solution.point,
        worth(found.solution.value, able, of: parties.count, in: gains.largestSize)
      )
    }
  }

  static func best(
    of gains: [[Double]], _ powers: [Double], _ sizes: GainSizes
  ) -> RankedPlace? {
    func able(_ gained: [Double]) -> [(Double, Double)] {
      gained.indices.filter { gained[$0] > sizes.rounding($0) }.map { (gained[$0], powers[$0]) }
    }
    var best: (place: Int, count: Int, sum: Double)?
    for (place, gained) in gains.enumerated() {
      let able = able(gained)
      let sum = able.reduce(0) { $0 + $1.1 * Mathematics.log($1.0) }
      guard !able.isEmpty else { continue }
      let isBetter =
        best.map { able.count > $0.count || able.count == $0.count && sum > $0.sum + 1e-11 } ?? true
      if isBetter { best = (place, able.count, sum) }
    }
    return best.map { best in
      let own = able(gains[best.place]).map(\.1)
      return (best.place, worth(best.sum, own, of: powers.count, in: sizes.largest))
    }
  }

  /// The mean gain of those who gain, as a product, in units of its size; a set in which somebody cannot
  /// comes after.
  private static func worth(
    _ sum: Double, _ powers: [Double], of count: Int, in unit: Double
  ) -> Double {
    Mathematics.exp(sum / powers.reduce(0, +)) / unit - 1e6 * Double(count - powers.count)
  }
}

/// The text at which all parties gain the same share of the most they could gain: (V − W)/(M − W)
/// is equal, with M over the texts that are worth no deal to all (Kalai & Smorodinsky 1975). The
/// least share is made as large as can be, then the next, and so on (Imai 1983). Parties that can
/// gain nothing are left out; if nobody can, any such text will do.
enum KalaiSmorodinskyConcept: SolutionConcept {
  static let word = "kalai_smorodinsky"

  static func text(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  {
    let floors = parties.map { (function: $0, floor: 0.0) }
    var shares: [ConcaveProgram.Share] = []
    for k in parties {
      guard let most = gains.maximum(of: .value(k), floors: floors) else {
        return EgalitarianConcept.text(gains, of: parties, settings)
      }
      if most.value > gains.rounding(k) { shares.append((k, 0, most.value)) }
    }
    guard !shares.isEmpty else { return EgalitarianConcept.text(gains, of: parties, settings) }
    return gains.maximum(of: .smallest(shares), floors: floors).map {
      (gains.raised($0, shares, floors: floors).point, $0.value)
    }
  }

  static func choice(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  {
    let floors = parties.map { (function: $0, floor: 0.0) }
    var shares: [ConcaveProgram.Share] = []
    for k in parties {
      guard let most = gains.maximum(of: .value(k), floors: floors) else { return nil }
      if most.value > gains.rounding(k) { shares.append((k, 0, most.value)) }
    }
    return gains.fairest(shares, floors: floors).map { ($0.point, $0.value) }
  }

  static func best(
    of gains: [[Double]], _ settings: [Double], _ sizes: GainSizes
  ) -> RankedPlace? {
    guard let first = gains.first else { return nil }
    let most = first.indices.map { k in gains.map { $0[k] }.max() ?? 0 }
    return Fairness.best(
      of: gains.map { gained in
        gained.indices.filter { most[$0] > sizes.rounding($0) }.map { gained[$0] / most[$0] }
      })
  }
}

/// The text whose least gain V − W is largest, then the next, and so on (Kalai 1977; Imai 1983;
/// Rawls 1971 as maximin).
enum EgalitarianConcept: SolutionConcept {
  static let word = "egalitarian"

  static func text(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  {
    let unit = gains.unit
    let shares: [ConcaveProgram.Share] = parties.map { ($0, 0, unit) }
    guard let found = gains.maximum(of: .smallest(shares)) else { return nil }
    let own = gains.values(at: found.point)
    guard parties.allSatisfy({ own[$0] >= -gains.rounding($0) }) else { return nil }
    return (gains.raised(found, shares, floors: parties.map { ($0, 0.0) }).point, found.value)
  }

  static func choice(_ gains: ConcaveProgram, of parties: [Int], _ settings: [Double])
    -> (point: [Double], worth: Double)?
  {
    let unit = gains.unit
    return gains.fairest(parties.map { ($0, 0, unit) }, floors: parties.map { ($0, 0.0) })
      .map { ($0.point, $0.value) }
  }

  static func best(
    of gains: [[Double]], _ settings: [Double], _ sizes: GainSizes
  ) -> RankedPlace? {
    Fairness.best(of: gains.map { gained in gained.map { $0 / sizes.unit } })
  }
}

extension Negotiation {
  /// Whether some text is worth its no deal to every party of a set that carries it.
  func zone(_ scope: Scope) throws -> NodeID {
    let search = try TextSearch(compiler, authors: [], scope: scope, word: "zone")
    let found = try search.results(
      "zone", of: try search.members.map(search.surplus),
      sizes: try search.members.map(search.size), count: 1
    ) { text, _, results in
      guard !text.isUnclear else {
        results[0] = -2
        return
      }
      let exists = text.sets.contains { set in
        text.program(for: set).reachZero(set)
      }
      results[0] = exists ? 1 : 0
    }
    return search.clear(found[0])
  }
}
