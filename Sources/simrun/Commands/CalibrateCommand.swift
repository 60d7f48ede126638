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
      population Monte Carlo). Each round is a study in a folder of its own, beside the answer; with --resume \
      what was run is not run again. 'simrun run FILE --ensemble ensemble.csv' goes on with the sets that fit.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    help: ArgumentHelp("The file that says what is known.", valueName: "file"),
    completion: .scenarios)
  var targets: String

  @Option(help: "Sets of parameters in each round.")
  var sets = 200

  @Option(help: "No more rounds than this.")
  var rounds = 10

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  /// Of each set, unless -n says so.
  private static let trials = 1_024

  func validate() throws {
    guard (20...100_000).contains(sets) else {
      throw ValidationError("--sets must be from 20 to 100000, but it is \(sets)")
    }
    guard (1...1_000).contains(rounds) else {
      throw ValidationError("--rounds must be from 1 to 1000, but it is \(rounds)")
    }
    if options.keepTrials {
      throw ValidationError(
        "--keep-trials is not for rounds; run the sets that fit with --ensemble")
    }
  }

  func run() throws {
    let conductor = Conductor(options)
    let known: TargetFile
    do {
      known = try TargetFile(path: targets)
    } catch let error as FileError {
      throw Ending(StudyError.unreadable([error]))
    } catch let error as Diagnostics {
      throw Ending(StudyError.invalid(error))
    }
    let root = try reading.folder()
    let plain = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    guard let member = plain.members.first else { return }
    let calibration = try conductor.guarded {
      let calibration = try Calibration(known, member.scenario, sets: sets, seed: options.seed)
      try calibration.check(member.model.report)
      return calibration
    }
    let folder = options.out ?? plain.folder(of: "calibrate")
    let found = try rounds(conductor, calibration, root, folder)
    try conductor.guarded {
      try AnswerFolder.write(
        Calibration.tables(found), command: "calibrate", of: file, to: folder,
        replaces: options.force || options.resume
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
  }

  /// Each round draws with a seed of its own.
  private func settings(_ round: Int) -> RunSettings {
    var settings = options.settings(.answers, trials: Self.trials)
    settings.seed = options.seed &+ UInt64(round)
    return settings
  }

  private func rounds(
    _ conductor: Conductor, _ calibration: Calibration, _ root: FileSource?, _ folder: String
  ) throws -> Calibration.Answer {
    var proposals = [PopulationMonteCarlo.Proposal.prior]
    var scores: [[Double]] = []
    var found: [[Calibration.Found]?] = []
    var past: [Calibration.Round] = []
    while true {
      let number = past.count
      let own = calibration.sampler.proposed(proposals[number], round: number)
      let study = try conductor.load { () throws(StudyError) in
        try Study(
          files: [file], settings: reading.settings + calibration.settings,
          points: calibration.points(own), root: root, jobs: options.work.threads)
      }
      let settings = settings(number)
      if number == 0 { conductor.announce(study, settings) }
      let place = "\(folder)-rounds/\(number + 1)"
      let (result, written) = try conductor.run(
        study, settings, folder: place, resumes: options.resume && StudyPlace.isBegun(place))
      guard result.isComplete else {
        throw conductor.interrupted(
          " in round \(number + 1); --resume goes on from what was run")
      }
      found += try conductor.guarded { try calibration.found(in: written) }
      scores += own
      guard
        let round = calibration.weighed(scores, proposals, found, before: past.last?.tolerance)
      else {
        throw Ending(
          .failed,
          "no set of round \(number + 1) has a trial that finished; \(written)/failures.csv says why"
        )
      }
      past.append(
        Calibration.Round(past.count + 1, round, found.suffix(sets), trials: settings.trials))
      if !options.quiet {
        Streams.say(
          message: "round \(number + 1): tolerance \(CalibrationScreen.number(round.tolerance)), "
            + "\(Int(round.particles.effectiveSize.rounded())) of \(scores.count) sets effective")
      }
      if round.isDone || past.count == rounds {
        return calibration.answer(
          round, found, first: Array(found.prefix(sets)), rounds: past)
      }
      proposals.append(.init(around: round.particles))
    }
  }
}
