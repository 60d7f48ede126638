/// How terms of an issue are written.
struct IssueLine: Sendable {
  let issue: Issue
  /// The line between its ends, where both are amounts of one unit.
  let scale: IssueScale?

  /// A term as the file would write it, `28 km3`, `2026-03-01`, or the nearest value; `nil` of a line
  /// without a unit.
  func written(_ term: Double) -> String? { issue.value(at: term) ?? scale?.amount(at: term) }
}

extension Scenario {
  func line(of issue: Issue) -> IssueLine { IssueLine(issue: issue, scale: scale(of: issue)) }
}
