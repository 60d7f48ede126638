public import Sim

/// What the expectations of one file came to.
public struct VerificationResult: Sendable {
  /// The scenario as written, or at other values.
  public struct Point: Sendable {
    /// `nil`: as written.
    public let changes: String?
    public let trials: Int
    public let seed: UInt64
    public let comparisons: [Comparison]
    /// The first trial that failed.
    public let failure: Failure?
  }

  public let file: String
  public let scenario: String
  public let title: String
  public let source: String?
  public let points: [Point]

  public var comparisons: [Comparison] { points.flatMap(\.comparisons) }
}

extension VerificationResult {
  /// All results as one JSON document.
  public static func json(_ results: [VerificationResult]) -> String {
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
