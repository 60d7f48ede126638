import Sim

/// A way in which the text is negotiated. One file each, and one line in `Bargaining.protocols`.
protocol BargainingProtocol: SendableMetatype {
  /// As `talks.protocol` names it.
  static var word: String { get }
  /// The keys of `talks` that this protocol reads and others may not.
  static var keys: [Field<Talks>] { get }
  /// Whether there is nothing to negotiate without issues and parties.
  static var needsIssues: Bool { get }
  /// Whether it weighs what a party does not know, so that `known_to` matters.
  static var weighsUnknowns: Bool { get }
  /// What is wrong with the talks, beyond the shape of the keys.
  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic]

  init(_ compiler: Compiler, _ talks: Talks)

  /// The draft that a step's round leaves, before events act on it: a term, whether it is open,
  /// the share of it that a party wrote.
  func term(_ issue: Int, _ phase: Phase) throws -> NodeID
  func open(_ issue: Int, _ phase: Phase) throws -> NodeID
  func share(_ party: Int, _ phase: Phase) throws -> NodeID

  /// Where the plan is that the draft stems from, −1 for none; `before` is its place so far.
  func origin(_ before: NodeID) throws -> NodeID

  /// Whether there can be a round in this step; `nil`: always.
  func mayMeet() throws -> NodeID?
  /// What signing takes beyond the parties' consent; `nil`: nothing.
  func agreement(_ scope: Scope) throws -> NodeID?
  /// Whether a round without a signature may end the talks for good, and with what chance.
  var mayBreakOff: Bool { get }
  func breakdown() throws -> NodeID?
  /// What carries the draft in place of the parties' consents; `nil`: nothing does.
  func carries(_ scope: Scope) throws -> NodeID?
  /// What it keeps for each party beside the text, decided as the text is made.
  static var quantities: [ProtocolQuantity] { get }
  func quantity(_ name: String, of party: Int, _ phase: Phase) throws -> NodeID

  /// Whether a text must be there to start from, which the protocol redrafts.
  static var redraftsOpening: Bool { get }
  /// Whether one party alone makes the text of a round, and offers it to the others.
  static var isOffered: Bool { get }
  /// Whether it goes by how far terms are from one another, as means do, so that values need an order.
  static var goesByDistance: Bool { get }
  /// Whether texts come from the plans on the table, where the opening lies from the start.
  static func choosesPlans(_ talks: Talks) -> Bool
}

/// A quantity of a protocol's own, one number for each party.
struct ProtocolQuantity: Sendable {
  let name: String
  /// For the reference.
  var meaning = ""
  /// As a message calls it; nothing else shows a quantity that expressions cannot read.
  let shown: String
  /// What is said where the talks have another protocol; empty if expressions cannot read it.
  let refusal: String
  /// Whether a trial that is explained says it of each round.
  var isExplained = false

  var isRead: Bool { !refusal.isEmpty }
}

extension BargainingProtocol {
  static var needsIssues: Bool { true }
  static var weighsUnknowns: Bool { false }
  static var format: ProtocolFormat {
    ProtocolFormat(
      word: word, keys: keys, needsIssues: needsIssues, weighsUnknowns: weighsUnknowns,
      check: { check($0, in: $1) })
  }
  static func check(_ talks: Talks, in scenario: Scenario) -> [Diagnostic] { [] }
  func origin(_ before: NodeID) throws -> NodeID { before }
  func mayMeet() throws -> NodeID? { nil }
  func agreement(_ scope: Scope) throws -> NodeID? { nil }
  var mayBreakOff: Bool { false }
  func breakdown() throws -> NodeID? { nil }
  func carries(_ scope: Scope) throws -> NodeID? { nil }
  static var quantities: [ProtocolQuantity] { [] }
  static var redraftsOpening: Bool { false }
  static var isOffered: Bool { false }
  static var goesByDistance: Bool { false }
  static func choosesPlans(_ talks: Talks) -> Bool { talks.word("over")?.name == "plans" }
}

/// The protocols there are.
enum Bargaining {
  static var protocols: [any BargainingProtocol.Type] {
    [
      SingleText.self, AlternatingOffers.self, TakeItOrLeaveIt.self, Simultaneous.self,
      PlanVote.self, NashSolution.self, KalaiSmorodinskySolution.self, EgalitarianSolution.self,
      Compromise.self, RandomProposer.self, Challenge.self, CondorcetElection.self, Exchange.self,
      DoubleAuction.self,
    ]
  }

  static func named(_ word: String) -> (any BargainingProtocol.Type)? {
    protocols.first { $0.word == word }
  }

  static func type(of talks: Talks?) -> (any BargainingProtocol.Type)? {
    (talks?.protocolName.name).flatMap(named)
  }

  /// Those of all protocols.
  static var quantities: [ProtocolQuantity] { protocols.flatMap { $0.quantities } }

  /// What files may say of each.
  static let formats = protocols.map { $0.format }
}

extension Negotiation {
  /// Whether the protocol of the talks has a quantity of its own of this name.
  func talksKeep(_ name: String) -> Bool {
    Bargaining.type(of: scenario.talks)?.quantities.contains { $0.name == name } ?? false
  }

  var redraftsOpening: Bool { Bargaining.type(of: scenario.talks)?.redraftsOpening ?? false }

  /// The protocol of the talks. `FormatCheck` has refused any other word.
  func bargaining() throws -> any BargainingProtocol {
    if let known = compiler.bargainingProtocol { return known }
    guard let talks = scenario.talks, let type = Bargaining.named(talks.protocolName.name) else {
      throw AlreadyReported()
    }
    let made = type.init(compiler, talks)
    compiler.bargainingProtocol = made
    return made
  }

  /// A number of the talks, drawn once per trial if it is drawn.
  func talksSetting(
    _ e: Expression, _ what: String, within range: Bounds? = .notNegative, at stage: Stage = .text
  ) throws -> NodeID {
    var scope = Scope(phase: .step, stage: stage)
    scope.drawing = draws.drawing("talks.\(what)", eachStep: false, in: e)
    let value = try expressions.number(e, scope, for: "'\(what)'")
    return try range.map { try expressions.within($0, value, e, "'\(what)'") } ?? value
  }

  /// A number of the talks that each party may have its own of.
  func talksSetting(
    _ value: PerElement?, _ what: String, of p: Int, default standard: Double,
    within range: Bounds? = .notNegative
  ) throws -> NodeID {
    let name = scenario.parties[p].name.name
    switch value {
    case nil: return typed.graph.constant(standard)
    case .all(let e): return try talksSetting(e, what, within: range)
    case .each(let entries):
      guard let entry = entries.first(where: { $0.name.name == name }) else {
        return typed.graph.constant(standard)
      }
      return try talksSetting(entry.value, "\(what).\(name)", within: range)
    }
  }

  /// The same for several parties.
  func talksSettings(
    _ talks: Talks, _ key: String, of parties: [Int], default standard: Double,
    within range: Bounds?
  ) throws -> [NodeID] {
    try parties.map {
      try talksSetting(talks.perParty(key), key, of: $0, default: standard, within: range)
    }
  }
}
