/// The words of format 1 that names may not be (semantics, "Names").
enum ReservedWords {
  /// No name of any kind: an expression, or what is laid over a file, reads them otherwise.
  static let grammar: Set<String> = [
    "true", "false", "and", "or", "not", "if", "for", "in", "where", "per", "otherwise", "remove",
  ]

  /// No entry that expressions read by its name alone, and no step of a clock. Outcomes, regimes and
  /// roles may be called so: they are read beside what they are compared with.
  static let all: Set<String> = grammar.union([
    // Time.
    "step", "steps", "day", "week", "month", "quarter", "year", "date",
    // Events and memory.
    "fires", "happened", "count", "since", "first", "date_of", "ever", "held_for", "longest",
    "highest", "lowest", "total", "average", "previous",
    // Talks and texts.
    "talks", "talks_met", "rounds", "draft", "agreed", "status_quo", "text", "distance", "signed",
    "ratified", "rejected", "settled", "core_settled", "truce", "halted", "fighting",
    "settled_for", "truce_for", "halted_for", "fighting_for", "truce_begins", "truce_breaks",
    "settlement_breaks", "balanced", "hard_line_crossed", "zone", "breach", "weighted_mean",
    "max_gap", "broken_off", "outcome", "default",
    // Domains.
    "issue", "party", "issues", "parties", "plans",
  ])

  /// No issue: these are read of a text, as `draft.open_issues`.
  static let ofTexts: Set<String> = ["open_issues", "written_by", "authorship", "enforcement"]

  /// No outcome: results say so of every trial, whatever its outcome.
  static let allTrials = "all"

  /// Events that the talks bring about.
  static let talkEvents = [
    "signed", "ratified", "rejected", "truce_begins", "truce_breaks", "settlement_breaks",
  ]
}
