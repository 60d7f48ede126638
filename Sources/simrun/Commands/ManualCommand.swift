import ArgumentParser
import Scenarios

/// Not listed: `make man` and `make install` ask for it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.", shouldDisplay: false)

  func run() throws {
    do {
      try Streams.answer(try ManualPage.text())
    } catch let error as OutputError {
      throw Ending(error)
    }
  }
}

/// Not listed: `make reference` asks for it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print the page of reference.", shouldDisplay: false)

  func run() throws {
    do {
      try Streams.answer(ReferencePage.text)
    } catch {
      throw Ending(error)
    }
  }
}
