package import Sim

/// "In which corner of the inputs does it happen?", asked of trials.
package struct BoxQuestion: Sendable {
  /// Names of outcomes or classes, or rules over the columns; empty: each class.
  package var targets: [String] = []
  package var search = BoxSearch()
  package var rotates = false
  /// The box to choose, by its number on the way; `nil`: the one that says most.
  package var box: Int?
  package var seed: UInt64 = 1

  package init() {}

  /// What a search found for one target.
  package struct Answer: Sendable {
    package let scenario: String
    package let point: Int
    package let target: String
    /// By position in boxes: the inputs, or where they were turned the components and the rest.
    package let inputs: [TrialData.Column]
    package let discovery: Discovery
    /// The inputs that were turned, in the order of loadings.
    package let turnedInputs: [String]

    package var chosen: BoxEvidence { discovery.boxes[discovery.chosen] }

    /// How far the density lies above the share of all trials, of the second half: what answers are
    /// ordered by.
    package var gain: Double {
      discovery.isFound ? chosen.densityInterval.low - discovery.base.density : 0
    }
  }

  /// Whether what is asked for is among the columns of trials.
  package func check(_ trials: TrialData) throws(TrialDataError) {
    _ = try Self.targets(targets, in: trials)
  }

  /// `failed`: the trials of the same run that failed, with the same columns; their limits allow for these.
  package func answers(
    _ trials: TrialData, failed: TrialData? = nil
  ) throws(TrialDataError) -> [Answer] {
    let inputs = trials.inputs
    guard !inputs.isEmpty else {
      throw TrialDataError.missing(
        "\(trials.name) has no inputs that vary between trials: there is nothing to look for")
    }
    // Every input is compared with limits: rows in which one is missing are left out.
    let whole = trials.filtered(
      (0..<trials.count).map { row in inputs.allSatisfy { !$0.values[row].isNaN } })
    let columns = whole.inputs.map { column in
      column.labels == nil ? BoxInput(column.values) : BoxInput(column.values, kind: .labels)
    }
    guard !columns.isEmpty else {
      throw TrialDataError.missing("no row of \(trials.name) has a value of every input")
    }
    let lost = Discovery.FailedTrials(
      numbers: failed?.numbers ?? [],
      values: failed.map { failed in
        whole.inputs.map { input in
          failed.column(input.name)?.values ?? failed.numbers.map { _ in .nan }
        }
      } ?? [])
    let found = try Self.targets(targets, in: whole)
    return try found.map { target throws(TrialDataError) in
      let discovery = Discovery(
        columns, isHit: target.holds, numbers: whole.numbers, search, seed: seed,
        rotates: rotates, box: box, failed: lost)
      if let box, box >= discovery.boxes.count {
        throw .missing(
          "there is no box \(box) of '\(target.name)': boxes are numbered from 0 to "
            + "\(discovery.boxes.count - 1)")
      }
      return Answer(
        scenario: trials.name, point: trials.point, target: target.name,
        inputs: discovery.searched(whole.inputs), discovery: discovery,
        turnedInputs: discovery.rotation?.inputs.map { whole.inputs[$0].name } ?? [])
    }
  }

  /// By name: an outcome, a class, a column that is 0 or 1, or what a rule says. `all`: each class.
  static func targets(
    _ names: [String], in trials: TrialData
  ) throws(TrialDataError) -> [(name: String, holds: [Bool])] {
    let classes = trials.column(TrialData.outcomeClass) ?? trials.column(TrialData.outcome)
    guard !names.isEmpty else {
      guard let classes, let labels = classes.labels else {
        throw TrialDataError.missing(
          "\(trials.name) has no column 'outcome': say what to look for with --outcome")
      }
      return labels.indices.map { place in
        (labels[place], classes.values.map { $0 == Double(place) })
      }.filter { target in target.holds.contains(true) }
    }
    return try names.map { name throws(TrialDataError) in
      for column in [TrialData.outcome, TrialData.outcomeClass] {
        let found = trials.column(column)
        if let found, let labels = found.labels,
          let place = EndingNames.place(of: name, among: labels),
          labels[place] == name || trials.column(name) == nil
        {
          return (labels[place], found.values.map { $0 == Double(place) })
        }
      }
      let parts = name.split(separator: "=", maxSplits: 1).map {
        $0.trimmingSpaces()
      }
      if parts.count == 2, let column = trials.column(parts[0]), let labels = column.labels,
        let place = EndingNames.place(of: parts[1], among: labels)
      {
        return (name, column.values.map { $0 == Double(place) })
      }
      if trials.column(name) == nil, Self.isWord(name) {
        throw TrialDataError.missing(
          ScenarioCause.missing(
            name, what: "outcome",
            among: labels(TrialData.outcome, trials)
              + labels(TrialData.outcomeClass, trials)
          ).wording)
      }
      return (name, try TrialRule(name, option: "--outcome").holds(in: trials))
    }
  }

  private static func labels(_ column: String, _ trials: TrialData) -> [String] {
    trials.column(column)?.labels ?? []
  }

  private static func isWord(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }
}

extension Discovery {
  /// What the positions in boxes stand for.
  fileprivate func searched(_ given: [TrialData.Column]) -> [TrialData.Column] {
    guard let rotation else { return given }
    let components = rotation.loadings.indices.map {
      TrialData.Column("component \($0 + 1)", values: [])
    }
    return components + given.indices.filter { !rotation.inputs.contains($0) }.map { given[$0] }
  }
}

extension StringProtocol {
  fileprivate func trimmingSpaces() -> String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
