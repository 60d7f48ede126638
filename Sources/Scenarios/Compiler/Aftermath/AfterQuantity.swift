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
}

/// The plan a text stems from, whose enforcement holds for it.
enum Origin: Hashable {
  case none
  case plan(Int)
  /// A position of a plan as the trial has it.
  case moving(NodeID)
}

extension Aftermath {
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
