import Sim

/// A column with a value for each step of the clock, by another with their numbers or dates.
struct StepValues {
  let calendar: Calendar

  /// What is wrong with the whole of it, or with a row.
  enum Problem: Error {
    case column(CSVCause)
    case row(Int, CSVCause)
  }

  /// By step, 0 first. Rows before the start of the clock and behind its end are left out.
  ///
  /// `steps`: by row, a whole number or a date as 2026-06-01. `line`: where a row stands.
  func ordered(
    _ values: [Double], at steps: [String], column: String, line: (Int) -> Int
  ) throws(Problem) -> [Double] {
    var rows = [Int?](repeating: nil, count: calendar.steps + 1)
    for (row, text) in steps.enumerated() {
      guard let step = try self.step(text, column, row), rows.indices.contains(step) else {
        continue
      }
      if let first = rows[step] {
        throw .row(row, .stepTwice(shown(step), line: line(first)))
      }
      rows[step] = row
    }
    let missing = rows.indices.filter { rows[$0] == nil }
    if let first = missing.first {
      throw .column(
        .stepsMissing(shown(first), more: missing.count - 1, last: shown(calendar.steps)))
    }
    return rows.map { row in row.map { values[$0] } ?? .nan }
  }

  /// The step that a text names; `nil`: none of the clock's.
  private func step(_ text: String, _ column: String, _ row: Int) throws(Problem) -> Int? {
    let trimmed = text.split(separator: " ").joined(separator: " ")
    if let number = CSVRows.number(trimmed), let step = Int(exactly: number) { return step }
    guard let date = DateText.date(trimmed) else { throw .row(row, .noStep(text)) }
    guard let start = calendar.start else { throw .column(.datesWithoutStart(column: column)) }
    guard date >= start, let step = calendar.step(covering: date) else { return nil }
    guard let there = calendar.date(at: step), there != date else { return step }
    let before = calendar.date(at: step - 1) ?? start
    throw .row(row, .betweenSteps("\(date)", before: "\(before)", after: "\(there)"))
  }

  /// `step 3`, with its date.
  private func shown(_ step: Int) -> String {
    let date = calendar.date(at: step).map { " (\($0))" } ?? ""
    return "\(calendar.word) \(step)\(date)"
  }
}
