import Sim

/// Finds the characters of a folded or quoted scalar in the lines it was written on.
enum ScalarPlaces {
  /// `line` and `column` are where the scalar begins: its first character, its quote, or the `>`
  /// or `|` before a block.
  ///
  /// The words of a scalar stand in the file as they are; only the space between them (folding)
  /// and escapes differ. So each word is looked for from where the last one ended.
  static func segments(
    of text: String, style: FileNode.Style, in file: SourceFile, line: Int, column: Int
  ) -> [SourceText.Segment] {
    let start = style == .plain ? column : column + 1
    if style != .block, let first = text.utf8.first, !isSpace(Character(Unicode.Scalar(first))),
      file.stands(text, inLine: line, from: start)
    {
      return [.init(offset: 0, line: line, column: start)]
    }
    var line = line
    var characters = file.characters(line) ?? []
    var column = style == .plain ? column - 1 : column
    func nextLine() -> Bool {
      guard let next = file.characters(line + 1) else { return false }
      line += 1
      characters = next
      column = 0
      return true
    }
    if style == .block { _ = nextLine() }
    var segments: [SourceText.Segment] = []
    for (offset, character) in text.enumerated() where !isSpace(character) {
      while column >= characters.count || characters[column] != character {
        if column < characters.count {
          guard isSpace(characters[column]) || "\\'\"".contains(characters[column]) else {
            break
          }
          column += 1
        } else if !nextLine() {
          break
        }
      }
      let last = segments.last
      if last == nil || last?.line != line
        || last.map({ offset - $0.offset + $0.column }) != column + 1
      {
        segments.append(
          .init(offset: segments.isEmpty ? 0 : offset, line: line, column: column + 1))
      }
      column += 1
    }
    return segments.isEmpty ? [.init(offset: 0, line: line, column: column + 1)] : segments
  }

  private static func isSpace(_ character: Character) -> Bool {
    guard let code = character.asciiValue else { return character.isWhitespace }
    return code == 0x20 || (0x09...0x0D).contains(code)
  }
}
