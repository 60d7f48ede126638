import ArgumentParser
import Foundation
import Scenarios
import Sim

struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Say which sets of parameters fit what is known.",
    discussion: """
      A file of targets says what is known, how well, and where parameters may lie before it is. Rounds of \
      sets are run, each around the sets of the last one that fit (approximate Bayesian computation by \
      population Monte Carlo). At the end the sets that fit are run on fresh draws, and the fit is judged by \
      these. Each round is a study in a folder of its own, beside the answer; with --resume \
      what was run is not run again. With --shards a round is planned for several machines, and the same \
      command goes on when its parts are there (exit code 6 until then). 'simrun run FILE --ensemble \
      ensemble.csv' goes on with the sets that fit. A target that is not met is part of the answer (exit code \
      0); the other exit codes are those of 'run'.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    help: ArgumentHelp("The file that says what is known.", valueName: "file"),
    completion: .scenarios)
  var targets: String

  @Option(
    parsing: .unconditional, help: "Sets of parameters in each round. (default: 200)",
    transform: Int.init(option:))
  var sets = 200

  @Option(
    parsing: .unconditional, help: "No more rounds than this. (default: 10)",
    transform: Int.init(option:))
  var rounds = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run nothing here: plan each round, in so many shards, for several machines.",
      valueName: "n"), transform: Int.init(option:))
  var shards: Int?

  /// The sets of one round, which is run as a shard runs it.
  @Option(help: .hidden)
  var round: String?

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  /// Of each set, unless -n says so.
  static let trials = 1_024

  func validate() throws {
    guard (20...100_000).contains(sets) else {
      throw ValidationError("--sets must be from 20 to 100000, but it is \(sets)")
    }
    guard (1...1_000).contains(rounds) else {
      throw ValidationError("--rounds must be from 1 to 1000, but it is \(rounds)")
    }
    if let shards, !(1...Shard.most).contains(shards) {
      throw ValidationError(
        "--shards must be from 1 to \(Wording.grouped(Shard.most)), but it is \(shards)")
    }
    if options.keepTrials {
      throw ValidationError(
        "--keep-trials is not for rounds; run the sets that fit with --ensemble")
    }
  }

  func run() throws {
    let conductor = Conductor(options)
    let (plain, member, calibration) = try calibration(conductor, reading.folder())
    let folder = options.out ?? plain.folder(of: "calibrate")
    try check(conductor, calibration, folder)
    let (found, failures) = try rounds(conductor, calibration, folder)
    try conductor.guarded {
      try AnswerFolder.write(
        Calibration.tables(found), command: "calibrate", of: file, to: folder, replaces: replaces
      ) { notice in Streams.say(message: "\(folder): \(notice)") }
    }
    let name = member.scenario.name
    let screen = CalibrationScreen(
      title: "\(name): \(plain.titles[name] ?? "")", answer: found, file: file, sets: sets,
      seed: options.seed, folder: folder, style: conductor.style, width: Streams.answerWidth)
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "calibrate", scenarios: [name], trials: settings(0).trials, seed: options.seed,
        isComplete: true, folder: folder, answer: screen.sentences,
        tables: Calibration.tables(found))
    }
    if !failures.isEmpty { throw Ending(.someTrialsFailed, lines: failures) }
  }

  /// Whether the answer may stand where one stands already.
  var replaces: Bool { options.force || goesOn }

  /// Whether rounds that are there are gone on with.
  var goesOn: Bool { options.resume || shards != nil }

  /// The scenario as it is, and what is asked of it.
  private func calibration(
    _ conductor: Conductor, _ source: FileSource?
  ) throws -> (plain: Study, member: Study.Member, calibration: Calibration) {
    let known: TargetFile
    do {
      known = try TargetFile(path: targets, from: source)
    } catch let error as FileError {
      throw Ending(StudyError.unreadable([error]))
    } catch let error as Diagnostics {
      throw Ending(StudyError.invalid(error))
    }
    let plain = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: source, jobs: options.work.threads)
    }
    guard let member = plain.members.first else { throw Ending(.usage, "there is no scenario") }
    return try conductor.guarded {
      let calibration = try Calibration(known, member.scenario, sets: sets, seed: options.seed)
      try calibration.check(member.model.report) { problem(with: $0, source) }
      return (plain, member, calibration)
    }
  }

  /// What is wrong with the scenario with settings laid over it.
  private func problem(with settings: [Setting], _ source: FileSource?) -> Diagnostic? {
    do throws(StudyError) {
      _ = try Study(files: [file], settings: reading.settings + settings, root: source)
      return nil
    } catch {
      if case .invalid(let wrong) = error { return wrong.all.first }
      return nil
    }
  }

  /// Each round draws with a seed of its own.
  func settings(_ round: Int) -> RunSettings {
    var settings = options.settings(.answers, trials: Self.trials)
    settings.seed = options.seed &+ UInt64(round)
    return settings
  }

  func study(
    _ sets: [[Double]], of calibration: Calibration, _ conductor: Conductor, _ source: FileSource?
  ) throws -> Study {
    try conductor.load { () throws(StudyError) in
      var study = try Study(
        files: [file], settings: reading.settings + calibration.settings,
        points: calibration.points(sets), root: source, jobs: options.work.threads)
      study.isExtensible = false
      return study
    }
  }
}

extension CalibrateCommand: StudyCommand {
  /// One round, whose sets stand in a file.
  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    guard let round else {
      throw Ending(
        .usage, "a calibration plans its rounds one by one: 'simrun calibrate' with --shards does")
    }
    let calibration = try calibration(conductor, source).calibration
    let sets = try conductor.guarded { try calibration.sets(writtenTo: round, from: source) }
    return AskedStudy(
      study: try study(sets, of: calibration, conductor, source), settings: settings(0),
      folder: options.out ?? (round.hasSuffix(".csv") ? String(round.dropLast(4)) : round + "-run")
    ) { _, _, _ in }
  }

  /// Merges the parts of a round, or says which shards are to be run.
  func merge(
    _ conductor: Conductor, _ sets: String, of settings: RunSettings, shards: Int, to place: String
  ) throws {
    let written = "\(place).csv"
    let arguments =
      ["calibrate", file, "--targets", targets, "--sets", "\(self.sets)", "--round", written]
      + ["-n", "\(settings.trials)", "--seed", "\(settings.seed)"] + reading.arguments
    try conductor.guarded {
      try TextFile.makeFolder(of: written)
      try TextFile.write(sets, to: written)
    }
    let (plan, asked) = try PlannedStudy.plan(
      PlannedStudy.command(arguments), as: arguments, shards: shards, by: conductor
    ) { _ in "\(place).json" }
    try conductor.guarded { try plan.write(replaces: options.force) }
    if !options.quiet, let idle = try PlannedStudy.idle(asked, shards: shards) {
      Streams.say(message: idle)
    }
    let planned = try PlannedStudy(
      plan.path, open: .init(work: options.work, isQuiet: true, folder: place))
    let missing = PartInventory(try planned.sharded(conductor).sharded).lacking
    guard missing.isEmpty else {
      let shown = ShellWord.quoted(plan.path)
      throw Ending(
        .partsMissing,
        "\(shown) has shards to be run: \(Shard.list(missing)). 'simrun run --plan \(shown) --shard K' runs "
          + "one, 'simrun submit \(shown) --engine slurm' all; then the same command goes on")
    }
    try planned.merge(conductor, isMixed: false)
  }
}
