/// Takes a text apart from its start. Patterns of the standard library would be compiled for each text anew.
struct DigitScanner {
  private(set) var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// One character, if it is one of these.
  mutating func take(_ characters: Set<Character>) -> Character? {
    guard let first = rest.first, characters.contains(first) else { return nil }
    return rest.removeFirst()
  }

  mutating func takeSign() -> Character? { take(["+", "-", "−"]) }

  /// As many digits as stand there.
  mutating func takeDigits() -> Substring {
    let digits = rest.prefix(while: Self.isDigit)
    rest = rest[digits.endIndex...]
    return digits
  }

  /// Up to three digits, and those of one or more groups of three that stand behind one of the separators;
  /// `nil` where there is no such group, or where digits are left.
  mutating func takeGroups(apartBy separators: Set<Character>) -> String? {
    var scanner = self
    let first = scanner.takeDigits()
    guard (1...3).contains(first.count) else { return nil }
    var digits = String(first)
    while let next = scanner.rest.dropFirst().first, Self.isDigit(next),
      scanner.take(separators) != nil
    {
      let group = scanner.takeDigits()
      guard group.count == 3 else { return nil }
      digits += group
    }
    guard digits.count > first.count else { return nil }
    self = scanner
    return digits
  }

  /// `.25`, or nothing.
  mutating func takeDecimals() -> String {
    guard rest.first == ".", let next = rest.dropFirst().first, Self.isDigit(next) else {
      return ""
    }
    rest.removeFirst()
    return "." + takeDigits()
  }

  mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
