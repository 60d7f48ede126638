/// Events that the talks bring about.
enum TalkEvent: String, Hashable, CaseIterable {
  case signed
  case ratified
  case rejected
  case truceBegins = "truce_begins"
  case truceBreaks = "truce_breaks"
  case settlementBreaks = "settlement_breaks"

  /// For the reference.
  var meaning: String {
    switch self {
    case .signed: "a text is signed"
    case .ratified: "all ratifiers have agreed, and the text is in force"
    case .rejected: "a ratifier has refused the signed text"
    case .truceBegins: "a truce begins"
    case .truceBreaks: "a truce breaks"
    case .settlementBreaks: "a settlement breaks"
    }
  }
}
