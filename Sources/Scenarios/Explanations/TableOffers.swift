import Sim

/// Who offers what, and what the protocol says of each party.
extension TableTalk {
  /// The text of a round in which one party makes it.
  func offer(_ now: ProbeReading) -> [Fact] {
    guard let talks = nodes.talks, now[talks.agreement] != 0,
      let party = talks.shares.firstIndex(where: { now[$0] == 1 })
    else { return [] }
    let terms = scenario.issues.enumerated().compactMap { k, issue -> Fact.Offered? in
      guard let term = now[talks.terms[k]] else { return nil }
      return Fact.Offered(
        issue: issue.name.name, term: term, amount: scenario.line(of: issue).written(term))
    }
    guard !terms.isEmpty else { return [] }
    return [
      .offers(
        by: nodes.parties[party].name, Array(terms.prefix(Self.mostTerms)),
        others: max(0, terms.count - Self.mostTerms))
    ]
  }

  /// What the protocol says of each party in a round, as bids.
  func quantities(_ now: ProbeReading) -> [Fact] {
    (nodes.talks?.quantities ?? []).compactMap { quantity in
      let values = zip(nodes.parties, quantity.places).compactMap { party, place in
        now[place].map { (party: party.name, value: $0) }
      }
      return values.isEmpty ? nil : .says(quantity.name, values)
    }
  }
}
