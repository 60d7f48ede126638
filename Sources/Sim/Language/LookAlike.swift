/// Characters that look like those of the language and are others: they come with text that is
/// pasted from a document or typed on another keyboard.
package enum LookAlike {
  /// What is meant by a character; `nil` if it is what it seems, or nothing is known of it.
  package static func meaning(of scalar: Unicode.Scalar) -> Character? {
    if scalar.isASCII { return nil }
    switch scalar.value {
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
    case 0x200B, 0x2060, 0xFEFF: return " "
    case 0x201C...0x201F, 0x00AB, 0x00BB: return "\""
    case 0x2018...0x201B: return "'"
    case 0x2010...0x2015, 0x2212, 0x00AD: return "-"
    case 0x060C, 0x3001: return ","
    case 0x3002: return "."
    case 0x2236, 0xA789: return ":"
    default: break
    }
    if scalar.properties.generalCategory == .spaceSeparator { return " " }
    guard scalar.properties.generalCategory == .decimalNumber,
      let digit = Character(scalar).wholeNumberValue
    else { return nil }
    return Character(String(digit))
  }

  /// Whether it is a quote of a printed text: curly, low or angled.
  package static func isQuote(_ character: Character?) -> Bool {
    guard let character, !character.isASCII, let scalar = character.unicodeScalars.first else {
      return false
    }
    return scalar.value == 0x2039 || scalar.value == 0x203A
      || ["\"", "'"].contains(meaning(of: scalar))
  }

  /// What stands between quotes of a printed text, of which the second may be a straight one; `nil`
  /// where there are none.
  package static func unquoted(_ text: String) -> String? {
    guard text.count > 1, isQuote(text.first),
      isQuote(text.last) || text.last == "\"" || text.last == "'"
    else { return nil }
    return text.dropFirst().dropLast().trimmingSpaces()
  }

  /// `U+00A0 (no-break space)`.
  package static func named(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = scalar.properties.name ?? scalar.properties.nameAlias
    return "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"
      + (name.map { " (\($0.lowercased()))" } ?? "")
  }

  /// What to add to a message about a text that holds such a character: the first one, and what is
  /// meant by it. Empty if there is none.
  package static func note(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 > 0x7F }) else { return "" }
    for scalar in text.unicodeScalars {
      guard let meaning = meaning(of: scalar) else { continue }
      let wanted = meaning == " " ? "a space" : "'\(meaning)'"
      return "; \(named(scalar)) is not \(wanted)"
    }
    return ""
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    var text = self.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
