import ArgumentParser
import Foundation
import Scenarios
import Sim

/// What every command that runs trials and writes a folder may be given.
struct RunOptions: ParsableArguments {
  static let mostTrials = 1_000_000_000_000
  static let seeds = "a whole number from 0 to \(UInt64.max)"

  static func seed(written: String) throws -> UInt64 {
    guard let seed = UInt64(written) else { throw ValidationError("it must be \(seeds)") }
    return seed
  }

  @Option(
    name: [.customShort("n"), .customLong("trials")], parsing: .unconditional,
    help: ArgumentHelp(
      "Number of trials of each scenario, as 100000 or 1e5 (default: 10000; 'calibrate': 1024 of each set).",
      valueName: "trials"),
    transform: TrialCount.init(option:))
  var givenTrials: TrialCount?

  @Option(
    name: .customLong("seed"), parsing: .unconditional,
    help: ArgumentHelp("Seed of all chance: \(Self.seeds) (default: 1).", valueName: "seed"),
    transform: Self.seed(written:))
  var givenSeed: UInt64?

  @OptionGroup var work: WorkOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the results (default: results/ and the scenario's name).", valueName: "folder"))
  var out: String?

  @Flag(help: "Also write trials.csv, one row for each trial (not of 'calibrate').")
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after so long at the end of a block, as 11h, 90m or 1h30m, with what is done by then; --resume "
        + "goes on from it (exit code 75).", valueName: "time"), transform: TimeLimit.init(option:))
  var maxTime: TimeLimit?

  var trials: TrialCount { givenTrials ?? 10_000 }
  var seed: UInt64 { givenSeed ?? 1 }

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

  /// `trials`, `seed`: unless others are given.
  func settings(_ recording: Recording, trials standard: Int? = nil, seed: UInt64? = nil)
    -> RunSettings
  {
    RunSettings(
      trials: givenTrials?.count ?? standard ?? trials.count,
      seed: givenSeed ?? seed ?? self.seed, jobs: work.threads, keepsTrialRows: keepTrials,
      recording: recording)
  }
}

/// How the answer to a question is printed.
struct AnswerOptions: ParsableArguments {
  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Option(help: "How the answer is printed: text or json.")
  var format = Form.text
}
