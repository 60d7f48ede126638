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

  /// Letters of other alphabets that look like those of names.
  private static let letters: [Unicode.Scalar: Character] = {
    let pairs: [(String, String)] = [
      ("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw"), ("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS"),
      ("οαρνικυχ", "oapvikux"), ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ]
    return Dictionary(
      pairs.flatMap { Array(zip($0.unicodeScalars, $1)) }, uniquingKeysWith: { a, _ in a })
  }()

  /// The first letter that only looks like one of ASCII, and that one; `nil` where other letters show
  /// that the whole is of another alphabet.
  private static func letter(in text: String) -> (Unicode.Scalar, Character)? {
    let others = text.unicodeScalars.filter { !$0.isASCII }
    guard let first = others.first, let meant = letters[first],
      others.allSatisfy({ letters[$0] != nil }),
      text.unicodeScalars.contains(where: { $0.isASCII && $0.properties.isAlphabetic })
    else { return nil }
    return (first, meant)
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
    return letter(in: text).map { "; \(named($0)) is not '\($1)'" } ?? ""
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    var text = self.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
