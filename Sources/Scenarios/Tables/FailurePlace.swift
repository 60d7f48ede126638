package import Sim

extension Failure {
  /// Where it failed: `file:line:column`, or the setting in quotes, which has no lines.
  package var place: String {
    guard Setting.options.contains(where: position.hasPrefix) else { return position }
    let parts = position.split(separator: ":", omittingEmptySubsequences: false)
    return "'\(parts.dropLast(2).joined(separator: ":"))'"
  }
}
