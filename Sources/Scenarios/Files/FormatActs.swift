/// Format 1: what events do to the talks.
extension Format {
  static let act: Shape = .either(
    .choice(
      Choice(
        what: "act",
        words: ["begin_truce", "end_truce", "end_settlement", "suspend_talks", "resume_talks"],
        needing: [
          "table": "its plan, as in table: plan",
          "rewrite": "its terms, as in rewrite: {toward: party, by: 50%, issues: [issue]}",
          "reopen": "its issues, as in reopen: [issue]",
          "settle": "its issues, as in settle: [issue]",
        ])),
    .record(
      Record(
        keys: [
          Key("table", .word, "a plan to put on the table"),
          Key("rewrite", .record(rewrite), "terms to move toward a party or a text"),
          Key(
            "reopen", .either(.oneOrMore(.word), .record(Record(keys: mostContested))),
            "issues to reopen"),
          Key("settle", .oneOrMore(.word), "open issues to close as expected"),
        ],
        alternatives: [
          Alternatives(
            what: "act", groups: [["table"], ["rewrite"], ["reopen"], ["settle"]], required: true)
        ])))

  private static let rewrite = Record(
    keys: [
      Key("toward", .word, required: true, "a party, a plan or status_quo"),
      Key("by", .expression, required: true, "the share of the way, 0 … 1"),
      Key("issues", .oneOrMore(.word), "the issues to rewrite"),
    ] + mostContested,
    alternatives: [
      Alternatives(
        what: "choice", groups: [["issues"], ["most_contested", "contested_by"]], required: true)
    ])

  private static let mostContested = [
    Key(
      "most_contested", .count(1...Limits.issues), required: true,
      "how many of the issues that cost most"),
    Key("contested_by", .oneOrMore(.word), "whom they cost; whose consent is needed"),
  ]
}
