import ArgumentParser
import Sim

/// What is said of a word that stands where a command should and is none.
enum UnknownCommand {
  /// `nil` if the arguments begin with a command, with an option, or with nothing.
  static func problem(in arguments: [String]) -> String? {
    guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
    guard first == "help" else { return problem(with: first) }
    let asked = arguments.dropFirst().filter { !$0.hasPrefix("-") }
    if let word = asked.first, let problem = problem(with: word) { return problem }
    return asked.count > 1 ? "'simrun help' takes the name of one command" : nil
  }

  /// How to read more of the command that was meant, or of all.
  static func help(for arguments: [String]) -> String {
    guard let first = arguments.first, commands.contains(first) else { return "simrun --help" }
    return "simrun help \(first)"
  }

  private static var commands: [String] {
    var names: [String] = []
    for command in Simrun.configuration.subcommands where command.configuration.shouldDisplay {
      if let name = command.configuration.commandName { names.append(name) }
    }
    return names
  }

  private static func problem(with word: String) -> String? {
    let hidden = Simrun.configuration.subcommands.filter { !$0.configuration.shouldDisplay }
    guard word != "help", !commands.contains(word),
      !hidden.contains(where: { $0.configuration.commandName == word })
    else { return nil }
    let commands = commands
    let isFile = word.hasSuffix(".yaml") || word.hasSuffix(".yml")
    let meant = isFile ? "run \(word)" : nearest(word, in: commands)
    let all = commands.dropLast().joined(separator: ", ") + " and " + (commands.last ?? "")
    return "there is no command '\(word)'"
      + (meant.map { "; did you mean 'simrun \($0)'? The" } ?? ". The") + " commands are \(all)"
  }
}
