package import Sim

/// `trials.csv`: a row per trial, streamed in order: keys, what came of it, inputs, measures.
///
/// Several scenarios share the file: a column for every parameter and measure that one of them
/// has, empty where another has none. A parameter with the name of a measure, or of another
/// column, is called `parameter_…`; so is a measure with a fixed column's name, `measure_…`.
package struct TrialTable: Sendable {
  static let file = FolderContent.trials
  private static let fixed = [
    "scenario", "point", "trial", "seed", "outcome", "step", "class", "parameter_index",
    "draw_index",
  ]

  let dictionary: [DictionaryEntry]
  private let parameterNames: [String]
  private let measureNames: [String]

  package init(_ reports: [Report]) {
    var parameters: [Report.Parameter] = []
    var measures: [Report.Measure] = []
    var (knownParameters, knownMeasures): (Set<String>, Set<String>) = ([], [])
    for report in reports {
      parameters += report.parameters.filter { knownParameters.insert($0.name).inserted }
      measures += report.measures.filter { knownMeasures.insert($0.name).inserted }
    }
    parameterNames = parameters.map(\.name)
    measureNames = measures.map(\.name)
    let taken = Set(Self.fixed)
    let measured = Set(measureNames)
    let names = taken.union(measured).union(parameterNames)
    /// Nothing is called so that begins with the prefix already.
    func prefixed(_ prefix: String, _ name: String) -> String {
      let longer = prefix + name
      return names.contains(longer) ? prefixed(prefix, longer) : longer
    }
    func entry(
      _ column: String, _ type: ColumnType, _ unit: String?, _ meaning: String,
      _ role: ColumnRole = .result, constant: Double? = nil, about: String? = nil
    ) -> DictionaryEntry {
      DictionaryEntry(
        file: Self.file, column: column, type: type, unit: unit, meaning: meaning, role: role,
        constant: constant, about: about)
    }
    dictionary =
      [
        entry("scenario", .text, nil, "name of the scenario", .key),
        entry("point", .integer, nil, "number of the sweep point; 0 without a sweep", .key),
        entry("trial", .integer, nil, "number of the trial; failed ones are left out", .key),
        entry("seed", .integer, nil, "seed of the run", .key),
        entry("outcome", .text, nil, "name of the outcome"),
        entry("step", .integer, "steps", "step at whose end the trial ended"),
        entry("class", .text, nil, "class of the outcome"),
        entry(
          "parameter_index", .integer, nil,
          "trials with the same one have the same values of what is drawn once", .key),
        entry(
          "draw_index", .integer, nil,
          "trials with the same one have the same draws in each step", .key),
      ]
      + parameters.map {
        let clash = taken.contains($0.name) || measured.contains($0.name)
        return entry(
          clash ? prefixed("parameter_", $0.name) : $0.name, .number, $0.unit,
          $0.isOfEntry ? "what \($0.name) draws" : "value of the parameter \($0.name)", .input,
          constant: Self.constant($0.name, reports), about: $0.about)
      }
      + measures.map {
        entry(
          taken.contains($0.name) ? prefixed("measure_", $0.name) : $0.name,
          $0.isCondition ? .integer : .number, $0.unit,
          $0.isCondition
            ? "1 if \($0.name) held when the trial ended, else 0"
            : "value of the measure \($0.name)", about: $0.about)
      }
  }

  /// The value that a parameter has in every trial of every scenario.
  private static func constant(_ name: String, _ reports: [Report]) -> Double? {
    let values = reports.map { report in
      report.parameters.first { $0.name == name }.flatMap(\.constant)
    }
    guard let first = values.first, let value = first else { return nil }
    return values.allSatisfy { $0 == value } ? value : nil
  }

  func writeHeader(to text: inout CSVText) {
    for entry in dictionary { text.cell(entry.column) }
    text.endLine()
  }

  /// How one scenario's point fills the columns.
  package func rows(
    scenario: String, point: Int, seed: UInt64, report: Report, design: Design = .plain
  ) -> Rows {
    let parameters = Self.places(report.parameters.map(\.name))
    let measures = Self.places(report.measures.map(\.name))
    return Rows(
      design: design, scenario: Rows.ready(scenario), point: Rows.ready(String(point)),
      seed: Rows.ready(String(seed)), outcomes: report.outcomes.map { Rows.ready($0.name) },
      classes: report.classOfOutcome.map { Rows.ready(report.classes[$0]) },
      parameters: parameterNames.map { parameters[$0] ?? -1 },
      measures: measureNames.map { measures[$0] ?? -1 })
  }

  /// Where each name stands first.
  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  package struct Rows: Sendable {
    let design: Design
    let scenario, point, seed: [UInt8]
    /// By outcome.
    let outcomes, classes: [[UInt8]]
    /// By column: the position in the report, or -1.
    let parameters: [Int]
    let measures: [Int]

    static func ready(_ text: String) -> [UInt8] {
      var cell = CSVText()
      cell.cell(text)
      return Array(cell.bytes)
    }

    /// The finished trials of a batch.
    package func write(_ batch: TrialBatch, to text: inout CSVText) {
      let capacity = TrialBatch.capacity
      for lane in 0..<batch.count where batch.outcome[lane] >= 0 {
        text.cell(ready: scenario)
        text.cell(ready: point)
        text.cell(batch.firstTrial + lane)
        text.cell(ready: seed)
        text.cell(ready: outcomes[Int(batch.outcome[lane])])
        text.cell(Int(batch.endStep[lane]))
        text.cell(ready: classes[Int(batch.outcome[lane])])
        let address = design.address(of: batch.firstTrial + lane)
        text.cell(Int(clamping: address.parameters))
        text.cell(Int(clamping: address.draws))
        for column in parameters {
          if column < 0 {
            text.empty()
          } else {
            text.cell(batch.parameters[column * capacity + lane])
          }
        }
        for column in measures {
          if column < 0 {
            text.empty()
          } else {
            text.cell(batch.measures[column * capacity + lane])
          }
        }
        text.endLine()
      }
    }
  }
}
