import Scenarios
import Sim

/// The answer of a run: a table for each scenario, or one for all points of its sweep, and where the rest
/// is.
struct OutcomeScreen {
  let points: [PointResult]
  /// By name of the scenario.
  let titles: [String: String]
  /// The paths that a sweep gives values.
  let swept: [String]
  let run: RunSettings
  let isComplete: Bool
  let folder: String
  let style: Style

  func text() -> String {
    var parts: [String] = []
    var rest = points[...]
    while let first = rest.first {
      let own = rest.prefix { $0.scenario == first.scenario }
      rest = rest.dropFirst(own.count)
      let title = titles[first.scenario] ?? ""
      parts.append(first.point == 0 ? part(first, title) : sweep(Array(own), title))
    }
    parts.append(closing)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func part(_ point: PointResult, _ title: String) -> String {
    let summary = point.summary
    let names =
      ["outcome"] + summary.outcomes.map(\.name)
      + summary.classes.map { VisibleText.cell($0.name) }
    let name = names.map(\.count).max() ?? 0
    let limits = summary.limitsAreBounds ? "95 % bounds" : "95 % limits"
    var lines = heading(point, title, values: point.values)
    lines += [
      ShareTable(
        heading: "outcome",
        rows: summary.outcomes.map { .init(name: $0.name, share: $0.share) }, style: style,
        limits: limits, leastName: name
      ).text()
    ]
    if summary.classes.count < summary.outcomes.count {
      lines += [
        "",
        ShareTable(
          heading: "class",
          rows: summary.classes.map {
            .init(name: VisibleText.cell($0.name), share: $0.share)
          },
          style: style, limits: limits, leastName: name
        ).text(),
      ]
    }
    if summary.limitsAreBounds {
      lines += ["", style.warning(Wording.wrapped(Self.failed(summary), width: ShareTable.width))]
    }
    return lines.joined(separator: "\n")
  }

  /// The scenario, and what is laid over its file.
  private func heading(_ point: PointResult, _ title: String, values: [Setting]) -> [String] {
    var lines = [
      Wording.wrapped(
        VisibleText.text("\(point.scenario): \(title)"), width: ShareTable.width)
    ]
    if !values.isEmpty {
      let list = values.map { "\($0.path) = \($0.value)" }.joined(separator: ", ")
      lines.append(Wording.wrapped(VisibleText.line("With \(list)"), width: ShareTable.width))
    }
    return lines + [""]
  }

  private func sweep(_ points: [PointResult], _ title: String) -> String {
    guard let first = points.first else { return "" }
    let set = first.values.filter { !swept.contains($0.path) }
    return
      (heading(first, title, values: set) + [
        SweepTable(points: points, paths: swept, style: style).text()
      ])
      .joined(separator: "\n")
  }

  /// Why limits are bounds.
  private static func failed(_ summary: Summary) -> String {
    let all = summary.trials + summary.failureCount
    let percent = Wording.fixed(100 * Double(summary.failureCount) / Double(all), 1)
    return
      "\(percent) % of the trials failed, and which do may go with how they would have ended. A "
      + "share is of those that finished. The bounds also hold if none, or all, of the failed trials "
      + "belong to a row."
  }

  private var closing: String {
    let failed = points.reduce(0) { $0 + $1.summary.failureCount }
    let planned =
      Wording.trials(run.trials) + (points.count > 1 ? " of each" : "")
      + (failed > 0 ? " (\(Wording.grouped(failed)) failed)" : "")
    let asked = "\(planned), seed \(run.seed)."
    let start = isComplete ? asked : "Interrupted: \(done) of \(asked)"
    let bounded = points.filter(\.summary.limitsAreBounds).count
    let limits = bounded == points.count ? "Bounds" : "Limits"
    let error = bounded == 0 ? "sampling error only" : "sampling error and failed trials only"
    let note = "\(start) \(limits): all rows together, \(error)."
    let place = "All results: \(VisibleText.line(folder)) (columns.csv explains each column)"
    return style.dim(Wording.wrapped(note, width: ShareTable.width)) + "\n" + place
  }

  private var done: String {
    let counts = points.map { $0.summary.trials + $0.summary.failureCount }
    if points.contains(where: { $0.point > 0 }) {
      let all = counts.reduce(0, +)
      return "\(Wording.counted(points.count, "point", "points")) with \(Wording.trials(all))"
    }
    return counts.map(Wording.grouped).joined(separator: " + ")
  }
}
