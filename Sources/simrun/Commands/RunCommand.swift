import ArgumentParser
import Foundation
import Scenarios
import Sim

struct RunCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios: print the share of each outcome, write a folder of CSV files.",
    discussion: """
      Equal files, seed and trials give equal bytes, on any number of threads. Exit codes: 0 done, \
      1 failed while running, 2 wrong use or no such file, 3 a file is invalid, 4 some trials \
      failed, 5 --precision was not reached, 65 --resume does not fit the folder or a part the plan, 71 too \
      little memory, 74 cannot write, 75 stopped by --max-time, 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarios)
  var files: [String] = []

  @OptionGroup var shards: ShardOptions

  @OptionGroup var options: RunOptions

  @OptionGroup var stopping: PrecisionOptions

  @Option(
    name: .customLong("sweep"), parsing: .singleValue,
    help: ArgumentHelp(
      "Run every value of a list, as in parameters.monitoring=0.2,0.5,0.8 or =0:1:11 (from 0 to 1, 11 "
        + "values); several sweeps give all combinations.",
      valueName: "path=values"), transform: Sweep.init(option:))
  var sweeps: [Sweep] = []

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var answer: AnswerOptions

  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "What to write besides shares and measures: all, answers (nothing more), or some of timeline, "
        + "signals, incidence, measures (by outcome), undisturbed, with commas (default: all for up to 20 "
        + "points).",
      valueName: "parts"), transform: Recording.init(option:))
  var recording: Recording?

  @Flag(help: "Check everything, report what would be run, and run nothing.")
  var dryRun = false

  func validate() throws {
    guard shards.plan != nil || shards.shard != nil else {
      if files.isEmpty { throw ValidationError("Missing expected argument '<file> ...'") }
      return
    }
    try shards.check(
      options,
      others: [
        ("a file", !files.isEmpty), ("--sweep", !sweeps.isEmpty),
        ("--ensemble", reading.ensemble != nil), ("--set", !reading.settings.isEmpty),
        ("--root", reading.root != nil),
        ("--record", recording != nil), ("--precision", stopping.precision != nil),
        ("--most-trials", stopping.mostTrials != nil), ("--dry-run", dryRun),
      ])
    if shards.shard != nil, answer.format == .json {
      throw ValidationError("--format is for an answer; a shard has none, but 'simrun merge' has")
    }
  }

  var obstacleToPlan: String? {
    if shards.plan != nil { return "--plan" }
    return dryRun ? "--dry-run" : stopping.obstacleToPlan
  }

  func run() throws {
    let conductor = Conductor(options)
    if let plan = shards.plan {
      return try PlannedStudy(plan, open: .init(options, format: answer.format)).run(
        shards.shard, conductor)
    }
    let root = try reading.folder()
    guard dryRun else { return try conductor.carryOut(asked(conductor, root)) }
    let study = try study(conductor, root)
    let folder = options.out ?? study.defaultFolder
    try conductor.print(StudyExtent(study, trials: options.trials.count).text(folder: folder))
  }

  private func study(_ conductor: Conductor, _ source: FileSource?) throws -> Study {
    try conductor.load { () throws(StudyError) in
      try Study(
        files: files, settings: reading.settings, sweeps: sweeps, root: source,
        jobs: options.work.threads)
    }
  }

  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    let study = try study(conductor, source)
    let settings = options.settings(recording ?? study.standardRecording)
    var strongest: [String: StrongestInputs] = [:]
    var (notes, body): (Ahead<[String]>?, Ahead<String>?)
    // A part has what any merge may show, whatever its own run shows.
    let isShown = !options.quiet || answer.format == .json || source?.isPlan == true
    let isAsked = sweeps.isEmpty && isShown
    let question = StudyQuestion(files: [], mostTrials: StrongestInputs.mostTrials) { points in
      for point in points {
        strongest[point.result.scenario] = try StrongestInputs(point, jobs: options.work.threads)
      }
      if !options.quiet {
        // The disk will be waited for before they are shown.
        let results = points.map(\.result)
        let noted = NotesScreen(study: study, points: results)
        notes = Ahead(jobs: options.work.threads) { noted.lines }
        if study.pointCount == 1, answer.format == .text {
          let shown = screen(study, settings, strongest, results, isComplete: true, "", conductor)
          body = Ahead(jobs: options.work.threads) { shown.body }
        }
      }
      return []
    }
    return AskedStudy(
      study: study, settings: settings, folder: options.out ?? study.defaultFolder,
      question: isAsked ? question : nil, rule: stopping.rule, most: stopping.most
    ) { result, written, isMet in
      try show(study, settings, strongest, (notes, body), result, written, conductor)
      if !isMet { throw stopping.notMet(result) }
    }
  }

  private func show(
    _ study: Study, _ settings: RunSettings, _ strongest: [String: StrongestInputs],
    _ ahead: (notes: Ahead<[String]>?, body: Ahead<String>?), _ result: StudyResult,
    _ written: String, _ conductor: Conductor
  ) throws {
    let ran = conductor.settings(settings, ranAs: result)
    // Of a look that was cut off nothing was asked; what was found ahead is then of the look before.
    let (notes, body) = result.isComplete ? ahead : (nil, nil)
    try conductor.answer(in: answer.format) {
      screen(
        study, ran, strongest, result.points, isComplete: result.isComplete, written, conductor
      ).text(body: body?.value)
    } document: {
      RunDocument(points: result.points, strongest: strongest).document(
        ran, isComplete: result.isComplete, folder: written)
    }
    if !options.quiet {
      for line in notes?.value ?? NotesScreen(study: study, points: result.points).lines {
        Streams.say(line)
      }
    }
    try conductor.end(result, in: written)
  }

  private func screen(
    _ study: Study, _ ran: RunSettings, _ strongest: [String: StrongestInputs],
    _ points: [PointResult], isComplete: Bool, _ folder: String, _ conductor: Conductor
  ) -> OutcomeScreen {
    OutcomeScreen(
      points: points, titles: study.titles, headlines: study.headlines, strongest: strongest,
      next: next(study), swept: study.points.paths, run: ran, isComplete: isComplete,
      folder: folder, style: conductor.style, width: Streams.answerWidth)
  }

  /// What to type next; of several scenarios how they differ is asked first.
  private func next(_ study: Study) -> [String] {
    guard sweeps.isEmpty, let first = study.members.first else { return [] }
    guard study.members.count == 1 else {
      return ["simrun compare \(files.map(ShellWord.quoted).joined(separator: " "))"]
    }
    return ["simrun drivers \(ShellWord.quoted(first.file))\(reading.typed)"]
  }
}
