import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Report one trial step by step: what happened, who refused and why, how it ended.",
    discussion: """
      Which trial: by its number, the one that stands for an outcome (--typical), or the one that came \
      closest to an outcome without coming to it (--nearest). It is played again from the addresses of its \
      draws, so every number is that of a run with the same seed. Exit codes: 0 done, also where the trial \
      failed, 2 wrong use or no such file, 3 the file is invalid, 65 the trial is not that of the folder, 71 \
      too little memory, 74 cannot write, 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp("A scenario file, or a folder with the results of a run.", valueName: "file")
  )
  var file: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of the trial, from 0.", valueName: "number"),
    transform: Int.init(option:))
  var trial: Int?

  @Option(
    help: ArgumentHelp("With --typical or --nearest: an outcome, or a class.", valueName: "name"))
  var outcome: String?

  @Flag(help: "The trial nearest the middle of the outcome's trials.")
  var typical = false

  @Flag(help: "The trial that came closest to the outcome without coming to it.")
  var nearest = false

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp(
      "Among how many trials --typical and --nearest look (default: 10000, or those of the folder).",
      valueName: "trials"), transform: TrialCount.init(option:))
  var trials: TrialCount?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seed of all chance (default: 1, or that of the folder).", valueName: "seed"),
    transform: RunOptions.seed(written:))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Of a folder with several points: which, as scenario or scenario:number.", valueName: "point")
  )
  var point: String?

  @Option(
    help: ArgumentHelp(
      "Of a folder: the scenario file, where it is not found beside it.", valueName: "file"))
  var scenario: String?

  @OptionGroup var work: WorkOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  private static let mostTrials = 10_000_000

  func validate() throws {
    let ways = [trial != nil, typical, nearest].filter(\.self).count
    guard ways == 1 else {
      throw ValidationError("say which trial: --trial, or --outcome with --typical or --nearest")
    }
    guard (outcome != nil) == (typical || nearest) else {
      throw ValidationError(
        outcome == nil
          ? "--typical and --nearest need --outcome" : "--outcome needs --typical or --nearest")
    }
    if let trial, !(0..<RunOptions.mostTrials).contains(trial) {
      throw ValidationError("--trial must be a number from 0, but it is \(trial)")
    }
    if let trials, !(1...Self.mostTrials).contains(trials.count) {
      throw ValidationError(
        "--trials must be from 1 to \(Wording.grouped(Self.mostTrials)), but it is "
          + Wording.grouped(trials.count))
    }
  }

  /// What is explained: the file, what is laid over it, the seed, and how many trials there are.
  private struct Asked {
    var file: String
    var settings: [Setting]
    var seed: UInt64
    var trials: Int
    var folder: FolderRun?
  }

  func run() throws {
    let asked = try self.asked()
    let root = try reading.folder()
    let tracer = try ShownFile.guarded {
      try TrialTracer(
        try ScenarioFile.load(path: asked.file, settings: asked.settings, root: root))
    }
    let (number, why, wanted) = try chosen(tracer, asked)
    let explanation = tracer.explanation(trial: number, seed: asked.seed, wanted: wanted)
    if let folder = asked.folder { try check(explanation, folder) }
    let style = Style(
      onTerminal: Streams.answerIsOnTerminal, environment: ProcessInfo.processInfo.environment)
    do {
      switch answer.format {
      case .text:
        let screen = ExplanationScreen(
          explanation: explanation, why: why, style: style, width: Streams.answerWidth)
        try Streams.answer(screen.text())
      case .json: try Streams.answer(explanation.document(why: why))
      }
    } catch {
      throw Ending(error)
    }
  }

  private func asked() throws -> Asked {
    guard TrialTableReader.isFolder(file) else {
      if point != nil || scenario != nil {
        throw Ending(.usage, "--point and --scenario are for a folder of results")
      }
      return Asked(
        file: file, settings: reading.settings, seed: seed ?? 1, trials: trials?.count ?? 10_000)
    }
    do {
      let folder = try FolderRun(file, point: point)
      guard seed == nil || seed == folder.seed else {
        throw Ending(.usage, "\(file) was run with seed \(folder.seed); other seeds are for a file")
      }
      return Asked(
        file: try scenario ?? folder.file(), settings: folder.settings + reading.settings,
        seed: folder.seed, trials: trials?.count ?? max(1, min(folder.trials, Self.mostTrials)),
        folder: reading.settings.isEmpty ? folder : nil)
    } catch let error as TrialDataError {
      throw Ending(error)
    }
  }

  // MARK: Which trial

  /// The number of the trial, why it is this one, and of which outcome it is said what was missing.
  private func chosen(
    _ tracer: TrialTracer, _ asked: Asked
  ) throws -> (trial: Int, why: String?, wanted: Int?) {
    if let trial { return (trial, nil, nil) }
    let report = tracer.report
    let name = EndingNames.meant(outcome ?? "", in: [report])
    let places = report.outcomes.indices.filter {
      report.outcomes[$0].name == name
    }
    let members = report.outcomes.indices.filter {
      report.classes[report.classOfOutcome[$0]] == name
    }
    let found = places.isEmpty ? members : places
    guard let first = found.first else {
      throw Ending(
        .usage,
        OutcomeNames.missing(name, report))
    }
    let settings = RunSettings(trials: asked.trials, seed: asked.seed, jobs: work.threads)
    let count = Wording.trials(asked.trials)
    if typical {
      guard
        let columns = try searched(asked, { try tracer.trials(settings, progress: $0, stops: $1) })
      else { throw Ending(.interrupted, "interrupted") }
      guard let best = TrialSearch.typical(of: Set(found), in: columns) else {
        throw Ending(
          .usage,
          "none of \(count) ended in '\(name)'; --nearest explains the one that came closest")
      }
      return (
        best.trial,
        "Of \(count), \(Wording.grouped(best.count)) ended in \(name). This one is nearest the middle of "
          + "their measures.",
        nil
      )
    }
    guard found.count == 1 else {
      throw Ending(
        .usage,
        "'\(name)' is a class of several outcomes: \(found.map { report.outcomes[$0].name }.joined(separator: ", "))"
      )
    }
    guard
      let best = try searched(
        asked, { try tracer.nearest(to: first, settings, progress: $0, stops: $1) })
    else {
      throw Ending(
        .usage,
        "no trial of \(count) can be near '\(name)': it has no condition, or every trial came to it"
      )
    }
    let came =
      best.count == 0 ? "none ended in \(name)" : "\(Wording.grouped(best.count)) ended in \(name)"
    return (best.trial, "Of \(count), \(came). Of the others this one came closest.", first)
  }

  private func searched<Result>(
    _ asked: Asked,
    _ search: ((Int) -> Void, @escaping @Sendable () -> Bool) throws -> Result?
  ) throws -> Result? {
    let stop = StopSignal()
    stop.listen()
    let progress = ProgressLine(
      isShown: Streams.restIsOnTerminal,
      style: Style(onTerminal: true, environment: ProcessInfo.processInfo.environment))
    defer { progress.clear() }
    do {
      let found = try search(
        { progress.update("trials", done: $0, of: asked.trials) }, { stop.isWanted })
      if found == nil, stop.isWanted { throw Ending(.interrupted, "interrupted") }
      return found
    } catch let error as SiteCollision {
      throw Ending(StudyError.sameAddress(file: asked.file, error))
    } catch let error as MemoryShortage {
      throw Ending(error)
    }
  }

  /// Whether the folder says the same of the trial.
  private func check(_ explanation: Explanation, _ folder: FolderRun) throws {
    let found: (outcome: String, step: Int, isPlain: Bool)?
    do { found = try folder.row(of: explanation.trial) } catch { throw Ending(error) }
    guard let found else { return }
    guard found.isPlain else {
      throw Ending(
        .doesNotBelong,
        "the trials in \(file) share what they draw by a design; explain plays plain runs")
    }
    guard found.outcome == explanation.outcome ?? "", found.step == explanation.endStep else {
      throw Ending(
        .doesNotBelong,
        "trial \(explanation.trial) ends in '\(explanation.outcome ?? "")' at step \(explanation.endStep), "
          + "but \(file)/trials.csv has '\(found.outcome)' at step \(found.step): the file, or simrun, is "
          + "another than the run's")
    }
  }
}
