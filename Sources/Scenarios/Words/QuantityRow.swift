import Sim

/// All there is to know of a quantity that the talks keep from step to step.
struct QuantityRow {
  /// When in a step it is decided.
  let stage: Stage
  var mayBeMissing = false
  /// Whether everybody at the table knows it.
  var isPublic = true
  /// As a reader of the file knows it.
  let shown: (Scenario) -> String
  let node: (Compiler, Phase) throws -> NodeID

  init(
    _ stage: Stage, mayBeMissing: Bool = false, isPublic: Bool = true,
    _ shown: @escaping (Scenario) -> String,
    node: @escaping (Compiler, Phase) throws -> NodeID
  ) {
    self.stage = stage
    self.mayBeMissing = mayBeMissing
    self.isPublic = isPublic
    self.shown = shown
    self.node = node
  }

  /// Something of a party that only the party knows.
  static func inner(
    _ stage: Stage, _ p: Int, _ what: String, mayBeMissing: Bool = true,
    node: @escaping (Compiler, Phase) throws -> NodeID
  ) -> QuantityRow {
    QuantityRow(
      stage, mayBeMissing: mayBeMissing, isPublic: false, { "\($0.parties[p].name.name).\(what)" },
      node: node)
  }

  static func ofIssue(
    _ stage: Stage, _ text: String, _ k: Int, mayBeMissing: Bool = false,
    node: @escaping (Compiler, Phase) throws -> NodeID
  ) -> QuantityRow {
    QuantityRow(
      stage, mayBeMissing: mayBeMissing, { "\(text)\($0.issues[k].name.name)" }, node: node)
  }
}

extension TalkQuantity {
  var stage: Stage { row.stage }

  /// One row for each quantity: nothing else asks which it is.
  var row: QuantityRow {
    switch self {
    // Values.
    case .noDeal(let p): .inner(.values, p, "no_deal") { try $0.noDealNode(p, $1) }
    case .tolerance(let p):
      .inner(.values, p, "tolerance", mayBeMissing: false) { try $0.toleranceNode(p, $1) }
    case .latent(let p):
      .inner(.values, p, "tolerance", mayBeMissing: false) { try $0.latentNode(p, $1) }
    case .reference(let p): .inner(.values, p, "reference") { try $0.referenceNode(p, $1) }
    case .bestSeen(let p): .inner(.values, p, "reference") { try $0.bestSeenNode(p, $1) }
    // Is there a round?
    case .suspended: QuantityRow(.round, { _ in "talks_met" }) { try $0.suspendedNode($1) }
    case .met: QuantityRow(.round, { _ in "talks_met" }) { try $0.metNode($1) }
    case .rounds: QuantityRow(.round, { _ in "rounds" }) { try $0.roundsNode($1) }
    case .roundsAnew: QuantityRow(.signing, { _ in "rounds" }) { try $0.roundsAnewNode($1) }
    // The text. The opening of a protocol that makes its own may be a mean of nobody.
    case .draftTerm(let k):
      .ofIssue(.text, "draft.", k, mayBeMissing: true) { try $0.draftAfterActs($1).terms[k] }
    case .draftOpen(let k): .ofIssue(.text, "draft.", k) { try $0.draftAfterActs($1).open[k] }
    case .draftShare(let p):
      QuantityRow(.text, mayBeMissing: true, { _ in "draft.written_by" }) {
        try $0.draftAfterActs($1).shares[p]
      }
    case .tabled(let k):
      QuantityRow(.text, { $0.plans[k].name.name }) { try $0.tabledNode(k, $1) }
    case .own(let name, let p):
      QuantityRow(
        .text, mayBeMissing: true,
        {
          "\($0.parties[p].name.name).\(Bargaining.quantities.first { $0.name == name }?.shown ?? name)"
        }
      ) { try $0.bargaining().quantity(name, of: p, $1) }
    // Judgement of the draft.
    case .utility(let p): .inner(.judgement, p, "utility") { try $0.ofDraft(p, $1, $0.utility) }
    case .value(let p): .inner(.judgement, p, "value") { try $0.ofDraft(p, $1, $0.value) }
    case .margin(let p): .inner(.judgement, p, "margin") { try $0.ofDraft(p, $1, $0.margin) }
    case .accepts(let p):
      QuantityRow(.judgement, { "\($0.parties[p].name.name).accepts" }) {
        try $0.ofDraft(p, $1, $0.accepts)
      }
    case .maxGap:
      QuantityRow(.judgement, mayBeMissing: true, isPublic: false, { _ in "max_gap" }) {
        try $0.maxGapNode($1)
      }
    // Signing.
    case .fires(let e): QuantityRow(.signing, { _ in e.rawValue }) { try $0.talkFires(e, $1) }
    case .happened(let e):
      QuantityRow(.signing, { _ in e.rawValue }) { try $0.remembered(e, self, $1) }
    case .count(let e):
      QuantityRow(.signing, { _ in e.rawValue }) { try $0.remembered(e, self, $1) }
    case .lastStep(let e), .firstStep(let e), .firstDate(let e):
      QuantityRow(.signing, mayBeMissing: true, { _ in e.rawValue }) {
        try $0.remembered(e, self, $1)
      }
    case .agreedTerm(let k):
      .ofIssue(.signing, "agreed.", k, mayBeMissing: true) {
        try $0.inForce(self, $0.typed.graph.constant(.nan), $1) { $0.terms[k] }
      }
    case .agreedOpen(let k):
      .ofIssue(.signing, "agreed.", k) {
        try $0.inForce(self, $0.typed.graph.condition(true), $1) { $0.open[k] }
      }
    case .agreedShare(let p):
      QuantityRow(.signing, mayBeMissing: true, { _ in "agreed.written_by" }) {
        try $0.inForce(self, $0.typed.graph.constant(.nan), $1) { $0.shares[p] }
      }
    case .settled: QuantityRow(.signing, { _ in "settled" }) { try $0.settledNode($1) }
    case .truce: QuantityRow(.signing, { _ in "truce" }) { try $0.truceNode($1) }
    case .brokenOff: QuantityRow(.signing, { _ in "broken_off" }) { try $0.brokenOffNode($1) }
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
        try $0.signed(self, $0.typed.graph.constant(.nan), $1) { $0.terms[k] }
      }
    case .signedOpen(let k):
      .ofIssue(.signing, "signed text's ", k) {
        try $0.signed(self, $0.typed.graph.condition(true), $1) { $0.open[k] }
      }
    case .signedShare(let p):
      QuantityRow(.signing, mayBeMissing: true, { _ in "signed text's written_by" }) {
        try $0.signed(self, $0.typed.graph.constant(.nan), $1) { $0.shares[p] }
      }
    case .deadTerm(let k):
      .ofIssue(.signing, "signed text's ", k, mayBeMissing: true) {
        try $0.dead(self, .signedTerm(k), .nan, $1)
      }
    case .deadOpen(let k):
      .ofIssue(.signing, "signed text's ", k) { try $0.dead(self, .signedOpen(k), 0, $1) }
    case .deadPlan(let k):
      QuantityRow(.signing, { $0.plans[k].name.name }) { try $0.deadPlanNode(k, $1) }
    case .draftPlan:
      QuantityRow(.text, { _ in "draft.enforcement" }) { try $0.draftPlanNode($1) }
    case .signedPlan:
      QuantityRow(.signing, { _ in "agreed.enforcement" }) { compiler, phase in
        try compiler.signed(self, compiler.typed.graph.constant(-1), phase) {
          try compiler.position($0.origin)
        }
      }
    case .agreedPlan:
      QuantityRow(.signing, { _ in "agreed.enforcement" }) { compiler, phase in
        try compiler.inForce(.after(self), compiler.typed.graph.constant(-1), phase) {
          try compiler.position($0.origin)
        }
      }
    case .trucePlan:
      QuantityRow(.signing, { _ in "agreed.enforcement" }) { try $0.trucePlanNode($1) }
    case .pending: QuantityRow(.signing, { _ in "ratified" }) { try $0.pendingNode($1) }
    case .support(let p, let r):
      QuantityRow(.signing, isPublic: false, { Self.support($0, p, r) }) {
        try $0.supportNode(p, r, $1)
      }
    case .approvedAt(let p, let r):
      QuantityRow(.signing, mayBeMissing: true, { Self.support($0, p, r) }) {
        try $0.approvedAtNode(p, r, $1)
      }
    case .agreedTruce:
      QuantityRow(.signing, { _ in "truce" }) { try $0.agreedTruceNode(.after(self), $1) }
    case .signingHalt: QuantityRow(.signing, { _ in "truce" }) { try $0.signingHaltNode($1) }
    case .sham(let halt): QuantityRow(.signing, { _ in halt.ending }) { try $0.shamNode(halt, $1) }
    case .pressure(let halt):
      QuantityRow(.signing, { _ in halt.ending }) { try $0.pressureNode(halt, $1) }
    case .collapse(let halt):
      QuantityRow(.signing, { _ in halt.ending }) { try $0.collapseNode(halt, $1) }
    case .violations:
      QuantityRow(.signing, { _ in "talks.violations" }) { try $0.violationsNode($1) }
    case .breach: QuantityRow(.judgement, { _ in "breach" }) { try $0.breachNode($1) }
    case .everHalted: QuantityRow(.signing, { _ in "halted" }) { try $0.everHaltedNode($1) }
    }
  }

  private static func support(_ scenario: Scenario, _ p: Int, _ r: Int) -> String {
    let party = scenario.parties[p]
    return "\(party.name.name).ratifiers.\(party.ratifiers[r].name.name).support"
  }
}

extension Halt {
  fileprivate var ending: String { self == .truce ? "truce_breaks" : "settlement_breaks" }
}
