import Sim

/// What a question about inputs is asked of: whether a trial ended so, or a measure.
package struct AskedTarget: Sendable, Hashable {
  package enum Kind: String, Sendable { case outcome, `class`, measure, condition }

  package let kind: Kind
  package let name: String
  package let unit: String?

  /// In which order a reader looks at targets: what was asked for and classes, outcomes, measures.
  package var rank: Int {
    switch kind {
    case .class, .condition: 0
    case .outcome: 1
    case .measure: 2
    }
  }

  /// Whether it is 0 or 1 in each trial.
  package var isCondition: Bool {
    if case .measure = kind { return unit == Self.conditionUnit }
    return true
  }

  /// Of measures that are 0 or 1.
  static let conditionUnit = "condition"

  /// Columns that say which trial a row is.
  private static let keys: Set = [
    "scenario", "point", "trial", "seed", "step", "parameter_index", "draw_index",
    TrialData.outcome, TrialData.outcomeClass,
  ]

  /// The targets of these names: outcomes, classes, measures, or rules over the columns. Without names:
  /// every class, every outcome that is not a class of its own, every measure.
  package static func asked(
    _ names: [String], in trials: TrialData
  ) throws(TrialDataError) -> [AskedTarget] {
    guard names.isEmpty else {
      var chosen: [AskedTarget] = []
      for name in names { chosen.append(try target(name, trials)) }
      return chosen
    }
    let classes = declaredClasses(trials)
    let outcomes = trials.column(TrialData.outcome)?.labels ?? []
    let measures = trials.columns.filter { column in
      !column.isInput && !keys.contains(column.name)
        && [.number, .condition].contains(column.kind)
    }
    let found =
      classes.map { AskedTarget(kind: .class, name: $0, unit: "share") }
      + outcomes.filter { !classes.contains($0) }.map {
        AskedTarget(kind: .outcome, name: $0, unit: "share")
      } + measures.map(measure)
    guard !found.isEmpty else {
      let odd = oddColumns(trials)
      guard odd.isEmpty else { throw .wrong(odd) }
      throw TrialDataError.missing(
        "\(trials.name) has no column 'outcome': say what to look for with --outcome")
    }
    return found
  }

  /// What is said of columns most of whose fields are numbers, where nobody named a target: they are none, as
  /// other columns of words.
  package static func leftOut(of trials: TrialData) -> [String] {
    oddColumns(trials).map { odd in
      let place = odd.position
      return "\(place.file):\(place.line):\(place.column): note: "
        + "\(odd.cause.wording). The column is left out."
    }
  }

  private static func oddColumns(_ trials: TrialData) -> [Diagnostic] {
    trials.columns.filter { !$0.isInput && !keys.contains($0.name) }.compactMap(\.odd)
  }

  /// Empty where each outcome is a class of its own.
  private static func declaredClasses(_ trials: TrialData) -> [String] {
    let classes = trials.column(TrialData.outcomeClass)?.labels ?? []
    let outcomes = trials.column(TrialData.outcome)?.labels ?? []
    return Set(classes) == Set(outcomes) ? [] : classes
  }

  private static func measure(_ column: TrialData.Column) -> AskedTarget {
    AskedTarget(
      kind: .measure, name: column.name,
      unit: column.kind == .condition ? conditionUnit : column.unit)
  }

  private static func target(
    _ name: String, _ trials: TrialData
  ) throws(TrialDataError) -> AskedTarget {
    let outcomes = trials.column(TrialData.outcome)?.labels ?? []
    let ends = [(Kind.class, declaredClasses(trials)), (.outcome, outcomes)]
    for (kind, names) in ends where names.contains(name) {
      return AskedTarget(kind: kind, name: name, unit: "share")
    }
    if let column = trials.column(name), [.number, .condition].contains(column.kind) {
      return measure(column)
    }
    for (kind, names) in ends {
      if let place = EndingNames.place(of: name, among: names) {
        return AskedTarget(kind: kind, name: names[place], unit: "share")
      }
    }
    // What is wrong with a rule is said before anything is worked out.
    _ = try BoxQuestion.targets([name], in: trials)
    return AskedTarget(kind: .condition, name: name, unit: "share")
  }

  /// By row; NaN is missing.
  package func values(in trials: TrialData) throws(TrialDataError) -> [Double] {
    switch kind {
    case .measure: return trials.column(name)?.values ?? []
    case .outcome: return Self.members(name, trials.column(TrialData.outcome))
    case .class: return Self.members(name, trials.column(TrialData.outcomeClass))
    case .condition:
      let found = try BoxQuestion.targets([name], in: trials)
      return found.first?.holds.map { $0 ? 1 : 0 } ?? []
    }
  }

  private static func members(_ name: String, _ column: TrialData.Column?) -> [Double] {
    guard let column, let place = column.labels?.firstIndex(of: name) else { return [] }
    return column.values.map { $0.isNaN ? .nan : $0 == Double(place) ? 1 : 0 }
  }

  /// By trial of a run of so many; NaN where it failed, or where the rule does not hold.
  package func values(
    in trials: TrialData, of count: Int, given rule: TrialRule? = nil
  ) throws(TrialDataError) -> [Double] {
    var all = Array(repeating: Double.nan, count: count)
    let holds = try rule?.holds(in: trials)
    for (row, value) in try values(in: trials).enumerated()
    where trials.numbers[row] < count && holds?[row] ?? true {
      all[trials.numbers[row]] = value
    }
    return all
  }
}
