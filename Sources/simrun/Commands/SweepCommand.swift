import ArgumentParser
import Foundation
import Scenarios
import Sim

struct SweepCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Run scenarios at every value of a list: how do shares move with a value?",
    discussion: """
      All points use the same random numbers, and each is compared with the first. --cross says where \
      the share of an outcome crosses a target. Exit codes are those of 'run', and 3 too if \
      --keep-going left points out.
      """)

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarios)
  var files: [String]

  @Option(
    name: .customLong("sweep"), parsing: .singleValue,
    help: ArgumentHelp(
      "The values of an entry, as in parameters.monitoring=0.2,0.5,0.8 or =0:1:11 (from 0 to 1, 11 "
        + "values); several give all combinations.",
      valueName: "path=values"), transform: Sweep.init(option:))
  var sweeps: [Sweep] = []

  @Flag(help: "Take the first values of all sweeps together, then the second ones, and so on.")
  var zip = false

  @OptionGroup var points: PointOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var stopping: PrecisionOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if sweeps.isEmpty {
      throw ValidationError("there is nothing to sweep: give --sweep path=values")
    }
    var known: Set<String> = []
    if let twice = sweeps.first(where: { !known.insert($0.path).inserted }) {
      throw ValidationError("\(StudyError.sweptTwice(path: twice.path))")
    }
    let counts = Set(sweeps.map(\.values.count))
    if zip, counts.count > 1 {
      throw ValidationError(
        "values that go together must be as many as each other: "
          + sweeps.map { "\($0.path) has \($0.values.count)" }.joined(separator: ", "))
    }
  }

  var obstacleToPlan: String? { points.obstacleToPlan ?? stopping.obstacleToPlan }

  func run() throws {
    let conductor = Conductor(options)
    try pointsRun(conductor, reading.folder()).run()
  }

  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    try pointsRun(conductor, source).asked()
  }

  private func pointsRun(_ conductor: Conductor, _ root: FileSource?) throws -> PointsRun {
    let study = try conductor.load { () throws(StudyError) in
      guard zip, let count = sweeps.first?.values.count else {
        return try Study(
          files: files, settings: reading.settings, sweeps: sweeps, root: root,
          keepsGoing: points.keepGoing, jobs: options.work.threads)
      }
      let listed = (0..<count).map { k in
        StudyPoint(
          number: k + 1,
          values: sweeps.map { Setting(path: $0.path, value: $0.values[k], of: .sweep) })
      }
      return try Study(
        files: files, settings: reading.settings, points: PointSet(listed: listed), root: root,
        keepsGoing: points.keepGoing, jobs: options.work.threads)
    }
    return PointsRun(
      conductor: conductor, study: study, command: "sweep", targets: points.targets,
      settings: options.settings(points.recording ?? study.standardRecording), options: points,
      stopping: stopping, form: answer.format)
  }
}

/// What commands that run many points may be given.
struct PointOptions: ParsableArguments {
  @Option(
    name: .customLong("cross"), parsing: .singleValue,
    help: ArgumentHelp(
      "Say at which value the share of an outcome or a class crosses a target, as freeze=0.30; may be "
        + "repeated.", valueName: "outcome=share"), transform: Self.target(written:))
  var targets: [Crossings.Target] = []

  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "What to write besides shares and measures: all, answers (nothing more), or some of timeline, "
        + "signals, incidence, measures (by outcome), with commas (default: all for up to 20 points).",
      valueName: "parts"), transform: Recording.init(option:))
  var recording: Recording?

  @Flag(help: "Leave out points that are wrong, and run the others.")
  var keepGoing = false

  @Flag(help: "Check everything, report what would be run, and run nothing.")
  var dryRun = false

  var obstacleToPlan: String? { dryRun ? "--dry-run" : nil }

  private static func target(written: String) throws -> Crossings.Target {
    let parts = written.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let share = WrittenShare.value(parts[1]) else {
      throw ValidationError("it must be outcome=share, as in freeze=0.30 or freeze=30%")
    }
    guard share > 0, share < 1 else {
      throw ValidationError("the share must be between 0 and 1, but it is \(parts[1])")
    }
    return Crossings.Target(name: parts[0], share: share)
  }
}
