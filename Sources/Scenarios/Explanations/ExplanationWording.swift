import Sim

/// A trial in words: a heading for each passage and a sentence or two for each fact.
extension Explanation {
  /// `week 3 (2025-12-17)`, `weeks 4 to 9`.
  package func heading(_ passage: Passage) -> String {
    if passage.first == 0, passage.last == 0 { return "At the start" + date(0) }
    return passage.first == passage.last
      ? "\(stepWord) \(passage.first)\(date(passage.first))"
      : "\(stepWord)s \(passage.first) to \(passage.last)"
  }

  private func date(_ step: Int) -> String {
    dates.indices.contains(step) ? " (\(dates[step]))" : ""
  }

  /// Of several steps: what little there was.
  package func lines(_ passage: Passage) -> [String] {
    guard passage.first < passage.last else {
      return passage.facts.flatMap { $0.lines(atStart: passage.first == 0) }
    }
    let parts = passage.facts.flatMap { $0.quiet }
    return ["Nothing but: " + parts.joined(separator: "; ") + "."]
  }

  /// How it ended: the outcomes in their order, up to the one whose condition held. What is said of the one
  /// that was wanted stands in `missing`.
  package var ending: [String] {
    if let failure {
      let place = failure.place.isEmpty ? "" : " (\(failure.place))"
      return ["The trial failed in \(stepWord) \(endStep): \(failure.message)\(place)"]
    }
    return rules.enumerated().compactMap { place, rule in
      let isLast = place == rules.count - 1
      if !isLast, missing != nil, rule.outcome == wanted?.outcome { return nil }
      guard let reading = rule.reading else {
        return "\(rule.outcome): it is what is left when nothing before it holds."
      }
      let reasons = Self.few(reading.decisive.map(\.inWords))
      return isLast
        ? "\(rule.outcome) it is: \(reasons)." : "Not \(rule.outcome): \(reasons)."
    }
  }

  /// What was missing for the outcome that was asked for; `nil` if none was.
  package var missing: String? {
    guard let wanted else { return nil }
    if let reading = wanted.reading, reading.holds != true {
      return "Missing for \(wanted.outcome): \(Self.few(reading.decisive.map(\.inWords)))."
    }
    guard let outcome, outcome != wanted.outcome else { return nil }
    let condition = wanted.reading == nil ? "it is what is left" : "its condition held"
    return "Missing for \(wanted.outcome): \(condition), but \(outcome) stands before it, and held."
  }

  private static let mostReasons = 4

  private static func few(_ reasons: [String]) -> String {
    var seen: Set<String> = []
    let different = reasons.filter { seen.insert($0).inserted }
    let shown = different.prefix(mostReasons).joined(separator: "; ")
    let more = different.count - mostReasons
    return more > 0 ? "\(shown); and \(more) more" : shown
  }
}

extension RuleReading {
  /// `settled does not hold`, `front >= 0.97 does not hold (front is 0.81)`.
  package var inWords: String {
    let verdict =
      switch holds {
      case true?: "holds"
      case false?: "does not hold"
      case nil: "could not be asked"
      }
    guard !sides.isEmpty else { return "\(text) \(verdict)" }
    let values = sides.map { "\($0.text) is \($0.value)" }.joined(separator: ", ")
    return "\(text) \(verdict) (\(values))"
  }
}

extension Fact {
  /// Sentences, each a line of its own.
  package func lines(atStart: Bool = false) -> [String] {
    switch self {
    case .opens(let text, let open):
      let left = open.isEmpty ? "" : "; open: \(open.joined(separator: ", "))"
      return ["The text on the table is \(text ?? "one of its own")\(left)."]
    case .happens(let event, let about, let acts):
      let doing = acts.isEmpty ? "" : ": it " + acts.joined(separator: ", ")
      return ["\(event) happens\(doing)." + (about.map { " (\($0))" } ?? "")]
    case .changes(let state, let unit, let from, let to):
      return ["\(state): \(from) → \(to)" + (unit.map { " (\($0))" } ?? "")]
    case .tabled(let plan): return ["\(plan) is laid on the table."]
    case .rounds(let count):
      return [count == 1 ? "The parties meet." : "The parties meet \(count) times."]
    case .sameAnswers(let count):
      return [
        (count == 1 ? "The parties meet" : "The parties meet \(count) times")
          + "; nobody's answer changes."
      ]
    case .offers(let party, let terms, let others):
      let more = others == 0 ? "" : ", and \(others) terms more"
      return ["\(party) offers \(terms.map(\.inWords).joined(separator: ", "))\(more)."]
    case .says(let what, let values):
      let all = values.map { "\($0.party) \(Shown.worth($0.value))" }
      return ["The \(what) of each: \(all.joined(separator: ", "))."]
    case .drafts(let terms, let others):
      let more = others == 0 ? "" : ", \(others) more a little"
      return ["The draft moves: \(terms.map(\.inWords).joined(separator: ", "))\(more)."]
    case .rewrites(let events, let terms):
      let start = "\(events.listed()) \(events.count == 1 ? "changes" : "change")"
      return [
        terms.isEmpty
          ? "\(start) nothing in the draft."
          : "\(start) the draft: \(terms.map(\.inWords).joined(separator: ", "))."
      ]
    case .closes(let issues): return ["Closed in the draft: \(issues.joined(separator: ", "))."]
    case .reopens(let issues):
      return ["Open again in the draft: \(issues.joined(separator: ", "))."]
    case .judged(let all): return Self.judged(all, atStart: atStart)
    case .unsigned(let reasons):
      return reasons.isEmpty
        ? ["It is not signed."] : ["It is not signed: \(reasons.joined(separator: "; "))."]
    case .signed: return ["It is signed."]
    case .ratified: return ["The text is ratified and in force."]
    case .rejected: return ["The text is rejected."]
    case .vote(let vote): return [vote.inWords]
    case .truceBegins(let by, let judged):
      let why = judged.map {
        "\($0.party) has \(Shown.worth($0.worth)) of it, no deal \(Shown.worth($0.noDeal))"
      }
      return [
        "A truce begins, by \(by)" + (why.isEmpty ? "." : ": \(why.joined(separator: "; ")).")
      ]
    case .truceBreaks(let by): return ["The truce breaks\(Self.by(by))."]
    case .settlementBreaks(let by): return ["The settlement breaks\(Self.by(by))."]
    case .breakdown: return ["The talks break off for good."]
    case .suspended: return ["The talks are suspended."]
    case .resumed: return ["The talks may go on."]
    case .ends(let byClock):
      return [
        byClock ? "The clock runs out." : "The condition of an outcome holds, and the trial ends."
      ]
    }
  }

  private static func by(_ cause: String) -> String { cause.isEmpty ? "" : ", by \(cause)" }

  /// Within one sentence of several steps.
  fileprivate var quiet: [String] {
    switch self {
    case .sameAnswers(let count):
      ["\(count) \(count == 1 ? "round" : "rounds") in which nobody's answer changes"]
    case .drafts(let terms, let others):
      [
        "the draft: \(terms.map(\.inWords).joined(separator: ", "))"
          + (others == 0 ? "" : ", \(others) more a little")
      ]
    case .changes(let state, _, let from, let to): ["\(state) \(from) → \(to)"]
    default: lines()
    }
  }

  /// Those who accept in one line, each who refuses in one of its own.
  private static func judged(_ all: [Judgement], atStart: Bool) -> [String] {
    guard !all.isEmpty else { return [] }
    let yes = all.filter(\.accepts)
    let no = all.filter { !$0.accepts }
    var lines: [String] = []
    if !yes.isEmpty {
      let who = yes.map { "\($0.party)\($0.margin.map { " (\(signed($0)))" } ?? "")" }
      lines.append(
        "\(atStart ? "Would be accepted" : "Accepted") by \(who.joined(separator: ", ")).")
    }
    return lines + no.map { $0.refusal(atStart: atStart) }
  }

  static func signed(_ value: Double) -> String {
    let text = Shown.worth(value)
    return value > 0 ? "+" + text : text
  }
}

extension Fact.Term {
  fileprivate var inWords: String {
    "\(issue) \(Shown.worth(from)) → \(Shown.worth(to))"
      + (amounts.map { " (\($0.from) → \($0.to))" } ?? "")
  }
}

extension Fact.Offered {
  fileprivate var inWords: String {
    "\(issue) \(Shown.worth(term))" + (amount.map { " (\($0))" } ?? "")
  }
}

extension Fact.Vote {
  fileprivate var inWords: String {
    let share = support.map { Shown.number(100 * $0, digits: 3) + " %" } ?? "an unknown share"
    let needed = needs.map { Shown.number(100 * $0, digits: 3) + " %" } ?? "an unknown share"
    let end =
      switch verdict {
      case .approves: "it approves"
      case .refuses: "it says no"
      case .waits: "the question stays open"
      }
    return "\(party): \(ratifier) votes, \(share) in favour where \(needed) is needed: \(end)."
  }
}

extension Fact.Judgement {
  /// Who refuses, by how much, and why.
  fileprivate func refusal(atStart: Bool) -> String {
    let start =
      "\(atStart ? "Would be refused" : "Refused") by \(party)"
      + (isNeeded ? "" : " (whose consent is not needed)")
    guard !hasOwnRule else { return "\(start): its own rule 'accepts' says no\(comparison)." }
    var reasons: [String] = []
    if let margin, margin < 0 {
      reasons.append("\(Shown.worth(-margin)) short of no deal\(comparison)")
    }
    for line in crossed {
      let beyond =
        "\(line.issue) is \(Shown.number(line.level, digits: 3)), "
        + "\(line.isUpper ? "above" : "below") its \(line.isHard ? "hard " : "")red line at "
        + Shown.number(line.limit, digits: 3)
      reasons.append(beyond)
    }
    if let margin, margin >= 0, crossed.contains(where: \.isHard) {
      reasons.append("though worth \(Shown.worth(margin)) more than no deal")
    }
    return start + (reasons.isEmpty ? "." : ": \(reasons.joined(separator: "; ")).")
  }

  private var comparison: String {
    guard let worth, let noDeal else { return "" }
    var parts = ["worth \(Shown.worth(worth)) to it"]
    if let utility, abs(utility - worth) >= 0.005 {
      parts[0] += " (\(Shown.worth(utility)) by its terms)"
    }
    if let tolerance, abs(tolerance) >= 0.005 {
      parts.append("tolerance \(Fact.signed(tolerance))")
    }
    parts.append("no deal \(Shown.worth(noDeal))")
    return ", " + parts.joined(separator: ", ")
  }
}
