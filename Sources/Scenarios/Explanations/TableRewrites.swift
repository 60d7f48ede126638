import Sim

/// What events made of the text on the table.
extension TableTalk {
  /// What acts of these events changed in the draft that the round left; none without events.
  mutating func rewritten(_ now: ProbeReading, by events: [Int]) -> [Fact] {
    guard let talks = nodes.talks, !events.isEmpty else { return [] }
    var changed: [Fact.Term] = []
    for (k, issue) in scenario.issues.enumerated() {
      guard let from = now[talks.roundTerms[k]], let to = now[talks.terms[k]], from != to else {
        continue
      }
      changed.append(term(issue, from, to))
      terms[k] = to
    }
    return [
      .rewrites(
        by: events.map { scenario.events[$0].name.name },
        changed.sorted { abs($0.to - $0.from) > abs($1.to - $1.from) })
    ]
  }

  /// A term that moved, with what it is in the unit of its issue or among its values.
  func term(_ issue: Issue, _ from: Double, _ to: Double) -> Fact.Term {
    let line = scenario.line(of: issue)
    let amounts = line.written(from).flatMap { from in
      line.written(to).map { Fact.Term.Amounts(from: from, to: $0) }
    }
    return Fact.Term(issue: issue.name.name, from: from, to: to, amounts: amounts)
  }
}
