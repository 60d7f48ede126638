import Sim

/// Format 1: `events`.
enum EventFormat {
  /// `acts`: what may be done to the draft.
  static func section(_ acts: [TextActFormat]) -> Field<Scenario> {
    .section("events", event(acts), { $0.events = $1 }, "what may happen")
  }

  private typealias Trigger = EventEntry.Trigger

  private static let triggers: [Part<Trigger>] = [
    .key("rate", Form.rate.map(Trigger.rate), "how often, per unit of time"),
    .key(
      "probability", Form.rate.map(Trigger.probability), perStep: .unlessPer,
      "the chance, per step or per unit of time"),
    .key(
      "date", Form(.date) { place in place.date.map { .date($0, place.scalar) } },
      "in the step that covers it"),
    .key(
      "step",
      Form(.count(1...Limits.steps)) { place in place.count.map { .step($0, place.scalar) } },
      "in that step"),
    .all(
      .key("after", .word, "after each firing of another event"),
      .optional("delay", .expression, "how long after")
    ) { .after($0, delay: $1) },
    .key("when", Form.expression.map(Trigger.when), "as a condition becomes true"),
  ]

  private static func event(_ acts: [TextActFormat]) -> Form<EventEntry> {
    .record(
      Part.one(of: triggers, "trigger"),
      [
        Field("while", .expression, { $0.window = $1 }, "only while a condition holds"),
        Field("once", .flag, { $0.once = $1 }, "at most once in a trial"),
        Field(
          "competes", .word, { $0.competes = $1 }, "a group of which at most one fires in a step"),
        Field(
          "effects", .named(effect, Format.Names(what: "effects", indexed: true)),
          { $0.effects = $1 },
          "the new values of states"),
        Field("acts", ActFormat.acts(acts), { $0.acts = $1 }, "what it does to the talks"),
        .about { $0.about = $1 }, .source { $0.source = $1 }, .expect,
      ]
    ) { EventEntry(name: $0.named, trigger: $1, once: false) }
  }

  private static let effect = Form<EventEntry.Effect>(.expression) { cursor in
    guard let value = cursor.expression else { return nil }
    let key = cursor.named
    guard let bracket = key.name.firstIndex(of: "[") else {
      return EventEntry.Effect(state: key, index: [], value: value)
    }
    let inside = key.name[key.name.index(after: bracket)...]
    guard inside.last == "]" else {
      cursor.findings.add(key.error(FormatCause.openBracket(key.name)))
      return nil
    }
    let index = inside.dropLast().split(separator: ",", omittingEmptySubsequences: false).map {
      key.part($0)
    }
    for name in index {
      if let problem = NameRule.problem(with: name.name) {
        cursor.findings.add(name.error(problem))
        return nil
      }
    }
    return EventEntry.Effect(state: key.part(key.name[..<bracket]), index: index, value: value)
  }
}

extension Named {
  /// A piece of a key, with its own place.
  fileprivate func part(_ piece: Substring) -> Named {
    let start = piece.firstIndex { $0 != " " } ?? piece.startIndex
    let offset = name.distance(from: name.startIndex, to: start)
    let name = String(piece[start...].prefix { $0 != " " })
    let place = source.position(of: offset)
    let segment = SourceText.Segment(offset: 0, line: place.line, column: place.column)
    return Named(
      name,
      SourceText(
        name, file: source.file, segments: [segment], path: source.path, line: source.line))
  }
}
