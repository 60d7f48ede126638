/// A file of a result folder: its header, its rows and its part of the data dictionary come from
/// the one list of columns.
struct Table<Row>: Sendable {
  let file: String
  let columns: [Column<Row>]

  var dictionary: [DictionaryEntry] {
    columns.map {
      DictionaryEntry(
        file: file, column: $0.name, type: $0.type, unit: $0.unit, meaning: $0.meaning,
        role: $0.role)
    }
  }

  func writeHeader(to text: inout CSVText) {
    for column in columns { text.cell(column.name) }
    text.endLine()
  }

  func write(_ row: Row, to text: inout CSVText) {
    // By place: a column is not copied for every cell.
    columns.withUnsafeBufferPointer { columns in
      for place in columns.indices { columns[place].write(row, &text) }
    }
    text.endLine()
  }
}

enum ColumnType: String, Sendable { case text, integer, number, date }

/// What a column is for one who looks for what moved a result.
enum ColumnRole: String, Sendable {
  /// Says which row it is.
  case key
  /// Known before anything happens: a parameter, a draw of an entry, what is laid over the file.
  case input
  case result
}

struct Column<Row>: Sendable {
  let name: String
  let type: ColumnType
  let unit: String?
  let meaning: String
  var role = ColumnRole.result
  let write: @Sendable (Row, inout CSVText) -> Void
  let json: @Sendable (Row) -> JSONText

  static func text(
    _ name: String, _ meaning: String, role: ColumnRole = .result,
    _ value: @escaping @Sendable (Row) -> String?
  ) -> Column {
    Column(
      name: name, type: .text, unit: nil, meaning: meaning, role: role,
      write: { $1.cell(value($0)) }, json: { value($0).map(JSONText.text) ?? .null })
  }

  static func integer(
    _ name: String, _ unit: String?, _ meaning: String, role: ColumnRole = .result,
    _ value: @escaping @Sendable (Row) -> Int?
  ) -> Column {
    Column(
      name: name, type: .integer, unit: unit, meaning: meaning, role: role,
      write: { row, text in
        if let value = value(row) { text.cell(value) } else { text.empty() }
      }, json: { value($0).map(JSONText.integer) ?? .null })
  }

  static func number(
    _ name: String, _ unit: String?, _ meaning: String, role: ColumnRole = .result,
    _ value: @escaping @Sendable (Row) -> Double?
  ) -> Column {
    Column(
      name: name, type: .number, unit: unit, meaning: meaning, role: role,
      write: { $1.cell(value($0)) }, json: { value($0).map(JSONText.number) ?? .null })
  }

  static func date(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> String?
  ) -> Column {
    Column(
      name: name, type: .date, unit: nil, meaning: meaning, role: .key,
      write: { $1.cell(value($0)) }, json: { value($0).map(JSONText.text) ?? .null })
  }
}

/// A row of `columns.csv`.
struct DictionaryEntry: Sendable, Hashable {
  let file: String
  let column: String
  let type: ColumnType
  let unit: String?
  let meaning: String
  var role = ColumnRole.result
  /// The value of every cell, if the scenario fixes it.
  var constant: Double?
  /// What the file says of it.
  var about: String?
}

extension Table where Row == DictionaryEntry {
  static var dictionary: Table {
    Table(
      file: "columns.csv",
      columns: [
        .text("file", "file the column is in") { $0.file },
        .text("column", "its name in the header") { $0.column },
        .text("type", "text, integer, number or date (year-month-day)") { $0.type.rawValue },
        .text("unit", "unit; empty: none, or that of the row's quantity") { $0.unit },
        .text("meaning", "what a cell says; an empty cell is missing") { $0.meaning },
        .text(
          "role",
          "key: says which row it is; input: known before anything happens; result: what came of it"
        ) { $0.role.rawValue },
        .number(
          "constant", nil, "the value of every cell, where the scenario fixes it; else empty"
        ) { $0.constant },
        .text("about", "what the scenario says about it") { $0.about },
      ])
  }
}
