import ArgumentParser
import Scenarios

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the format of scenario files as a JSON Schema, for editors.",
    discussion: """
      An editor that knows the schema offers keys and words as you type, shows what each means, and marks \
      what is misspelt. 'simrun schema > simrun.schema.json' writes the file; docs/editor.md says where \
      editors want it. The schema sees keys, shapes and fixed words. Names and expressions are checked by \
      'simrun validate'.
      """)

  @Flag(help: "The format of batch files instead.")
  var batch = false

  func run() throws {
    do {
      try Streams.answer(batch ? FormatSchema.batch : FormatSchema.scenario)
    } catch {
      throw Ending(error)
    }
  }
}
