package import Sim

extension TrialData {
  /// The trials of a point that was run, without those that failed.
  ///
  /// Columns: `outcome`, `class`, `step`, then parameters and what entries draw, measures, signals and
  /// milestones by their names; of equal names the first.
  package init(scenario: String, point: Int, _ trials: TrialColumns) {
    let report = trials.report
    let rows = trials.outcomes.indices.filter { trials.outcomes[$0] >= 0 }
    // Where none failed, columns are not copied.
    let isWhole = rows.count == trials.outcomes.count
    let kept = { (values: [Double]) in isWhole ? values : rows.map { values[$0] } }
    let ended = rows.map { Int(trials.outcomes[$0]) }
    var columns = [
      Column(
        Self.outcome, kind: .labels(report.outcomes.map(\.name)), values: ended.map { Double($0) }),
      Column(
        Self.outcomeClass, kind: .labels(report.classes),
        values: ended.map { Double(report.classOfOutcome[$0]) }),
      Column("step", unit: "steps", values: rows.map { Double(trials.endSteps[$0]) }),
    ]
    for (parameter, values) in zip(report.parameters, trials.parameters) {
      columns.append(
        Column(parameter.name, unit: parameter.unit, values: kept(values), isInput: true))
    }
    for (measure, values) in zip(report.measures, trials.measures) {
      columns.append(
        Column(
          measure.name, unit: measure.unit, kind: measure.isCondition ? .condition : .number,
          values: kept(values)))
    }
    let dated =
      zip(report.signals, trials.signals).map { ($0, $1) }
      + zip(report.milestones, trials.milestones).map { ($0, $1) }
    for (name, steps) in dated {
      columns.append(
        Column(
          name, unit: "steps", kind: .step,
          values: rows.map { steps[$0] < 0 ? .nan : Double(steps[$0]) }))
    }
    var known: Set<String> = []
    self.init(
      name: scenario, point: point, numbers: rows,
      columns: columns.filter { known.insert($0.name).inserted })
  }

  /// The trials of a point that failed, with what is drawn once: of each the value that it drew, or NaN.
  package init(failedOf trials: TrialColumns, scenario: String, point: Int) {
    let rows = trials.outcomes.indices.filter { trials.outcomes[$0] < 0 }
    var known: Set<String> = []
    self.init(
      name: scenario, point: point, numbers: rows,
      columns: zip(trials.report.parameters, trials.parameters).compactMap { parameter, values in
        guard known.insert(parameter.name).inserted else { return nil }
        return Column(
          parameter.name, unit: parameter.unit, values: rows.map { values[$0] }, isInput: true)
      })
  }
}

extension Study.Member {
  /// The columns that its trials will have, without a row: what is asked by name can be looked up before
  /// anything is run.
  package var columns: TrialData {
    TrialData(scenario: scenario.name, point: 0, TrialColumns(model.report))
  }
}

extension StudiedPoint {
  /// Its trials, if they were kept.
  package var trials: TrialData? {
    columns.map { TrialData(scenario: result.scenario, point: result.point, $0) }
  }

  /// Those of them that failed.
  package var failedTrials: TrialData? {
    columns.map { TrialData(failedOf: $0, scenario: result.scenario, point: result.point) }
  }
}

/// What the value of a parameter is drawn from, as it is written, and between which limits.
package struct DrawnParameter: Sendable, Hashable {
  package let distribution: String
  package var low = -Double.infinity
  package var high = Double.infinity

  /// `nil`: it is not drawn from one distribution that can be cut.
  init?(_ value: Expression) {
    guard case .call(let name, let arguments) = value.kind else { return nil }
    if Family.named(name)?.hasDistributionFunction == true {
      distribution = "\(value)"
      return
    }
    guard name == "truncated", arguments.count == 3, arguments.allSatisfy({ $0.label == nil }),
      let inner = DrawnParameter(arguments[0].value), let low = arguments[1].value.plainNumber,
      let high = arguments[2].value.plainNumber
    else { return nil }
    distribution = inner.distribution
    self.low = max(low, inner.low)
    self.high = min(high, inner.high)
  }
}

extension Scenario {
  /// By name: what parameters are drawn from, of those that can be cut.
  package var drawnParameters: [String: DrawnParameter] {
    Dictionary(
      parameters.compactMap { parameter in
        DrawnParameter(parameter.value).map { (parameter.name.name, $0) }
      }
    ) { first, _ in first }
  }
}
