package import Sim

/// Trials as tables have them: a row a trial, by column. They come of a run, from the `trials.csv` of a
/// folder, or from a table of another tool.
package struct TrialData: Sendable {
  package struct Column: Sendable {
    package enum Kind: Sendable, Hashable {
      case number
      /// 0 or 1.
      case condition
      /// The step at which something first came; missing where it never did.
      case step
      /// Values are positions among these texts.
      case labels([String])
    }

    package let name: String
    package var unit: String?
    package let kind: Kind
    /// By trial; NaN is missing.
    package let values: [Double]
    /// Known before anything happens, such as a parameter.
    package var isInput: Bool
    /// Where one field of a table is no number, though most of them are.
    var odd: Diagnostic?

    package init(
      _ name: String, unit: String? = nil, kind: Kind = .number, values: [Double],
      isInput: Bool = false
    ) {
      self.name = name
      self.unit = unit
      self.kind = kind
      self.values = values
      self.isInput = isInput
    }

    /// Whether two trials differ in it.
    package var varies: Bool {
      guard let first = values.first else { return false }
      return values.contains { $0 != first && !($0.isNaN && first.isNaN) }
    }

    package var labels: [String]? {
      if case .labels(let labels) = kind { return labels }
      return nil
    }
  }

  /// The scenario, or what the table is called.
  package let name: String
  /// The point of a study; 0 where there is but one.
  package let point: Int
  /// By row: the number of the trial, from which chance in analyses is addressed.
  package let numbers: [Int]
  package let columns: [Column]

  package init(name: String, point: Int = 0, numbers: [Int], columns: [Column]) {
    self.name = name
    self.point = point
    self.numbers = numbers
    self.columns = columns
  }

  package static let (outcome, outcomeClass) = ("outcome", "class")

  package var count: Int { numbers.count }

  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// What was known before anything happened and differs between trials.
  package var inputs: [Column] { columns.filter { $0.isInput && $0.varies } }

  /// The trials for which something holds.
  package func filtered(_ isKept: [Bool]) -> TrialData {
    func kept<T>(_ values: [T]) -> [T] { zip(values, isKept).filter(\.1).map(\.0) }
    return TrialData(
      name: name, point: point, numbers: kept(numbers),
      columns: columns.map {
        var column = Column(
          $0.name, unit: $0.unit, kind: $0.kind, values: kept($0.values), isInput: $0.isInput)
        column.odd = $0.odd
        return column
      })
  }

  /// The same with other columns as inputs.
  package func withInputs(_ names: [String]) throws(TrialDataError) -> TrialData {
    for name in names where column(name) == nil {
      throw .missing(
        ScenarioCause.missing(name, what: "column", among: columns.map(\.name)).wording)
    }
    let chosen = Set(names)
    let odd = columns.filter { chosen.contains($0.name) }.compactMap(\.odd)
    guard odd.isEmpty else { throw .wrong(odd) }
    return TrialData(
      name: name, point: point, numbers: numbers,
      columns: columns.map {
        var column = $0
        column.isInput = chosen.contains($0.name)
        return column
      })
  }
}

/// Why trials cannot be looked at.
package enum TrialDataError: Error, Hashable, CustomStringConvertible {
  case unreadable(FileError)
  /// What is wrong in a file, or in a rule.
  case wrong([Diagnostic])
  /// A folder without rows of trials.
  case noTrials(String)
  /// What is asked for is not there: in words.
  case missing(String)
  /// Trials of several points; the scenarios and points there are.
  case severalPoints(String, [String])

  /// Whether the command line was wrong, not a file.
  package var isWrongUse: Bool {
    if case .wrong = self { return false }
    return true
  }

  package var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .wrong(let diagnostics): Diagnostics(diagnostics).description
    case .noTrials(let folder):
      "\(folder) has no rows of trials; run with --keep-trials to have trials.csv"
    case .missing(let words): words
    case .severalPoints(let place, let points):
      "\(place) has trials of \(points.count) points (\(points.prefix(6).joined(separator: ", "))"
        + "\(points.count > 6 ? ", …" : "")); choose one with --point"
    }
  }
}
