import Sim

/// Each party has a position of its own and concedes by a tactic (Faratin, Sierra & Jennings 1998;
/// Zeuthen 1930). They meet when the middle of the positions gives everyone at least what its own
/// position asks for.
///
/// A position lies on the way from the party's ideal toward the other parties' ideals (their
/// mean by capability). The way ends where the party would rather have no deal or a hard red line
/// stands. A tactic says what share of this way is conceded; concessions are not taken back.
/// The draft is the mean of the positions by capability.
struct Simultaneous: BargainingProtocol {
  static let word = "simultaneous"
  static let goesByDistance = true
  /// The share of its way that a party has conceded, and what of it in the last round.
  static let quantities = [
    ProtocolQuantity(
      name: "conceded", meaning: "in 'simultaneous' talks, the share of its way that it has given",
      shown: "conceded",
      refusal: "only parties to 'simultaneous' talks concede from positions of their own"),
    ProtocolQuantity(name: "last_move", shown: "conceded", refusal: ""),
  ]
  static let keys: [Field<Talks>] = [
    .own("concession", .eachParty, required: true, "each party's tactic")
  ]

  unowned let compiler: Compiler
  private let talks: Talks

  init(_ compiler: Compiler, _ talks: Talks) {
    self.compiler = compiler
    self.talks = talks
  }

  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] {
    guard case .each(let entries) = talks.perParty("concession") else { return [] }
    if entries.count < 2 {
      let place = entries.first?.name ?? talks.protocolName
      return [place.error(TalksCause.concessionsNeedTwo)]
    }
    return []
  }

  private var tactics: [(party: Int, tactic: Expression)] {
    guard case .each(let entries) = talks.perParty("concession") else { return [] }
    return entries.compactMap { entry in
      compiler.parties.party(entry.name.name).map { ($0, entry.value) }
    }
    .sorted {
      compiler.scenario.parties[$0.0].name.name < compiler.scenario.parties[$1.0].name.name
    }
  }

  private var parties: [Int] { tactics.map(\.party) }

  // MARK: Positions

  /// Where a party's way leads: the others' mean ideal by capability.
  private func target(_ p: Int, _ k: Int) throws -> NodeID {
    let others = parties.filter { $0 != p }
    let pulls = try zip(others, try sharesByCapability(others)).map {
      compiler.typed.graph.apply(.multiply, $1, try compiler.parties.ideal($0, k))
    }
    return compiler.typed.graph.sum(pulls)
  }

  /// Parts of 1 in proportion to capability; equal ones if nobody has any.
  private func sharesByCapability(_ parties: [Int]) throws -> [NodeID] {
    let capabilities = try parties.map { try compiler.parties.capability($0, .step) }
    let total = compiler.typed.graph.sum(capabilities)
    let none = compiler.typed.graph.apply(.equal, total, compiler.typed.graph.constant(0))
    let equal = compiler.typed.graph.constant(1 / Double(max(1, parties.count)))
    return capabilities.map {
      compiler.typed.graph.select(
        none, equal, compiler.typed.graph.apply(.divide, $0, total))
    }
  }

  /// The terms when a share of the whole way is conceded.
  private func position(_ p: Int, conceding share: NodeID) throws -> [NodeID] {
    try compiler.scenario.issues.indices.map { k in
      let ideal = try compiler.parties.ideal(p, k)
      let way = compiler.typed.graph.apply(.subtract, try target(p, k), ideal)
      return compiler.typed.graph.apply(
        .add, ideal, compiler.typed.graph.apply(.multiply, share, way))
    }
  }

  /// The share of the whole way after which the party would rather have no deal.
  private func limit(_ p: Int) throws -> NodeID {
    let share = compiler.typed.graph.argument(0)
    let scope = Scope(phase: .step, stage: .text)
    let text = compiler.texts.settledText(try position(p, conceding: share), by: [p])
    let noDeal = try compiler.negotiation.talkRead(.noDeal(p), scope).0
    var margins = [
      compiler.typed.graph.apply(.subtract, try compiler.parties.value(p, text, scope), noDeal)
    ]
    for line in compiler.scenario.parties[p].redLines where line.hard {
      margins.append(
        compiler.typed.graph.apply(.negate, try compiler.parties.beyond(line, text, p, scope)))
    }
    guard let function = GraphFunction(of: margins, in: compiler.typed.graph, arguments: [share])
    else { return compiler.typed.graph.constant(1) }
    let count = margins.count
    let kernel = Kernel(name: "furthest_concession|\(function.text)", resultCount: 1) {
      x, results in
      let workspace = function.workspace(x)
      results[0] = Self.furthest { share in
        function.evaluate(at: [share], workspace)
        return (0..<count).allSatisfy { function.value($0, workspace) >= 0 }
      }
    }
    return compiler.typed.graph.results(of: kernel, function.parameters)[0]
  }

  /// The largest share in 0 … 1 up to which all is well, which it is up to some point; 0 if never.
  static func furthest(_ isWell: (Double) -> Bool) -> Double {
    if isWell(1) { return 1 }
    guard isWell(0) else { return 0 }
    var (a, b) = (0.0, 1.0)
    while true {
      let middle = a + (b - a) / 2
      guard middle > a, middle < b else { return a }
      if isWell(middle) { a = middle } else { b = middle }
    }
  }

  private func asked(_ p: Int) throws -> Text {
    let share = compiler.typed.graph.apply(
      .multiply, try compiler.now(.talk(.own("conceded", p)), .step), try limit(p))
    return compiler.texts.settledText(try position(p, conceding: share), by: [p])
  }

  // MARK: The draft

  private func middle() throws -> Text {
    let shares = try sharesByCapability(parties)
    let positions = try parties.map { try asked($0).terms }
    var text = compiler.texts.settledText(
      compiler.scenario.issues.indices.map { k in
        compiler.typed.graph.sum(
          zip(shares, positions).map { compiler.typed.graph.apply(.multiply, $0, $1[k]) })
      }, by: [])
    for (place, p) in parties.enumerated() { text.shares[p] = shares[place] }
    return text
  }

  private func part(_ phase: Phase, _ part: (Text) -> NodeID) throws -> NodeID {
    if phase == .initial { return part(try compiler.texts.openingText()) }
    // Fewer than two are reported where the file is checked.
    // What `carried_when` reads of others is asked where the text is signed.
    let needed = talks.carriedWhen == nil ? compiler.texts.neededParties() : []
    for p in needed where parties.count > 1 && !parties.contains(p) {
      let name = compiler.scenario.parties[p].name.name
      throw talks.protocolName.error(TalksCause.notInConcession(name))
    }
    let met = try compiler.now(.talk(.met), .step)
    return compiler.typed.graph.select(met, part(try middle()), part(compiler.texts.oldDraft()))
  }

  func term(_ k: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.terms[k] } }

  func open(_ k: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.open[k] } }

  func share(_ p: Int, _ phase: Phase) throws -> NodeID { try part(phase) { $0.shares[p] } }

  func origin(_ before: NodeID) throws -> NodeID {
    compiler.typed.graph.select(
      try compiler.now(.talk(.met), .step), try compiler.texts.position(.none), before)
  }

  /// The positions have met: nobody's own position would give it more.
  func agreement(_ scope: Scope) throws -> NodeID? {
    var met = compiler.typed.graph.condition(true)
    let draft = try compiler.texts.draft(scope)
    for p in parties {
      let own = try compiler.parties.value(p, try asked(p), scope)
      let common = try compiler.parties.value(p, draft, scope)
      // Where positions touch, rounding must not keep them apart.
      let enough = compiler.typed.graph.apply(.add, common, touching(common, for: p))
      met = compiler.typed.graph.and(
        met, compiler.typed.graph.apply(.lessOrEqual, own, enough))
    }
    return met
  }

  /// What counts as rounding where positions touch: of values that the file makes in proportion.
  private func touching(_ value: NodeID, for p: Int) -> NodeID {
    let rounding = compiler.typed.graph.constant(1e-12)
    guard compiler.parties.makesItsValues(p) else { return rounding }
    return compiler.typed.graph.apply(
      .multiply, rounding, compiler.parties.size(p, noDeal: value))
  }

  // MARK: Concessions

  func quantity(_ name: String, of p: Int, _ phase: Phase) throws -> NodeID {
    name == "conceded" ? try conceded(p, phase) : try lastMove(p, phase)
  }

  private func conceded(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard let tactic = tactics.first(where: { $0.party == p })?.tactic else {
      return compiler.typed.graph.constant(.nan)
    }
    guard phase == .step else { return compiler.typed.graph.constant(0) }
    let before = compiler.old(.talk(.own("conceded", p)))
    let met = try compiler.now(.talk(.met), .step)
    let wanted = try ConcessionTactic(self, p, parties).conceded(tactic, before)
    let zero = compiler.typed.graph.constant(0)
    let one = compiler.typed.graph.constant(1)
    let kept = compiler.typed.graph.maximum(
      compiler.typed.graph.clamped(wanted, zero, one), before)
    return compiler.typed.graph.select(met, kept, before)
  }

  /// What was conceded in the last round.
  private func lastMove(_ p: Int, _ phase: Phase) throws -> NodeID {
    guard phase == .step else { return compiler.typed.graph.constant(0) }
    let moved = compiler.typed.graph.apply(
      .subtract, try compiler.now(.talk(.own("conceded", p)), .step),
      compiler.old(.talk(.own("conceded", p))))
    return compiler.typed.graph.select(
      try compiler.now(.talk(.met), .step), moved, compiler.old(.talk(.own("last_move", p))))
  }

  /// What a party asked for at the end of the last step.
  func lastAsked(_ p: Int) throws -> Text {
    let share = compiler.typed.graph.apply(
      .multiply, compiler.old(.talk(.own("conceded", p))), try limit(p))
    return compiler.texts.settledText(try position(p, conceding: share), by: [p])
  }
}
