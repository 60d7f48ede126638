internal import Foundation
import Sim

/// Domains and profiles of GeniusWeb: JSON. A profile has its domain in it.
package enum GeniusWebImport {
  package static func scenario(profiles: [String]) throws(ImportCause) -> ImportedScenario {
    try ImportedFile.checkOnce(profiles)
    var found: ImportedDomain?
    for file in profiles {
      let space = try Self.space(in: file)
      let written = try Self.domain(of: space, file)
      var domain = found ?? written
      guard written.hasIssues(of: domain) else {
        throw .twoDomains(
          file: file, domain: written.title, first: profiles[0], itsDomain: domain.title)
      }
      let utilities = space["issueUtilities"] as? [String: Any] ?? [:]
      let weights = space["issueWeights"] as? [String: Any] ?? [:]
      var worths: [[Double]] = []
      for issue in domain.issues {
        guard let own = utilities[issue.name] as? [String: Any] else {
          throw .noIssue(file: file, issue: issue.name)
        }
        worths.append(try Self.worths(own, issue, file))
      }
      var own: [Double?] = []
      for issue in domain.issues { own.append(try number(weights[issue.name], file)) }
      let summed = try ImportedDomain.weights(own, domain.issues.map(\.name), file)
      domain.notes += summed.notes
      domain.parties.append(
        .init(
          name: (space["name"] as? String) ?? ImportedFile.stem(file), file: file,
          weights: summed.values, worths: worths,
          noDeal: try reservation(space, domain, summed.values, worths, file)))
      found = domain
    }
    guard let found else { throw .noUtilitySpace("") }
    try ImportLimits.check(
      parties: profiles.count, called: "profiles", areFiles: true, issues: found.issues.count,
      in: profiles.first ?? found.title)
    return found.scenario()
  }

  private static func space(in file: String) throws(ImportCause) -> [String: Any] {
    let bytes = try ImportedFile.bytes(file)
    let whole: Any
    do {
      whole = try JSONSerialization.jsonObject(with: Data(bytes))
    } catch {
      throw .notJSON(file, line: line(of: error as NSError, in: bytes))
    }
    guard let whole = whole as? [String: Any] else { throw .noUtilitySpace(file) }
    let kind = whole.count == 1 ? whole.keys.first ?? "" : ""
    guard let space = (whole["LinearAdditiveUtilitySpace"] ?? whole) as? [String: Any],
      space["issueUtilities"] != nil
    else {
      throw kind.isEmpty ? .noUtilitySpace(file) : .otherSpace(file, kind: kind)
    }
    return space
  }

  /// Where the reader of JSON stopped, as far as it says so in words.
  private static func line(of error: NSError, in bytes: [UInt8]) -> Int? {
    let words = error.userInfo["NSDebugDescription"] as? String ?? ""
    if let line = words.firstMatch(of: /line ([0-9]+)/).flatMap({ Int($0.1) }) { return line }
    let lines = { (count: Int) in 1 + bytes.prefix(count).count { $0 == UInt8(ascii: "\n") } }
    if words.contains("end of file") {
      return lines((bytes.lastIndex { $0 > 32 } ?? -1) + 1)
    }
    return words.firstMatch(of: /character ([0-9]+)/).flatMap { Int($0.1) }.map(lines)
  }

  private static func domain(
    of space: [String: Any], _ file: String
  ) throws(ImportCause) -> ImportedDomain {
    let domain = space["domain"] as? [String: Any] ?? [:]
    let written = domain["issuesValues"] as? [String: Any] ?? [:]
    var found = ImportedDomain(
      title: (domain["name"] as? String) ?? ImportedFile.stem(file), source: "GeniusWeb")
    for (name, values) in written.sorted(by: { $0.key < $1.key }) {
      let set = values as? [String: Any] ?? [:]
      if let list = set["values"] as? [Any] {
        guard list.count <= Limits.values else {
          throw .tooManyValues(file: file, line: nil, issue: name, count: list.count)
        }
        found.issues.append(.init(name: name, values: list.map { "\($0)" }))
      } else if let range = set["range"] {
        found.issues.append(.init(name: name, values: try numbers(range, name, file)))
      } else {
        throw .unknownKind(
          file: file, line: nil, issue: name, kind: set.keys.sorted().first ?? "nothing")
      }
    }
    guard !found.issues.isEmpty else { throw .noIssues(file) }
    return found
  }

  /// From the lowest in equal steps up to the highest, as `["12.2", "12.6", "0.1"]` has them.
  private static func numbers(
    _ range: Any, _ issue: String, _ file: String
  ) throws(ImportCause) -> [String] {
    let map = range as? [String: Any]
    let parts = (range as? [Any]) ?? ["low", "high", "step"].compactMap { map?[$0] }
    var found: [Decimal] = []
    for part in parts {
      guard let number = Decimal(string: "\(part)", locale: Locale(identifier: "en_US_POSIX"))
      else { throw .unknownKind(file: file, line: nil, issue: issue, kind: "range of '\(part)'") }
      found.append(number)
    }
    guard found.count == 3, found[2] > 0, found[0] <= found[1] else {
      throw .unknownKind(file: file, line: nil, issue: issue, kind: "range")
    }
    let count = NSDecimalNumber(decimal: (found[1] - found[0]) / found[2]).doubleValue
    guard count < Double(Limits.values) else {
      throw .tooManyValues(
        file: file, line: nil, issue: issue, count: Int(min(count, 1e15).rounded(.down)) + 1)
    }
    return (0...Int(count.rounded(.down))).map { "\(found[0] + Decimal($0) * found[2])" }
  }

  private static func worths(
    _ own: [String: Any], _ issue: ImportedDomain.Issue, _ file: String
  ) throws(ImportCause) -> [Double] {
    if let line = (own["NumberValueSetUtilities"] ?? own["numberutils"]) as? [String: Any] {
      return try worths(of: line, issue, file)
    }
    let set = (own["DiscreteValueSetUtilities"] ?? own["discreteutils"] ?? own) as? [String: Any]
    guard let written = set?["valueUtilities"] as? [String: Any] else {
      throw .unknownKind(
        file: file, line: nil, issue: issue.name, kind: own.keys.sorted().first ?? "nothing")
    }
    var worths: [Double] = []
    for value in issue.values {
      guard let worth = try number(written[value], file) else {
        throw .noEvaluation(file: file, line: nil, issue: issue.name, value: value)
      }
      worths.append(try share(worth, "the utility of '\(value)'", file))
    }
    return worths
  }

  /// Numbers on a line between the utilities of two of them.
  private static func worths(
    of line: [String: Any], _ issue: ImportedDomain.Issue, _ file: String
  ) throws(ImportCause) -> [Double] {
    var ends: [Double] = []
    for key in ["lowValue", "lowUtility", "highValue", "highUtility"] {
      guard let end = try number(line[key], file) else {
        throw .noEvaluation(file: file, line: nil, issue: issue.name, value: key)
      }
      ends.append(end)
    }
    let (low, high) = (ends[0], ends[2])
    for k in [1, 3] { _ = try share(ends[k], "a utility of '\(issue.name)'", file) }
    return issue.values.map { value in
      let share = high > low ? ((Double(value) ?? low) - low) / (high - low) : 0
      return ends[1] + min(1, max(0, share)) * (ends[3] - ends[1])
    }
  }

  private static func share(
    _ value: Double, _ what: String, _ file: String
  ) throws(ImportCause) -> Double {
    guard (0...1).contains(value) else {
      throw .outside(file: file, line: nil, what: what, value: value, most: 1)
    }
    return value
  }

  /// What the text is worth that stands for no deal; 0 without one.
  private static func reservation(
    _ space: [String: Any], _ domain: ImportedDomain, _ weights: [Double], _ worths: [[Double]],
    _ file: String
  ) throws(ImportCause) -> Double {
    guard let bid = (space["reservationBid"] as? [String: Any])?["issuevalues"] as? [String: Any],
      !bid.isEmpty
    else { return 0 }
    var sum = 0.0
    for (k, issue) in domain.issues.enumerated() {
      guard let value = bid[issue.name] else { continue }
      guard let place = issue.values.firstIndex(of: "\(value)") else {
        throw .otherValue(file: file, issue: issue.name, value: "\(value)")
      }
      sum += weights[k] * worths[k][place]
    }
    return sum
  }

  /// `nil` where nothing is written.
  private static func number(_ value: Any?, _ file: String) throws(ImportCause) -> Double? {
    guard let value else { return nil }
    if let number = value as? Double { return number }
    if let number = value as? Int { return Double(number) }
    guard let number = Double("\(value)"), number.isFinite else {
      throw .wrongValue(file: file, text: "\(value)")
    }
    return number
  }
}

extension ImportedDomain {
  /// The same issues, each with the same values, in whatever order.
  fileprivate func hasIssues(of other: Self) -> Bool {
    issues.map(\.name) == other.issues.map(\.name)
      && zip(issues, other.issues).allSatisfy { Set($0.values) == Set($1.values) }
  }
}
