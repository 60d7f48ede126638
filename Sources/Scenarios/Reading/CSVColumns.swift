import Sim

/// Some columns of a CSV file.
///
/// The file may be another one than its writer thinks. So nothing of it is shown before the columns
/// that are asked for are found in it, unless its first row looks like the names of columns
/// (`names`).
struct CSVColumns {
  enum Problem: Error {
    /// A column that is asked for, by its position among them.
    case column(Int, CSVCause)
    case place(CSVRows.Problem)
  }

  private let rows: CSVRows
  private let names: [String]
  /// By column that was asked for, row by row.
  private let fields: [[CSVRows.Field]]
  /// What was found of the form that nobody said.
  private(set) var found = CSVForm()

  /// Reads all rows. `names` are those of different columns.
  init(_ bytes: [UInt8], _ names: [String], form: CSVForm) throws(Problem) {
    self.names = names
    let separator: CSVForm.Separator
    if let said = form.separator {
      separator = said
    } else {
      separator = try CSVHeader.separator(bytes, names)
    }
    var reader = CSVRows(bytes, separator: separator)
    let header = try CSVHeader(&reader, names, said: form.separator)
    if form.separator == nil, separator != .comma, header.count > 1 {
      found.separator = separator
    }
    do throws(CSVRows.Problem) {
      fields = try Self.fields(&reader, header)
    } catch {
      throw .place(error)
    }
    rows = reader
  }

  private static func fields(
    _ rows: inout CSVRows, _ header: CSVHeader
  ) throws(CSVRows.Problem) -> [[CSVRows.Field]] {
    rows.isKnown = true
    var fields = header.places.map { _ in [CSVRows.Field]() }
    var count = 0
    while rows.hasNext {
      try rows.readRow(of: header.count)
      let first = rows.fields[0]
      guard count < Limits.dataRows else {
        throw rows.problem(at: first.start, line: first.line, .tooManyRows)
      }
      for (column, place) in header.places.enumerated() {
        fields[column].append(rows.fields[place])
      }
      count += 1
    }
    guard count > 0 else { throw rows.problem(at: 0, line: 1, .onlyHeader) }
    return fields
  }

  /// The texts of a column, row by row.
  func texts(_ column: Int) -> [String] { fields[column].map(rows.text) }

  /// What is wrong in a row with a column's text.
  func problem(_ column: Int, row: Int, _ cause: CSVCause) -> Problem {
    let field = fields[column][row]
    return .place(rows.problem(at: field.start, line: field.line, cause))
  }

  func line(_ row: Int) -> Int { fields[0][row].line }

  /// The numbers of some columns, row by row.
  mutating func numbers(_ columns: Range<Int>, decimal said: CSVForm.Decimal?) throws(Problem)
    -> [[Double]]
  {
    let decimal: CSVForm.Decimal
    if let said {
      decimal = said
    } else {
      decimal = try foundDecimal(columns)
      if decimal == .comma { found.decimal = .comma }
    }
    var result: [[Double]] = []
    for column in columns { result.append(try numbers(column, decimal)) }
    return result
  }

  private func numbers(_ column: Int, _ decimal: CSVForm.Decimal) throws(Problem) -> [Double] {
    var values: [Double] = []
    var firstWrong: (row: Int, text: String)?
    var wrong = 0
    for (row, field) in fields[column].enumerated() {
      let text = rows.text(field)
      if let value = decimal.number(text) {
        values.append(value)
      } else {
        wrong += 1
        firstWrong = firstWrong ?? (row, text)
      }
    }
    if let (row, text) = firstWrong {
      throw problem(
        column, row: row,
        .notANumber(text, column: names[column], more: wrong - 1, decimal: decimal))
    }
    return values
  }

  /// One for all columns: programs write a file in one way.
  private func foundDecimal(_ columns: Range<Int>) throws(Problem) -> CSVForm.Decimal {
    func marks(_ field: CSVRows.Field, _ mark: UInt8) -> Bool {
      rows.bytes[field.range].contains(mark)
    }
    let comma = UInt8(ascii: ",")
    // As most files are.
    if rows.separator == .comma,
      !columns.contains(where: { fields[$0].contains { marks($0, comma) } })
    {
      return .point
    }
    var places: [(column: Int, row: Int)] = []
    var texts: [String] = []
    for column in columns {
      for (row, field) in fields[column].enumerated()
      where marks(field, comma) || marks(field, UInt8(ascii: ".")) {
        places.append((column, row))
        texts.append(rows.text(field))
      }
    }
    switch CSVForm.Decimal.found(in: texts, separator: rows.separator) {
    case .decimal(let decimal): return decimal
    case .unclear(let at):
      let place = places[at]
      throw problem(place.column, row: place.row, .decimalsOrThousands(texts[at]))
    }
  }
}
