import ArgumentParser
import Foundation
import Scenarios

/// `simrun.1`: the help of all commands as a manual page, in the macros of man(7).
///
/// It is made from what the argument parser says of the commands, so that a new option appears by itself.
enum ManualPage {
  /// What `--experimental-dump-help` prints, as far as it is needed.
  private struct Dump: Decodable {
    struct Command: Decodable {
      var commandName: String
      var abstract: String?
      var discussion: String?
      var shouldDisplay: Bool?
      var arguments: [Argument]?
      var subcommands: [Command]?
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }

      var kind: String
      var shouldDisplay: Bool?
      var isOptional: Bool
      var isRepeating: Bool
      var names: [Name]?
      var valueName: String?
      var abstract: String?
    }

    var command: Command
  }

  static func text() throws -> String {
    let root = try JSONDecoder().decode(Dump.self, from: Data(dumped.utf8)).command
    let commands = (root.subcommands ?? []).filter {
      $0.shouldDisplay != false && $0.commandName != "help"
    }
    var lines = [
      ".TH SIMRUN 1 \"\" \"simrun \(escaped(Release.version))\" \"User Commands\"", ".SH NAME",
      "simrun \\- \(escaped((root.abstract ?? "").asName))", ".SH SYNOPSIS",
      ".B simrun", "\\fIcommand\\fR [\\fIoptions\\fR] [\\fIfile\\fR ...]", ".br", ".B simrun help",
      "[\\fIcommand\\fR]", ".SH DESCRIPTION",
    ]
    lines += description.map { ".PP\n" + escaped($0) }
    lines.append(".SH COMMANDS")
    for command in commands { lines += section(of: command) }
    lines.append(".SH EXIT STATUS")
    for (code, meaning) in codes { lines += [".TP", ".B \(code)", escaped(meaning)] }
    lines.append(".SH EXAMPLES")
    for (what, command) in examples {
      lines += [".TP", escaped(what), ".EX", escaped(command), ".EE"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var dumped: String {
    do {
      _ = try Simrun.parseAsRoot(["--experimental-dump-help"])
      return ""
    } catch {
      return Simrun.fullMessage(for: error)
    }
  }

  private static func section(of command: Dump.Command) -> [String] {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay != false }
    let places = arguments.filter { $0.kind == "positional" }
    var lines = [".SS simrun \(escaped(command.commandName))"]
    lines.append(".B simrun \(escaped(command.commandName))")
    lines.append(
      (["[\\fIoptions\\fR]"] + places.map(place)).joined(separator: " "))
    lines += [".PP", escaped(command.abstract ?? "")]
    if let discussion = command.discussion, !discussion.isEmpty {
      lines += [".PP", escaped(discussion)]
    }
    for argument in arguments {
      lines += [".TP", tag(of: argument), escaped(argument.abstract ?? "")]
    }
    return lines
  }

  private static func place(_ argument: Dump.Argument) -> String {
    let name =
      "\\fI\(escaped(argument.valueName ?? "file"))\\fR" + (argument.isRepeating ? " ..." : "")
    return argument.isOptional ? "[\(name)]" : name
  }

  private static func tag(of argument: Dump.Argument) -> String {
    guard argument.kind != "positional" else { return place(argument) }
    let names = (argument.names ?? []).map { name in
      "\\fB\(name.kind == "long" ? "\\-\\-" : "\\-")\(escaped(name.name))\\fR"
    }
    let value =
      argument.kind == "option" ? " \\fI\(escaped(argument.valueName ?? "value"))\\fR" : ""
    return names.joined(separator: ", ") + value
  }

  /// A line of text: no macro at its start, no hyphen that would be broken, quotes as they are.
  private static func escaped(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
    return line.hasPrefix(".") ? "\\&" + line : line
  }

  private static let description = [
    "A scenario is a text file in YAML. It says who talks about what, what is not known, and how the end is "
      + "read. simrun plays it many times and prints the share of each outcome with its limits. All tables "
      + "are written as CSV into a folder.",
    "The documentation is in the folder docs of the distribution: tutorial.md to begin with, language.md for "
      + "the language, reference.md for every key, word and function, results.md for what is written.",
  ]

  /// As docs/results.md has them; a test compares the numbers.
  private static let codes = [
    (0, "Done."),
    (1, "It failed while running, or every trial failed. Of verify: an expectation is off."),
    (2, "Wrong use of the command line, or there is no such file."),
    (3, "A file is invalid."),
    (4, "Done, but some trials failed; failures.csv names them."),
    (5, "Done, but the precision or the decision that was asked for was not reached."),
    (6, "Parts of a plan are missing or damaged. Nothing was written."),
    (65, "The results in the folder do not fit the run that is to go on."),
    (69, "A program that is needed, such as gnuplot, is not installed."),
    (70, "An internal error."),
    (71, "The run needs more memory than it may take."),
    (74, "Results could not be written."),
    (75, "Stopped by --max-time. The same can be gone on with."),
    (130, "Interrupted. What was complete is written."),
  ]

  private static let examples = [
    ("Write a scenario to start from", "simrun new port.yaml --from labour"),
    ("Run it 20,000 times", "simrun run port.yaml -n 20000 --seed 7 -o results/port"),
    ("Compare two plans, trial by trial", "simrun compare port.yaml other.yaml"),
    ("Change a value for one run", "simrun run port.yaml --set parameters.resolve=0.7"),
  ]
}

extension String {
  /// As the section NAME has it: no capital, no full stop.
  fileprivate var asName: String {
    prefix(1).lowercased() + dropFirst().prefix(while: { $0 != "." })
  }
}
