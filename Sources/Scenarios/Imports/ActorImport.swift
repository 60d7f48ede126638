import Sim

/// Tables of actors: a header with `name`, `capability`, `position` and `salience` (on several issues
/// `position_tax`, `salience_tax`), or the form of KTAB: a line with the numbers of actors and of
/// dimensions, then rows of name, description, capability and for each dimension position and salience.
package enum ActorImport {
  package static func scenario(
    table file: String, protocol word: String
  ) throws(ImportCause) -> ImportedScenario {
    let cells = try ActorCells(file)
    guard let first = cells.rows.first else { throw .noActors(file) }
    let names = first.fields.map { $0.lowercased() }
    let actors = try names.contains("capability") ? plain(cells, names) : ktab(cells)
    guard !actors.actors.isEmpty else { throw .noActors(file) }
    try ImportLimits.check(
      parties: actors.actors.count, called: "actors", issues: actors.issues.count, in: file)
    return actors.scenario(title: ImportedFile.stem(file), file: file, protocol: word)
  }

  private static func plain(
    _ cells: ActorCells, _ header: [String]
  ) throws(ImportCause) -> ImportedActors {
    func place(_ name: String) throws(ImportCause) -> Int {
      guard let place = header.firstIndex(of: name) else {
        throw .missingColumn(file: cells.file, column: name)
      }
      return place
    }
    let ends = header.filter { $0.hasPrefix("position") }.map { String($0.dropFirst(8)) }
    guard !ends.isEmpty else { throw .missingColumn(file: cells.file, column: "position") }
    let issues = ends.map { $0.isEmpty ? "position" : String($0.dropFirst()) }
    let columns = ActorColumns(
      name: try place("name"), capability: try place("capability"),
      positions: try ends.map { end throws(ImportCause) in try place("position\(end)") },
      saliences: try ends.map { end throws(ImportCause) in try place("salience\(end)") },
      count: header.count)
    return try cells.actors(in: cells.rows.dropFirst(), columns, issues)
  }

  private static func ktab(_ cells: ActorCells) throws(ImportCause) -> ImportedActors {
    let (counts, file) = (cells.rows[0], cells.file)
    let written = counts.fields.compactMap { Int($0) }.suffix(2)
    guard written.count == 2, let count = written.first, let dimensions = written.last else {
      throw .noCounts(file: file, line: counts.line)
    }
    guard (1...Limits.issues).contains(dimensions) else {
      throw .outside(
        file: file, line: counts.line, what: "the number of issues", value: Double(dimensions),
        most: Double(Limits.issues))
    }
    var rows = cells.rows.dropFirst()
    // A row of titles between the counts and the actors.
    if let first = rows.first, first.fields.count > 2, !ActorCells.isLikeNumber(first.fields[2]) {
      rows = rows.dropFirst()
    }
    guard let widest = rows.map({ $0.fields.count }).max() else { throw .noActors(file) }
    let found = (widest - 3) / 2
    guard found == dimensions else {
      throw .counts(
        file: file, line: counts.line, what: "issues", said: dimensions, found: max(0, found))
    }
    guard rows.count == count else {
      throw .counts(file: file, line: counts.line, what: "actors", said: count, found: rows.count)
    }
    let columns = ActorColumns(
      name: 0, capability: 2, positions: (0..<dimensions).map { 3 + 2 * $0 },
      saliences: (0..<dimensions).map { 4 + 2 * $0 }, count: 3 + 2 * dimensions)
    return try cells.actors(in: rows, columns, (1...dimensions).map { "issue_\($0)" })
  }
}
