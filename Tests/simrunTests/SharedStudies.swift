import Foundation

/// A large study that several tests and pages look at, run once for all of them, in the folder of the shipped
/// scenarios.
struct SharedStudy: Sendable {
  /// As a page writes it.
  let command: String
  /// What it printed.
  let out: String
  private let tables: [String: String]

  struct Failure: Error, CustomStringConvertible { let description: String }

  func table(_ name: String) throws -> String {
    guard let text = tables[name] else { throw Failure(description: "\(command): no \(name)") }
    return text
  }

  private init(_ command: String, keeping names: [String]) throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let words = command.split(separator: " ").dropFirst().map(String.init)
    var out = ""
    var tables: [String: String] = [:]
    try Executable.inFolder { simrun in
      try FileManager.default.copyItem(
        atPath: root.appendingPathComponent("Scenarios").path,
        toPath: simrun.folder + "/Scenarios")
      let finished = try simrun.finished(words)
      guard finished.code == 0, let folder = words.last else {
        throw Failure(description: "\(command): \(finished.code): \(finished.err)")
      }
      out = finished.out
      for name in names { tables[name] = try simrun.read("\(folder)/\(name)") }
    }
    (self.command, self.out, self.tables) = (command, out, tables)
  }

  private static let ofClaims = Result {
    try SharedStudy(
      "simrun batch Scenarios/studies/ukraine-claims.yaml -o results/claims",
      keeping: ["points.csv", "differences.csv", "measures.csv", "classes.csv"])
  }

  private static let ofCase = Result {
    try SharedStudy(
      "simrun run Scenarios/ukraine-2025.yaml -n 20000 --seed 7 -o results/ukraine-2025",
      keeping: ["outcomes.csv", "signals.csv"])
  }

  /// All claims about the Ukraine case: 47 points of 20,000 trials each, seed 7.
  static func claims() throws -> SharedStudy { try ofClaims.get() }

  /// The Ukraine case: 20,000 trials, seed 7.
  static func ukraineCase() throws -> SharedStudy { try ofCase.get() }
}
