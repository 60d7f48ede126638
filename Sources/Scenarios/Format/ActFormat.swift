import Sim

/// Format 1: `acts` of an event, each with the name by which errors call it.
enum ActFormat {
  private typealias Act = EventEntry.Act
  private typealias NamedAct = (act: EventEntry.Act, name: Named)

  static let acts = Form<[(act: EventEntry.Act, name: Named)]>(.oneOrMore(act.shape)) {
    $0.items.compactMap(act.read)
  }

  private static let words: KeyValuePairs<String, Act> = [
    "begin_truce": .beginTruce, "end_truce": .endTruce, "end_settlement": .endSettlement,
    "suspend_talks": .suspendTalks, "resume_talks": .resumeTalks,
  ]

  private static let act = Form<NamedAct>.either(
    Form(
      .choice(
        Format.Choice(
          what: "act", words: words.map(\.key),
          needing: [
            "table": "its plan, as in table: plan",
            "rewrite": "its terms, as in rewrite: {toward: party, by: 50%, issues: [issue]}",
            "reopen": "its issues, as in reopen: [issue]",
            "settle": "its issues, as in settle: [issue]",
          ]))
    ) { cursor in words.first { $0.key == cursor.text }.map { ($0.value, cursor.scalar) } },
    .record(
      Part.one(
        of: [
          .key("table", Form.word.map { (.table($0), $0) }, "a plan to put on the table"),
          .key("rewrite", rewrite, "terms to move toward a party or a text"),
          .key("reopen", reopen, "issues to reopen"),
          .key("settle", settle, "open issues to close as expected"),
        ], "act")
    ) { _, act in act })

  private static let rewrite = Form<NamedAct>.record(
    Part<EventEntry.Rewrite>.all(
      .key("toward", .word, "a party, a plan or status_quo"),
      .key("by", .expression, "the share of the way, 0 … 1"),
      .one(
        of: [
          .key("issues", issues.map(EventEntry.IssueChoice.named), "the issues to rewrite"),
          mostContested,
        ], "choice")
    ) { EventEntry.Rewrite(toward: $0, by: $1, issues: $2) }
  ) { (.rewrite($1), $1.toward) }

  private static let reopen = Form<NamedAct>.init(
    .either(issues.shape, contested.shape)
  ) { cursor in
    let choice = cursor.isMap ? contested.read(cursor) : issues.read(cursor).map { .named($0) }
    return choice.map { (.reopen($0), $0.names.first ?? cursor.scalar) }
  }

  private static let settle = Form<NamedAct>(issues.shape) { cursor in
    issues.read(cursor).map { (.settle($0), $0.first ?? cursor.scalar) }
  }

  private static let contested = Form<EventEntry.IssueChoice>.record(mostContested) { $1 }

  private static let mostContested = Part<EventEntry.IssueChoice>.all(
    .key(
      "most_contested",
      Form<(Int, Named)>(.count(1...Limits.issues)) { cursor in
        cursor.count.map { ($0, cursor.scalar) }
      }, "how many of the issues that cost most"),
    .optional("contested_by", issues, "whom they cost; whose consent is needed")
  ) { .mostContested($0.0, place: $0.1, losers: $1 ?? []) }

  /// Names, each once and at least one.
  private static let issues = Form<[Named]>(.oneOrMore(.word)) { cursor in
    let names = cursor.names
    if cursor.node.items?.isEmpty == true {
      cursor.error(FormatCause.nothingNamed)
      return nil
    }
    for (k, name) in names.enumerated() where names[..<k].contains(name) {
      cursor.findings.add(name.error(FormatCause.namedTwice(name.name)))
    }
    return names
  }
}
