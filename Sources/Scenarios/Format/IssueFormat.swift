import Sim

/// Format 1: `issues`.
enum IssueFormat {
  static let section = Field<Scenario>.section(
    "issues", issue, { $0.issues = $1 }, limit: Limits.issues, "what is negotiated")

  /// What may stand in one.
  static var record: Format.Record? { issue.shape.record }

  private static let issue = Form<Issue>.record(
    .nothing,
    [
      Field("low", .text, { $0.low = $1 }, "what 0 stands for"),
      Field("high", .text, { $0.high = $1 }, "what 1 stands for"),
      Field(
        "status_quo", .expression, { $0.statusQuo = $1 }, "where it stands without an agreement"),
      Field("core", .flag, { $0.core = $1 }, "whether 'core_settled' needs it settled"),
      Field(
        "levels", .expressions, { $0.levels = $1 }, "the terms that can be agreed on; any in 0 … 1"),
      Field(
        "values", .words(), { $0.values = $1 }, "what it can be, by names, in place of a scale"),
      Field("ordered", .flag, { $0.ordered = $1 }, "whether the values have an order"),
      .unit { $0.unit = $1 }, .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
    ], own: { $0.own = $1 }, make: { cursor, _ in Issue(name: cursor.named, core: false) })
}
