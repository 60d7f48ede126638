import Scenarios
import Sim

/// How much a study would run.
struct StudyExtent {
  /// More points than this are mentioned before they are run.
  static let mostUnsaid = 20

  private let study: Study
  private let trials: Int

  init(_ study: Study, trials: Int) {
    self.study = study
    self.trials = trials
  }

  /// `50 points of 10,000 trials each, 500,000 in all`
  var line: String {
    let runs = study.pointCount
    let (all, overflows) = runs.multipliedReportingOverflow(by: trials)
    let sum = overflows ? "" : ", \(Wording.grouped(all)) in all"
    let points =
      study.points.isOne
      ? Wording.counted(runs, "scenario", "scenarios") : Wording.counted(runs, "point", "points")
    return runs == 1
      ? "\(points) of \(Wording.trials(trials))"
      : "\(points) of \(Wording.trials(trials)) each\(sum)"
  }

  /// What `--dry-run` prints.
  func text(folder: String) -> String {
    var lines = study.members.map {
      VisibleText.line("\($0.scenario.name): \($0.scenario.title)")
    }
    for sweep in study.points.sweeps {
      let count = Wording.counted(sweep.values.count, "value", "values")
      let ends = sweep.values.count == 1 ? "" : " to \(sweep.values.last ?? "")"
      lines.append(
        VisibleText.line("\(sweep.path): \(count), \(sweep.values.first ?? "")\(ends)"))
    }
    lines.append("\(line). Nothing was run; \(VisibleText.line(folder)) was not written.")
    return lines.map { Wording.wrapped($0, width: ShareTable.width) }.joined(separator: "\n") + "\n"
  }
}
