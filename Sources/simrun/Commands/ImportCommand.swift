import ArgumentParser
import Scenarios
import Sim

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write a scenario from files of another tool.",
    discussion: """
      What could not be carried over is said at the head of the scenario. Without --to it is printed.
      """,
    subcommands: [ImportGenius.self, ImportGeniusWeb.self, ImportActors.self])
}

struct ImportTarget: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("The file to write; printed if left out.", valueName: "file"),
    completion: .scenarios)
  var file: String?

  @Flag(help: "Replace a file that is there.")
  var force = false

  func write(_ make: () throws(ImportCause) -> ImportedScenario) throws {
    let made: ImportedScenario
    do {
      made = try make()
    } catch {
      throw Ending(.usage, error.wording)
    }
    do {
      guard let file else { return try Streams.answer(made.text) }
      try made.write(to: file, replacing: force)
      for note in made.notes { try Streams.report("Not carried over: \(VisibleText.line(note)).") }
      let word = ShellWord.quoted(VisibleText.line(file))
      try Streams.report(
        "Written: \(VisibleText.line(file)). What to type next:\n  simrun check \(word)\n  simrun run \(word)"
      )
    } catch {
      if case .fileExists = error { throw Ending(.usage, error.description) }
      throw Ending(error)
    }
  }
}

struct ImportGenius: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genius",
    abstract: "A domain of GENIUS and the profiles of its parties, in XML.")

  @Argument(help: ArgumentHelp("The domain.", valueName: "domain"), completion: .file())
  var domain: String

  @Argument(
    help: ArgumentHelp("One profile for each party.", valueName: "profile"),
    completion: .file())
  var profiles: [String]

  @OptionGroup var target: ImportTarget

  func run() throws {
    try target.write { () throws(ImportCause) in
      try GeniusImport.scenario(domain: domain, profiles: profiles)
    }
  }
}

struct ImportGeniusWeb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "geniusweb", abstract: "Profiles of GeniusWeb, in JSON.")

  @Argument(
    help: ArgumentHelp("One profile for each party.", valueName: "profile"),
    completion: .file())
  var profiles: [String]

  @OptionGroup var target: ImportTarget

  func run() throws {
    try target.write { () throws(ImportCause) in
      try GeniusWebImport.scenario(profiles: profiles)
    }
  }
}

struct ImportActors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actors",
    abstract: "A table of actors in CSV, plain or as KTAB has it.")

  @Argument(help: ArgumentHelp("The table.", valueName: "table"), completion: .file())
  var table: String

  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "How they come to a text: compromise, challenge, pce or exchange.", valueName: "protocol"))
  var word = "compromise"

  @OptionGroup var target: ImportTarget

  func run() throws {
    guard ["compromise", "challenge", "pce", "exchange"].contains(word) else {
      throw Ending(
        .usage,
        "--protocol is compromise, challenge, pce or exchange, not '\(VisibleText.line(word))'")
    }
    try target.write { () throws(ImportCause) in
      try ActorImport.scenario(table: table, protocol: word)
    }
  }
}
