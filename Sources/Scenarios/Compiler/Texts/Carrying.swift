import Sim

/// Which parties together carry a text, for protocols that search over texts: the smallest sets
/// whose acceptance is enough.
struct Carrying: Sendable {
  /// Parties whose acceptance can matter.
  var members: [Int]
  /// The sets, by places among the members, where they are the same in all trials.
  var fixed: [[Int]]?
  /// What else the rule reads.
  var parameters: [NodeID] = []
  /// All that the sets depend on besides the parameters.
  var text: String
  private let rule: GraphFunction?
  /// Ranks of members by name.
  private let order: [Int]

  /// Every one of these parties is needed.
  init(all members: [Int]) {
    self.members = members
    fixed = [Array(members.indices)]
    rule = nil
    order = []
    text = ""
  }

  fileprivate init(_ members: [Int], _ rule: GraphFunction, order: [Int]) {
    self.members = members
    self.rule = rule
    self.order = order
    parameters = rule.parameters
    text = rule.text + "/" + order.map(String.init).joined(separator: ",")
  }

  /// Whether one set of parties is all there is: each of them is needed.
  var isUnanimous: Bool { fixed?.count == 1 }

  /// The smallest sets that carry, by the names of their members; `nil` if a text that some carry
  /// is not carried by more.
  func coalitions(_ parameters: UnsafePointer<Double>) -> [[Int]]? {
    if let fixed { return fixed }
    guard let rule else { return [] }
    let workspace = rule.workspace(parameters)
    let sets = 0..<(1 << members.count)
    let carries = sets.map { set in
      rule.evaluate(at: members.indices.map { set >> $0 & 1 == 1 ? 1 : 0 }, workspace)
      return rule.value(0, workspace) != 0
    }
    var smallest: [[Int]] = []
    for set in sets where carries[set] {
      var isSmallest = true
      for k in members.indices {
        if set >> k & 1 == 0 {
          guard carries[set | 1 << k] else { return nil }
        } else if carries[set & ~(1 << k)] {
          isSmallest = false
        }
      }
      if isSmallest { smallest.append(members.indices.filter { set >> $0 & 1 == 1 }) }
    }
    let ranked = smallest.map { set in (set, set.map { order[$0] }.sorted()) }
    return ranked.sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
  }

  /// The sets with one more party in each, without those that then hold another.
  static func joined(_ sets: [[Int]], by place: Int) -> [[Int]] {
    let larger = sets.map { Set($0).union([place]) }
    var result: [Set<Int>] = []
    for set in larger where !result.contains(set) {
      if !larger.contains(where: { $0.isStrictSubset(of: set) }) { result.append(set) }
    }
    return result.map { $0.sorted() }
  }
}

/// A rule that is asked before there is a text reads what comes of one.
struct ReadsTheText: Error {}

extension Texts {
  /// Who carries a text that is searched for: the parties whose consent is needed, or what
  /// `carried_when` says of who accepts. `word` is what searches: `zone`, or else the protocol.
  func carrying(for word: String? = nil) throws -> Carrying {
    guard let rule = scenario.talks?.carriedWhen else { return Carrying(all: neededParties()) }
    if let known = compiler.knownCarrying { return known }
    let word = word ?? scenario.talks?.protocolName.name ?? ""
    let tooMuch = rule.error(TalksCause.ruleReadsMore(word))
    let places = scenario.parties.indices.map { typed.graph.argument(Self.firstAcceptance + $0) }
    func carried(_ stage: Stage) throws -> NodeID {
      var scope = Scope(phase: .step, stage: stage)
      scope.acceptance = places
      scope.isSearching = true
      do {
        return try expressions.condition(rule, scope, for: "'carried_when'")
      } catch is ReadsTheText {
        throw tooMuch
      }
    }
    let node = try carried(.text)
    // What is decided between the making and the signing of a text reads differently there.
    let unknown = unknownText()
    guard node == (try carried(.signing)),
      !(unknown.terms + unknown.shares).contains(where: { typed.graph.reads(node, $0) })
    else { throw tooMuch }
    let members = scenario.parties.indices.filter { typed.graph.reads(node, places[$0]) }
    guard members.count <= Limits.carryingParties else {
      throw rule.error(TalksCause.tooManyCarriers(count: members.count, word: word))
    }
    let function = GraphFunction(
      of: [node], in: typed.graph, arguments: members.map { places[$0] })
    guard let function else {
      throw rule.error(TalksCause.ruleDrawn)
    }
    let made = try solved(
      Carrying(members, function, order: ranksByName(members)), rule, word)
    compiler.knownCarrying = made
    return made
  }

  /// The sets themselves, where nothing of the rule is drawn or moves.
  private func solved(
    _ carrying: Carrying, _ rule: Expression, _ word: String
  ) throws -> Carrying {
    guard carrying.parameters.isEmpty else { return carrying }
    guard let sets = carrying.coalitions([0]) else {
      throw rule.error(TalksCause.ruleNotMonotone(word))
    }
    if sets.count == 1 { return Carrying(all: sets[0].map { carrying.members[$0] }) }
    var made = carrying
    made.fixed = sets
    return made
  }

  /// A result that is −2 where it is not clear who carries a text, which fails the trial.
  func clear(_ found: NodeID, _ carrying: Carrying) -> NodeID {
    guard carrying.fixed == nil, let rule = scenario.talks?.carriedWhen else { return found }
    let bad = typed.graph.apply(.equal, found, typed.graph.constant(-2))
    return typed.checked(
      found, bad: bad, "'carried_when' holds if some accept and fails if more do", at: rule)
  }

  private func ranksByName(_ members: [Int]) -> [Int] {
    let names = members.map { scenario.parties[$0].name.name }
    return names.map { name in names.count { $0 < name } }
  }

  /// A text that leaves nothing open and of which no more is known.
  func unknownText() -> Text {
    let issues = scenario.issues.count
    return Text(
      terms: (0..<issues).map { typed.graph.argument(Self.firstUnknown + $0) },
      open: scenario.issues.map { _ in typed.graph.condition(false) },
      shares: scenario.parties.indices.map {
        typed.graph.argument(Self.firstUnknown + issues + $0)
      })
  }

  /// The first arguments that stand for an acceptance, and for a part of an unknown text; far from
  /// those that stand for terms.
  private static let firstAcceptance = 1_000_000
  private static let firstUnknown = 2_000_000
}

extension Graph {
  /// Whether a value is made of another in the same step.
  fileprivate func reads(_ id: NodeID, _ part: NodeID) -> Bool {
    var seen: Set<NodeID> = []
    var pending = [id]
    while let id = pending.popLast() {
      if id == part { return true }
      if seen.insert(id).inserted { pending += self[id].operands }
    }
    return false
  }
}
