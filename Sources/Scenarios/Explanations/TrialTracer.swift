package import Sim

/// Explains trials of a scenario. It is compiled once, with what is asked of each step besides what a run
/// records; trials are played from the addresses of their draws, so they are those of a run with the same
/// seed.
package struct TrialTracer: Sendable {
  private let scenario: Scenario
  private let model: Model
  private let probes: Probes
  private let nodes: TrialNodes

  /// Throws `Diagnostics` if the scenario cannot be compiled.
  package init(_ scenario: Scenario) throws(Diagnostics) {
    self.scenario = scenario
    (model, probes, nodes) = try scenario.probed { TrialProbes(compiler: $0, list: $1).nodes() }
  }

  package var report: Report { model.report }

  /// One trial. `design`: which random numbers it draws with. `wanted`: the position of an outcome of which
  /// it is said what was missing.
  package func explanation(
    trial: Int, seed: UInt64, design: Design = .plain, wanted: Int? = nil
  ) -> Explanation {
    let (result, readings) = played(trial: trial, seed: seed, design: design)
    let calendar = Calendar(scenario.clock)
    let dates = (0...result.endStep).compactMap { calendar.date(at: $0)?.description }
    let failure = result.failure(of: trial, model, seed: seed, design: design)
    let outcome = result.outcome < 0 ? nil : result.outcome
    return Explanation(
      scenario: scenario.name, title: scenario.title, trial: trial, seed: seed,
      stepWord: calendar.word, endStep: result.endStep, dates: dates,
      outcome: outcome.map { report.outcomes[$0].name },
      className: outcome.flatMap { report.outcomes[$0].className },
      failure: failure.map { Explanation.Failure(message: $0.message, place: $0.place) },
      parameters: zip(report.parameters, result.parameters).map {
        Explanation.Value(
          name: $0.name, unit: $0.unit, value: $1.isNaN ? nil : $1, isConstant: $0.constant != nil,
          isCondition: false)
      },
      measures: zip(report.measures, result.measures).map {
        Explanation.Value(
          name: $0.name, unit: $0.unit, value: $1.isNaN ? nil : $1, isConstant: false,
          isCondition: $0.isCondition)
      },
      passages: TrialStory(
        scenario: scenario, nodes: nodes, readings: readings, hasFailed: outcome == nil
      ).passages(),
      rules: outcome.flatMap { outcome in
        readings.last.map { last in
          (0...outcome).map { (report.outcomes[$0].name, nodes.outcomes[$0]?.reading(last)) }
        }
      } ?? [],
      wanted: wanted.flatMap { wanted in
        readings.last.map { (report.outcomes[wanted].name, nodes.outcomes[wanted]?.reading($0)) }
      })
  }

  /// What a run of the same seed has in the trial's row.
  package func result(trial: Int, seed: UInt64, design: Design = .plain) -> TrialResult {
    played(trial: trial, seed: seed, design: design).result
  }

  private func played(
    trial: Int, seed: UInt64, design: Design
  ) -> (result: TrialResult, readings: [ProbeReading]) {
    let (model, probes) = (model, probes)
    return onLargeStack {
      var readings: [ProbeReading] = []
      let evaluator = ReferenceEvaluator(model, seed: seed, design: design)
      let result = evaluator.run(design.address(of: trial), probes) { _, _, values in
        readings.append(ProbeReading(values: values))
      }
      return (result, readings)
    }
  }
}

extension TrialTracer {
  /// The first trials of a run with this seed; `nil` if it was stopped.
  package func trials(
    _ settings: RunSettings, progress: (Int) -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> TrialColumns? {
    try run(model, settings).columns(progress: progress, stops: stops)
  }

  /// The trial that came closest to an outcome without coming to it, by what its condition is made of.
  /// `nil`: every trial came to it, or it was stopped.
  package func nearest(
    to outcome: Int, _ settings: RunSettings, progress: (Int) -> Void = { _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> TrialSearch.Found? {
    let rules = Array(nodes.outcomes[...outcome])
    let places = rules.reduce(Set<Int>()) { $0.union($1?.places ?? []) }.sorted()
    var asked = model
    asked.measures = places.map { probes.quantities[$0] }
    asked.report.measures = places.map { Report.Measure(name: "\($0)") }
    guard let columns = try run(asked, settings).columns(progress: progress, stops: stops) else {
      return nil
    }
    return TrialSearch.nearest(
      to: outcome, rules,
      in: AskedColumns(
        outcomes: columns.outcomes,
        values: Dictionary(zip(places, columns.measures)) { first, _ in first }))
  }

  private func run(_ model: Model, _ settings: RunSettings) throws -> PointRun {
    var settings = settings
    settings.recording = .answers
    settings.keepsTrialRows = true
    return try PointRun(model, settings)
  }
}

extension RuleNode {
  /// The probes of the whole condition.
  fileprivate var places: Set<Int> {
    let own = [holds].compactMap(\.self) + sides.compactMap(\.value)
    return parts.reduce(Set(own)) { $0.union($1.places) }
  }
}
