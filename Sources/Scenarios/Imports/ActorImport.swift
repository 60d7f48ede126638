import Sim

/// Tables of actors: a header with `name`, `capability`, `position` and `salience` (on several issues
/// `position_tax`, `salience_tax`), or the form of KTAB: a line with the number of actors and of
/// dimensions, then rows of name, description, capability and for each dimension position and salience.
package enum ActorImport {
  package static func scenario(
    table file: String, protocol word: String
  ) throws(ImportCause) -> ImportedScenario {
    let rows = try Self.rows(in: file)
    guard let first = rows.first else { throw .noActors(file) }
    let names = first.fields.map { $0.lowercased() }
    let table =
      names.contains("capability")
      ? try plain(Array(rows.dropFirst()), names, file) : try ktab(rows, file)
    guard !table.actors.isEmpty else { throw .noActors(file) }
    return table.scenario(title: ImportedFile.stem(file), file: file, protocol: word)
  }

  private struct Row {
    var line: Int
    var fields: [String]
  }

  private static func rows(in file: String) throws(ImportCause) -> [Row] {
    let text = try ImportedFile.text(file)
    let separator: Character =
      [",", ";", "\t"].max { a, b in
        text.prefix(2000).count { $0 == a } < text.prefix(2000).count { $0 == b }
      } ?? ","
    var rows: [Row] = []
    for (k, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let fields = line.split(separator: separator, omittingEmptySubsequences: false).map {
        String($0).trimmed
      }
      if fields.contains(where: { !$0.isEmpty }) { rows.append(Row(line: k + 1, fields: fields)) }
    }
    return rows
  }

  private static func number(
    _ row: Row, _ place: Int, _ file: String, least: Int
  ) throws(ImportCause) -> Double {
    guard row.fields.count > place else {
      throw .fieldCount(file: file, line: row.line, found: row.fields.count, expected: least)
    }
    let text = row.fields[place]
    guard let value = Double(text.replacing("%", with: "")), value.isFinite else {
      throw .badNumber(file: file, line: row.line, text: text)
    }
    return value
  }

  private static func plain(
    _ rows: [Row], _ header: [String], _ file: String
  ) throws(ImportCause) -> ActorRows {
    func place(_ name: String) throws(ImportCause) -> Int {
      guard let place = header.firstIndex(of: name) else {
        throw .missingColumn(file: file, column: name)
      }
      return place
    }
    let ends = header.filter { $0.hasPrefix("position") }.map { String($0.dropFirst(8)) }
    guard !ends.isEmpty else { throw .missingColumn(file: file, column: "position") }
    let (name, capability) = (try place("name"), try place("capability"))
    var table = ActorRows(issues: ends.map { $0.isEmpty ? "position" : String($0.dropFirst()) })
    for row in rows {
      var actor = ActorRows.Actor(
        name: row.fields[min(name, row.fields.count - 1)],
        capability: try number(row, capability, file, least: header.count))
      for end in ends {
        actor.positions.append(
          try number(row, try place("position\(end)"), file, least: header.count))
        actor.saliences.append(
          try number(row, try place("salience\(end)"), file, least: header.count))
      }
      table.actors.append(actor)
    }
    return table
  }

  private static func ktab(_ rows: [Row], _ file: String) throws(ImportCause) -> ActorRows {
    guard let counts = rows.first, let last = rows.dropFirst().first else {
      throw .noActors(file)
    }
    let dimensions = max(1, (last.fields.filter { !$0.isEmpty }.count - 3) / 2)
    let written = counts.fields.compactMap { Int($0) }
    guard written.contains(rows.count - 1) || written.contains(dimensions) else {
      throw .missingColumn(file: file, column: "capability")
    }
    var table = ActorRows(issues: (1...dimensions).map { "issue_\($0)" })
    for row in rows.dropFirst() {
      // A row of titles between the counts and the actors.
      if row.fields.count > 2, Double(row.fields[2].replacing("%", with: "")) == nil { continue }
      let least = 3 + 2 * dimensions
      var actor = ActorRows.Actor(
        name: row.fields[0], capability: try number(row, 2, file, least: least))
      for k in 0..<dimensions {
        actor.positions.append(try number(row, 3 + 2 * k, file, least: least))
        actor.saliences.append(try number(row, 4 + 2 * k, file, least: least))
      }
      table.actors.append(actor)
    }
    return table
  }
}

/// Actors with their positions, as they were read.
struct ActorRows {
  struct Actor {
    var name: String
    var capability: Double
    var positions: [Double] = []
    var saliences: [Double] = []
  }

  var issues: [String]
  var actors: [Actor] = []

  /// Positions from the lowest to the highest, which are 0 and 1; saliences above 1 are percent.
  func scenario(title: String, file: String, protocol word: String) -> ImportedScenario {
    var names = ImportedNames()
    let issueNames = issues.map { names.entry($0, else: "issue") }
    let actorNames = actors.map { names.entry($0.name, else: "actor") }
    let name = ImportedNames.scenario(title)
    let isPercent = actors.contains { $0.saliences.contains { $0 > 1 } }
    let unit = isPercent ? 100.0 : 1
    var notes: [String] = []
    var lines = [
      "# \(actors.count) actors, imported from \(ImportedNames.line(file)).", "format: 1",
      "scenario: \(name)", "title: \(ImportedNames.quoted(title))",
      "clock: {step: \(ImportedNames.step), steps: 1}", "issues:",
    ]
    let ranges = issues.indices.map { k -> (low: Double, high: Double) in
      let positions = actors.map { $0.positions[k] }
      return (positions.min() ?? 0, positions.max() ?? 1)
    }
    for (k, range) in ranges.enumerated() {
      lines.append(
        "  \(issueNames[k]): {low: \"\(range.low)\", high: \"\(range.high)\"}"
          + "  # \(ImportedNames.line(issues[k]))")
      if range.low == range.high { notes.append("all stand at \(range.low) on '\(issues[k])'") }
    }
    lines += ["party_defaults: {no_deal: 0}", "parties:"]
    for (p, actor) in actors.enumerated() {
      let ideals = zip(actor.positions, ranges).map { position, range in
        range.high > range.low ? (position - range.low) / (range.high - range.low) : 0
      }
      let total = actor.saliences.reduce(0, +)
      lines.append("  \(actorNames[p]):  # \(ImportedNames.line(actor.name))")
      lines.append("    capability: \(actor.capability)")
      lines.append("    ideal: {\(Self.map(issueNames, ideals))}")
      if total > 0 {
        lines.append("    weight: {\(Self.map(issueNames, actor.saliences.map { $0 / total }))}")
      }
    }
    let saliences = actors.map { ($0.saliences.max() ?? 0) / unit }
    lines += ["talks:", "  protocol: \(word)", "  carried_when: false"]
    lines.append("  salience:")
    lines += zip(actorNames, saliences).map { "    \($0): \($1)" }
    lines += ["outcomes: {done: otherwise}", "measures:"]
    for (k, issue) in issueNames.enumerated() {
      let (low, high) = ranges[k]
      lines.append("  \(issue): \(low) + \(high - low) * draft.\(issue)")
    }
    if !notes.isEmpty {
      lines.insert(
        contentsOf: notes.map { "# Not carried over: \(ImportedNames.line($0))." }, at: 1)
    }
    return ImportedScenario(
      name: name, text: lines.joined(separator: "\n") + "\n", notes: notes)
  }

  private static func map(_ names: [String], _ values: [Double]) -> String {
    zip(names, values).map { "\($0): \($1)" }.joined(separator: ", ")
  }
}

extension String {
  /// Without blanks and quotes around it.
  fileprivate var trimmed: String {
    let isOuter = { (character: Character) in character.isWhitespace || character == "\"" }
    return String(drop(while: isOuter).reversed().drop(while: isOuter).reversed())
  }
}
