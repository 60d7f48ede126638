package import Sim

extension TrialData {
  /// The trials of a point that was run, without those that failed.
  ///
  /// Columns: `outcome`, `class`, `step`, then parameters and what entries draw, measures, signals and
  /// milestones by their names; of equal names the first.
  package init(scenario: String, point: Int, _ trials: TrialColumns) {
    let report = trials.report
    let rows = trials.outcomes.indices.filter { trials.outcomes[$0] >= 0 }
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
        Column(
          parameter.name, unit: parameter.unit, values: rows.map { values[$0] }, isInput: true))
    }
    for (measure, values) in zip(report.measures, trials.measures) {
      columns.append(
        Column(
          measure.name, unit: measure.unit, kind: measure.isCondition ? .condition : .number,
          values: rows.map { values[$0] }))
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
}

extension StudiedPoint {
  /// Its trials, if they were kept.
  package var trials: TrialData? {
    columns.map { TrialData(scenario: result.scenario, point: result.point, $0) }
  }
}

extension Scenario {
  /// By name: the distributions that parameters are drawn from, as they are written.
  package var drawnParameters: [String: String] {
    Dictionary(
      parameters.filter { parameter in
        if case .call(let name, _) = parameter.value.kind {
          return Family.named(name)?.hasDistributionFunction == true
        }
        return false
      }.map { ($0.name.name, $0.value.source.text) }
    ) { first, _ in first }
  }
}
