import Scenarios
import Sim

/// The answer of a run: a table for each scenario, or one for all points of its sweep, and where the rest
/// is.
struct OutcomeScreen: Sendable {
  let points: [PointResult]
  /// By name of the scenario.
  let titles: [String: String]
  /// By name of the scenario: the measures that its file marks.
  var headlines: [String: [String]] = [:]
  /// By name of the scenario: what moves its ends most.
  var strongest: [String: StrongestInputs] = [:]
  /// Commands to type next.
  var next: [String] = []
  /// The paths that a sweep gives values.
  let swept: [String]
  let run: RunSettings
  let isComplete: Bool
  let folder: String
  let style: Style
  /// In characters.
  var width = ShareTable.width

  /// `body`: where that was found before.
  func text(body known: String? = nil) -> String {
    let body = known ?? self.body
    return (body.isEmpty ? "" : body + "\n\n") + closing + "\n"
  }

  /// All but what is said of the run and of where its results are.
  var body: String {
    var parts: [String] = []
    var rest = points[...]
    while let first = rest.first {
      let own = rest.prefix { $0.scenario == first.scenario }
      rest = rest.dropFirst(own.count)
      let title = titles[first.scenario] ?? ""
      parts.append(first.point == 0 ? part(first, title) : sweep(Array(own), title))
    }
    return parts.joined(separator: "\n\n")
  }

  private func part(_ point: PointResult, _ title: String) -> String {
    let summary = point.summary
    let lines = heading(point, title, values: point.values)
    let failed = summary.failureCount
    if failed > summary.trials {
      return (lines + [style.warning(wrapped(Self.mostlyFailed(summary)))]).joined(separator: "\n")
    }
    let banner = summary.limitsAreBounds ? [style.warning(wrapped(Self.failed(summary)))] : []
    let isFirst = Double(failed) > Self.manyFailed * Double(summary.trials + failed)
    var parts = isFirst ? banner : []
    parts.append(
      ShareTable(
        rows: summary.outcomes.map { .init(name: $0.name, share: $0.share) },
        groups: Self.groups(summary), style: style, width: width,
        areBounds: summary.limitsAreBounds
      ).text())
    if let answer = Self.answer(summary) { parts.append(wrapped(answer)) }
    let measures = HeadlineTable(
      point: point, names: headlines[point.scenario] ?? [], style: style, width: width
    ).text()
    if !measures.isEmpty { parts.append(measures) }
    if let found = strongest[point.scenario] {
      parts.append(StrongestTable(found: found, style: style, width: width).text())
    }
    let differences = DifferenceText(point: point, style: style, width: width).lines
    if !differences.isEmpty { parts.append(differences.joined(separator: "\n")) }
    if !isFirst { parts += banner }
    return lines.joined(separator: "\n") + "\n" + parts.joined(separator: "\n\n")
  }

  /// If a larger share of trials failed than this, that stands before the table.
  private static let manyFailed = 0.05

  private func wrapped(_ text: String) -> String { Wording.wrapped(text, width: width) }

  /// Classes of more than one outcome; one of a single outcome says what the outcome says.
  private static func groups(_ summary: Summary) -> [ShareTable.Group] {
    summary.classes.compactMap { group in
      let rows = summary.outcomes.indices.filter {
        summary.outcomes[$0].className == group.name
      }
      guard rows.count > 1 else { return nil }
      // Beside an outcome of the same name it would have two numbers.
      let isShared = summary.outcomes.contains { $0.name == group.name }
      let name = VisibleText.cell(group.name)
      return .init(name: isShared ? "all \(name)" : name, rows: rows, share: group.share)
    }
  }

  /// In classes where they bring outcomes together; a class of one outcome is called as that. `nil` without a finished trial.
  static func answer(_ summary: Summary) -> String? {
    let ends: [AnswerSentence.End] =
      summary.classes.count < summary.outcomes.count
      ? summary.classes.map { group in
        let outcomes = summary.outcomes.filter { $0.className == group.name }
        return .init(
          name: outcomes.count == 1
            ? AnswerSentence.spoken(outcomes[0].name)
            : AnswerSentence.name(
              of: group.name, outcomes.filter { $0.share.count > 0 }.map(\.name)),
          share: group.share)
      }
      : summary.outcomes.map { .init(name: AnswerSentence.spoken($0.name), share: $0.share) }
    return AnswerSentence(ends: ends, hasFailures: summary.limitsAreBounds).text()
  }

  /// The scenario, and what is laid over its file.
  private func heading(_ point: PointResult, _ title: String, values: [Setting]) -> [String] {
    var lines = [
      Wording.wrapped(
        VisibleText.text("\(point.scenario): \(title)"), width: width)
    ]
    let typed = values.filter(\.isTyped).map { "\($0.path) = \($0.value)" }
    let drawn = values.contains(where: \.isOfEnsemble) ? ["sets of parameters by their weight"] : []
    if !(typed + drawn).isEmpty {
      let list = (typed + drawn).joined(separator: ", ")
      lines.append(Wording.wrapped(VisibleText.line("With \(list)"), width: width))
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

  /// There is no table of the few that finished.
  private static func mostlyFailed(_ summary: Summary) -> String {
    let all = summary.trials + summary.failureCount
    if summary.trials == 0 {
      return "All \(Wording.trials(all)) failed: there are no shares to show."
    }
    return
      "\(Wording.grouped(summary.failureCount)) of \(Wording.trials(all)) failed. No shares are shown: "
      + "those of the few that finished say little about the whole. The files have them."
  }

  private var closing: String {
    let failed = points.reduce(0) { $0 + $1.summary.failureCount }
    let planned =
      Wording.trials(run.trials)
      + (points.count > 1 || titles.count > 1 || isOfPoints && !isComplete ? " of each" : "")
      + (failed > 0 ? " (\(Wording.grouped(failed)) failed)" : "")
    let asked = "\(planned), seed \(run.seed)."
    let start = isComplete ? asked : "Interrupted: \(done)\(asked)"
    let note = "\(start) \(meaning)"
    let place = "All results: \(VisibleText.line(folder)) (columns.csv explains each column)"
    let commands = "Next: \(self.next.joined(separator: "; "))"
    let next = self.next.isEmpty ? "" : "\n" + wrapped(VisibleText.text(commands))
    let empty = emptyTables.map { style.dim(wrapped($0)) + "\n" } ?? ""
    return style.dim(wrapped(note + shareOfTrials)) + "\n" + empty + place + signals + next
  }

  /// Where signals are: no table of the screen has them.
  private var signals: String {
    let names = points.first?.report.signals ?? []
    guard run.recording.contains(.signals), points.allSatisfy({ $0.point == 0 }), !names.isEmpty
    else { return "" }
    let count = Wording.counted(names.count, "signal", "signals")
    return "\n"
      + wrapped(
        "\(count): signals.csv has them step by step; 'simrun condition' says what they announce")
  }

  /// Where not all trials were looked at for what moves the ends.
  private var shareOfTrials: String {
    let most = StrongestInputs.mostTrials
    guard !strongest.isEmpty, run.trials > most else { return "" }
    return " What moves most is from the first \(Wording.trials(most))."
  }

  /// Which tables have a header and no rows, and why.
  private var emptyTables: String? {
    let recorded = Recording.parts.filter { !run.recording.contains($0.recording) }.map {
      "\($0.name).csv"
    }.filter { $0 != "measures.csv" }
    var none: [String] = []
    if points.allSatisfy({ $0.report.measures.isEmpty }) { none.append("measures.csv") }
    if run.recording.contains(.signals), points.allSatisfy({ $0.report.signals.isEmpty }) {
      none.append("signals.csv")
    }
    if run.recording.contains(.timeline), points.allSatisfy({ $0.report.quantities.isEmpty }) {
      none.append("timeline.csv")
    }
    let parts =
      (recorded.isEmpty ? [] : ["\(recorded.listed()), not recorded (--record)"])
      + (none.isEmpty
        ? []
        : [
          "\(none.listed()), of which the \(titles.count > 1 ? "files have" : "file has") none"
        ])
    return parts.isEmpty ? nil : "With a header only: \(parts.joined(separator: "; "))."
  }

  /// What limits mean; a sweep has them in its files.
  private var meaning: String {
    let bounded = points.filter(\.summary.limitsAreBounds).count
    if isOfPoints {
      let limits = bounded == points.count ? "Bounds" : "Limits"
      let error = LeftOutTrials.error(areInLimits: bounded > 0)
      return "\(limits): all rows together, \(error)."
    }
    let failed =
      bounded == 0 ? "" : " They allow for all that the failed trials could have come to."
    return
      "With ever more trials all shares would most likely (95 %) lie between their limits.\(failed) "
      + "That says nothing about whether the scenario is right."
  }

  private var isOfPoints: Bool { points.contains { $0.point > 0 } }

  private var done: String {
    let done = DoneTrials(points, asked: run.trials)
    return isOfPoints ? "\(done.ofPoints) done. " : "\(done.ofScenarios(titles.count)) of "
  }
}
