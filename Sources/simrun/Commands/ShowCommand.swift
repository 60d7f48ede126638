import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a scenario with its defaults, and what its texts are worth to whom.",
    discussion: """
      Nothing is run. What texts are worth is shown at the start, with everything that is drawn at the \
      median of its distribution. Exit codes: 0 done, 2 wrong use or no such file, 3 the file is invalid, \
      74 cannot write.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write worths.csv and ranges.csv, with columns.csv, to a folder.", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the results of an earlier run in the folder, and nothing else.")
  var force = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
  }

  func run() throws {
    let root = try reading.folder()
    let (scenario, view) = try ShownFile.guarded {
      let scenario = try ScenarioFile.load(path: file, settings: reading.settings, root: root)
      return (scenario, try scenario.startView())
    }
    if let out {
      do {
        try AnswerFolder.write(
          view.tables, command: "show", of: file, to: out, replaces: force
        ) { notice in Streams.say(message: "\(out): \(notice)") }
      } catch let error as OutputError {
        throw Ending(error)
      }
    }
    let style = Style(
      onTerminal: Streams.answerIsOnTerminal, environment: ProcessInfo.processInfo.environment)
    do {
      switch answer.format {
      case .text:
        let screen = StartScreen(
          view: view, consent: scenario.consentInWords, style: style, width: Streams.answerWidth)
        let title = Wording.wrapped(
          VisibleText.text("\(scenario.name): \(scenario.title)"), width: Streams.answerWidth)
        try Streams.answer(([title] + screen.parts()).joined(separator: "\n\n") + "\n")
      case .json: try Streams.answer(view.document(scenario))
      }
    } catch {
      throw Ending(error)
    }
  }
}

/// Reads a file for a command that runs nothing.
enum ShownFile {
  /// What is wrong, as the program ends with it.
  static func guarded<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as Diagnostics {
      throw Ending(StudyError.invalid(error))
    } catch let error as FileError {
      throw Ending(StudyError.unreadable([error]))
    }
  }
}
