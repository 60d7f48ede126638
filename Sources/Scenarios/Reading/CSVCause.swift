import Sim

/// What can be wrong with a file of data.
indirect enum CSVCause: Cause, Error {
  // The column that is asked for.
  case missingColumn(ScenarioCause)
  /// Among so many fields of the first row, none of which is shown.
  case unseenColumn(String, fields: Int, otherSeparator: String?)
  case severalColumns(Int, String)
  case ofColumn(CSVCause, file: String)

  // Places of the file.
  case encoding(String)
  case empty
  case onlyHeader
  case tooManyColumns(Int)
  case tooManyRows
  case fieldCount(Int, header: Int)
  /// `more` values of the column are wrong in some way too.
  case notANumber(String, column: String, more: Int)
  case afterQuote
  case strayQuote
  case openQuote

  var wording: String {
    switch self {
    case .missingColumn(let cause): cause.wording
    case .unseenColumn(let name, let count, let separator):
      "there is no column '\(name)' among the \(Self.counted(count)) of line 1"
        + (separator.map { "; commas separate fields, not \($0)" } ?? "")
    case .severalColumns(let count, let name): "\(count) columns are called '\(name)'"
    case .ofColumn(let cause, let file): "\(cause.wording) in \(file)"
    case .encoding(let name): FileCause.encoding(name).wording
    case .empty: FileCause.empty.wording
    case .onlyHeader: "the file has a header but no rows"
    case .tooManyColumns(let count): "\(count) columns; the limit is \(Limits.dataColumns)"
    case .tooManyRows: "more than \(Limits.dataRows) rows, which is the limit"
    case .fieldCount(let count, let header):
      "this row has \(Self.counted(count)), but the header has \(header)"
    case .notANumber(let text, let column, let more):
      Self.notANumber(text) + (more > 0 ? "; so are \(more) more values of '\(column)'" : "")
    case .afterQuote: "only a comma or the end of the row may follow a closing quote"
    case .strayQuote: "a quote stands only around a whole field"
    case .openQuote: "this quote is never closed"
    }
  }

  private static func counted(_ n: Int) -> String { n == 1 ? "1 field" : "\(n) fields" }

  private static func notANumber(_ text: String) -> String {
    if text.allSatisfy({ $0 == " " }) {
      return "a number is missing; take the row out if its value is not known"
    }
    let hint = text.contains(",") ? "; a decimal point is needed, and no separators" : ""
    return "'\(text.prefix(40))' is not a number\(hint)\(LookAlike.note(text))"
  }
}
