import Sim

/// Format 1: `outcomes`.
enum OutcomeFormat {
  static let section = Field<Scenario>.section(
    "outcomes", outcome, { $0.outcomes = $1 }, "how a trial ended")

  /// Whether what is written for an outcome is `otherwise`.
  static func isOtherwise(_ node: FileNode) -> Bool { (node["at_end"] ?? node).text == "otherwise" }

  private static let outcome = Form<OutcomeRule>.either(
    Form(.text) { cursor in
      guard isOtherwise(cursor.node) else {
        cursor.error(
          FormatCause.expected(
            "'otherwise', or a map with 'as_soon_as' or 'at_end'", found: cursor.node.described))
        return nil
      }
      return OutcomeRule(name: cursor.named, rule: .otherwise)
    },
    .record(
      Part.one(
        of: [
          .key("as_soon_as", Form.expression.map(OutcomeRule.Rule.asSoonAs), "ends the trial"),
          .key("at_end", atEnd, "read when the trial ends"),
        ], "rule"),
      [
        Field("class", .text, { $0.className = $1 }, "a headline that several outcomes share"),
        Field(unread: "before", .word, "the outcome that a new one is read before"),
        .about { $0.about = $1 }, .source, .expect,
      ], word: "otherwise"
    ) { OutcomeRule(name: $0.named, rule: $1) })

  private static let atEnd = Form<OutcomeRule.Rule>(.expression) { cursor in
    cursor.text == "otherwise" ? .otherwise : cursor.expression.map { .atEnd($0) }
  }
}
