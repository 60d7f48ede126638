import Sim

/// Format 1: `definitions`.
enum DefinitionFormat {
  static let section = Field<Scenario>.section(
    "definitions", definition, \.definitions, "named expressions")

  private static let definition = Form<Definition>.record(
    Part.key("value", .expression, "the expression"),
    [
      Field("each", each, \.each, eachMeaning),
      Field("follow", .flag, \.follow, "true: the timeline follows it"), .about(\.about),
      .source(\.source), .expect,
    ],
    short: "value"
  ) { Definition(name: $0.named, value: $1) }

  static let eachMeaning =
    "one value for every issue, party or both; for pairs of parties [party, other]"

  /// `issue`, or `[issue, party]`, or `[party, other]`.
  static let each = Form<[ElementKind]>(
    .oneOrMore(.choice(Format.Choice(what: "element", words: ["issue", "party", "other"])))
  ) { cursor in
    var elements: [ElementKind] = []
    for item in cursor.items {
      guard let element = item.text.flatMap(ElementKind.init(rawValue:)) else { continue }
      if elements.contains(element) { item.error(FormatCause.namedTwice(item.text ?? "")) }
      elements.append(element)
    }
    if elements.contains(.other), !elements.contains(.party) {
      cursor.error(FormatCause.otherAlone)
    }
    return elements
  }
}
