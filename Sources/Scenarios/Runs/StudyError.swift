public import Sim

/// Why files cannot be run.
public enum StudyError: Error, Sendable, CustomStringConvertible {
  /// Files that are not there or cannot be read.
  case unreadable([FileError])
  /// All that is wrong in all of the files.
  case invalid(Diagnostics)
  case sameName(String, String, scenario: String)
  case sameAddress(file: String, SiteCollision)

  public var description: String {
    switch self {
    case .unreadable(let errors): errors.map(\.description).joined(separator: "\n")
    case .invalid(let diagnostics): diagnostics.description
    case .sameName(let first, let second, let scenario):
      first == second
        ? "\(first) is given twice"
        : "\(first) and \(second) are both called '\(scenario)'; their rows could not be told "
          + "apart: rename one"
    case .sameAddress(let file, let collision): "\(file): \(collision.description)"
    }
  }
}
