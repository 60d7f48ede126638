package import Sim

extension EventEntry {
  /// What an event does to the talks in its step.
  package enum Act: Sendable {
    case table(Named)
    case change(Change)
    case beginTruce, endTruce, endSettlement, suspendTalks, resumeTalks
  }

  /// `rewrite: {toward: europe, by: 50%, issues: [army]}`: something that is done to the draft, as the
  /// file says it. What comes of it is the act's own affair.
  package struct Change: Sendable {
    package enum Value: Sendable {
      /// A party, a plan or `status_quo`.
      case goal(Named)
      case expression(Expression)
      case issues(IssueChoice)
    }

    /// As `acts` names it.
    package let word: String
    /// In the order in which they are checked.
    package let values: [(key: String, value: Value)]
  }

  /// Issues by name, or those of the draft over which parties lose most.
  package enum IssueChoice: Sendable {
    case named([Named])
    /// `losers` is empty for the parties whose consent the draft needs.
    case mostContested(Int, place: Named, losers: [Named])

    package var names: [Named] {
      if case .named(let names) = self { names } else { [] }
    }
  }
}

extension EventEntry.Change {
  package func goal(_ key: String) -> Named? {
    if case .goal(let name) = value(key) { name } else { nil }
  }

  package func expression(_ key: String) -> Expression? {
    if case .expression(let e) = value(key) { e } else { nil }
  }

  package func issues(_ key: String) -> EventEntry.IssueChoice? {
    if case .issues(let issues) = value(key) { issues } else { nil }
  }

  private func value(_ key: String) -> Value? { values.first { $0.key == key }?.value }
}
