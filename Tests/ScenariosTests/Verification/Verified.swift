import Foundation
import Scenarios

/// A scenario in a file of its own, verified.
///
/// `data` are files beside it, by name. `body` follows `format: 1` and `scenario: s`, so its first
/// line is line 3.
func verified(
  _ body: String, data: [String: String] = [:], settings: [Setting] = [], jobs: Int = 1
) throws -> VerificationResult {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("verified-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("s.yaml")
  try ("format: 1\nscenario: s\n" + body).write(to: file, atomically: true, encoding: .utf8)
  for (name, text) in data {
    try text.write(
      to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }
  let suite = VerificationSuite(paths: [file.path], settings: settings)
  var refused = suite.refused
  let results = try suite.run(jobs: jobs, refuses: { refused.append($0) }).results
  guard let result = results.first else {
    throw Refused(description: refused.map(\.description).joined(separator: "\n"))
  }
  return result
}

/// Why a scenario is not verified.
struct Refused: Error {
  let description: String
}

extension VerificationResult {
  /// `name: verdict` of each comparison, with the reason if there is one.
  var reported: [String] {
    comparisons.map { one in
      let name = one.isPrinted ? "\(one.name), as printed" : one.name
      return "\(name): \(one.verdict)" + (one.note.map { " (\($0))" } ?? "")
    }
  }
}
