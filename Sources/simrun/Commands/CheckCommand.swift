import ArgumentParser
import Foundation
import Scenarios
import Sim

struct CheckCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for what is allowed in scenarios but can hardly be meant.",
    discussion: """
      Plays trials of each scenario and prints a note for what never happens, cannot happen, is read by \
      nothing or looks like another unit. Nothing is written, and notes are no errors. Each ends with \
      the word that silences it under 'expect:'. Exit codes: 0 done, with notes or without, 2 wrong \
      use or no such file, 3 a file is invalid, 71 too little memory, 74 cannot write, 130 \
      interrupted.
      """)

  static let leastTrials = 1_024

  @Argument(help: ArgumentHelp("Scenario files.", valueName: "file"), completion: .scenarios)
  var files: [String]

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: "Number of trials of each scenario, as 2000 or 1e5.",
    transform: TrialCount.init(option:))
  var trials: TrialCount = 2_000

  @Option(
    parsing: .unconditional, help: "Seed of all chance. (default: 1)",
    transform: RunOptions.seed(written:))
  var seed: UInt64 = 1

  @OptionGroup var work: WorkOptions

  @OptionGroup var reading: ReadingOptions

  @Option(help: "How the answer is printed: text or json.")
  var format = Form.text

  func validate() throws {
    guard (Self.leastTrials...10_000_000).contains(trials.count) else {
      throw ValidationError(
        "--trials must be from \(Wording.grouped(Self.leastTrials)) to 10,000,000, but it is "
          + "\(Wording.grouped(trials.count)): of fewer trials nothing can be said of what never happens"
      )
    }
  }

  func run() throws {
    let root = try reading.folder()
    let stop = StopSignal()
    stop.listen()
    var worst: Ending?
    var found: [(file: String, report: SenseReport)] = []
    for file in files {
      do {
        let study = try Study(files: [file], settings: reading.settings, root: root)
        for member in study.members {
          let report = try checked(member, stop)
          guard report.isComplete else { throw Ending(.interrupted, "interrupted") }
          found.append((member.file, report))
          if format == .text { try Streams.report(Self.text(report, file: member.file)) }
        }
      } catch let error as StudyError {
        let ending = Ending(error)
        Streams.say(ending.message)
        // A file that is not there is the wrong command; it outweighs what is wrong in others.
        if worst?.code != .usage { worst = ending }
      } catch let error as OutputError {
        throw Ending(error)
      }
    }
    do {
      if format == .json { try Streams.answer(SenseReport.json(found)) }
    } catch {
      throw Ending(error)
    }
    if let worst { throw Ending(worst.code) }
  }

  private func checked(_ member: Study.Member, _ stop: StopSignal) throws -> SenseReport {
    let progress = ProgressLine(
      isShown: Streams.restIsOnTerminal,
      style: Style(onTerminal: true, environment: ProcessInfo.processInfo.environment))
    defer { progress.clear() }
    let settings = RunSettings(
      trials: trials.count, seed: seed, jobs: work.threads
    )
    do {
      return try SenseReport(
        member.scenario, member.model, settings, memory: work.memory,
        progress: { progress.update(member.scenario.name, done: $0, of: trials.count) },
        stops: { stop.isWanted })
    } catch let error as MemoryShortage {
      throw Ending(error)
    } catch let error as SiteCollision {
      throw StudyError.sameAddress(file: member.file, error)
    }
  }

  /// The notes, or that there are none.
  static func text(_ report: SenseReport, file: String) -> String {
    let count = report.notes.count + report.needless.count
    let name = VisibleText.line(file)
    let trials = Wording.trials(report.trials)
    let head =
      count == 0
      ? "\(name): nothing to note in \(trials)"
      : "\(name): \(Wording.counted(count, "note", "notes")) in \(trials)"
    let lines = report.notes.map(\.description) + report.needless.map(\.description)
    return ([head] + lines).joined(separator: "\n")
  }
}
