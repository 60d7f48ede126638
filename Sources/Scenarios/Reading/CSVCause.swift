import Sim

/// What can be wrong with a file of data.
indirect enum CSVCause: Cause, Error {
  // The column that is asked for.
  case missingColumn(ScenarioCause)
  /// Among so many fields of the first row, none of which is shown; `said`: what the scenario says
  /// stands between fields.
  case unseenColumn(String, fields: Int, said: CSVForm.Separator?)
  /// It is a column with each of these between fields.
  case severalSeparators(String, [CSVForm.Separator])
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
  case notANumber(String, column: String, more: Int, decimal: CSVForm.Decimal)
  /// It may be a number with decimals, or thousands in groups.
  case decimalsOrThousands(String)
  /// The same where nothing can say which.
  case unclearDecimals(String)
  /// A text among numbers, its column, and how many more there are.
  case strayText(String, String, more: Int)
  /// A number, and its column, which is of weights.
  case belowZero(String, String)
  case afterQuote(CSVForm.Separator)
  case strayQuote
  case openQuote

  // A value for each step.
  case noStep(String)
  case datesWithoutStart(column: String)
  case betweenSteps(String, before: String, after: String)
  case stepTwice(String, line: Int)
  /// The first of some steps, how many there are, and the last step of the clock.
  case stepsMissing(String, more: Int, last: String)

  var wording: String {
    switch self {
    case .missingColumn(let cause): cause.wording
    case .unseenColumn(let name, let count, let said):
      "there is no column '\(name)' among the \(Self.counted(count)) of line 1"
        + (said.map { ", as 'separator: \($0.rawValue)' has it" } ?? "")
    case .severalSeparators(let name, let found):
      "say whether 'separator' is \(found.map(\.rawValue).joined(separator: " or ")): each gives a "
        + "column '\(name)'"
    case .severalColumns(let count, let name): "\(count) columns are called '\(name)'"
    case .ofColumn(let cause, let file): "\(cause.wording) in \(file)"
    case .encoding(let name): FileCause.encoding(name).wording
    case .empty: FileCause.empty.wording
    case .onlyHeader: "the file has a header but no rows"
    case .tooManyColumns(let count): "\(count) columns; the limit is \(Limits.dataColumns)"
    case .tooManyRows: "more than \(Limits.dataRows) rows, which is the limit"
    case .fieldCount(let count, let header):
      "this row has \(Self.counted(count)), but the header has \(header)"
    case .notANumber(let text, let column, let more, let decimal):
      Self.notANumber(text, decimal)
        + (more > 0 ? "; so are \(more) more values of '\(column)'" : "")
    case .decimalsOrThousands(let text):
      "'\(text.prefix(40))' may have decimals, or thousands in groups; say 'decimal: comma' or "
        + "'decimal: point', and write thousands without separators"
    case .unclearDecimals(let text):
      "'\(text.prefix(40))' may have decimals, or thousands in groups; write decimals after a point, and "
        + "thousands without separators"
    case .strayText(let text, let column, let more):
      "'\(text.prefix(40))' is not a number, but most of column '\(column)' are"
        + (more > 0 ? "; nor are \(more) more" : "")
        + "; leave a cell empty that has no value, or begin every cell with a letter if they are names"
        + LookAlike.note(text)
    case .belowZero(let text, let column):
      "the \(column) is \(text.prefix(40)); \(column)s are 0 or more"
    case .afterQuote(let separator):
      "only a \(separator.rawValue) or the end of the row may follow a closing quote"
    case .strayQuote: "a quote stands only around a whole field"
    case .openQuote: "this quote is never closed"
    case .noStep(let text):
      "'\(text.prefix(40))' is no step; write its number, 0 for the start, or its date, as 2026-06-01"
    case .datesWithoutStart(let column):
      "the clock has no start, so its steps have no dates, but '\(column)' has them"
    case .betweenSteps(let date, let before, let after):
      "\(date) lies between two steps, \(before) and \(after)"
    case .stepTwice(let step, let line): "\(step) has a value already, in line \(line)"
    case .stepsMissing(let step, let more, let last):
      "the clock goes on to \(last), but there is no value for \(step)"
        + (more == 0 ? "" : ", nor for \(more) more step\(more == 1 ? "" : "s"),")
    }
  }

  private static func counted(_ n: Int) -> String { n == 1 ? "1 field" : "\(n) fields" }

  private static func notANumber(_ text: String, _ decimal: CSVForm.Decimal) -> String {
    if text.allSatisfy({ $0 == " " }) {
      return "a number is missing; take the row out if its value is not known"
    }
    let other = decimal == .point ? "," : "."
    let hint =
      text.contains(other) ? "; a decimal \(decimal.rawValue) is needed, and no separators" : ""
    return "'\(text.prefix(40))' is not a number\(hint)\(LookAlike.note(text))"
  }
}
