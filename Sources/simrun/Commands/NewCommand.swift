import ArgumentParser
import Scenarios
import Sim

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a commented scenario to start from.",
    discussion: """
      labour: a pay round that may end in a strike. ceasefire: a war, a truce and a text, and whether they \
      hold. mediation: two communities, a mediator and donors. Each runs as it is. Without a file it is \
      printed.
      """)

  @Argument(
    help: ArgumentHelp("The file to write; printed if left out.", valueName: "file"),
    completion: .scenarios)
  var file: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Which one: labour, ceasefire or mediation.", valueName: "starter"))
  var starter = Starter.labour

  @Flag(help: "Replace a file that is there.")
  var force = false

  func run() throws {
    do {
      guard let file else { return try Streams.answer(starter.text) }
      try starter.write(to: file, replacing: force)
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

extension Starter: ExpressibleByArgument {}
