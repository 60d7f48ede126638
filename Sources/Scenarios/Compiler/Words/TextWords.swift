/// A text that a word names: the draft on the table, what is in force, the status quo, or the one that a
/// party judges.
enum TextName: String, CaseIterable, Sendable {
  case draft, agreed
  case statusQuo = "status_quo"
  case judged = "text"

  /// When in a step it is decided.
  var stage: Stage? {
    switch self {
    case .draft: .text
    case .agreed: .signing
    case .statusQuo, .judged: nil
    }
  }
}

/// What expressions read of a text beside its terms.
enum TextWords {
  /// Not offered where a name is nearly another, as it has a part of its own.
  static let enforcement = "enforcement"
  /// For the reference: each with what it is.
  static let meanings: KeyValuePairs = [
    "open_issues": "how many issues are open",
    "written_by": "written_by[party]: the share that a party wrote",
    "authorship": "where a party judges: the share that other belligerents wrote",
    "enforcement": "enforcement.name: a means of enforcement, as monitoring",
  ]
  static let readable = meanings.map(\.key).filter { $0 != enforcement }
  static let all = Set(readable + [enforcement])
}

/// What functions say of a text: `utility(party, text)`.
enum TextFunction: String, CaseIterable, Sendable {
  case distance, utility, value, margin, accepts

  /// When in a step it is decided; a distance as soon as its texts are.
  var stage: Stage { self == .distance ? .world : .judgement }
}
