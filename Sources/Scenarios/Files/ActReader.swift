import Sim

/// Reads one entry of an event's `acts`, with the name by which errors call it.
struct ActReader {
  func act(_ cursor: YAMLCursor) -> (act: EventEntry.Act, name: Named)? {
    if let table = cursor["table"] { return table.name.map { (.table($0), $0) } }
    if let rewrite = cursor["rewrite"] { return self.rewrite(rewrite) }
    if let reopen = cursor["reopen"] {
      let issues = reopen.isMap ? mostContested(reopen) : named(reopen).map { .named($0) }
      return issues.map { (.reopen($0), $0.names.first ?? place(reopen)) }
    }
    if let settle = cursor["settle"] {
      return named(settle).map { (.settle($0), $0.first ?? place(settle)) }
    }
    return word(cursor.text).map { ($0, place(cursor)) }
  }

  private func word(_ text: String?) -> EventEntry.Act? {
    switch text {
    case "begin_truce": .beginTruce
    case "end_truce": .endTruce
    case "end_settlement": .endSettlement
    case "suspend_talks": .suspendTalks
    case "resume_talks": .resumeTalks
    default: nil
    }
  }

  private func rewrite(_ cursor: YAMLCursor) -> (act: EventEntry.Act, name: Named)? {
    let issues =
      cursor["issues"].map { named($0).map { .named($0) } } ?? mostContested(cursor)
    guard let toward = cursor["toward"]?.name, let by = cursor["by"]?.expression, let issues else {
      return nil
    }
    return (.rewrite(.init(toward: toward, by: by, issues: issues)), toward)
  }

  private func mostContested(_ cursor: YAMLCursor) -> EventEntry.IssueChoice? {
    guard let most = cursor["most_contested"], let count = most.count else { return nil }
    let losers = cursor["contested_by"].map(named)
    if case .some(nil) = losers { return nil }
    return .mostContested(count, place: place(most), losers: (losers ?? nil) ?? [])
  }

  /// Names, each once and at least one; `nil` if that is not so.
  private func named(_ cursor: YAMLCursor) -> [Named]? {
    let names = cursor.names
    if cursor.node.items?.isEmpty == true {
      cursor.error("nothing is named here")
      return nil
    }
    for (k, name) in names.enumerated() where names[..<k].contains(name) {
      cursor.findings.add(name.error("'\(name.name)' is named twice"))
    }
    return names
  }

  /// A scalar and its place, whatever it says.
  private func place(_ cursor: YAMLCursor) -> Named {
    Named(cursor.text ?? "", cursor.node.sourceText(path: cursor.path))
  }
}
