import Sim

/// A solution concept of bargaining theory: the text that axioms single out, with what no deal is
/// worth as the point of disagreement. Complete information.
protocol SolutionConcept: SendableMetatype {
  static var word: String { get }
  /// Keys beside `over`.
  static var ownKeys: [Format.Key] { get }
  /// What the concept needs to know beside the gains V − W.
  static func settings(of needed: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID]
  /// The text over all terms, where function k is what the k-th needed party gains.
  static func text(_ gains: ConcaveProgram, of count: Int, _ settings: UnsafePointer<Double>)
    -> [Double]?
  /// Whether plans count at which some party gains nothing, and which of two is better.
  static var countsNoGain: Bool { get }
  static func score(
    _ gains: [NodeID], among all: [PlanChoice.Candidate], _ settings: [NodeID],
    _ graph: inout Graph
  ) -> NodeID
}

extension SolutionConcept {
  static var ownKeys: [Format.Key] { [] }
  static var countsNoGain: Bool { true }

  static func settings(of needed: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID] {
    []
  }

  /// The largest least gain; `nil` if somebody would lose.
  fileprivate static func fairest(_ gains: ConcaveProgram, of count: Int) -> [Double]? {
    let found = gains.maximum(of: .smallest((0..<count).map { ($0, 0, 1) }))
    guard let found, found.value >= 0 else { return nil }
    return found.point
  }
}

typealias NashSolution = Solution<NashConcept>
typealias KalaiSmorodinskySolution = Solution<KalaiSmorodinskyConcept>
typealias EgalitarianSolution = Solution<EgalitarianConcept>

struct Solution<Concept: SolutionConcept>: TextMaking {
  static var word: String { Concept.word }
  static var keys: [Format.Key] {
    Concept.ownKeys + [
      Format.Key(
        "over", .choice(Format.Choice(what: "set of texts", words: ["terms", "plans"])),
        "'terms' (all texts) or 'plans' (those on the table)")
    ]
  }

  let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    let needed = compiler.neededParties()
    let settings = try Concept.settings(of: needed, compiler, talks)
    if talks.word("over")?.name == "plans" { return try bestPlan(settings) }
    let search = TextSearch(compiler, authors: needed)
    return try search.offer(Self.word, of: try needed.map(search.surplus), extras: settings) {
      Concept.text($0.program(), of: needed.count, $1)
    }
  }

  private func bestPlan(_ settings: [NodeID]) throws -> OfferedText {
    let all = try PlanChoice(compiler).candidates()
    let zero = compiler.typed.graph.constant(0)
    return try PlanChoice(compiler).chosen(
      all.map { plan in
        let gains = plan.surplus.map(\.value)
        var counts = plan.isRational
        for gain in gains where !Concept.countsNoGain {
          counts = compiler.typed.graph.and(counts, compiler.typed.graph.apply(.less, zero, gain))
        }
        let score = Concept.score(gains, among: all, settings, &compiler.typed.graph)
        return (plan.plan, counts, score)
      })
  }
}

/// max Π (V − W)^α over the texts at which all needed parties gain (Nash 1950; with bargaining
/// powers α: Kalai 1977).
enum NashConcept: SolutionConcept {
  static let word = "nash"
  static let ownKeys = [
    Format.Key("power", Format.perElement("parties"), "the exponents of the product; 1 for each")
  ]
  static let countsNoGain = false

  static func settings(of needed: [Int], _ compiler: Compiler, _ talks: Talks) throws -> [NodeID] {
    try needed.map {
      try compiler.talksSetting(
        talks.perParty("power"), "power", of: $0, default: 1, within: .positive)
    }
  }

  static func text(_ gains: ConcaveProgram, of count: Int, _ powers: UnsafePointer<Double>)
    -> [Double]?
  {
    let factors = (0..<count).map { (function: $0, weight: powers[$0], origin: 0.0) }
    return gains.maximum(of: .product(factors))?.point
  }

  static func score(
    _ gains: [NodeID], among all: [PlanChoice.Candidate], _ powers: [NodeID], _ graph: inout Graph
  ) -> NodeID {
    var logarithms: [NodeID] = []
    for (gain, power) in zip(gains, powers) {
      logarithms.append(graph.apply(.multiply, power, graph.apply(.log, gain)))
    }
    return graph.sum(logarithms)
  }
}

/// The text at which all needed parties gain the same share of the most they could gain:
/// (V − W)/(M − W) is equal, with M over the texts that are worth no deal to all (Kalai & Smorodinsky
/// 1975). With three parties or more, the least share is made as large as can be (Imai 1983).
/// Parties that can gain nothing are left out; if nobody can, any such text will do.
enum KalaiSmorodinskyConcept: SolutionConcept {
  static let word = "kalai_smorodinsky"

  static func text(_ gains: ConcaveProgram, of count: Int, _ settings: UnsafePointer<Double>)
    -> [Double]?
  {
    let floors = (0..<count).map { (function: $0, floor: 0.0) }
    var shares: [(function: Int, origin: Double, scale: Double)] = []
    for k in 0..<count {
      guard let most = gains.maximum(of: .value(k), floors: floors) else {
        return fairest(gains, of: count)
      }
      if most.value > 0 { shares.append((k, 0, most.value)) }
    }
    guard !shares.isEmpty else { return fairest(gains, of: count) }
    return gains.maximum(of: .smallest(shares), floors: floors)?.point
  }

  static func score(
    _ gains: [NodeID], among all: [PlanChoice.Candidate], _ settings: [NodeID],
    _ graph: inout Graph
  ) -> NodeID {
    let zero = graph.constant(0)
    let one = graph.constant(1)
    var least = graph.constant(.infinity)
    for (place, gain) in gains.enumerated() {
      // The most over plans that are worth no deal to all.
      var most = zero
      for plan in all {
        let gained = graph.select(plan.isRational, plan.surplus[place].value, zero)
        most = graph.maximum(most, gained)
      }
      let none = graph.apply(.equal, most, zero)
      let share = graph.apply(.divide, gain, graph.select(none, one, most))
      least = graph.minimum(least, graph.select(none, graph.constant(.infinity), share))
    }
    return least
  }
}

/// The text whose least gain V − W is largest (Kalai 1977; Rawls 1971 as maximin).
enum EgalitarianConcept: SolutionConcept {
  static let word = "egalitarian"

  static func text(_ gains: ConcaveProgram, of count: Int, _ settings: UnsafePointer<Double>)
    -> [Double]?
  { fairest(gains, of: count) }

  static func score(
    _ gains: [NodeID], among all: [PlanChoice.Candidate], _ settings: [NodeID],
    _ graph: inout Graph
  ) -> NodeID {
    gains.dropFirst().reduce(gains.first ?? graph.constant(0)) { graph.minimum($0, $1) }
  }
}

extension Compiler {
  /// Whether some text is worth its no deal to every party whose consent is needed.
  func zone(_ reading: Reading) throws -> NodeID {
    let needed = neededParties()
    let search = TextSearch(self, authors: [], reading: reading)
    return try search.results("zone", of: try needed.map(search.surplus), count: 1) {
      text, _, results in
      results[0] = EgalitarianConcept.fairest(text.program(), of: needed.count) == nil ? 0 : 1
    }[0]
  }
}
