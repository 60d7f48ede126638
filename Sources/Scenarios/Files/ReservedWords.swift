/// The words of format 1 that no entry may be called by (semantics, "Built-in quantities").
enum ReservedWords {
  static let all: Set<String> = [
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
    // Grammar and domains.
    "and", "or", "not", "if", "for", "in", "where", "per", "true", "false", "issue", "party",
    "issues", "parties", "plans", "otherwise", "remove",
  ]

  /// Events that the talks bring about.
  static let talkEvents = [
    "signed", "ratified", "rejected", "truce_begins", "truce_breaks", "settlement_breaks",
  ]
}
