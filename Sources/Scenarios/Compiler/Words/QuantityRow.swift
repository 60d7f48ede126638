import Sim

/// All there is to know of a quantity that the talks keep from step to step.
struct QuantityRow {
  /// How a reader of the file knows it.
  enum Shown {
    case word(String)
    case party(Int, String)
    /// `draft.army`.
    case issue(Int, of: String)
    case plan(Int)
    case support(party: Int, ratifier: Int)

    func name(in scenario: Scenario) -> String {
      switch self {
      case .word(let word): word
      case .party(let p, let what): "\(scenario.parties[p].name.name).\(what)"
      case .issue(let k, let text): "\(text)\(scenario.issues[k].name.name)"
      case .plan(let k): scenario.plans[k].name.name
      case .support(let p, let r):
        "\(scenario.parties[p].name.name).ratifiers."
          + "\(scenario.parties[p].ratifiers[r].name.name).support"
      }
    }
  }

  typealias Node = (Compiler, Phase) throws -> NodeID

  /// When in a step it is decided.
  let stage: Stage
  var mayBeMissing = false
  /// Whether everybody at the table knows it.
  var isPublic = true
  let shown: Shown
  let node: Node

  init(
    _ stage: Stage, _ shown: Shown, mayBeMissing: Bool = false, isPublic: Bool = true,
    node: @escaping Node
  ) {
    self.stage = stage
    self.mayBeMissing = mayBeMissing
    self.isPublic = isPublic
    self.shown = shown
    self.node = node
  }

  /// Something of a party that only the party knows.
  static func inner(
    _ stage: Stage, _ p: Int, _ what: String, mayBeMissing: Bool = true, node: @escaping Node
  ) -> QuantityRow {
    QuantityRow(
      stage, .party(p, what), mayBeMissing: mayBeMissing, isPublic: false, node: node)
  }

  static func ofIssue(
    _ stage: Stage, _ text: String, _ k: Int, mayBeMissing: Bool = false, node: @escaping Node
  ) -> QuantityRow {
    QuantityRow(stage, .issue(k, of: text), mayBeMissing: mayBeMissing, node: node)
  }
}

extension TalkQuantity {
  var stage: Stage { row.stage }

  /// One row for each quantity: nothing else asks which it is.
  var row: QuantityRow {
    switch self {
    // Values.
    case .noDeal(let p): .inner(.values, p, "no_deal") { try $0.parties.noDealNode(p, $1) }
    case .tolerance(let p):
      .inner(.values, p, "tolerance", mayBeMissing: false) { try $0.parties.toleranceNode(p, $1) }
    case .latent(let p):
      .inner(.values, p, "tolerance", mayBeMissing: false) { try $0.parties.latentNode(p, $1) }
    case .reference(let p): .inner(.values, p, "reference") { try $0.parties.referenceNode(p, $1) }
    case .bestSeen(let p): .inner(.values, p, "reference") { try $0.parties.bestSeenNode(p, $1) }
    // Is there a round?
    case .suspended:
      QuantityRow(.round, .word("talks_met")) { try $0.negotiation.suspendedNode($1) }
    case .met: QuantityRow(.round, .word("talks_met")) { try $0.negotiation.metNode($1) }
    case .rounds: QuantityRow(.round, .word("rounds")) { try $0.negotiation.roundsNode($1) }
    case .roundsAnew:
      QuantityRow(.signing, .word("rounds")) { try $0.negotiation.roundsAnewNode($1) }
    // The text. The opening of a protocol that makes its own may be a mean of nobody.
    case .draftTerm(let k):
      .ofIssue(.text, "draft.", k, mayBeMissing: true) { try $0.texts.draftAfterActs($1).terms[k] }
    case .draftOpen(let k): .ofIssue(.text, "draft.", k) { try $0.texts.draftAfterActs($1).open[k] }
    case .draftShare(let p):
      QuantityRow(.text, .word("draft.written_by"), mayBeMissing: true) {
        try $0.texts.draftAfterActs($1).shares[p]
      }
    case .tabled(let k):
      QuantityRow(.text, .plan(k)) { try $0.negotiation.tabledNode(k, $1) }
    case .own(let name, let p):
      QuantityRow(
        .text, .party(p, Bargaining.quantities.first { $0.name == name }?.shown ?? name),
        mayBeMissing: true
      ) { try $0.negotiation.bargaining().quantity(name, of: p, $1) }
    // Judgement of the draft.
    case .utility(let p):
      .inner(.judgement, p, "utility") { try $0.negotiation.ofDraft(p, $1, $0.parties.utility) }
    case .value(let p):
      .inner(.judgement, p, "value") { try $0.negotiation.ofDraft(p, $1, $0.parties.value) }
    case .margin(let p):
      .inner(.judgement, p, "margin") { try $0.negotiation.ofDraft(p, $1, $0.parties.margin) }
    case .accepts(let p):
      QuantityRow(.judgement, .party(p, "accepts")) {
        try $0.negotiation.ofDraft(p, $1, $0.parties.accepts)
      }
    case .maxGap:
      QuantityRow(.judgement, .word("max_gap"), mayBeMissing: true, isPublic: false) {
        try $0.negotiation.maxGapNode($1)
      }
    // Signing.
    case .fires(let e):
      QuantityRow(.signing, .word(e.rawValue)) { try $0.negotiation.talkFires(e, $1) }
    case .happened(let e):
      QuantityRow(.signing, .word(e.rawValue)) { try $0.negotiation.remembered(e, self, $1) }
    case .count(let e):
      QuantityRow(.signing, .word(e.rawValue)) { try $0.negotiation.remembered(e, self, $1) }
    case .lastStep(let e), .firstStep(let e), .firstDate(let e):
      QuantityRow(.signing, .word(e.rawValue), mayBeMissing: true) {
        try $0.negotiation.remembered(e, self, $1)
      }
    case .agreedTerm(let k):
      .ofIssue(.signing, "agreed.", k, mayBeMissing: true) {
        try $0.aftermath.inForce(self, $0.typed.graph.constant(.nan), $1) { $0.terms[k] }
      }
    case .agreedOpen(let k):
      .ofIssue(.signing, "agreed.", k) {
        try $0.aftermath.inForce(self, $0.typed.graph.condition(true), $1) { $0.open[k] }
      }
    case .agreedShare(let p):
      QuantityRow(.signing, .word("agreed.written_by"), mayBeMissing: true) {
        try $0.aftermath.inForce(self, $0.typed.graph.constant(.nan), $1) { $0.shares[p] }
      }
    case .settled: QuantityRow(.signing, .word("settled")) { try $0.aftermath.settledNode($1) }
    case .truce: QuantityRow(.signing, .word("truce")) { try $0.aftermath.truceNode($1) }
    case .brokenOff:
      QuantityRow(.signing, .word("broken_off")) { try $0.negotiation.brokenOffNode($1) }
    case .after(let quantity): quantity.row
    }
  }
}

extension AfterQuantity {
  var stage: Stage { row.stage }

  var row: QuantityRow {
    switch self {
    case .signedTerm(let k):
      .ofIssue(.signing, "signed text's ", k, mayBeMissing: true) {
        try $0.aftermath.signed(self, $0.typed.graph.constant(.nan), $1) { $0.terms[k] }
      }
    case .signedOpen(let k):
      .ofIssue(.signing, "signed text's ", k) {
        try $0.aftermath.signed(self, $0.typed.graph.condition(true), $1) { $0.open[k] }
      }
    case .signedShare(let p):
      QuantityRow(.signing, .word("signed text's written_by"), mayBeMissing: true) {
        try $0.aftermath.signed(self, $0.typed.graph.constant(.nan), $1) { $0.shares[p] }
      }
    case .deadTerm(let k):
      .ofIssue(.signing, "signed text's ", k, mayBeMissing: true) {
        try $0.aftermath.dead(self, .signedTerm(k), .nan, $1)
      }
    case .deadOpen(let k):
      .ofIssue(.signing, "signed text's ", k) { try $0.aftermath.dead(self, .signedOpen(k), 0, $1) }
    case .deadPlan(let k):
      QuantityRow(.signing, .plan(k)) { try $0.aftermath.deadPlanNode(k, $1) }
    case .draftPlan:
      QuantityRow(.text, .word("draft.enforcement")) { try $0.texts.draftPlanNode($1) }
    case .signedPlan:
      QuantityRow(.signing, .word("agreed.enforcement")) { compiler, phase in
        try compiler.aftermath.signed(self, compiler.typed.graph.constant(-1), phase) {
          try compiler.texts.position($0.origin)
        }
      }
    case .agreedPlan:
      QuantityRow(.signing, .word("agreed.enforcement")) { compiler, phase in
        try compiler.aftermath.inForce(.after(self), compiler.typed.graph.constant(-1), phase) {
          try compiler.texts.position($0.origin)
        }
      }
    case .trucePlan:
      QuantityRow(.signing, .word("agreed.enforcement")) { try $0.texts.trucePlanNode($1) }
    case .pending: QuantityRow(.signing, .word("ratified")) { try $0.aftermath.pendingNode($1) }
    case .support(let p, let r):
      QuantityRow(.signing, .support(party: p, ratifier: r), isPublic: false) {
        try $0.aftermath.supportNode(p, r, $1)
      }
    case .approvedAt(let p, let r):
      QuantityRow(.signing, .support(party: p, ratifier: r), mayBeMissing: true) {
        try $0.aftermath.approvedAtNode(p, r, $1)
      }
    case .agreedTruce:
      QuantityRow(.signing, .word("truce")) {
        try $0.negotiation.agreedTruceNode(.after(self), $1)
      }
    case .signingHalt:
      QuantityRow(.signing, .word("truce")) { try $0.aftermath.signingHaltNode($1) }
    case .sham(let halt):
      QuantityRow(.signing, .word(halt.ending)) { try $0.aftermath.shamNode(halt, $1) }
    case .pressure(let halt):
      QuantityRow(.signing, .word(halt.ending)) { try $0.aftermath.pressureNode(halt, $1) }
    case .collapse(let halt):
      QuantityRow(.signing, .word(halt.ending)) { try $0.aftermath.collapseNode(halt, $1) }
    case .violations:
      QuantityRow(.signing, .word("talks.violations")) { try $0.aftermath.violationsNode($1) }
    case .breach: QuantityRow(.judgement, .word("breach")) { try $0.aftermath.breachNode($1) }
    case .everHalted:
      QuantityRow(.signing, .word("halted")) { try $0.aftermath.everHaltedNode($1) }
    }
  }
}

extension Halt {
  fileprivate var ending: String { self == .truce ? "truce_breaks" : "settlement_breaks" }
}
