import ArgumentParser
import Foundation
import Scenarios

/// What every command that runs trials may be given.
struct WorkOptions: ParsableArguments {
  static let mostJobs = 1_024

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: "Number of threads (default: one for each core). Results do not depend on it.",
    transform: Int.init(option:))
  var jobs: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much memory may be taken, as 4G or 512M (default: four fifths of what is free).",
      valueName: "size"), transform: MemoryBound.init(option:))
  var memory = MemoryBound()

  /// On how many threads the command works.
  var threads: Int { jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    guard let jobs, !(1...Self.mostJobs).contains(jobs) else { return }
    throw ValidationError(
      "--jobs must be from 1 to \(Wording.grouped(Self.mostJobs)), but it is \(jobs)")
  }
}
