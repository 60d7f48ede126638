import Sim

/// Format 1: `measures`.
enum MeasureFormat {
  static let section = Field<Scenario>.section(
    "measures", measure, { $0.measures = $1 }, "numbers taken at the end")

  private static let measure = Form<Measure>.record(
    Part.key("value", .expression, "what is taken"),
    [
      .unit { $0.unit = $1 },
      Field("headline", .flag, { $0.headline = $1 }, "true: shown on the screen after a run"),
      .about { $0.about = $1 }, .source, .expect,
    ], short: "value"
  ) { Measure(name: $0.named, value: $1) }
}
