import Sim

/// Whether what an entry names is declared.
struct References {
  let declared: Declarations
  let findings: Findings

  /// `also` are names that are there without being declared.
  func require(_ name: Named?, _ kind: Declarations.Kind, also: [String] = []) {
    guard let name, !declared.contains(name.name, as: kind), !also.contains(name.name),
      !declared.isMeant(name.name, as: kind)
    else { return }
    if let other = declared.kind(of: name.name) {
      findings.add(
        name.error(
          ReadingCause.wrongKind(name.name, is: other.withArticle, not: kind.withArticle)))
    } else {
      findings.add(
        name.error(
          ScenarioCause.missing(
            name.name, what: kind.word, among: findings.areMany ? [] : declared.all(kind) + also)))
    }
  }

  func requireEach(_ values: PerElement?, _ kind: Declarations.Kind) {
    guard case .each(let values) = values else { return }
    for value in values { require(value.name, kind) }
  }
}
