import Sim

/// What can be wrong with a scenario that other code asks for: mostly, whether it is only the
/// consequence of something else that is wrong.
enum ScenarioCause: Cause {
  // Names.
  case notAName(String, hyphens: Bool, meant: String?)
  case nameTooLong(Int, limit: Int)
  /// A word of the language.
  case reservedName(String)
  /// `hint` is empty, or says what was probably meant.
  case unknownName(String, hint: String)
  case notAnElement(String, hint: String)
  /// `what` is the kind of thing that there is none of: `event`, `column of data`.
  case missing(what: String, String, hint: String)
  case notOfTalks(String)
  case noRatifiers(party: String)
  /// `agreed.wage.amount`, which is a name of the results. `formula` gives the amount.
  case amountOfResults(
    term: String, member: String, low: String, high: String, formula: String, unit: String)
  case amountWithoutUnit(term: String, issue: String, member: String)
  /// `2500 km2` in an expression, where it is `share` of the way.
  case amountInExpression(String, issue: String, share: Double)

  /// So many errors that are not shown.
  case more(Int, limit: Int)
  case unknownMeans(String, meant: String)

  // What a scenario lacks.
  /// A part of the scenario that has an effect on talks only, and there are none.
  case withoutTalks(WithoutTalks)
  case needsStart(String)
  case outsideClock

  // Groups of competing events.
  case cannotCompete
  case mixedGroup(String)

  /// What was written, and how it belongs to talks.
  enum WithoutTalks: Hashable, Sendable {
    case word(String)
    case judgement(String)
    case support
    case acts
  }
}

extension ScenarioCause {
  var wording: String {
    switch self {
    case .notAName(let name, let hyphens, let meant):
      "'\(name)' is not a name: a name is a lower-case letter, then "
        + "lower-case letters, digits\(hyphens ? ", '_' and '-'" : " and '_'")"
        + (meant.map { "; write '\($0)'" } ?? LookAlike.note(name))
    case .nameTooLong(let count, let limit):
      "a name of \(count) characters; the limit is \(limit)"
    case .reservedName(let name): "'\(name)' is a word of the language: choose another name"
    case .more(let count, let limit):
      "\(count) more \(count == 1 ? "error" : "errors"), from here on, not shown "
        + "(the limit is \(limit))"
    case .unknownMeans(let name, let meant):
      "unknown means of enforcement '\(name)'; did you mean '\(meant)'?"
    case .unknownName(let name, let hint): "unknown name '\(name)'\(hint)"
    case .notAnElement(let name, let hint): "'\(name)' is no issue, party or plan\(hint)"
    case .missing(let what, let name, let hint): "there is no \(what) '\(name)'\(hint)"
    case .notOfTalks(let member):
      "of the talks, expressions can read talks.secrecy and talks.violations; "
        + "there is no '\(member)'"
    case .noRatifiers(let party): "'\(party)' has no ratifiers"
    case .amountOfResults(let term, let member, let low, let high, let formula, let unit):
      "'\(term).\(member)' is a name of the results; in an expression '\(term)' is 0 at \(low) and 1 at "
        + "\(high), and the amount (\(unit)) is \(formula)"
    case .amountWithoutUnit(let term, let issue, let member):
      "'\(term)' is a number from 0 to 1 and has no '\(member)': the ends of '\(issue)' are no amounts of "
        + "one unit"
    case .amountInExpression(let written, let issue, let share):
      "'\(written)' is an amount on the line of '\(issue)', and amounts are read only where terms are "
        + "written; here write \(share)"
    case .withoutTalks(let what):
      switch what {
      case .word(let name): "'\(name)' belongs to talks, and this scenario has none"
      case .judgement(let member): "'\(member)' is judged in talks, and this scenario has none"
      case .support: "'support' is of a text, and this scenario has none"
      case .acts: "acts reach the talks, and this scenario has none"
      }
    case .needsStart(let what): "'\(what)' needs a clock with a start"
    case .outsideClock: "the date is not within the clock"
    case .cannotCompete: "only events with a rate or a probability can compete"
    case .mixedGroup(let group): "the group '\(group)' mixes rates and probabilities"
    }
  }
}

extension ScenarioCause {
  /// Of `names`, the nearest is what was probably meant; else the first few are listed.
  static func missing(_ name: String, what: String, among names: [String]) -> ScenarioCause {
    var known: Set<String> = []
    let once = names.filter { known.insert($0).inserted }
    return .missing(what: what, name, hint: hint(name, among: once))
  }

  private static func hint(_ name: String, among names: [String]) -> String {
    if let near = nearest(name, in: names) { return "; did you mean '\(near)'?" }
    guard !names.isEmpty else { return "" }
    let more = names.count > 12 ? ", …" : ""
    return "; known: \(names.prefix(12).joined(separator: ", "))\(more)"
  }
}
