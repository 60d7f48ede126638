import Sim

/// Format 1: `issues`.
enum IssueFormat {
  static let section = Field<Scenario>.section(
    "issues", issue, \.issues, limit: Limits.issues, "what is negotiated")

  /// What may stand in one.
  static var record: Format.Record? { issue.shape.record }

  private static let issue = Form<Issue>.record(
    .nothing,
    [
      Field("low", .text, \.low, "what 0 stands for"),
      Field("high", .text, \.high, "what 1 stands for"),
      Field(
        "status_quo", .expression, \.statusQuo, "where it stands without an agreement"),
      Field("core", .flag, \.core, "whether 'core_settled' needs it settled"),
      Field(
        "levels", .expressions, \.levels, "the terms that can be agreed on; any in 0 … 1"),
      Field("values", .words(), \.values, "what it can be, by names, in place of a scale"),
      Field("ordered", .flag, \.ordered, "whether the values have an order"),
      .unit(\.unit), .about(\.about), .source(\.source), .expect,
    ], own: \Issue.own
  ) { cursor, _ in Issue(name: cursor.named, core: false) }
}
