import Sim

extension Talks {
  /// What a key that only some protocols have was given.
  enum ProtocolValue: Sendable {
    case expression(Expression)
    case perParty(PerElement)
    case word(Named)
    case words([Named])
    case flag(Bool)
    case count(Int)
  }

  func expression(_ key: String) -> Expression? {
    if case .expression(let e) = protocolValues[key] { e } else { nil }
  }

  func perParty(_ key: String) -> PerElement? {
    if case .perParty(let value) = protocolValues[key] { value } else { nil }
  }

  func word(_ key: String) -> Named? {
    if case .word(let word) = protocolValues[key] { word } else { nil }
  }

  func words(_ key: String) -> [Named] {
    if case .words(let words) = protocolValues[key] { words } else { [] }
  }

  func flag(_ key: String) -> Bool {
    if case .flag(let flag) = protocolValues[key] { flag } else { false }
  }

  func count(_ key: String) -> Int? {
    if case .count(let count) = protocolValues[key] { count } else { nil }
  }
}
