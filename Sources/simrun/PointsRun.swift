import Foundation
import Scenarios
import Sim

/// A run of many points, as 'sweep' and 'batch' have it: what is left out, where shares cross, the screen.
struct PointsRun {
  let conductor: Conductor
  let study: Study
  let command: String
  /// As they were asked for.
  let targets: [Crossings.Target]
  let settings: RunSettings
  let options: PointOptions
  let stopping: PrecisionOptions
  let form: AnswerOptions.Form
  var batch: BatchFile?

  func run() throws {
    guard options.dryRun else { return try conductor.carryOut(asked()) }
    try check()
    try conductor.print(StudyExtent(study, trials: settings.trials).text(folder: folder))
    try endWithout()
  }

  private var folder: String {
    conductor.options.out ?? batch.map { "results/\($0.name)" } ?? study.defaultFolder
  }

  private func check() throws {
    let reports = study.members.map(\.model.report)
    if let name = StoppingRule.unknown(named.map(\.name), reports).first {
      throw Ending(.usage, "cross \(name): no scenario has such an outcome or class")
    }
    if let (name, problem) = problemWithShown(reports), let batch {
      throw Ending(StudyError.invalid(batch.places.problem(ofShown: name, problem)))
    }
    for line in refusals + orphans { Streams.say(line) }
  }

  /// Under the names of the outcomes and classes that are meant.
  private var named: [Crossings.Target] {
    let reports = study.members.map(\.model.report)
    return targets.map {
      Crossings.Target(name: EndingNames.meant($0.name, in: reports), share: $0.share)
    }
  }

  func asked() throws -> AskedStudy {
    try check()
    var crossings: Crossings?
    let question =
      targets.isEmpty
      ? nil
      : StudyQuestion(
        files: [Crossings.file], needsTrials: false,
        unanswered: [Crossings([], paths: [], targets: []).table]
      ) { points in
        let found = Crossings(points.map(\.result), paths: study.points.paths, targets: named)
        crossings = found
        return [found.table]
      }
    return AskedStudy(
      study: study, settings: settings, folder: folder, question: question,
      rule: stopping.rule, most: stopping.most
    ) { result, place, isMet in
      try show(result, place, crossings)
      try conductor.end(result, in: place)
      if !isMet { throw stopping.notMet(result) }
      try endWithout()
    }
  }

  /// How the command ends if points were left out.
  private func endWithout() throws {
    guard !study.refused.isEmpty else { return }
    throw Ending(
      .invalidFile,
      "\(Wording.counted(study.refused.count, "point was", "points were")) left out")
  }

  /// What can be shown.
  private func names(in reports: [Report]) -> Set<String> {
    Set(
      reports.flatMap { report in
        report.outcomes.map(\.name) + report.classes + report.measures.map(\.name)
          + report.milestones
      })
  }

  /// By point: what a batch file wants shown, under the names of the outcomes and classes that are meant.
  private var shown: [Int: [String]] {
    let reports = study.members.map(\.model.report)
    let known = names(in: reports)
    return (batch?.shown ?? [:]).mapValues { wanted in
      wanted.map { text in
        let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
        guard let name = parts.first, !known.contains(name) else { return text }
        return ([EndingNames.meant(name, in: reports)] + parts.dropFirst()).joined(separator: "@")
      }
    }
  }

  /// Why something that a batch file wants shown cannot be, and what that is, as it is written.
  private func problemWithShown(_ reports: [Report]) -> (wanted: String, problem: String)? {
    let known = names(in: reports)
    let written = (batch?.shown ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
    let meant = shown.sorted { $0.key < $1.key }.flatMap(\.value)
    for (written, wanted) in zip(written, meant) {
      let parts = wanted.split(separator: "@", maxSplits: 1).map(String.init)
      guard let name = parts.first, known.contains(name) else {
        return (
          written,
          "no scenario has an outcome, a class, a measure or an event '\(parts.first ?? wanted)'"
        )
      }
      guard parts.count == 2 else { continue }
      let last = reports.map(\.steps).max() ?? 0
      guard let step = Int(parts[1]), (0...last).contains(step) else {
        return (written, "'\(wanted)' must name a step from 0 to \(last), as \(name)@\(last)")
      }
      guard settings.recording.contains(.incidence) else {
        return (written, "'\(wanted)' needs incidence to be recorded: write record: incidence")
      }
    }
    return nil
  }

  /// Points that are left out, a line or a few each.
  private var refusals: [String] {
    study.refused.map { refused in
      let values = refused.point.values.map { "\($0.path) = \($0.value)" }
        .joined(separator: ", ")
      let reason = refused.reason.all.first.map { "\($0)" } ?? ""
      return
        "simrun: " + VisibleText.line("\(refused.file) with \(values) is left out: \(reason)")
    }
  }

  /// Points that were to be compared with one that is left out.
  private var orphans: [String] {
    // Combinations of sweeps name no point to be compared with.
    guard study.points.listing != nil else { return [] }
    let there = Set(study.points.points.map(\.number))
    return study.points.points.compactMap { point in
      guard let against = point.against, !there.contains(against) else { return nil }
      let name = point.name ?? "point \(point.number)"
      return
        "simrun: "
        + VisibleText.line(
          "'\(name)' was to be compared with a point that is left out; it is compared with the first "
            + "point that is there")
    }
  }

  private func show(_ result: StudyResult, _ place: String, _ crossings: Crossings?) throws {
    let run = conductor.settings(settings, ranAs: result)
    var words = crossings.map { CrossingText(crossings: $0).sentences } ?? []
    let failed = LeftOutTrials.count(result)
    if !words.isEmpty, failed > 0 {
      words.append(
        "Where a share crosses is found without the \(Wording.trials(failed)) that failed; "
          + (result.points.contains(where: \.summary.limitsAreBounds)
            ? "where more than 1 % did, limits allow for what these could have come to."
            : "what these could have come to is not in its limits."))
    }
    try conductor.answer(in: form) {
      text(result, place, words, run)
    } document: {
      AnswerDocument(
        command: command, scenarios: study.members.map(\.scenario.name), trials: run.trials,
        seed: run.seed, isComplete: result.isComplete, folder: place, answer: words,
        tables: [AnswerTable.differences(result.points), .shares(result.points)]
          + [crossings?.table].compactMap(\.self))
    }
  }

  /// `4,000 trials of each of 3 points`.
  private func extent(_ result: StudyResult, _ run: RunSettings) -> String {
    let trials = "\(Wording.trials(run.trials)) of each"
    return result.isComplete
      ? "\(trials) of \(result.points.count) points"
      : "Interrupted: \(DoneTrials(result.points, asked: run.trials).ofPoints) done. \(trials)"
  }

  private func text(
    _ result: StudyResult, _ place: String, _ words: [String], _ run: RunSettings
  ) -> String {
    let (style, width) = (conductor.style, Streams.answerWidth)
    let table = batch.map { _ in ShownTable(result: result, shown: shown, style: style) }
    if let table, let batch, !table.isEmpty {
      return AnswerScreen(
        title: batch.title.map { "\(batch.name): \($0)" } ?? batch.name,
        parts: [.table(table.lines)] + words.map { .words($0) },
        closing: [
          style.dim(
            "\(extent(result, run)), seed \(run.seed); "
              + LeftOutTrials.error(
                areInLimits: result.points.contains(where: \.summary.limitsAreBounds)) + "."),
          "All results: \(VisibleText.line(place)) (differences.csv has every difference)",
        ], style: style, width: width
      ).text()
    }
    let screen = OutcomeScreen(
      points: result.points, titles: study.titles, headlines: study.headlines,
      swept: study.points.paths, run: run, isComplete: result.isComplete, folder: place,
      style: style, width: width)
    return screen.text()
      + words.map { "\n" + Wording.wrapped($0, width: width) + "\n" }.joined()
  }
}
