import Scenarios
import Sim

/// The answer of a run for programs: the sentences of the screen, shares, and what moves them.
struct RunDocument {
  let points: [PointResult]
  /// By name of the scenario.
  let strongest: [String: StrongestInputs]

  func document(_ run: RunSettings, isComplete: Bool, folder: String) -> AnswerDocument {
    AnswerDocument(
      command: "run", scenarios: scenarios, trials: run.trials, seed: run.seed,
      isComplete: isComplete, folder: folder, answer: sentences, tables: tables)
  }

  private var scenarios: [String] {
    points.map(\.scenario).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private var sentences: [String] {
    points.filter { $0.point == 0 }.flatMap { point in
      let lines = [
        OutcomeScreen.answer(point.summary),
        strongest[point.scenario].map(StrongestTable.sentence),
      ].compactMap(\.self)
      return points.count > 1 ? lines.map { "\(point.scenario): \($0)" } : lines
    }
  }

  private var tables: [AnswerTable] {
    [.shares(points), .classes(points)]
      + DriverQuestion.tables(scenarios.flatMap { strongest[$0]?.answers ?? [] })
  }
}
