/// A table that answers a question, with its rows.
package struct AnswerTable: Sendable {
  package let file: String
  package let rowCount: Int
  let dictionary: [DictionaryEntry]
  /// Header and rows.
  let text: CSVText
  /// A map for each row; what is missing is null.
  let json: JSONText

  init<Row>(_ table: Table<Row>, _ rows: [Row]) {
    file = table.file
    rowCount = rows.count
    dictionary = table.dictionary
    var text = CSVText()
    table.writeHeader(to: &text)
    for row in rows { table.write(row, to: &text) }
    self.text = text
    json = .list(
      rows.map { row in
        .map(
          Dictionary(table.columns.map { ($0.name, $0.json(row)) }) { first, _ in first })
      })
  }

  /// The files of all questions, so that any of them may be replaced.
  static let names = [
    "drivers.csv", "indices.csv", "boxes.csv", "rotations.csv", "conditions.csv", "leads.csv",
    "worth.csv", "crossings.csv", "quantile_differences.csv", "worths.csv", "ranges.csv",
    "scores.csv", "reliability.csv", "recalibration.csv", "comparisons.csv", "point_scores.csv",
    "model_forecasts.csv", "ensemble.csv", "posterior.csv", "predictive.csv", "rounds.csv",
    "search.csv", "front.csv", "views.csv",
  ]
}

extension AnswerTable {
  /// The shares of classes at all points, as `classes.csv` has them.
  package static func classes(_ points: [PointResult]) -> AnswerTable {
    AnswerTable(
      .classes,
      points.flatMap { point in point.summary.classes.map { PointRow(point: point, row: $0) } })
  }

  /// The shares of all points, as `outcomes.csv` has them.
  package static func shares(_ points: [PointResult]) -> AnswerTable {
    AnswerTable(
      .outcomes,
      points.flatMap { point in point.summary.outcomes.map { PointRow(point: point, row: $0) } })
  }
}

/// What `--format json` prints: the answer in words, what was asked for, and the rows of the tables.
package struct AnswerDocument: Sendable {
  package static let format = "simrun-answer/1"

  /// The command.
  package var command: String
  package var scenarios: [String]
  package var trials: Int
  package var seed: UInt64
  package var isComplete: Bool
  /// The folder with the results.
  package var folder: String
  /// The answer, a sentence or a few in each.
  package var answer: [String]
  package var tables: [AnswerTable]

  package init(
    command: String, scenarios: [String], trials: Int, seed: UInt64, isComplete: Bool,
    folder: String, answer: [String], tables: [AnswerTable]
  ) {
    self.command = command
    self.scenarios = scenarios
    self.trials = trials
    self.seed = seed
    self.isComplete = isComplete
    self.folder = folder
    self.answer = answer
    self.tables = tables
  }

  /// With a newline at the end. Each table stands under its name without `.csv`.
  package var text: String {
    let tables = self.tables.map { table in
      (table.file.split(separator: ".").first.map(String.init) ?? table.file, table.json)
    }
    return JSONText.map([
      "format": .text(Self.format), "command": .text(command),
      "scenarios": .list(scenarios.map { .text($0) }), "trials": .integer(trials),
      "seed": .unsigned(seed), "complete": .flag(isComplete), "folder": .text(folder),
      "answer": .list(answer.map { .text($0) }),
      "tables": .map(Dictionary(tables) { first, _ in first }),
    ]).document
  }
}

/// What a cell of a number has: nothing, where the number is missing or infinite.
func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
