import Sim

extension StartView {
  package static let format = "simrun-show/1"

  /// What `show --format json` prints, with a newline at the end.
  package func document(_ scenario: Scenario) -> String {
    JSONText.map([
      "format": .text(Self.format), "scenario": .text(scenario.name),
      "title": .text(scenario.title),
      "consent": .list(scenario.consentInWords.map { .text($0) }),
      "parameters": .list(
        parameters.map { .map(["name": .text($0.name), "median": Self.number($0.value)]) }),
      "issues": .list(issues.indices.map(issue)), "parties": .list(parties.map(party)),
      "texts": .list(texts.map(text)), "opening": Self.text(opening.map { texts[$0].name }),
    ]).document
  }

  private static func number(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
  private static func text(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

  private func issue(_ k: Int) -> JSONText {
    let issue = issues[k]
    return .map([
      "name": .text(issue.name), "low": Self.text(issue.low), "high": Self.text(issue.high),
      "unit": Self.text(issue.unit), "core": .flag(issue.isCore),
      "status_quo": Self.number(issue.statusQuo),
      "accepted": byParty(ranges[k]), "accepted_from_opening": byParty(openingRanges[k]),
    ])
  }

  private func byParty(_ ranges: [ClosedRange<Double>?]) -> JSONText {
    .map(
      Dictionary(
        zip(parties.map(\.name), ranges).map { name, range in
          (name, range.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null)
        }
      ) { first, _ in first })
  }

  private func party(_ party: Party) -> JSONText {
    .map([
      "name": .text(party.name), "role": Self.text(party.role),
      "no_deal": Self.number(party.noDeal),
      "ideal": byIssue(party.ideals), "weight": byIssue(party.weights),
      "red_lines": .list(
        party.redLines.map {
          .map([
            "issue": .text(issues[$0.issue].name), "side": .text($0.isUpper ? "above" : "below"),
            "limit": Self.number($0.limit), "hard": .flag($0.isHard),
          ])
        }),
    ])
  }

  private func byIssue(_ values: [Double?]) -> JSONText {
    .map(
      Dictionary(zip(issues.map(\.name), values.map(Self.number))) { first, _ in first })
  }

  private func text(_ text: Text) -> JSONText {
    .map([
      "name": .text(text.name), "kind": .text(text.kind.rawValue), "terms": byIssue(text.terms),
      "open": .list(issues.indices.filter { text.isOpen[$0] }.map { .text(issues[$0].name) }),
      "judgements": .list(
        zip(parties, text.judgements).map { party, judged in
          .map([
            "party": .text(party.name), "utility": Self.number(judged.utility),
            "worth": Self.number(judged.worth), "no_deal": Self.number(judged.noDeal),
            "margin": Self.number(judged.margin),
            "accepts": judged.accepts.map { .flag($0) } ?? .null, "needed": .flag(judged.isNeeded),
            "red_lines": .list(
              judged.broken.map { .text(issues[party.redLines[$0].issue].name) }),
          ])
        }),
    ])
  }
}
