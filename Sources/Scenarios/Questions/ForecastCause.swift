import Sim

/// What can be wrong with a file of forecasts.
enum ForecastCause: Cause {
  case noColumn(String, among: [String])
  case noForecastColumn
  case empty(String)
  case noForecast
  case twoForecasts
  case probability(String)
  case number(String)
  /// It may be a number with decimals, or thousands in groups.
  case unclearNumber(String)
  case date(String)
  case resolution(String)
  case yesOrNo(String, column: String)
  /// Another line says something else of the same question.
  case other(String, line: Int)
  case otherKind(line: Int)
  case again(String, line: Int)
  case late

  var wording: String {
    switch self {
    case .noColumn(let name, let names):
      ScenarioCause.missing(name, what: "column", among: names).wording
    case .noForecastColumn:
      "there is no column 'probability' and no column 'point'; one of them has the forecasts"
    case .empty(let column): "'\(column)' is empty"
    case .noForecast: "this row has neither a probability nor a point"
    case .twoForecasts: "this row has a probability and a point; give each a row of its own"
    case .probability(let text):
      "'\(text)' is no probability; write a number from 0 to 1, or a percentage such as 12%"
    case .number(let text): "'\(text)' is no number"
    case .unclearNumber(let text):
      "'\(text)' may have decimals, or thousands in groups; write thousands without separators, and decimals "
        + "after a point"
    case .date(let text): "'\(text)' is no date; write year-month-day, as in 2025-11-13"
    case .resolution(let text):
      "'\(text)' is no resolution; write 1 or yes if it came, 0 or no if it did not, nothing while it is open"
    case .yesOrNo(let text, let column): "'\(text)' is neither yes nor no, which '\(column)' needs"
    case .other(let column, let line): "line \(line) has another '\(column)' of this question"
    case .otherKind(let line):
      "line \(line) answers this question with a probability and this row with a point, or the other way"
    case .again(let source, let line):
      "line \(line) has a forecast of this question by '\(source)' of the same date"
    case .late: "this forecast is of a date after the question was resolved"
    }
  }
}
