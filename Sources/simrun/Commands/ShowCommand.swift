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

  @Flag(help: "Only the scenario, with what holds where no file says anything.")
  var defaults = false

  @Flag(help: "Only the expressions as they are written, and what each name in them stands for.")
  var equations = false

  @Flag(help: "Only the compiled scenario, a line for each value; for maintainers.")
  var model = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
    let parts = [defaults, equations, model].filter(\.self).count
    guard parts < 2 else { throw ValidationError("choose one of --defaults, --equations, --model") }
    if parts == 1, answer.format == .json {
      throw ValidationError("--format json is for what texts are worth")
    }
  }

  func run() throws {
    let root = try reading.folder()
    let scenario = try ShownFile.guarded {
      try ScenarioFile.load(path: file, settings: reading.settings, root: root)
    }
    if let part = try part(scenario, root) { return try print(part + "\n") }
    let view = try ShownFile.guarded { try scenario.startView() }
    if let out {
      do {
        try AnswerFolder.write(
          view.tables, command: "show", of: file, to: out, replaces: force
        ) { notice in Streams.say(message: "\(out): \(notice)") }
      } catch let error as OutputError {
        throw Ending(error)
      }
    }
    switch answer.format {
    case .text:
      let screen = StartScreen(
        view: view, consent: scenario.consentInWords, style: style, width: Streams.answerWidth)
      let title = Wording.wrapped(
        VisibleText.text("\(scenario.name): \(scenario.title)"), width: Streams.answerWidth)
      let all = [title] + screen.parts() + [style.dim(ListingScreen.note), try listing(root)]
      try print(all.joined(separator: "\n\n") + "\n")
    case .json: try print(view.document(scenario))
    }
  }

  private var style: Style {
    Style(
      onTerminal: Streams.answerIsOnTerminal, environment: ProcessInfo.processInfo.environment)
  }

  private func print(_ text: String) throws(Ending) {
    do { try Streams.answer(text) } catch { throw Ending(error) }
  }

  private func listing(_ root: FileSource?) throws -> String {
    let listing = try ShownFile.guarded {
      try ScenarioListing(path: file, settings: reading.settings, root: root)
    }
    return ListingScreen(listing: listing, style: style, width: Streams.answerWidth).text()
  }

  /// What is shown alone, if that is asked for.
  private func part(_ scenario: Scenario, _ root: FileSource?) throws -> String? {
    if defaults { return try listing(root) }
    if equations {
      return EquationScreen(
        equations: Equations(scenario), style: style, width: Streams.answerWidth
      ).text()
    }
    guard model else { return nil }
    return try ShownFile.guarded { try scenario.model() }.listing.joined(separator: "\n")
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
