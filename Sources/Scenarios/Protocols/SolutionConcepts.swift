import Sim

/// Solution concepts of bargaining theory: the text that axioms single out, with what no deal is
/// worth as the point of disagreement. Complete information.
enum SolutionConcept {
  static let over = Format.Key(
    "over", .choice(Format.Choice(what: "set of texts", words: ["terms", "plans"])),
    "'terms' (all texts) or 'plans' (those on the table)")

  static func isOverPlans(_ talks: Talks) -> Bool { talks.word("over")?.name == "plans" }
}

/// max Π (V − W)^α over the texts that all needed parties prefer to no deal (Nash 1950; with
/// bargaining powers α: Kalai 1977).
struct NashSolution: TextMaking {
  static let word = "nash"
  static let keys = [
    Format.Key(
      "power", Format.perElement("parties"), "the exponents of the product; 1 for each"),
    SolutionConcept.over,
  ]

  let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  private func power(_ p: Int) throws -> NodeID {
    try compiler.talksSetting(
      talks.perParty("power"), "power", of: p, default: 1, within: .positive)
  }

  func offer() throws -> OfferedText {
    if SolutionConcept.isOverPlans(talks) {
      return try PlanChoice(compiler).best { candidate, _ in
        var graph: Graph {
          get { compiler.typed.graph }
          _modify { yield &compiler.typed.graph }
        }
        var sum = graph.constant(0)
        for (p, surplus) in candidate.surplus {
          let log = graph.apply(.log, surplus)
          sum = graph.apply(.add, sum, graph.apply(.multiply, try power(p), log))
        }
        return sum
      }
    }
    let needed = compiler.neededParties()
    let search = TextSearch(compiler, authors: needed)
    return try search.offer(
      Self.word, of: try needed.map(search.surplus), extras: try needed.map(power)
    ) { text, powers in
      let program = text.program()
      let factors = needed.indices.map { (function: $0, weight: powers[$0], origin: 0.0) }
      return program.maximum(of: .product(factors))?.point
    }
  }
}

/// The text at which all needed parties gain the same share of the most they could gain:
/// (V − W)/(M − W) is equal, with M over the texts that all prefer to no deal (Kalai & Smorodinsky
/// 1975). With three parties or more, the least share is made as large as can be (Imai 1983).
struct KalaiSmorodinskySolution: TextMaking {
  static let word = "kalai_smorodinsky"
  static let keys = [SolutionConcept.over]

  let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    if SolutionConcept.isOverPlans(talks) {
      return try PlanChoice(compiler).best { candidate, all in
        var least: NodeID?
        for (place, entry) in candidate.surplus.enumerated() {
          // The most over plans that all prefer to no deal.
          var most = compiler.typed.graph.constant(0)
          for other in all {
            let counted = compiler.typed.graph.select(
              other.isRational, other.surplus[place].value, compiler.typed.graph.constant(0))
            most = compiler.typed.graph.maximum(most, counted)
          }
          let none = compiler.typed.graph.apply(.equal, most, compiler.typed.graph.constant(0))
          let one = compiler.typed.graph.constant(1)
          let share = compiler.typed.graph.apply(
            .divide, entry.value, compiler.typed.graph.select(none, one, most))
          least = least.map { compiler.typed.graph.minimum($0, share) } ?? share
        }
        return least ?? compiler.typed.graph.constant(0)
      }
    }
    let needed = compiler.neededParties()
    let search = TextSearch(compiler, authors: needed)
    return try search.offer(Self.word, of: try needed.map(search.surplus)) { text, _ in
      let program = text.program()
      let floors = needed.indices.map { (function: $0, floor: 0.0) }
      var terms: [(function: Int, origin: Double, scale: Double)] = []
      for k in needed.indices {
        guard let most = program.maximum(of: .value(k), floors: floors) else { return nil }
        if most.value > 0 { terms.append((k, 0, most.value)) }
      }
      guard !terms.isEmpty else { return nil }
      return program.maximum(of: .smallest(terms), floors: floors)?.point
    }
  }
}

extension Compiler {
  /// Whether some text is worth its no deal to every party whose consent is needed.
  func zone(_ reading: Reading) throws -> NodeID {
    let needed = neededParties()
    let search = TextSearch(self, authors: [], reading: reading)
    return try search.results("zone", of: try needed.map(search.surplus), count: 1) {
      text, _, results in
      let found = text.program().maximum(of: .smallest(needed.indices.map { ($0, 0, 1) }))
      results[0] = (found?.value ?? -1) >= 0 ? 1 : 0
    }[0]
  }
}

/// The text whose least gain V − W is largest (Kalai 1977; Rawls 1971 as maximin).
struct EgalitarianSolution: TextMaking {
  static let word = "egalitarian"
  static let keys = [SolutionConcept.over]

  let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  func offer() throws -> OfferedText {
    if SolutionConcept.isOverPlans(talks) {
      return try PlanChoice(compiler).best { candidate, _ in
        var least: NodeID?
        for (_, surplus) in candidate.surplus {
          least = least.map { compiler.typed.graph.minimum($0, surplus) } ?? surplus
        }
        return least ?? compiler.typed.graph.constant(0)
      }
    }
    let needed = compiler.neededParties()
    let search = TextSearch(compiler, authors: needed)
    return try search.offer(Self.word, of: try needed.map(search.surplus)) { text, _ in
      let found = text.program().maximum(of: .smallest(needed.indices.map { ($0, 0, 1) }))
      guard let found, found.value >= 0 else { return nil }
      return found.point
    }
  }
}
