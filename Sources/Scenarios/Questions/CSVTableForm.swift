/// How a table of another tool is written, which nobody says.
extension CSVTable {
  /// The comma, unless with it there is but one column and with another there are several.
  static func separator(_ bytes: [UInt8]) -> CSVForm.Separator {
    let counts = CSVForm.Separator.allCases.map { separator in
      var rows = CSVRows(bytes, separator: separator)
      return (separator: separator, names: (try? rows.header())?.count ?? 1)
    }
    guard let comma = counts.first, comma.names == 1 else { return .comma }
    return counts.max { $0.names < $1.names }.flatMap { $0.names > 1 ? $0.separator : nil }
      ?? .comma
  }

  /// What stands before the decimals of all numbers.
  static func decimal(
    _ body: CSVRows, _ count: Int
  ) throws(CSVRows.Problem) -> CSVForm.Decimal {
    var rows = body
    var texts: [String] = []
    var fields: [CSVRows.Field] = []
    while rows.hasNext {
      try rows.readRow(of: count)
      for field in rows.fields {
        let bytes = rows.bytes[field.range]
        guard bytes.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }) else {
          continue
        }
        let text = rows.text(field)
        // Words may have both.
        guard CSVForm.Decimal.allCases.contains(where: { $0.number(text) != nil }) else { continue }
        texts.append(text)
        fields.append(field)
      }
    }
    switch CSVForm.Decimal.found(in: texts, separator: rows.separator) {
    case .decimal(let decimal): return decimal
    case .unclear(let at):
      throw rows.problem(at: fields[at].start, line: fields[at].line, .unclearDecimals(texts[at]))
    }
  }
}
