/// Text of others as a terminal may show it.
///
/// What would move the cursor, set colours, hide something or turn the order of what stands beside
/// it is written by its code, as `\u{1B}`: control characters, invisible ones, and those that steer
/// the direction of writing (Unicode Technical Report 36, "Unicode Security Considerations").
package enum VisibleText {
  /// One line of a message, in which odd spaces are seen too.
  package static func line(_ text: String) -> String {
    escaped(text) { $0 != " " && isSpace($0) }
  }

  /// One line that people read, as a cell of a table on the screen.
  package static func cell(_ text: String) -> String { escaped(text) { _ in false } }

  /// The same with the line feeds and tabs that it has.
  package static func text(_ text: String) -> String {
    escaped(text, keeping: { $0 == "\n" || $0 == "\t" }, also: { _ in false })
  }

  /// A character of a line of a file.
  package static func shown(_ character: Character) -> String { line(String(character)) }

  /// As wide as a character is shown: tabs stay, and what takes two columns is a space of two.
  package static func blank(_ character: Character) -> String {
    if character == "\t" { return "\t" }
    if let first = character.unicodeScalars.first, isWide(first) { return "\u{3000}" }
    return String(repeating: " ", count: shown(character).count)
  }

  /// Whether terminals give a character two columns: the wide and fullwidth ones of Unicode
  /// Standard Annex 11, in blocks, and emoji.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x2FFF, 0x3001...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// As `\u{1B}`.
  package static func code(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }

  private static func escaped(
    _ text: String, keeping kept: (Unicode.Scalar) -> Bool = { _ in false },
    also: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return text }
    var result = String.UnicodeScalarView()
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if (isHidden(scalar, after: before) && !kept(scalar)) || also(scalar) {
        result.append(contentsOf: code(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
      before = scalar
    }
    return String(result)
  }

  /// Whether a character has no shape of its own to be seen by, or steers others.
  ///
  /// A joiner after a letter of a script that joins, or after a sign, is part of what is written,
  /// and so is a variation selector.
  package static func isHidden(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: return false
    case 0...0x1F, 0x7F...0x9F: return true
    case 0x200C, 0x200D: return before.map { $0.isASCII || isHidden($0, after: nil) } ?? true
    case 0xFE00...0xFE0F: return before == nil
    default:
      switch scalar.properties.generalCategory {
      case .format, .lineSeparator, .paragraphSeparator: return true
      default: return scalar.properties.isDefaultIgnorableCodePoint
      }
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.generalCategory == .spaceSeparator
  }
}
