import Sim

/// Domains and profiles of GENIUS (Lin and others 2014): XML, one file for the issues and one for each
/// party. A party's utility is Σ weight · evaluation / largest evaluation of the issue.
package enum GeniusImport {
  package static func scenario(
    domain: String, profiles: [String]
  ) throws(ImportCause) -> ImportedScenario {
    try ImportedFile.checkOnce([domain] + profiles)
    let issues = try Self.issues(in: domain)
    guard !issues.isEmpty else { throw .noIssues(domain) }
    try ImportLimits.check(
      parties: profiles.count, called: "profiles", areFiles: true, issues: issues.count, in: domain)
    var found = ImportedDomain(
      title: ImportedFile.stem(domain), source: "GENIUS",
      issues: issues.map { .init(name: $0.name, values: $0.values) })
    for file in profiles {
      var scanner = TagScanner(try ImportedFile.text(file), file: file)
      let profile = try GeniusProfile(&scanner, file: file)
      try profile.check(against: issues, domain)
      let weights = try ImportedDomain.weights(
        issues.map(profile.weight), issues.map(\.name), file)
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
    var line: Int
  }

  private static func issues(in file: String) throws(ImportCause) -> [Issue] {
    var scanner = TagScanner(try ImportedFile.text(file), file: file)
    var issues: [Issue] = []
    var isInside = false
    while let tag = try scanner.tag() {
      let line = scanner.line
      func bound(_ key: String) -> Int? { tag.attributes[key].flatMap { Int($0) } }
      switch (tag.name.lowercased(), tag.closes) {
      case ("issue", false):
        let kind = (tag.attributes["vtype"] ?? tag.attributes["type"] ?? "discrete").lowercased()
        let name = tag.attributes["name"] ?? "issue \(issues.count + 1)"
        var issue = Issue(
          index: tag.attributes["index"] ?? "\(issues.count + 1)", name: name, values: [],
          line: line)
        switch kind {
        case "discrete": break
        case "integer":
          if let low = bound("lowerbound"), let high = bound("upperbound") {
            issue.values = try range(low, high, issue, file)
          }
        default: throw .unknownKind(file: file, line: line, issue: name, kind: kind)
        }
        issues.append(issue)
        isInside = !tag.isEmpty
      case ("issue", true): isInside = false
      case ("item", false) where isInside && scanner.parents.last == "issue":
        guard tag.attributes["evaluation"] == nil else { throw .profileFirst(file) }
        if let value = tag.attributes["value"] {
          issues[issues.count - 1].values.append(value)
        }
      case ("evaluator", false) where isInside: throw .profileFirst(file)
      case ("range", false) where isInside:
        if let low = bound("lowerbound"), let high = bound("upperbound") {
          issues[issues.count - 1].values = try range(low, high, issues[issues.count - 1], file)
        }
      default: break
      }
    }
    for issue in issues where issue.values.count > Limits.values {
      throw .tooManyValues(
        file: file, line: issue.line, issue: issue.name, count: issue.values.count)
    }
    return issues.filter { !$0.values.isEmpty }
  }

  private static func range(
    _ low: Int, _ high: Int, _ issue: Issue, _ file: String
  ) throws(ImportCause) -> [String] {
    guard low <= high else { return [] }
    let (span, isBeyond) = high.subtractingReportingOverflow(low)
    guard !isBeyond, span < Limits.values else {
      throw .tooManyValues(
        file: file, line: issue.line, issue: issue.name, count: isBeyond ? .max : span + 1)
    }
    return (low...high).map(String.init)
  }
}
