import Sim

/// Format 1: `definitions`.
enum DefinitionFormat {
  static let section = Field<Scenario>.section(
    "definitions", definition, { $0.definitions = $1 }, "named expressions")

  private static let definition = Form<Definition>.record(
    Part.key("value", .expression, "the expression"),
    [
      Field("each", each, { $0.each = $1 }, eachMeaning),
      Field("follow", .flag, { $0.follow = $1 }, "true: the timeline follows it"),
      .about { $0.about = $1 },
      .source { $0.source = $1 }, .expect,
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
