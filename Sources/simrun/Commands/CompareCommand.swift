import ArgumentParser
import Foundation
import Scenarios
import Sim

struct CompareCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare scenarios trial by trial: is B better than A, or is it noise?",
    discussion: """
      All scenarios draw the same random numbers, so that a difference is of the scenarios and not of \
      chance. Every one is compared with the first: A.yaml B.yaml C.yaml. Of one file, what --set gives \
      is compared with the file as it is, or with what --against gives. Exit codes are those of 'run', \
      and 5: not decided, or not precise enough, by --most-trials.
      """)

  @Argument(
    help: ArgumentHelp("Scenario files, the baseline first.", valueName: "file"),
    completion: .scenarios)
  var files: [String]

  @Option(
    name: .customLong("against"), parsing: .singleValue,
    help: ArgumentHelp(
      "Of one file: a value of the baseline, as in parameters.monitoring=0.2; may be repeated.",
      valueName: "path=value"), transform: { try Setting(written: $0, of: .against) })
  var against: [Setting] = []

  @Flag(help: "Compare each with all before it, not with the first alone.")
  var allPairs = false

  @Flag(help: "Run on, a quarter more trials at a time, until an outcome is told apart.")
  var untilDecided = false

  @Option(
    name: .customLong("target"), parsing: .singleValue,
    help: ArgumentHelp(
      "With --until-decided: the outcome or class to be decided; may be repeated (default: any "
        + "outcome).", valueName: "name"))
  var targets: [String] = []

  @OptionGroup var options: RunOptions
  @OptionGroup var stopping: PrecisionOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if files.count == 1, reading.given.isEmpty, against.isEmpty {
      throw ValidationError(
        "one file alone has nothing to be compared with: name another, or give --set or --against")
    }
    if files.count > 1, !against.isEmpty {
      throw ValidationError("--against is for one file; with several the first is the baseline")
    }
    if untilDecided, stopping.precision != nil {
      throw ValidationError(
        "give --until-decided or --precision, not both: an interval that was looked at for one reason "
          + "to stop does not hold for the other")
    }
    if !targets.isEmpty, !untilDecided {
      throw ValidationError("--target goes with --until-decided")
    }
  }

  var obstacleToPlan: String? {
    untilDecided ? "--until-decided" : stopping.obstacleToPlan
  }

  func run() throws {
    let conductor = Conductor(options)
    try conductor.carryOut(asked(conductor, reading.folder()))
  }

  func asked(_ conductor: Conductor, _ root: FileSource?) throws -> AskedStudy {
    let study = try conductor.load { () throws(StudyError) in try self.study(root) }
    let reports = study.members.map(\.model.report)
    let targets = self.targets.map { EndingNames.meant($0, in: reports) }
    if let name = StoppingRule.unknown(targets, reports).first {
      throw Ending(.usage, "--target \(name): no scenario has such an outcome or class")
    }
    let fewest = min(2, reports.count)
    if let name = StoppingRule.unknown(targets, reports, fewest: fewest).first {
      throw Ending(.usage, "--target \(name): only one scenario has such an outcome or class")
    }
    let written = try WrittenDifferences(files: files, reading: reading, against: against, root)
    let settings = options.settings(study.standardRecording)
    let rule: StoppingRule? = untilDecided ? .decided(targets: targets) : stopping.rule
    var quantiles: [AnswerTable] = []
    let question = StudyQuestion(
      files: [QuantileDifferences.file],
      needsTrials: options.trials.count <= Self.mostKept && rule == nil,
      unanswered: [QuantileDifferences([]).table]
    ) { points in
      quantiles = [QuantileDifferences(points).table]
      return quantiles
    }
    return AskedStudy(
      study: study, settings: settings, folder: options.out ?? study.folder(of: "compare"),
      question: question, rule: rule, most: stopping.most
    ) { result, place, isMet in
      try show(study, rule, written, quantiles, result, place, isMet, conductor)
    }
  }

  private func show(
    _ study: Study, _ rule: StoppingRule?, _ written: WrittenDifferences,
    _ quantiles: [AnswerTable], _ result: StudyResult, _ place: String, _ isMet: Bool,
    _ conductor: Conductor
  ) throws {
    let screen = ComparisonScreen(
      answer: ComparisonAnswer(result.points, headlines: study.headlines),
      decision: rule?.decision(result.points), isDecisionWanted: untilDecided,
      written: written.lines, command: "simrun compare \(arguments)", result: result,
      extent: study.pointCount, seed: options.seed, folder: place, style: conductor.style,
      width: Streams.answerWidth)
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "compare", scenarios: study.members.map(\.scenario.name), trials: screen.trials,
        seed: options.seed, isComplete: result.isComplete, folder: place,
        answer: screen.sentences,
        tables: [AnswerTable.differences(result.points)] + quantiles)
    }
    try conductor.end(result, in: place)
    guard !isMet else { return }
    guard untilDecided else { throw stopping.notMet(result) }
    throw Ending(
      .notPrecise,
      "--until-decided: not decided by \(Wording.trials(stopping.most(from: options.trials.count))); "
        + "--most-trials allows more")
  }

  /// Quantiles need all trials in memory.
  private static let mostKept = 1_000_000

  private func study(_ root: FileSource?) throws(StudyError) -> Study {
    let jobs = options.work.threads
    var study: Study
    if files.count > 1 {
      study = try Study(files: files, settings: reading.settings, root: root, jobs: jobs)
    } else {
      let points = [reading.sets + against, reading.settings].enumerated().map { k, values in
        StudyPoint(number: k + 1, values: values)
      }
      study = try Study(files: files, points: PointSet(listed: points), root: root, jobs: jobs)
    }
    study.comparesAllPairs = allPairs
    return study
  }

  /// What was typed, to be typed again with more trials.
  private var arguments: String {
    let values = against.map { " --against \(ShellWord.quoted("\($0.path)=\($0.value)"))" }
    let rest =
      (reading.root.map { " --root \(ShellWord.quoted($0))" } ?? "")
      + (options.givenSeed.map { " --seed \($0)" } ?? "") + (allPairs ? " --all-pairs" : "")
    return files.map(ShellWord.quoted).joined(separator: " ") + reading.typed + values.joined()
      + rest
  }
}

/// What differs between the scenarios of a comparison as they are written.
struct WrittenDifferences {
  /// By scenario after the first: its differences from it.
  private(set) var lines: [[WrittenDifference]] = []

  init(
    files: [String], reading: ReadingOptions, against: [Setting], _ root: FileSource?
  ) throws {
    let all: [(path: String, settings: [Setting])] =
      files.count > 1
      ? files.map { ($0, reading.settings) }
      : [(files[0], reading.sets + against), (files[0], reading.settings)]
    guard let baseline = all.first else { return }
    for other in all.dropFirst() {
      // Both were read before; what cannot be read again is left out.
      lines.append(
        (try? ScenarioFile.differences(from: baseline, to: other, root: root)) ?? [])
    }
  }
}
