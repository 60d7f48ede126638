import ArgumentParser

/// A command that runs trials and yet cannot be planned.
protocol UnplannedCommand: ParsableCommand {
  /// Why, as the end of a sentence that begins with the command.
  static var isUnplanned: String { get }
}

extension SearchCommand: UnplannedCommand {
  static let isUnplanned =
    "cannot be planned: what a stage runs depends on what the stages before it came to. It is run on one "
    + "machine, with -j threads"
}

extension VerifyCommand: UnplannedCommand {
  static let isUnplanned =
    "cannot be planned: each of its files is judged by trials of its own. It is run on one machine, with -j "
    + "threads"
}
