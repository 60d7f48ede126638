/// Looks for an anchor that an alias uses, before the file is composed: a few hundred bytes of
/// aliases can stand for millions of nodes.
enum AnchorScan {
  static func aliasedAnchor(in file: SourceFile) -> (line: Int, column: Int)? {
    let anchors = names(after: "&", in: file)
    guard !anchors.isEmpty else { return nil }
    let aliases = Set(names(after: "*", in: file).map(\.name))
    return anchors.first { aliases.contains($0.name) }.map { ($0.line, $0.column) }
  }

  /// Whether a name follows `&` in one place and `*` in another, wherever that is: more than YAML
  /// would take for an anchor and its alias, and never less.
  static func mayHaveAlias(_ file: SourceFile) -> Bool {
    let anchors = everyName(after: UInt8(ascii: "&"), in: file.text)
    guard !anchors.isEmpty else { return false }
    return !anchors.isDisjoint(with: everyName(after: UInt8(ascii: "*"), in: file.text))
  }

  private static func everyName(after sign: UInt8, in text: String) -> Set<[UInt8]> {
    guard text.utf8.contains(sign) else { return [] }
    var found: Set<[UInt8]> = []
    var name: [UInt8]?
    for byte in text.utf8 {
      if let begun = name {
        if isOfName(byte) {
          name = begun + [byte]
          continue
        }
        if !begun.isEmpty { found.insert(begun) }
      }
      name = byte == sign ? [] : nil
    }
    if let name, !name.isEmpty { found.insert(name) }
    return found
  }

  /// Which characters YAML's reader takes for the name of an anchor.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func names(
    after sign: Character, in file: SourceFile
  ) -> [(name: String, line: Int, column: Int)] {
    // A character that is made of several scalars has the byte too, and is looked at below.
    guard let byte = sign.asciiValue, file.text.utf8.contains(byte) else { return [] }
    var found: [(name: String, line: Int, column: Int)] = []
    for (number, characters) in file.lines.enumerated() where characters.contains(sign) {
      for (index, character) in characters.enumerated() where character == sign {
        let before = index == 0 ? " " : characters[index - 1]
        guard before.isWhitespace || "[{,:?-\u{FEFF}".contains(before) else { continue }
        let name = characters[(index + 1)...].prefix { !$0.isWhitespace && !",[]{}".contains($0) }
        if !name.isEmpty { found.append((String(name), number + 1, index + 1)) }
      }
    }
    return found
  }
}
