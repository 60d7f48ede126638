package import Sim

/// Why files cannot be run.
package enum StudyError: Error, Sendable, CustomStringConvertible {
  /// Files that are not there or cannot be read.
  case unreadable([FileError])
  /// All that is wrong in all of the files.
  case invalid(Diagnostics)
  case sameName(String, String, scenario: String)
  case sameAddress(file: String, SiteCollision)
  case sweptTwice(path: String)
  case setAndSwept(path: String)
  /// `nil`: more than a number holds.
  case tooManyPoints(Int?, most: Int)

  /// Whether the command line was wrong, not a file.
  package var isWrongUse: Bool {
    switch self {
    case .sweptTwice, .setAndSwept, .tooManyPoints: true
    case .sameName(let first, let second, _): first == second
    case .unreadable, .invalid, .sameAddress: false
    }
  }

  package var description: String {
    switch self {
    case .unreadable(let errors): errors.map(\.description).joined(separator: "\n")
    case .invalid(let diagnostics): diagnostics.description
    case .sameName(let first, let second, let scenario):
      first == second
        ? "\(first) is given twice"
        : "\(first) and \(second) are both called '\(scenario)'; their rows could not be told "
          + "apart: rename one"
    case .sameAddress(let file, let collision): "\(file): \(collision.description)"
    case .sweptTwice(let path): "'\(path)' is swept twice; give all its values in one --sweep"
    case .setAndSwept(let path): "'\(path)' is both set and swept; leave one of them out"
    case .tooManyPoints(let count, let most):
      "the sweeps have \(count.map { "\($0)" } ?? "too many") points together; \(most) is the most"
    }
  }
}
