import Sim

/// Format 1: `parameters`.
enum ParameterFormat {
  static let section = Field<Scenario>.section(
    "parameters", parameter, \.parameters, "drawn once per trial")

  private static let parameter = Form<Parameter>.record(
    Part.key("value", .expression, "a number or a distribution"),
    [
      Field("each", DefinitionFormat.each, \.each, DefinitionFormat.eachMeaning),
      Field("known_to", .wordOrWords, \.knownTo, "the parties that know it; all"),
      .unit(\.unit), .about(\.about), .source(\.source), .expect,
    ], short: "value"
  ) { Parameter(name: $0.named, value: $1) }
}
