import Sim

/// What can be wrong with a file of another tool. Lines are counted from 1.
package enum ImportCause: Cause, Error, Equatable {
  case unreadable(String, reason: String)
  case notXML(String, line: Int)
  /// The line is not always known.
  case notJSON(String, line: Int?)
  case noIssues(String)
  case unknownKind(file: String, line: Int?, issue: String, kind: String)
  case noEvaluation(file: String, line: Int?, issue: String, value: String)
  case noIssue(file: String, issue: String)
  /// The domain has none of this name.
  case otherIssue(file: String, line: Int, issue: String, domain: String)
  /// The bid that stands for no deal names it.
  case otherValue(file: String, issue: String, value: String)
  case noUtilitySpace(String)
  case otherSpace(String, kind: String)
  case profileFirst(String)
  case domainAsProfile(String)
  case givenTwice(String)
  case twoDomains(file: String, domain: String, first: String, itsDomain: String)
  case noActors(String)
  case badNumber(file: String, line: Int, text: String)
  /// In a file whose lines are not known.
  case wrongValue(file: String, text: String)
  case unclearNumber(file: String, line: Int, text: String)
  case belowZero(file: String, line: Int?, what: String, value: Double)
  case outside(file: String, line: Int?, what: String, value: Double, most: Double)
  case fieldCount(file: String, line: Int, found: Int, expected: Int)
  case wrongRow(file: String, line: Int, reason: String)
  case missingColumn(file: String, column: String)
  /// What the first line of a table says there is, and what there is.
  case counts(file: String, line: Int, what: String, said: Int, found: Int)
  case noCounts(file: String, line: Int)
  case tooManyValues(file: String, line: Int?, issue: String, count: Int)
  case noWeight(String)
  case tooMany(String, what: String, count: Int, most: Int)
  /// The same of files that are given.
  case tooManyFiles(what: String, count: Int, most: Int)
  case tooLarge(file: String, line: Int, what: String, value: Double)

  package var wording: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .notXML(let file, let line): "\(file):\(line): this is no XML"
    case .notJSON(let file, let line):
      line.map { "\(file):\($0): this is no JSON" } ?? "\(file) is no JSON"
    case .noIssues(let file): "\(file) has no issues"
    case .unknownKind(let file, let line, let issue, let kind):
      Self.place(file, line) + "issue '\(issue)' is of the kind '\(kind)'; discrete and integer "
        + "ones can be imported"
    case .noEvaluation(let file, let line, let issue, let value):
      Self.place(file, line) + "nothing is said of '\(value)', which '\(issue)' can be"
    case .noIssue(let file, let issue): "\(file) says nothing of the issue '\(issue)'"
    case .otherIssue(let file, let line, let issue, let domain):
      "\(file):\(line): \(domain) has no issue '\(issue)'; this may be a profile of another domain"
    case .otherValue(let file, let issue, let value):
      "\(file): the reservation bid has '\(value)', which '\(issue)' cannot be"
    case .noUtilitySpace(let file): "\(file) has no linear additive utility space"
    case .otherSpace(let file, let kind):
      "\(file) is of the kind '\(kind)'; of profiles 'LinearAdditiveUtilitySpace' can be imported"
    case .profileFirst(let file):
      "\(file) is a profile, as it has evaluations; the domain comes first, and then the profiles"
    case .domainAsProfile(let file):
      "\(file) is a domain, not a profile; the domain comes first, and then the profiles"
    case .givenTwice(let file): "\(file) is given twice; each party has a profile of its own"
    case .twoDomains(let file, let domain, let first, let itsDomain):
      "\(file) is a profile of the domain '\(domain)', but \(first) is one of '\(itsDomain)', with "
        + "other issues or values"
    case .noActors(let file): "\(file) has no actors"
    case .badNumber(let file, let line, let text): "\(file):\(line): '\(text)' is not a number"
    case .wrongValue(let file, let text): "\(file): '\(text)' is not a number"
    case .unclearNumber(let file, let line, let text):
      "\(file):\(line): '\(text)' may have decimals, or thousands in groups; write thousands without "
        + "separators, and decimals after a point"
    case .belowZero(let file, let line, let what, let value):
      Self.place(file, line) + "\(what) is \(Self.short(value)), and none is below 0"
    case .outside(let file, let line, let what, let value, let most):
      Self.place(file, line)
        + "\(what) is \(Self.short(value)), but lies between 0 and \(Self.short(most))"
    case .fieldCount(let file, let line, let found, let expected):
      "\(file):\(line): this row has \(found) \(found == 1 ? "field" : "fields"), and \(expected) are expected"
    case .wrongRow(let file, let line, let reason): "\(file):\(line): \(reason)"
    case .missingColumn(let file, let column): "\(file) has no column '\(column)'"
    case .counts(let file, let line, let what, let said, let found):
      "\(file):\(line): \(what): \(said) are said here, and \(found) follow"
    case .noCounts(let file, let line):
      "\(file):\(line): this is neither a header with 'capability' nor a line with the numbers of actors "
        + "and of issues"
    case .tooManyValues(let file, let line, let issue, let count):
      Self.place(file, line) + "issue '\(issue)' has \(count) values; the limit is \(Limits.values)"
    case .tooMany(let file, let what, let count, let most):
      "\(file) has \(count) \(what); the limit is \(most)"
    case .tooManyFiles(let what, let count, let most):
      "there are \(count) \(what); the limit is \(most)"
    case .tooLarge(let file, let line, let what, let value):
      "\(file):\(line): \(what) is \(Self.short(value)); the limit is \(ImportLimits.number)"
    case .noWeight(let file): "the weights in \(file) add up to nothing"
    }
  }

  private static func place(_ file: String, _ line: Int?) -> String {
    line.map { "\(file):\($0): " } ?? "\(file): "
  }

  /// Without a needless `.0`.
  private static func short(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
