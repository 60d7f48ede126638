import Sim

/// Where a table of actors has what.
struct ActorColumns {
  let name: Int
  let capability: Int
  /// By issue.
  let positions: [Int]
  let saliences: [Int]
  /// How many fields a row has.
  let count: Int
}

/// The fields of a table of actors, without what stands around them. Commas, semicolons or tabs separate
/// them, whichever there is most of in the first line.
struct ActorCells {
  struct Row {
    var line: Int
    /// Without empty ones at the end.
    var fields: [String]
  }

  let file: String
  private(set) var rows: [Row] = []
  private let separator: CSVForm.Separator

  init(_ file: String) throws(ImportCause) {
    self.file = file
    let bytes = try ImportedFile.bytes(file)
    let first = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    func count(_ separator: CSVForm.Separator) -> Int { first.count { $0 == separator.byte } }
    separator = CSVForm.Separator.allCases.max { count($0) < count($1) } ?? .comma
    var reader = CSVRows(bytes, separator: separator)
    do throws(CSVRows.Problem) {
      while reader.hasNext {
        try reader.readRow()
        var fields = reader.fields.map { reader.text($0).trimmed }
        while fields.last?.isEmpty == true { fields.removeLast() }
        if !fields.isEmpty {
          rows.append(Row(line: reader.fields.first?.line ?? 1, fields: fields))
        }
      }
    } catch {
      throw .wrongRow(file: file, line: error.line, reason: error.cause.wording)
    }
  }

  /// Whether a field is a number, with decimals after a point or a comma.
  static func isLikeNumber(_ text: String) -> Bool {
    CSVForm.Decimal.allCases.contains { $0.number(withoutPercent(text)) != nil }
  }

  private static func withoutPercent(_ text: String) -> String {
    text.hasSuffix("%") ? String(text.dropLast()) : text
  }

  /// The actors of some rows.
  func actors(
    in rows: ArraySlice<Row>, _ columns: ActorColumns, _ issues: [String]
  ) throws(ImportCause) -> ImportedActors {
    for row in rows where row.fields.count != columns.count {
      throw .fieldCount(
        file: file, line: row.line, found: row.fields.count, expected: columns.count)
    }
    let decimal = try decimal(rows, [columns.capability] + columns.positions + columns.saliences)
    func number(_ row: Row, _ column: Int, _ what: String) throws(ImportCause) -> Double {
      guard let value = decimal.number(Self.withoutPercent(row.fields[column])) else {
        throw .badNumber(file: file, line: row.line, text: row.fields[column])
      }
      guard abs(value) <= ImportLimits.number else {
        throw .tooLarge(
          file: file, line: row.line, what: "\(what) of '\(row.fields[columns.name])'",
          value: value)
      }
      return value
    }
    func notNegative(_ row: Row, _ column: Int, _ what: String) throws(ImportCause) -> Double {
      let value = try number(row, column, what)
      guard value >= 0 else {
        throw .belowZero(
          file: file, line: row.line, what: "\(what) of '\(row.fields[columns.name])'",
          value: value)
      }
      return value
    }
    var found = ImportedActors(issues: issues)
    for row in rows {
      var actor = ImportedActors.Actor(
        name: row.fields[columns.name],
        capability: try notNegative(row, columns.capability, "the capability"))
      for column in columns.positions {
        actor.positions.append(try number(row, column, "the position"))
      }
      for column in columns.saliences {
        let salience = try notNegative(row, column, "the salience")
        guard salience <= 100 else {
          throw .outside(
            file: file, line: row.line, what: "the salience of '\(actor.name)'", value: salience,
            most: 100)
        }
        actor.saliences.append(salience)
      }
      found.actors.append(actor)
    }
    return found
  }

  private func decimal(
    _ rows: ArraySlice<Row>, _ columns: [Int]
  ) throws(ImportCause) -> CSVForm.Decimal {
    let cells = rows.flatMap { row in columns.map { (row.line, row.fields[$0]) } }
    let texts = cells.map { Self.withoutPercent($0.1) }
    switch CSVForm.Decimal.found(in: texts, separator: separator) {
    case .decimal(let found): return found
    case .unclear(let place):
      throw .unclearNumber(file: file, line: cells[place].0, text: cells[place].1)
    }
  }
}
