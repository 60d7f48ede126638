import Sim

extension Explanation {
  package static let format = "simrun-explain/1"

  /// What `explain --format json` prints, with a newline at the end. `why`: why it is this trial.
  package func document(why: String?) -> String {
    JSONText.map([
      "format": .text(Self.format), "scenario": .text(scenario), "title": .text(title),
      "trial": .integer(trial), "seed": .unsigned(seed), "why": Self.text(why),
      "outcome": Self.text(outcome), "class": Self.text(className ?? outcome),
      "step": .integer(endStep), "date": Self.text(dates.last), "step_word": .text(stepWord),
      "failure": failure.map { .map(["message": .text($0.message), "place": .text($0.place)]) }
        ?? .null,
      "parameters": values(parameters), "measures": values(measures),
      "passages": .list(
        passages.map { passage in
          .map([
            "first": .integer(passage.first), "last": .integer(passage.last),
            "heading": .text(heading(passage)), "lines": .list(lines(passage).map { .text($0) }),
            "facts": .list(passage.facts.map(\.json)),
          ])
        }),
      "ending": .list(ending.map { .text($0) }), "missing": Self.text(missing),
    ]).document
  }

  private static func text(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

  private func values(_ values: [Value]) -> JSONText {
    .map(
      Dictionary(
        values.map { value in (value.name, value.value.map { JSONText.number($0) } ?? .null) }
      ) { first, _ in first })
  }
}

extension Fact {
  /// `kind`, and what is known of it.
  fileprivate var json: JSONText {
    func made(_ kind: String, _ rest: [String: JSONText] = [:]) -> JSONText {
      .map(rest.merging(["kind": .text(kind)]) { first, _ in first })
    }
    func names(_ names: [String]) -> JSONText { .list(names.map { .text($0) }) }
    switch self {
    case .opens(let text, let open):
      return made("opens", ["text": text.map { .text($0) } ?? .null, "open": names(open)])
    case .happens(let event, _, let acts):
      return made("happens", ["event": .text(event), "acts": names(acts)])
    case .changes(let state, let unit, let from, let to):
      return made(
        "changes",
        [
          "state": .text(state), "unit": unit.map { .text($0) } ?? .null, "from": .text(from),
          "to": .text(to),
        ])
    case .tabled(let plan): return made("tabled", ["plan": .text(plan)])
    case .rounds(let count): return made("rounds", ["count": .integer(count)])
    case .offers(let party, let terms, let others):
      return made(
        "offers",
        [
          "party": .text(party), "others": .integer(others),
          "terms": .list(terms.map { .map(["issue": .text($0.issue), "term": .number($0.term)]) }),
        ])
    case .says(let what, let values):
      return made(
        "says",
        [
          "what": .text(what),
          "values": .list(
            values.map { .map(["party": .text($0.party), "value": .number($0.value)]) }),
        ])
    case .drafts(let terms, let others):
      return made(
        "drafts",
        [
          "others": .integer(others), "terms": .list(terms.map(\.json)),
        ])
    case .rewrites(let events, let terms):
      return made("rewrites", ["by": names(events), "terms": .list(terms.map(\.json))])
    case .closes(let issues): return made("closes", ["issues": names(issues)])
    case .reopens(let issues): return made("reopens", ["issues": names(issues)])
    case .judged(let all): return made("judged", ["parties": .list(all.map(\.json))])
    case .sameAnswers(let rounds): return made("same_answers", ["rounds": .integer(rounds)])
    case .unsigned(let reasons): return made("unsigned", ["reasons": names(reasons)])
    case .signed: return made("signed")
    case .ratified: return made("ratified")
    case .rejected: return made("rejected")
    case .vote(let vote):
      return made(
        "vote",
        [
          "party": .text(vote.party), "ratifier": .text(vote.ratifier),
          "support": .optional(vote.support), "needs": .optional(vote.needs),
          "verdict": .text(vote.verdict.rawValue),
        ])
    case .truceBegins(let by, let judged):
      return made(
        "truce_begins",
        [
          "by": .text(by),
          "parties": .list(
            judged.map {
              .map([
                "party": .text($0.party), "worth": .number($0.worth), "no_deal": .number($0.noDeal),
              ])
            }),
        ])
    case .truceBreaks(let by): return made("truce_breaks", ["by": .text(by)])
    case .settlementBreaks(let by): return made("settlement_breaks", ["by": .text(by)])
    case .breakdown: return made("breakdown")
    case .suspended: return made("suspended")
    case .resumed: return made("resumed")
    case .ends(let byClock): return made("ends", ["by_clock": .flag(byClock)])
    }
  }
}

extension Fact.Term {
  /// `from_amount`, `to_amount`: in the unit of the issue, or as values; null without.
  fileprivate var json: JSONText {
    .map([
      "issue": .text(issue), "from": .number(from), "to": .number(to),
      "from_amount": amounts.map { .text($0.from) } ?? .null,
      "to_amount": amounts.map { .text($0.to) } ?? .null,
    ])
  }
}

extension Fact.Judgement {
  fileprivate var json: JSONText {
    .map([
      "party": .text(party), "accepts": .flag(accepts), "needed": .flag(isNeeded),
      "utility": .optional(utility), "worth": .optional(worth), "no_deal": .optional(noDeal),
      "tolerance": .optional(tolerance), "margin": .optional(margin),
      "own_rule": .flag(hasOwnRule),
      "red_lines": .list(
        crossed.map {
          .map([
            "issue": .text($0.issue), "level": .number($0.level), "limit": .number($0.limit),
            "side": .text($0.isUpper ? "above" : "below"), "hard": .flag($0.isHard),
          ])
        }),
    ])
  }
}

extension JSONText {
  static func optional(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
}
