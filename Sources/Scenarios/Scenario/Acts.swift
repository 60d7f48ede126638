package import Sim

extension EventEntry {
  /// What an event does to the talks in its step.
  package enum Act: Sendable {
    case table(Named)
    case rewrite(Rewrite)
    case reopen(IssueChoice)
    case settle([Named])
    case beginTruce, endTruce, endSettlement, suspendTalks, resumeTalks
  }

  /// `rewrite: {toward: europe, by: 50%, issues: [army]}`
  package struct Rewrite: Sendable {
    /// A party, a plan or `status_quo`.
    package var toward: Named
    /// The share of the way, 0 … 1.
    package var by: Expression
    package var issues: IssueChoice
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
