import Sim

/// Format 1: the sections of a scenario, each stated in its own file. A new one is a file and a
/// line here, in the place where errors are to name it.
struct ScenarioFormat: Sendable {
  let protocols: [ProtocolFormat]
  /// The names that the language has built in: no entry has one of them.
  let words: Set<String>
  /// Names that are read of a text: no issue has one of them.
  let textWords: Set<String>
  /// Reads a whole scenario, but for the columns of data and the variations of `verify`.
  let form: Form<Scenario>

  var record: Format.Record { form.shape.record ?? Format.Record(keys: []) }

  init(
    protocols: [ProtocolFormat], processes: [ProcessFormat], acts: [TextActFormat],
    words: Set<String>, textWords: Set<String>
  ) {
    self.protocols = protocols
    self.words = words.union(ReservedWords.unread)
    self.textWords = textWords
    form = .record(
      Self.head,
      [
        .about { $0.about = $1 },
        .expect,
        ClockFormat.section,
        ParameterFormat.section,
        CorrelationFormat.section,
        DataFormat.section,
        IssueFormat.section,
        PartyFormat.defaults,
        PartyFormat.section,
        ConstraintFormat.section,
        DefinitionFormat.section,
        StateFormat.section(processes),
        EventFormat.section(acts),
        PlanFormat.section,
        TalksFormat.section(protocols),
        DurabilityFormat.section,
        OutcomeFormat.section,
        MeasureFormat.section,
        SignalFormat.section,
        LeverFormat.section,
        VerificationFormat.section,
      ]
    ) { _, head in Scenario(name: head.name, title: head.title) }
  }

  private static let head = Part<(name: String, title: String)>.keys([
    Format.Key(
      "format", .choice(Format.Choice(what: "format", words: [Format.version])), required: true,
      "the version of the language"),
    Format.Key("scenario", .title, required: true, "the scenario's name, as results carry it"),
    Format.Key("extends", .text, "the file whose scenario this one changes"),
    Format.Key("title", .text, "one line for people"),
  ]) { cursor in
    let name = cursor["scenario"]?.text ?? ""
    return (name, cursor["title"]?.text ?? name)
  }
}
