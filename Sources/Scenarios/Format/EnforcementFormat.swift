import Sim

/// Format 1: `enforcement` of plans and talks, and what means of enforcement do elsewhere.
enum EnforcementFormat {
  static let means = Form<[NamedExpression]>.expressions(for: "means of enforcement")

  /// The effects of the means that the language knows by name, each a key.
  static func effects(_ meaning: String) -> Part<[(name: Named, effect: Expression)]> {
    .keys(Enforcement.means.map { Format.Key($0, .expression, meaning) }) { cursor in
      cursor.entries.compactMap { entry in
        guard Enforcement.means.contains(entry.named.name) else { return nil }
        return entry.expression.map { (entry.named, $0) }
      }
    }
  }
}
