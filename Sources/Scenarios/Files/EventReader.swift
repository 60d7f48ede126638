import Sim

/// Reads one entry of `events`.
struct EventReader {
  func event(_ entry: (name: Named, value: YAMLCursor)) -> EventEntry? {
    let cursor = entry.value
    let trigger = trigger(cursor)
    let window = cursor["while"]?.expression
    let effects = cursor["effects"]?.entries.compactMap(effect) ?? []
    let acts = cursor["acts"]?.items.compactMap(ActReader().act) ?? []
    guard let trigger else { return nil }
    return EventEntry(
      name: entry.name, trigger: trigger, window: window, once: cursor["once"]?.flag ?? false,
      competes: cursor["competes"]?.name, effects: effects, acts: acts,
      about: cursor["about"]?.text, source: cursor["source"]?.text)
  }

  private func trigger(_ cursor: YAMLCursor) -> EventEntry.Trigger? {
    if let rate = cursor["rate"] { return rate.rate.map { .rate($0) } }
    if let probability = cursor["probability"] { return probability.rate.map { .probability($0) } }
    if let date = cursor["date"] {
      return date.date.map { .date($0, named(date)) }
    }
    if let step = cursor["step"] {
      return step.count.map { .step($0, named(step)) }
    }
    if let after = cursor["after"] {
      let delay = cursor["delay"]?.expression
      return after.name.map { .after($0, delay: delay) }
    }
    return cursor["when"]?.expression.map { .when($0) }
  }

  /// A scalar and its place, whatever it says.
  private func named(_ cursor: YAMLCursor) -> Named {
    Named(cursor.text ?? "", cursor.node.sourceText(path: cursor.path))
  }

  private func effect(_ entry: (name: Named, value: YAMLCursor)) -> EventEntry.Effect? {
    guard let value = entry.value.expression else { return nil }
    let key = entry.name
    guard let bracket = key.name.firstIndex(of: "[") else {
      return EventEntry.Effect(state: key, index: [], value: value)
    }
    let inside = key.name[key.name.index(after: bracket)...]
    guard inside.last == "]" else {
      entry.value.findings.add(key.error("a bracket is not closed in '\(key.name)'"))
      return nil
    }
    let index = inside.dropLast().split(separator: ",", omittingEmptySubsequences: false).map {
      part(of: key, $0)
    }
    for name in index {
      if let problem = NameRule.problem(with: name.name) {
        entry.value.findings.add(name.error(problem))
        return nil
      }
    }
    return EventEntry.Effect(state: part(of: key, key.name[..<bracket]), index: index, value: value)
  }

  /// A piece of a key, with its own place.
  private func part(of key: Named, _ piece: Substring) -> Named {
    let start = piece.firstIndex { $0 != " " } ?? piece.startIndex
    let offset = key.name.distance(from: key.name.startIndex, to: start)
    let name = String(piece[start...].prefix { $0 != " " })
    let place = key.source.position(of: offset)
    let line = key.source.line
    let segment = SourceText.Segment(offset: 0, line: place.line, column: place.column)
    return Named(
      name,
      SourceText(
        name, file: key.source.file, segments: [segment], path: key.source.path, line: line))
  }
}
