import Sim

/// Lines indented with what looks like spaces and is none. YAML takes such characters for the
/// beginning of a word, so what it says of them does not name the cause.
enum OddIndent {
  static func problem(in file: SourceFile) -> Diagnostic? {
    guard file.text.utf8.contains(where: { $0 > 0x7F }) else { return nil }
    var found: [(line: Int, column: Int, scalar: Unicode.Scalar)] = []
    for (number, line) in file.linesBeyondASCII {
      guard let (column, scalar) = odd(line) else { continue }
      found.append((number, column, scalar))
    }
    guard !found.isEmpty else { return nil }
    let text = FlowScan(file).linesOfText
    found.removeAll { text.contains($0.line) }
    guard let first = found.first else { return nil }
    let more = found.count - 1
    return file.error(
      line: first.line, column: first.column, path: "",
      FileCause.oddIndent(LookAlike.named(first.scalar), more: more))
  }

  /// The first such character before a key or an item.
  private static func odd(_ line: [Character]) -> (column: Int, scalar: Unicode.Scalar)? {
    let indent = line.prefix { isSpace($0) }
    guard let at = indent.firstIndex(where: { !$0.isASCII }),
      let scalar = line[at].unicodeScalars.first
    else { return nil }
    let rest = line[indent.endIndex...]
    guard let next = rest.first, next != "#" else { return nil }
    let isItem = next == "-" && rest.dropFirst().first.map { isSpace($0) } ?? true
    let isKey = rest.contains(":") || rest.contains("：")
    return isItem || isKey ? (at + 1, scalar) : nil
  }

  private static func isSpace(_ character: Character) -> Bool {
    if character == " " || character == "\t" { return true }
    return character.unicodeScalars.first.flatMap(LookAlike.meaning) == " "
  }
}
