/// Looks for an anchor that an alias uses, before the file is composed: a few hundred bytes of
/// aliases can stand for millions of nodes.
enum AnchorScan {
  static func aliasedAnchor(in file: SourceFile) -> (line: Int, column: Int)? {
    let anchors = names(after: "&", in: file)
    guard !anchors.isEmpty else { return nil }
    let aliases = Set(names(after: "*", in: file).map(\.name))
    return anchors.first { aliases.contains($0.name) }.map { ($0.line, $0.column) }
  }

  private static func names(
    after sign: Character, in file: SourceFile
  ) -> [(name: String, line: Int, column: Int)] {
    guard file.text.contains(sign) else { return [] }
    var found: [(name: String, line: Int, column: Int)] = []
    for (number, characters) in file.lines.enumerated() where characters.contains(sign) {
      for (index, character) in characters.enumerated() where character == sign {
        let before = index == 0 ? " " : characters[index - 1]
        guard before.isWhitespace || "[{,:?-".contains(before) else { continue }
        let name = characters[(index + 1)...].prefix { !$0.isWhitespace && !",[]{}".contains($0) }
        if !name.isEmpty { found.append((String(name), number + 1, index + 1)) }
      }
    }
    return found
  }
}
