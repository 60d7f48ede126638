import Sim

/// Format 1: `measures`.
enum MeasureFormat {
  static let section = Field<Scenario>.section(
    "measures", measure, \.measures, "numbers taken at the end")

  private static let measure = Form<Measure>.record(
    Part.key("value", .expression, "what is taken"),
    [
      .unit(\.unit),
      Field("headline", .flag, \.headline, "true: shown on the screen after a run"),
      .about(\.about), .source, .expect,
    ], short: "value"
  ) { Measure(name: $0.named, value: $1) }
}
