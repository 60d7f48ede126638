import ArgumentParser
import Foundation
import Scenarios
import Sim

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios: print the share of each outcome, write a folder of CSV files.",
    discussion: """
      Equal files, seed and trials give equal bytes, on any number of threads. Exit codes: 0 done, \
      1 failed while running, 2 wrong use or no such file, 3 a file is invalid, 4 some trials \
      failed, 5 --precision was not reached, 65 --resume does not fit the folder, 71 too little memory, 74 cannot write, 130 \
      interrupted.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarios)
  var files: [String]

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

  func run() throws {
    let conductor = Conductor(options)
    let root = try reading.folder()
    let study = try conductor.load { () throws(StudyError) in
      try Study(
        files: files, settings: reading.settings, sweeps: sweeps, root: root,
        jobs: options.work.threads)
    }
    let folder = options.out ?? study.defaultFolder
    if dryRun {
      try conductor.print(StudyExtent(study, trials: options.trials.count).text(folder: folder))
      return
    }
    let settings = options.settings(recording ?? study.standardRecording)
    conductor.announce(study, settings)
    var strongest: [String: StrongestInputs] = [:]
    let isAsked = sweeps.isEmpty && (!options.quiet || answer.format == .json)
    let question = StudyQuestion(files: [], mostTrials: StrongestInputs.mostTrials) { points in
      for point in points {
        strongest[point.result.scenario] = try StrongestInputs(point, jobs: options.work.threads)
      }
      return []
    }
    let (result, written, isMet) = try conductor.run(
      study, settings, folder: folder, asking: isAsked ? question : nil, until: stopping.rule,
      most: stopping.most)
    let ran = conductor.settings(settings, ranAs: result)
    try conductor.answer(in: answer.format) {
      OutcomeScreen(
        points: result.points, titles: study.titles, headlines: study.headlines,
        strongest: strongest, next: next(study), swept: study.points.paths, run: ran,
        isComplete: result.isComplete, folder: written, style: conductor.style,
        width: Streams.answerWidth
      ).text()
    } document: {
      RunDocument(points: result.points, strongest: strongest).document(
        ran, isComplete: result.isComplete, folder: written)
    }
    if !options.quiet { NotesScreen(study: study, result: result).say() }
    try conductor.end(result, in: written)
    if !isMet { throw stopping.notMet(result) }
  }

  /// What to type next; of several scenarios how they differ is asked first.
  private func next(_ study: Study) -> [String] {
    guard sweeps.isEmpty, let first = study.members.first else { return [] }
    let settings = reading.settings.map { " --set " + ShellWord.quoted("\($0.path)=\($0.value)") }
    guard study.members.count == 1 else {
      return ["simrun compare \(files.map(ShellWord.quoted).joined(separator: " "))"]
    }
    return ["simrun drivers \(ShellWord.quoted(first.file))\(settings.joined())"]
  }
}
