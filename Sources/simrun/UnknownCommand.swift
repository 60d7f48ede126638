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
    guard asked.count > 1 else { return nil }
    let below = commands(of: asked[0])
    guard asked.count == 2, !below.isEmpty else {
      return "'simrun help' takes the name of one command"
    }
    return below.contains(asked[1])
      ? nil : "the commands of 'simrun \(asked[0])' are \(below.listed()), not '\(asked[1])'"
  }

  /// The names of the commands below one.
  private static func commands(of name: String) -> [String] {
    var names: [String] = []
    for command in Simrun.configuration.subcommands
    where command.configuration.commandName == name {
      for below in command.configuration.subcommands {
        if let name = below.configuration.commandName { names.append(name) }
      }
    }
    return names
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
    return "there is no command '\(word)'"
      + (meant.map { "; did you mean 'simrun \($0)'? The" } ?? ". The")
      + " commands are \(commands.listed())"
  }
}
