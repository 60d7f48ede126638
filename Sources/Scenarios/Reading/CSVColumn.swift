import Sim

/// The numbers of one column of a CSV file.
///
/// The file may be another one than its writer thinks. So nothing of it is shown before the column
/// that is asked for is found in it, unless its first row looks like the names of columns
/// (`names`).
struct CSVColumn {
  enum Problem: Error {
    /// The column that is asked for.
    case column(CSVCause)
    case place(CSVRows.Problem)
  }

  private var rows: CSVRows

  init(_ bytes: [UInt8]) { rows = CSVRows(bytes) }

  func values(named name: String) throws(Problem) -> [Double] {
    var reader = self
    let column = try reader.findColumn(name)
    do throws(CSVRows.Problem) {
      return try reader.read(name, column)
    } catch {
      throw .place(error)
    }
  }

  /// How many columns there are, and the position of the one that is asked for.
  private mutating func findColumn(
    _ name: String
  ) throws(Problem) -> (count: Int, place: Int) {
    let header: [String]
    do throws(CSVRows.Problem) { header = try rows.header() } catch { throw .place(error) }
    let matches = header.indices.filter { header[$0] == name }
    guard let column = matches.first else {
      if let known = names(header) {
        throw .column(
          .missingColumn(ScenarioCause.missing(name, what: "column", among: known)))
      }
      let other = [(";", "';'"), ("\t", "tabs")].first {
        header.count == 1 && header[0].contains($0.0)
      }
      throw .column(
        .unseenColumn(name, fields: header.count, otherSeparator: other?.1))
    }
    guard matches.count == 1 else {
      throw .column(.severalColumns(matches.count, name))
    }
    return (header.count, column)
  }

  /// The first row if it looks like names: short words without signs that names of columns do not
  /// have, over a row of as many fields of which one is a number.
  private func names(_ header: [String]) -> [String]? {
    let areNames = header.allSatisfy { name in
      (1...40).contains(name.count)
        && name.unicodeScalars.allSatisfy {
          $0.properties.isAlphabetic || ("0"..."9").contains($0)
            || " _-.()/%".unicodeScalars.contains($0)
        }
    }
    var rest = rows
    guard areNames, rest.hasBytes, (try? rest.readRow()) != nil,
      rest.fields.count == header.count,
      rest.fields.contains(where: { CSVRows.number(rest.text($0)) != nil })
    else { return nil }
    return header
  }

  private mutating func read(
    _ name: String, _ column: (count: Int, place: Int)
  ) throws(CSVRows.Problem) -> [Double] {
    rows.isKnown = true
    var values: [Double] = []
    var firstWrong: (field: CSVRows.Field, text: String)?
    var wrong = 0
    while rows.hasNext {
      try rows.readRow(of: column.count)
      let first = rows.fields[0]
      guard values.count < Limits.dataRows else {
        throw rows.problem(at: first.start, line: first.line, .tooManyRows)
      }
      let field = rows.fields[column.place]
      let written = rows.text(field)
      if let value = CSVRows.number(written) {
        values.append(value)
      } else {
        wrong += 1
        firstWrong = firstWrong ?? (field, written)
      }
    }
    if let (field, text) = firstWrong {
      throw rows.problem(
        at: field.start, line: field.line, .notANumber(text, column: name, more: wrong - 1))
    }
    guard !values.isEmpty else {
      throw rows.problem(at: 0, line: 1, .onlyHeader)
    }
    return values
  }
}
