import Sim

/// What can be wrong with a file of another tool.
package enum ImportCause: Cause, Error, Equatable {
  case unreadable(String, reason: String)
  case notXML(String, line: Int)
  case notJSON(String)
  case noIssues(String)
  case unknownKind(issue: String, kind: String)
  case noEvaluation(file: String, issue: String, value: String)
  case noIssue(file: String, issue: String)
  case noUtilitySpace(String)
  case noActors(String)
  case badNumber(file: String, line: Int, text: String)
  case fieldCount(file: String, line: Int, found: Int, expected: Int)
  case missingColumn(file: String, column: String)
  case tooManyValues(issue: String, count: Int)
  case noWeight(String)

  package var wording: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .notXML(let file, let line): "\(file):\(line): this is no XML"
    case .notJSON(let file): "\(file) is no JSON"
    case .noIssues(let file): "\(file) has no issues"
    case .unknownKind(let issue, let kind):
      "issue '\(issue)' is of the kind '\(kind)'; discrete and integer ones can be imported"
    case .noEvaluation(let file, let issue, let value):
      "\(file) says nothing of '\(value)', which '\(issue)' can be"
    case .noIssue(let file, let issue): "\(file) says nothing of the issue '\(issue)'"
    case .noUtilitySpace(let file): "\(file) has no linear additive utility space"
    case .noActors(let file): "\(file) has no actors"
    case .badNumber(let file, let line, let text): "\(file):\(line): '\(text)' is not a number"
    case .fieldCount(let file, let line, let found, let expected):
      "\(file):\(line): this row has \(found) fields, and \(expected) are expected"
    case .missingColumn(let file, let column): "\(file) has no column '\(column)'"
    case .tooManyValues(let issue, let count):
      "issue '\(issue)' has \(count) values; the limit is \(Limits.values)"
    case .noWeight(let file): "the weights in \(file) add up to nothing"
    }
  }
}
