import Sim

/// What one party of a domain of GENIUS makes of the issues.
///
/// An issue is that of the domain with its name. Where a profile gives none, it is that with its index.
struct GeniusProfile {
  private struct Issue {
    var index: String
    var name: String?
    var line: Int
    /// By value.
    var evaluations: [String: Double] = [:]
    /// A linear evaluation of numbers.
    var straight: (offset: Double, slope: Double)?
  }

  let file: String
  private var issues: [Issue] = []
  /// By index.
  private var weights: [String: Double] = [:]
  private(set) var reservation = 0.0
  private(set) var discount = 1.0

  init(_ scanner: inout TagScanner, file: String) throws(ImportCause) {
    self.file = file
    var isInside = false
    var (isSpace, isDomain) = (false, false)
    while let tag = try scanner.tag() {
      switch (tag.name.lowercased(), tag.closes) {
      case ("utility_space", false): isSpace = true
      case ("negotiation_template", false): isDomain = true
      case ("issue", false):
        guard let index = tag.attributes["index"] else { continue }
        issues.append(Issue(index: index, name: tag.attributes["name"], line: scanner.line))
        isInside = !tag.isEmpty
      case ("issue", true): isInside = false
      // Not those of similarity functions, which stand further in.
      case ("item", false) where isInside && scanner.parents.last == "issue":
        if isDomain, tag.attributes["evaluation"] == nil { throw .domainAsProfile(file) }
        try read(item: tag, scanner.line)
      case ("evaluator", false) where isInside:
        issues[issues.count - 1].straight = (
          try number(tag, either: ["offset", "parameter0"], scanner.line) ?? 0,
          try number(tag, either: ["slope", "parameter1"], scanner.line) ?? 0
        )
      case ("weight", false):
        if let index = tag.attributes["index"],
          let value = try number(tag, either: ["value"], scanner.line)
        {
          try notNegative("the weight of issue \(index)", value, scanner.line)
          weights[index] = value
        }
      case ("reservation", false):
        reservation = try number(tag, either: ["value"], scanner.line) ?? 0
        guard (0...1).contains(reservation) else {
          throw .outside(
            file: file, line: scanner.line, what: "the reservation value", value: reservation,
            most: 1)
        }
      case ("discount_factor", false):
        discount = try number(tag, either: ["value"], scanner.line) ?? 1
      default: break
      }
    }
    guard isSpace, !issues.isEmpty else { throw .noUtilitySpace(file) }
  }

  private mutating func read(item tag: TagScanner.Tag, _ line: Int) throws(ImportCause) {
    guard let value = tag.attributes["value"] else { return }
    let place = issues.count - 1
    guard let evaluation = try number(tag, either: ["evaluation"], line) else {
      throw .noEvaluation(
        file: file, line: line, issue: issues[place].name ?? issues[place].index, value: value)
    }
    try notNegative("the evaluation of '\(value)'", evaluation, line)
    issues[place].evaluations[value] = evaluation
  }

  private func number(
    _ tag: TagScanner.Tag, either keys: [String], _ line: Int
  ) throws(ImportCause) -> Double? {
    guard let text = keys.lazy.compactMap({ tag.attributes[$0] }).first else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw .badNumber(file: file, line: line, text: text)
    }
    return value
  }

  private func notNegative(_ what: String, _ value: Double, _ line: Int) throws(ImportCause) {
    guard value < 0 else { return }
    throw .belowZero(file: file, line: line, what: what, value: value)
  }

  // MARK: Beside the domain

  /// Whether all of its issues are the domain's.
  func check(against domain: [GeniusImport.Issue], _ domainFile: String) throws(ImportCause) {
    for issue in issues {
      guard let name = issue.name, !issue.evaluations.isEmpty || issue.straight != nil,
        !domain.contains(where: { Self.same($0.name, name) })
      else { continue }
      throw .otherIssue(file: file, line: issue.line, issue: name, domain: domainFile)
    }
  }

  /// Small and large letters, and blanks around them, are the same name.
  private static func same(_ a: String, _ b: String) -> Bool {
    func plain(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }
    return plain(a) == plain(b)
  }

  private func own(_ issue: GeniusImport.Issue) -> Issue? {
    issues.first { own in own.name.map { Self.same($0, issue.name) } ?? false }
      ?? issues.first { $0.name == nil && $0.index == issue.index }
  }

  func weight(_ issue: GeniusImport.Issue) -> Double? {
    own(issue).flatMap { weights[$0.index] }
  }

  /// Evaluations against the largest of the issue; of numbers a line from the lowest of them on, cut
  /// to 0 … 1.
  func worths(_ issue: GeniusImport.Issue) throws(ImportCause) -> [Double] {
    guard let own = own(issue) else { throw .noIssue(file: file, issue: issue.name) }
    if let line = own.straight {
      let lowest = issue.values.first.flatMap { Double($0) } ?? 0
      return issue.values.map {
        min(1, max(0, line.offset + line.slope * ((Double($0) ?? 0) - lowest)))
      }
    }
    var found: [Double] = []
    for value in issue.values {
      guard let evaluation = own.evaluations[value] else {
        throw .noEvaluation(file: file, line: own.line, issue: issue.name, value: value)
      }
      found.append(evaluation)
    }
    let most = found.max() ?? 0
    return most > 0 ? found.map { $0 / most } : found.map { _ in 0 }
  }
}
