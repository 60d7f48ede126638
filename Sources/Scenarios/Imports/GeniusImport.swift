internal import Foundation
import Sim

/// Domains and profiles of GENIUS (Lin and others 2014): XML, one file for the issues and one for each
/// party. A party's utility is Σ weight · evaluation / largest evaluation of the issue.
package enum GeniusImport {
  package static func scenario(
    domain: String, profiles: [String]
  ) throws(ImportCause) -> ImportedScenario {
    let (issues, name) = try Self.issues(in: domain)
    guard !issues.isEmpty else { throw .noIssues(domain) }
    var found = ImportedDomain(
      title: name, source: "GENIUS", issues: issues.map { .init(name: $0.name, values: $0.values) })
    for file in profiles {
      var scanner = TagScanner(try ImportedFile.text(file), file: file)
      let profile = try Profile(&scanner, file: file)
      let weights = try ImportedDomain.weights(
        issues.map { profile.weight[$0.index] }, issues.map(\.name), file)
      found.notes += weights.notes
      found.parties.append(
        .init(
          name: ImportedFile.stem(file), file: file, weights: weights.values,
          worths: try issues.map(profile.worths), noDeal: profile.reservation))
      if profile.discount != 1, profile.discount != 0 {
        found.notes.append("the discount factor \(profile.discount) of \(file)")
      }
    }
    return found.scenario()
  }

  struct Issue {
    var index: String
    var name: String
    var values: [String]
  }

  private static func issues(in file: String) throws(ImportCause) -> ([Issue], String) {
    var scanner = TagScanner(try ImportedFile.text(file), file: file)
    var issues: [Issue] = []
    var isInside = false
    while let tag = try scanner.tag() {
      switch (tag.name.lowercased(), tag.closes) {
      case ("issue", false):
        let kind = (tag.attributes["vtype"] ?? tag.attributes["type"] ?? "discrete").lowercased()
        let name = tag.attributes["name"] ?? "issue \(issues.count + 1)"
        var issue = Issue(
          index: tag.attributes["index"] ?? "\(issues.count + 1)", name: name, values: [])
        switch kind {
        case "discrete": break
        case "integer":
          if let low = tag.attributes["lowerbound"].flatMap({ Int($0) }),
            let high = tag.attributes["upperbound"].flatMap({ Int($0) })
          {
            issue.values = try range(low, high, name)
          }
        default: throw .unknownKind(issue: name, kind: kind)
        }
        issues.append(issue)
        isInside = !tag.isEmpty
      case ("issue", true): isInside = false
      case ("item", false) where isInside && scanner.parents.last == "issue":
        if let value = tag.attributes["value"] {
          issues[issues.count - 1].values.append(value)
        }
      case ("range", false) where isInside:
        if let low = tag.attributes["lowerbound"].flatMap({ Int($0) }),
          let high = tag.attributes["upperbound"].flatMap({ Int($0) })
        {
          issues[issues.count - 1].values = try range(low, high, issues[issues.count - 1].name)
        }
      default: break
      }
    }
    for issue in issues where issue.values.count > Limits.values {
      throw .tooManyValues(issue: issue.name, count: issue.values.count)
    }
    return (issues.filter { !$0.values.isEmpty }, ImportedFile.stem(file))
  }

  private static func range(
    _ low: Int, _ high: Int, _ name: String
  ) throws(ImportCause) -> [String] {
    guard low <= high else { return [] }
    guard high - low < Limits.values else {
      throw .tooManyValues(issue: name, count: high - low + 1)
    }
    return (low...high).map(String.init)
  }

  /// What one party makes of the issues.
  struct Profile {
    let file: String
    /// By index of the issue: evaluations by value.
    private var evaluations: [String: [String: Double]] = [:]
    /// By index: a linear evaluation of numbers.
    private var lines: [String: (offset: Double, slope: Double)] = [:]
    private(set) var weight: [String: Double] = [:]
    private(set) var reservation = 0.0
    private(set) var discount = 1.0

    init(_ scanner: inout TagScanner, file: String) throws(ImportCause) {
      self.file = file
      var issue: String?
      var isSpace = false
      while let tag = try scanner.tag() {
        let number = { (key: String) in tag.attributes[key].flatMap { Double($0) } }
        switch (tag.name.lowercased(), tag.closes) {
        case ("utility_space", false): isSpace = true
        case ("issue", false):
          issue = tag.attributes["index"]
          if let issue { evaluations[issue] = [:] }
        case ("issue", true): issue = nil
        // Not those of similarity functions, which stand further in.
        case ("item", false) where scanner.parents.last == "issue":
          guard let issue, let value = tag.attributes["value"] else { continue }
          guard let evaluation = number("evaluation") else {
            throw .noEvaluation(file: file, issue: issue, value: value)
          }
          evaluations[issue]?[value] = evaluation
        case ("evaluator", false):
          guard let issue else { continue }
          lines[issue] = (
            number("offset") ?? number("parameter0") ?? 0,
            number("slope") ?? number("parameter1") ?? 0
          )
        case ("weight", false):
          if let index = tag.attributes["index"], let value = number("value") {
            weight[index] = value
          }
        case ("reservation", false): reservation = number("value") ?? 0
        case ("discount_factor", false): discount = number("value") ?? 1
        default: break
        }
      }
      guard isSpace, !evaluations.isEmpty else { throw .noUtilitySpace(file) }
    }

    /// Evaluations against the largest of the issue; of numbers a line from the lowest of them on, cut
    /// to 0 … 1.
    func worths(_ issue: Issue) throws(ImportCause) -> [Double] {
      if let line = lines[issue.index] {
        let lowest = issue.values.first.flatMap { Double($0) } ?? 0
        return issue.values.map {
          min(1, max(0, line.offset + line.slope * ((Double($0) ?? 0) - lowest)))
        }
      }
      guard let own = evaluations[issue.index] else {
        throw .noIssue(file: file, issue: issue.name)
      }
      var found: [Double] = []
      for value in issue.values {
        guard let evaluation = own[value] else {
          throw .noEvaluation(file: file, issue: issue.name, value: value)
        }
        found.append(evaluation)
      }
      let most = found.max() ?? 0
      return most > 0 ? found.map { $0 / most } : found.map { _ in 0 }
    }
  }
}

/// Files of other tools.
enum ImportedFile {
  static func text(_ path: String) throws(ImportCause) -> String {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      guard data.count <= Limits.dataBytes else {
        throw CocoaError(.fileReadTooLarge)
      }
      return String(data: data, encoding: .utf8) ?? String(decoding: data, as: UTF8.self)
    } catch {
      throw .unreadable(path, reason: "there is no such file, or it may not be read")
    }
  }

  /// `laptop_buyer` of `domains/laptop_buyer.xml`.
  static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.split(separator: ".", maxSplits: 1).first.map(String.init) ?? file
  }
}
