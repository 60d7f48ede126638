import Sim

/// Constraints that no text can keep to, alone or beside hard red lines, whatever is drawn.
struct ConstraintsApart: SenseCheck {
  /// Combinations of levels that are tried.
  private static let combinations = 100_000

  func notes(of loaded: LoadedScenario) -> [SenseNote] {
    guard loaded.scenario.talks != nil, !loaded.scenario.constraints.isEmpty else { return [] }
    let widest = WidestConstraints(loaded)
    let constraints = widest.rows.indices.filter { widest.rows[$0].name != nil }
    let all = Array(widest.rows.indices)
    guard let apart = [constraints, all].first(where: { !canKeep(widest, to: $0) }) else {
      return []
    }
    // What can be left out without making it possible has no part in it.
    var needed = apart
    for row in apart {
      let fewer = needed.filter { $0 != row }
      if !fewer.isEmpty, !canKeep(widest, to: fewer) { needed = fewer }
    }
    // Red lines that cross by themselves are another check's.
    guard let first = needed.lazy.compactMap({ widest.rows[$0].name }).first else { return [] }
    // In a list they have no names.
    let isNamed = NameRule.problem(with: first.name) == nil
    let path = isNamed ? "constraints.\(first.name)" : "constraints"
    return [
      SenseNote(
        .noAgreement, at: first.source.position(of: 0), in: path,
        .constraintsApart(needed.map { widest.rows[$0].text }), or: "talks")
    ]
  }

  private func canKeep(_ widest: WidestConstraints, to rows: [Int]) -> Bool {
    let mentioned = widest.levels.indices.filter { k in
      rows.contains { widest.rows[$0].by[k] != 0 }
    }
    let levels = mentioned.compactMap { widest.levels[$0] }
    var count = 1
    for list in levels where count <= Self.combinations { count *= max(1, list.count) }
    if levels.count == mentioned.count, count <= Self.combinations {
      return isAnyKept(widest, rows, mentioned, levels)
    }
    return widest.hasPoint(rows)
  }

  /// Whether one of all combinations of levels keeps to the rows.
  private func isAnyKept(
    _ widest: WidestConstraints, _ rows: [Int], _ issues: [Int], _ levels: [[Double]]
  ) -> Bool {
    var places = issues.map { _ in 0 }
    var terms = widest.levels.map { _ in 0.0 }
    while true {
      for (k, issue) in issues.enumerated() { terms[issue] = levels[k][places[k]] }
      if widest.isKept(terms, rows) { return true }
      guard let next = places.indices.last(where: { places[$0] + 1 < levels[$0].count }) else {
        return false
      }
      places[next] += 1
      for k in places.indices where k > next { places[k] = 0 }
    }
  }
}
