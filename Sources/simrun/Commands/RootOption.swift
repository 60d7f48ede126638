import ArgumentParser
import Scenarios

/// `--root`, the same for every command that reads scenarios.
struct RootOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder in which 'extends' and 'data' may name files outside the scenario's own folder.",
      valueName: "folder"))
  var root: String?

  /// Throws `Ending` if there is no such folder.
  func folder() throws -> FileRoot? {
    do {
      return try root.map { path throws(FileError) in try FileRoot(path) }
    } catch {
      throw Ending(.usage, "--root \(error.path): \(error.reason)")
    }
  }
}
