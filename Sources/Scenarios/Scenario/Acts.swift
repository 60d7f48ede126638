public import Sim

extension EventEntry {
  /// What an event does to the talks in its step.
  public enum Act: Sendable {
    case table(Named)
    case rewrite(Rewrite)
    case reopen(IssueChoice)
    case settle([Named])
    case beginTruce, endTruce, endSettlement, suspendTalks, resumeTalks
  }

  /// `rewrite: {toward: europe, by: 50%, issues: [army]}`
  public struct Rewrite: Sendable {
    /// A party, a plan or `status_quo`.
    public var toward: Named
    /// The share of the way, 0 … 1.
    public var by: Expression
    public var issues: IssueChoice
  }

  /// Issues by name, or those of the draft over which parties lose most.
  public enum IssueChoice: Sendable {
    case named([Named])
    /// `losers` is empty for the parties whose consent the draft needs.
    case mostContested(Int, place: Named, losers: [Named])

    public var names: [Named] {
      if case .named(let names) = self { names } else { [] }
    }
  }
}
