package import Sim

/// What the expectations of one file came to.
package struct VerificationResult: Sendable {
  /// The scenario as written, or at other values.
  package struct Point: Sendable {
    /// `nil`: as written.
    package let changes: String?
    package let trials: Int
    package let seed: UInt64
    package let comparisons: [Comparison]
    /// The first trial that failed.
    package let failure: Failure?
  }

  package let file: String
  package let scenario: String
  package let title: String
  package let source: String?
  package let points: [Point]

  package var comparisons: [Comparison] { points.flatMap(\.comparisons) }
}

extension VerificationResult {
  /// All results as one JSON document.
  package static func json(_ results: [VerificationResult]) -> String {
    let all = results.flatMap(\.comparisons)
    return JSONText.map([
      "expectations": .integer(all.count),
      "off": .integer(all.count { $0.verdict == .off }),
      "files": .list(results.map(\.json)),
    ]).document
  }

  private var json: JSONText {
    var fields: [String: JSONText] = [
      "file": .text(file), "scenario": .text(scenario), "title": .text(title),
      "points": .list(points.map(\.json)),
    ]
    if let source { fields["source"] = .text(source) }
    return .map(fields)
  }
}

extension VerificationResult.Point {
  fileprivate var json: JSONText {
    var fields: [String: JSONText] = [
      "trials": .integer(trials), "seed": .unsigned(seed),
      "expectations": .list(comparisons.map(\.json)),
    ]
    if let changes { fields["changes"] = .text(changes) }
    if let failure { fields["failure"] = .text("\(failure.position): \(failure.message)") }
    return .map(fields)
  }
}

extension Comparison {
  fileprivate var json: JSONText {
    var fields: [String: JSONText] = [
      "name": .text(name),
      "compared": .text(isPrinted ? "formula with print" : "trials with formula"),
      "expected": .number(expected), "found": .number(found ?? .nan),
      "standard_error": .number(standardError), "tolerance": .number(tolerance),
      "verdict": .text(verdict.rawValue),
    ]
    if let standardErrors { fields["standard_errors_away"] = .number(standardErrors) }
    if let note { fields["note"] = .text(note) }
    return .map(fields)
  }
}
