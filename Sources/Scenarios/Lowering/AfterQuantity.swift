import Sim

/// What is in force: a settlement or a truce. Each has a hazard of its own.
enum Halt: String, Hashable, CaseIterable { case settlement, truce }

/// The quantities of what happens at and after a signature.
enum AfterQuantity: Hashable {
  // The text signed last, while it is being ratified and after.
  case signedTerm(Int)
  case signedOpen(Int)
  case signedShare(Int)
  // The text rejected last.
  case deadTerm(Int)
  case deadOpen(Int)
  /// A plan that was rejected and not laid on the table again.
  case deadPlan(Int)
  // Positions of plans, −1 for none.
  case draftPlan
  case signedPlan
  case agreedPlan
  case trucePlan
  // Ratification.
  case pending
  case support(party: Int, ratifier: Int)
  case approvedAt(party: Int, ratifier: Int)
  /// A truce that was agreed or that an event began.
  case agreedTruce
  /// The halt between signing and ratification.
  case signingHalt
  // Durability.
  case sham(Halt)
  case pressure(Halt)
  case collapse(Halt)
  case violations
  /// The chance that the draft would be broken.
  case breach
  case everHalted

  var stage: Stage {
    switch self {
    case .draftPlan: .text
    case .breach: .judgement
    default: .signing
    }
  }

  var mayBeMissing: Bool {
    switch self {
    case .signedTerm, .signedShare, .deadTerm, .approvedAt: true
    default: false
    }
  }
}

/// The plan a text stems from, whose enforcement holds for it.
enum Origin: Hashable {
  case none
  case plan(Int)
  /// A position of a plan as the trial has it.
  case moving(NodeID)
}

extension Compiler {
  func displayName(_ quantity: AfterQuantity) -> String {
    func issue(_ k: Int) -> String { "signed text's \(scenario.issues[k].name.name)" }
    switch quantity {
    case .signedTerm(let k), .signedOpen(let k), .deadTerm(let k), .deadOpen(let k):
      return issue(k)
    case .deadPlan(let k): return scenario.plans[k].name.name
    case .signedShare: return "signed text's written_by"
    case .draftPlan: return "draft.enforcement"
    case .signedPlan, .agreedPlan, .trucePlan: return "agreed.enforcement"
    case .pending: return "ratified"
    case .support(let p, let r), .approvedAt(let p, let r):
      let party = scenario.parties[p]
      return "\(party.name.name).ratifiers.\(party.ratifiers[r].name.name).support"
    case .agreedTruce, .signingHalt: return "truce"
    case .sham(let halt), .pressure(let halt), .collapse(let halt):
      return halt == .truce ? "truce_breaks" : "settlement_breaks"
    case .violations: return "talks.violations"
    case .breach: return "breach"
    case .everHalted: return "halted"
    }
  }

  func afterNode(_ quantity: AfterQuantity, _ phase: Phase) throws -> NodeID {
    switch quantity {
    case .signedTerm(let k):
      return try signed(quantity, typed.graph.constant(.nan), phase) { $0.terms[k] }
    case .signedOpen(let k):
      return try signed(quantity, typed.graph.condition(true), phase) { $0.open[k] }
    case .signedShare(let p):
      return try signed(quantity, typed.graph.constant(.nan), phase) { $0.shares[p] }
    case .deadTerm(let k): return try dead(quantity, .signedTerm(k), .nan, phase)
    case .deadOpen(let k): return try dead(quantity, .signedOpen(k), 0, phase)
    case .deadPlan(let k): return try deadPlanNode(k, phase)
    case .draftPlan: return try draftPlanNode(phase)
    case .signedPlan:
      return try signed(quantity, typed.graph.constant(-1), phase) { try position($0.origin) }
    case .agreedPlan:
      return try inForce(.after(.agreedPlan), typed.graph.constant(-1), phase) {
        try position($0.origin)
      }
    case .trucePlan: return try trucePlanNode(phase)
    case .pending: return try pendingNode(phase)
    case .support(let p, let r): return try supportNode(p, r, phase)
    case .approvedAt(let p, let r): return try approvedAtNode(p, r, phase)
    case .agreedTruce: return try agreedTruceNode(.after(.agreedTruce), phase)
    case .signingHalt: return try signingHaltNode(phase)
    case .sham(let halt): return try shamNode(halt, phase)
    case .pressure(let halt): return try pressureNode(halt, phase)
    case .collapse(let halt): return try collapseNode(halt, phase)
    case .violations: return try violationsNode(phase)
    case .breach: return try breachNode(phase)
    case .everHalted: return try everHaltedNode(phase)
    }
  }

  func afterFires(_ event: TalkEvent) throws -> NodeID {
    switch event {
    case .ratified:
      return hasRatifiers ? try ratifiedNode() : try now(.talk(.fires(.signed)), .step)
    case .rejected: return hasRatifiers ? try rejectedNode() : typed.graph.condition(false)
    default:
      return try now(.talk(.after(.collapse(.settlement))), .step)
    }
  }
}
