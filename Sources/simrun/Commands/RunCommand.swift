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
      failed, 65 --resume does not fit the folder, 71 too little memory, 74 cannot write, 130 \
      interrupted.
      """)

  static let mostTrials = 1_000_000_000_000
  private static let seeds = "a whole number from 0 to \(UInt64.max)"

  private static func seed(written: String) throws -> UInt64 {
    guard let seed = UInt64(written) else { throw ValidationError("it must be \(seeds)") }
    return seed
  }

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"))
  var files: [String]

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "Number of trials of each scenario, as 100000 or 1e5.",
    transform: TrialCount.init(option:))
  var trials: TrialCount = 10_000

  @Option(
    parsing: .unconditional, help: "Seed of all chance: \(Self.seeds).",
    transform: Self.seed(written:))
  var seed: UInt64 = 1

  @OptionGroup var work: WorkOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the results (default: results/ and the scenario's name).", valueName: "folder"))
  var out: String?

  @Option(
    name: .customLong("sweep"), parsing: .singleValue,
    help: ArgumentHelp(
      "Run every value of a list, as in parameters.monitoring=0.2,0.5,0.8 or =0:1:11 (from 0 to 1, 11 "
        + "values); several sweeps give all combinations.",
      valueName: "path=values"), transform: Sweep.init(option:))
  var sweeps: [Sweep] = []

  @OptionGroup var reading: ReadingOptions

  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "What to write besides shares and measures: all, answers (nothing more), or some of timeline, "
        + "signals, incidence, measures (by outcome), with commas (default: all for up to 20 points).",
      valueName: "parts"), transform: Recording.init(option:))
  var recording: Recording?

  @Flag(help: "Also write trials.csv, one row for each trial.")
  var keepTrials = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  @Flag(help: "Replace the results of an earlier run in the folder, and nothing else.")
  var force = false

  @Flag(
    help: ArgumentHelp(
      "Go on from the results of a smaller or interrupted run in the folder: only what is missing is "
        + "run."))
  var resume = false

  @Flag(help: "Check everything, report what would be run, and run nothing.")
  var dryRun = false

  func validate() throws {
    guard (1...Self.mostTrials).contains(trials.count) else {
      throw ValidationError(
        "--trials must be from 1 to \(Wording.grouped(Self.mostTrials)), but it is \(trials.count)")
    }
    if resume, force {
      throw ValidationError("--resume keeps the results in the folder, --force replaces them")
    }
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
  }

  func run() throws {
    let jobs = work.threads
    let root = try reading.folder()
    let study: Study
    do {
      study = try Study(
        files: files, settings: reading.settings, sweeps: sweeps, root: root, jobs: jobs)
    } catch {
      throw Ending(error)
    }
    if !quiet {
      for note in study.members.flatMap(\.notes) where note.isOfSetting { Streams.say("\(note)") }
    }
    let extent = StudyExtent(study, trials: trials.count)
    if dryRun {
      do { try Streams.answer(extent.text(folder: out ?? study.defaultFolder)) } catch {
        throw Ending(error)
      }
      return
    }
    if !quiet, study.points.count > StudyExtent.mostUnsaid { Streams.say(extent.line) }
    let run = RunSettings(
      trials: trials.count, seed: seed, jobs: jobs, keepsTrialRows: keepTrials,
      recording: recording ?? study.standardRecording)
    let folder = out ?? study.defaultFolder
    let environment = ProcessInfo.processInfo.environment
    let stop = StopSignal()
    stop.listen()
    let progress = ProgressLine(
      isShown: Streams.restIsOnTerminal && !quiet,
      style: Style(onTerminal: true, environment: environment))
    let result: StudyResult
    do {
      result = try study.run(
        StudySettings(
          run: run, folder: folder, replaces: force, resumes: resume,
          checkpointSeconds: try Self.checkpointSeconds(environment), memory: work.memory),
        notice: { notice in
          guard !quiet || notice.isOfMishap else { return }
          progress.clear()
          Streams.say(message: "\(folder): \(notice.text)")
        },
        progress: { progress.update($0, done: $1, of: $2) }, stops: { stop.isWanted })
      progress.clear()
    } catch let ending as Ending {
      throw ending
    } catch let error as StudyError {
      throw Ending(error)
    } catch let error as MemoryShortage {
      progress.clear()
      throw Ending(error)
    } catch let error as ResumeError {
      progress.clear()
      throw Ending(error)
    } catch let error as OutputError {
      progress.clear()
      throw Ending(error)
    } catch {
      progress.clear()
      throw Ending(.failed, "\(error)")
    }
    guard let written = result.folder else {
      throw Ending(.interrupted, "interrupted before anything was done; nothing was written")
    }
    if !quiet {
      let style = Style(onTerminal: Streams.answerIsOnTerminal, environment: environment)
      let screen = OutcomeScreen(
        points: result.points, titles: study.titles, headlines: study.headlines,
        swept: study.sweeps.map(\.path), run: run, isComplete: result.isComplete,
        folder: written, style: style, width: Streams.answerWidth)
      do {
        try Streams.answer(screen.text())
      } catch {
        throw Ending(error)
      }
      NotesScreen(study: study, result: result).say()
    }
    try reportFailures(result, in: written)
    if !result.isComplete {
      throw Ending(.interrupted, "interrupted; \(written) holds what was complete")
    }
  }

  private static let checkpointVariable = "SIMRUN_CHECKPOINT_SECONDS"

  private static func checkpointSeconds(_ environment: [String: String]) throws -> Double {
    guard let text = environment[checkpointVariable], !text.isEmpty else { return 60 }
    guard let seconds = Double(text), (0...1e6).contains(seconds) else {
      throw Ending(
        .usage, "\(checkpointVariable) must be a number of seconds from 0 to 1,000,000")
    }
    return seconds
  }

  /// Failed trials go to standard error, so that they are seen with `--quiet` too.
  private func reportFailures(_ result: StudyResult, in folder: String) throws {
    let failed = result.points.filter { $0.summary.failureCount > 0 }
    guard !failed.isEmpty else { return }
    let lines = failed.map { point in
      let summary = point.summary
      let all = summary.trials + summary.failureCount
      let count =
        summary.trials == 0
        ? "all \(Wording.trials(all))"
        : "\(Wording.grouped(summary.failureCount)) of \(Wording.trials(all))"
      let first =
        summary.failures.first.map { failure in
          let place = failure.place.isEmpty ? "" : "\(failure.place): "
          return "; first: \(place)\(failure.message) (trial \(failure.trial))"
        } ?? ""
      let listed = min(summary.failureCount, BlockTally.mostFailuresListed)
      let part =
        listed < summary.failureCount
        ? ", which has the first \(Wording.grouped(listed)) of them" : ""
      return "\(point.scenario): \(count) failed\(first); see \(folder)/failures.csv\(part)"
    }
    let isTotal = failed.contains { $0.summary.trials == 0 }
    if result.isComplete { throw Ending(isTotal ? .failed : .someTrialsFailed, lines: lines) }
    for line in lines { Streams.say(message: line) }
  }
}
