internal import Foundation
import Sim

/// Domains and profiles of GeniusWeb: JSON. A profile has its domain in it.
package enum GeniusWebImport {
  package static func scenario(profiles: [String]) throws(ImportCause) -> ImportedScenario {
    var found: ImportedDomain?
    for file in profiles {
      let space = try Self.space(in: file)
      var domain: ImportedDomain
      if let found { domain = found } else { domain = try Self.domain(of: space, file) }
      let utilities = space["issueUtilities"] as? [String: Any] ?? [:]
      let weights = space["issueWeights"] as? [String: Any] ?? [:]
      var worths: [[Double]] = []
      for issue in domain.issues {
        guard let own = utilities[issue.name] as? [String: Any] else {
          throw .noIssue(file: file, issue: issue.name)
        }
        worths.append(try Self.worths(own, issue, file))
      }
      let own = try ImportedDomain.weights(
        domain.issues.map { number(weights[$0.name]) }, domain.issues.map(\.name), file)
      domain.notes += own.notes
      domain.parties.append(
        .init(
          name: (space["name"] as? String) ?? ImportedFile.stem(file), file: file,
          weights: own.values, worths: worths,
          noDeal: reservation(space, domain, own.values, worths)))
      found = domain
    }
    guard let found else { throw .noUtilitySpace("") }
    return found.scenario()
  }

  private static func space(in file: String) throws(ImportCause) -> [String: Any] {
    let text = try ImportedFile.text(file)
    guard let whole = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { throw .notJSON(file) }
    guard let space = (whole["LinearAdditiveUtilitySpace"] ?? whole) as? [String: Any],
      space["issueUtilities"] != nil
    else { throw .noUtilitySpace(file) }
    return space
  }

  private static func domain(
    of space: [String: Any], _ file: String
  ) throws(ImportCause) -> ImportedDomain {
    let domain = space["domain"] as? [String: Any] ?? [:]
    let written = domain["issuesValues"] as? [String: Any] ?? [:]
    var found = ImportedDomain(
      title: (domain["name"] as? String) ?? ImportedFile.stem(file), source: "GeniusWeb")
    for (name, values) in written.sorted(by: { $0.key < $1.key }) {
      guard let list = (values as? [String: Any])?["values"] as? [Any] else {
        throw .unknownKind(issue: name, kind: "number")
      }
      guard list.count <= Limits.values else {
        throw .tooManyValues(issue: name, count: list.count)
      }
      found.issues.append(.init(name: name, values: list.map { "\($0)" }))
    }
    guard !found.issues.isEmpty else { throw .noIssues(file) }
    return found
  }

  private static func worths(
    _ own: [String: Any], _ issue: ImportedDomain.Issue, _ file: String
  ) throws(ImportCause) -> [Double] {
    let set = (own["DiscreteValueSetUtilities"] ?? own["discreteutils"] ?? own) as? [String: Any]
    let written = set?["valueUtilities"] as? [String: Any] ?? [:]
    var worths: [Double] = []
    for value in issue.values {
      guard let worth = number(written[value]) else {
        throw .noEvaluation(file: file, issue: issue.name, value: value)
      }
      worths.append(worth)
    }
    return worths
  }

  /// What the text is worth that stands for no deal; 0 without one.
  private static func reservation(
    _ space: [String: Any], _ domain: ImportedDomain, _ weights: [Double], _ worths: [[Double]]
  ) -> Double {
    let bid = (space["reservationBid"] as? [String: Any])?["issuevalues"] as? [String: Any] ?? [:]
    var sum = 0.0
    for (k, issue) in domain.issues.enumerated() {
      guard let value = bid[issue.name],
        let place = issue.values.firstIndex(of: "\(value)")
      else { continue }
      sum += weights[k] * worths[k][place]
    }
    return sum
  }

  private static func number(_ value: Any?) -> Double? {
    if let number = value as? Double { return number }
    if let number = value as? Int { return Double(number) }
    return (value as? String).flatMap { Double($0) }
  }
}
