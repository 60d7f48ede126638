import Sim

/// Format 1: `parameters`.
enum ParameterFormat {
  static let section = Field<Scenario>.section(
    "parameters", parameter, { $0.parameters = $1 }, "drawn once per trial")

  private static let parameter = Form<Parameter>.record(
    Part.key("value", .expression, "a number or a distribution"),
    [
      Field("each", DefinitionFormat.each, { $0.each = $1 }, DefinitionFormat.eachMeaning),
      Field("known_to", .wordOrWords, { $0.knownTo = $1 }, "the parties that know it; all"),
      .unit { $0.unit = $1 }, .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
    ], short: "value"
  ) { Parameter(name: $0.named, value: $1) }
}
