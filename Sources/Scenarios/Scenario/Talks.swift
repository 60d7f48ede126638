package import Sim

package struct Plan: Sendable {
  package enum Term: Sendable {
    case value(Expression)
    case open(expected: Expression?)
  }
  package var name: Named
  package var tabled: (date: CalendarDate, name: Named)?
  package var writtenBy: [(party: Named, share: Expression)] = []
  package var terms: [(issue: Named, term: Term)] = []
  /// `monitoring`, `guarantees`, …: by name.
  package var enforcement: [(name: Named, value: Expression)] = []
  package var about: String?
  package var source: String?
}

package struct Talks: Sendable {
  package enum Opening: Sendable {
    case plan(Named)
    case terms([(issue: Named, term: Plan.Term)])
  }
  package enum Publicity: Sendable {
    case all(Expression)
    case split(plans: Expression?, drafts: Expression?)
  }
  package var name: Named
  package var protocolName: Named
  package var opening: Opening?
  package var access: PerElement?
  package var round: RateExpression?
  package var stepSize: Expression?
  package var noise: Expression?
  package var tilt: (toward: Named, by: Expression)?
  package var secrecy: Expression?
  package var publicTexts: Publicity?
  /// One for all who judge, or one each; who is left out minds no pen.
  package var authorshipPenalty: PerElement?
  /// `open_issues: {settled_when: …}`
  package var openIssuesSettledWhen: Expression?
  /// `truce_track: {discount: …}`
  package var truceDiscount: Expression?
  package var carriedWhen: Expression?
  package var balance: (high: Expression, low: Expression)?
  /// What only some protocols read, by key.
  var protocolValues: [String: ProtocolValue] = [:]
  package var breach: Breach?
  /// `halt: at_signing` or `in_force`.
  package var halt: Named?
  /// What is enforced where the plan of a text does not say.
  package var enforcement: [(name: Named, value: Expression)] = []
}
