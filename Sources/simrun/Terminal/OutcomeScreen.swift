import Scenarios
import Sim

/// The answer of a run: a table for each scenario, and where the rest is.
struct OutcomeScreen {
  let points: [PointResult]
  let titles: [String]
  let run: RunSettings
  let isComplete: Bool
  let folder: String
  let style: Style

  func text() -> String {
    var parts = zip(points, titles).map { point, title in part(point, title) }
    parts.append(closing)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func part(_ point: PointResult, _ title: String) -> String {
    let summary = point.summary
    let names =
      ["outcome"] + summary.outcomes.map(\.name)
      + summary.classes.map { VisibleText.cell($0.name) }
    let name = names.map(\.count).max() ?? 0
    var lines = [
      Wording.wrapped(
        VisibleText.text("\(point.scenario): \(title)"), width: ShareTable.width), "",
      ShareTable(
        heading: "outcome",
        rows: summary.outcomes.map { .init(name: $0.name, share: $0.share) }, style: style,
        leastName: name
      ).text(),
    ]
    if summary.classes.count < summary.outcomes.count {
      lines += [
        "",
        ShareTable(
          heading: "class",
          rows: summary.classes.map {
            .init(name: VisibleText.cell($0.name), share: $0.share)
          },
          style: style, leastName: name
        ).text(),
      ]
    }
    return lines.joined(separator: "\n")
  }

  private var closing: String {
    let failed = points.reduce(0) { $0 + $1.summary.failureCount }
    let planned =
      Wording.trials(run.trials) + (points.count > 1 ? " of each" : "")
      + (failed > 0 ? " (\(Wording.grouped(failed)) failed)" : "")
    let asked = "\(planned), seed \(run.seed)."
    let start = isComplete ? asked : "Interrupted: \(done) of \(asked)"
    let note = "\(start) Limits: all rows together, sampling error only."
    let place = "All results: \(VisibleText.line(folder)) (columns.csv explains each column)"
    return style.dim(Wording.wrapped(note, width: ShareTable.width)) + "\n" + place
  }

  private var done: String {
    let counts = points.map { $0.summary.trials + $0.summary.failureCount }
    return counts.map(Wording.grouped).joined(separator: " + ")
  }
}
