import Sim

/// Format 1: `acts` of an event, each with the name by which errors call it.
enum ActFormat {
  typealias NamedAct = (act: EventEntry.Act, name: Named)

  /// `texts`: what may be done to the draft, each under its own key.
  static func acts(_ texts: [TextActFormat]) -> Form<[NamedAct]> {
    let act = self.act(texts)
    return Form(.oneOrMore(act.shape)) { $0.items.compactMap(act.read) }
  }

  private static let words: KeyValuePairs<String, EventEntry.Act> = [
    "begin_truce": .beginTruce, "end_truce": .endTruce, "end_settlement": .endSettlement,
    "suspend_talks": .suspendTalks, "resume_talks": .resumeTalks,
  ]

  private static func act(_ texts: [TextActFormat]) -> Form<NamedAct> {
    var needing = ["table": "its plan, as in table: plan"]
    for one in texts { needing[one.word] = one.needs }
    return .either(
      Form(.choice(Format.Choice(what: "act", words: words.map(\.key), needing: needing))) {
        cursor in words.first { $0.key == cursor.text }.map { ($0.value, cursor.scalar) }
      },
      .record(
        Part.one(
          of: [.key("table", Form.word.map { (.table($0), $0) }, "a plan to put on the table")]
            + texts.map(\.part), "act")
      ) { _, act in act })
  }

  // MARK: Parts of acts on the draft

  /// Names, each once and at least one.
  static let issues = Form<[Named]>(.oneOrMore(.word)) { cursor in
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

  static let mostContested = Part<EventEntry.IssueChoice>.all(
    .key(
      "most_contested",
      Form<(Int, Named)>(.count(1...Limits.issues)) { cursor in
        cursor.count.map { ($0, cursor.scalar) }
      }, "how many of the issues that cost most"),
    .optional("contested_by", issues, "whom they cost; whose consent is needed")
  ) { .mostContested($0.0, place: $0.1, losers: $1 ?? []) }
}

/// What a file says of something that is done to the draft: what comes of it is the act's own affair.
struct TextActFormat: Sendable {
  typealias Values = [(key: String, value: EventEntry.Change.Value)]

  /// As `acts` names it.
  let word: String
  /// What the word alone lacks, as in `its issues, as in reopen: [issue]`.
  let needs: String
  let part: Part<ActFormat.NamedAct>

  /// `form`: the values under its key, and the name by which errors call the act.
  init(
    _ word: String, needs: String, _ form: Form<(values: Values, name: Named)>, _ meaning: String
  ) {
    self.word = word
    self.needs = needs
    let act = form.map { read -> ActFormat.NamedAct in
      (.change(EventEntry.Change(word: word, values: read.values)), read.name)
    }
    part = .key(word, act, meaning)
  }
}
