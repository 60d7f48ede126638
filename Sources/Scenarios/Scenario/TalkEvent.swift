/// Events that the talks bring about.
enum TalkEvent: String, Hashable, CaseIterable {
  case signed
  case ratified
  case rejected
  case truceBegins = "truce_begins"
  case truceBreaks = "truce_breaks"
  case settlementBreaks = "settlement_breaks"
}
