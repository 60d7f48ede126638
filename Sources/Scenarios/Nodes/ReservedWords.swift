/// The words of format 1 that names may not be (semantics, "Names").
enum ReservedWords {
  /// No name of any kind: an expression, or what is laid over a file, reads them otherwise.
  static let grammar: Set<String> = [
    "true", "false", "and", "or", "not", "if", "for", "in", "where", "per", "otherwise", "remove",
  ]

  /// No entry that expressions read by its name alone, and no step of a clock, beside the words
  /// that are read (`ScenarioFormat.words`). Outcomes, regimes and roles may be called so: they are
  /// read beside what they are compared with.
  static let unread: Set<String> = grammar.union([
    "day", "week", "month", "quarter", "year", "distance", "issue", "party",
  ])

  /// No outcome: results say so of every trial, whatever its outcome.
  static let allTrials = "all"

  /// Events that the talks bring about.
  static let talkEvents = TalkEvent.allCases.map(\.rawValue)
}
