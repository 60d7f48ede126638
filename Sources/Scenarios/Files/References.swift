import Sim

/// Whether what an entry names is declared.
struct References {
  let declared: Declarations
  let findings: Findings

  /// `also` are names that are there without being declared.
  func require(_ name: Named?, _ kind: Declarations.Kind, also: [String] = []) {
    guard let name, !declared.contains(name.name, as: kind), !also.contains(name.name) else {
      return
    }
    if let other = declared.kind(of: name.name) {
      findings.add(name.error("'\(name.name)' is \(other.withArticle), not \(kind.withArticle)"))
    } else {
      findings.add(
        name.error(
          Self.missing(
            name.name, what: kind.word, among: findings.areMany ? [] : declared.all(kind) + also)))
    }
  }

  func requireEach(_ values: PerElement?, _ kind: Declarations.Kind) {
    guard case .each(let values) = values else { return }
    for value in values { require(value.name, kind) }
  }

  static func missing(_ name: String, what: String, among names: [String]) -> ScenarioCause {
    .missing(what: what, name, hint: hint(name, among: names))
  }

  private static func hint(_ name: String, among names: [String]) -> String {
    if let near = nearest(name, in: names) { return "; did you mean '\(near)'?" }
    guard !names.isEmpty else { return "" }
    let more = names.count > 12 ? ", …" : ""
    return "; known: \(names.prefix(12).joined(separator: ", "))\(more)"
  }
}
