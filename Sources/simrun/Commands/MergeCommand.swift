import ArgumentParser
import Scenarios

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make the results of a plan from its parts.",
    discussion: """
      Writes the folder that one run of everything would have written, byte for byte, and prints what the \
      planned command prints. Exit codes are those of that command, 6 if parts are missing or damaged, 65 \
      if one is of another plan; then nothing is written.
      """)

  @Argument(
    help: ArgumentHelp("The folder of a plan, or its plan.json.", valueName: "plan"),
    completion: .file(extensions: ["json"]))
  var plan: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the results (default: that of the planned command).", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the results of an earlier run in the folder, and nothing else.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  @Flag(
    help: ArgumentHelp(
      "Merge parts too of processors whose arithmetic differs in its last digits; the bytes are then those "
        + "of no single machine."))
  var mixed = false

  @OptionGroup var work: WorkOptions

  @Option(help: "How the answer is printed: text or json.")
  var format: AnswerOptions.Form?

  func validate() throws {
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
  }

  func run() throws {
    let planned = try PlannedStudy(
      plan,
      open: .init(work: work, isQuiet: quiet, replaces: force, folder: out, format: format))
    try planned.merge(planned.conductor, isMixed: mixed)
  }
}
