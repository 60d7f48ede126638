import ArgumentParser
import Scenarios

/// How every command reads its files.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value of each file, as in parameters.monitoring=0.8; may be repeated.",
      valueName: "path=value"), transform: Setting.init(written:))
  var settings: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "A folder in which 'extends' and 'data' may name files outside the scenario's own folder.",
      valueName: "folder"))
  var root: String?

  /// Throws `Ending` if there is no such folder.
  func folder() throws -> FileSource? {
    do {
      return try root.map { path throws(FileError) in try FileSource(path) }
    } catch {
      throw Ending(.usage, "--root \(error.path): \(error.reason)")
    }
  }
}

extension CompletionKind {
  /// Shells offer scenario files.
  static var scenarios: CompletionKind { .file(extensions: ["yaml", "yml"]) }
}
