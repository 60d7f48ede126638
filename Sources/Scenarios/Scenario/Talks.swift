public import Sim

public struct Plan: Sendable {
  public enum Term: Sendable {
    case value(Expression)
    case open(expected: Expression?)
  }
  public var name: Named
  public var tabled: (date: CalendarDate, name: Named)?
  public var writtenBy: [(party: Named, share: Expression)] = []
  public var terms: [(issue: Named, term: Term)] = []
  /// `monitoring`, `guarantees`, …: by name.
  public var enforcement: [(name: Named, value: Expression)] = []
  public var about: String?
  public var source: String?
}

public struct Talks: Sendable {
  public enum Opening: Sendable {
    case plan(Named)
    case terms([(issue: Named, term: Plan.Term)])
  }
  public enum Publicity: Sendable {
    case all(Expression)
    case split(plans: Expression?, drafts: Expression?)
  }
  public var name: Named
  public var protocolName: Named
  public var opening: Opening?
  public var access: PerElement?
  public var round: RateExpression?
  public var stepSize: Expression?
  public var noise: Expression?
  public var tilt: (toward: Named, by: Expression)?
  public var secrecy: Expression?
  public var publicTexts: Publicity?
  public var authorshipPenalty: Expression?
  /// `open_issues: {settled_when: …}`
  public var openIssuesSettledWhen: Expression?
  /// `truce_track: {discount: …}`
  public var truceDiscount: Expression?
  public var carriedWhen: Expression?
  public var balance: (high: Expression, low: Expression)?
  /// What only some protocols read, by key.
  var protocolValues: [String: ProtocolValue] = [:]
  public var breach: Breach?
  /// `halt: at_signing` or `in_force`.
  public var halt: Named?
  /// What is enforced where the plan of a text does not say.
  public var enforcement: [(name: Named, value: Expression)] = []
}
