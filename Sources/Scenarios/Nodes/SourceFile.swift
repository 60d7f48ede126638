import Sim

/// The text of one file of a scenario, or of one `--set`.
final class SourceFile: Sendable {
  /// As errors print it.
  let name: String
  /// 0 for the first file, 1 for its parent, and so on; −1 for a setting.
  let order: Int
  let text: String
  let lines: [[Character]]
  /// By line: its bytes, where each is a character.
  private let bytes: [ArraySlice<UInt8>?]
  /// Whether every line ends with a bare newline.
  let hasPlainLines: Bool
  /// The character in which each Unicode scalar of a line falls, where the two differ: YAML counts
  /// scalars, an editor characters.
  private let columns: [[Int]?]

  init(name: String, order: Int, text: String) {
    self.name = name
    self.order = order
    self.text = text
    let all = Array(text.utf8)
    var isPlain = !all.contains { (0x0B...0x0D).contains($0) }
    var lines: [[Character]] = []
    var bytes: [ArraySlice<UInt8>?] = []
    // A carriage return can be one character with the newline that follows it.
    let pieces =
      isPlain ? all.split(separator: 0x0A, omittingEmptySubsequences: false) : [all[...]]
    for piece in pieces {
      if pieces.count > 1, piece.allSatisfy({ $0 < 0x80 }) {
        lines.append(piece.map { Character(Unicode.Scalar($0)) })
        bytes.append(piece)
        continue
      }
      let parts = String(decoding: piece, as: UTF8.self)
        .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      // There are other newlines than those of ASCII.
      if parts.count > 1 { isPlain = false }
      for part in parts {
        lines.append(Array(part))
        bytes.append(nil)
      }
    }
    hasPlainLines = isPlain
    self.lines = lines
    self.bytes = bytes
    columns = zip(lines, bytes).map { line, bytes in
      if bytes != nil || line.allSatisfy({ $0.unicodeScalars.count == 1 }) { return nil }
      return line.enumerated().flatMap { index, character in
        character.unicodeScalars.map { _ in index + 1 }
      } + [line.count + 1]
    }
  }

  /// A `--set` has no lines: its errors print without a place.
  var isSetting: Bool { order < 0 }

  func characters(_ number: Int) -> [Character]? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// Whether a text stands in a line as it is, from a column on, each byte of it a character.
  func stands(_ text: String, inLine number: Int, from column: Int) -> Bool {
    guard bytes.indices.contains(number - 1), let bytes = bytes[number - 1] else { return false }
    return bytes.dropFirst(max(0, column - 1)).starts(with: text.utf8)
  }

  /// A line as an error shows it; `nil` when it is too long to be shown.
  func line(_ number: Int) -> String? {
    guard let characters = characters(number), characters.count <= 400 else { return nil }
    return String(characters)
  }

  func characterColumn(line number: Int, scalarColumn: Int) -> Int {
    guard columns.indices.contains(number - 1), let columns = columns[number - 1] else {
      return scalarColumn
    }
    return columns.indices.contains(scalarColumn - 1)
      ? columns[scalarColumn - 1] : columns.last ?? scalarColumn
  }

  func position(line: Int, column: Int) -> SourcePosition {
    isSetting
      ? SourcePosition(file: name, line: 0, column: 0)
      : SourcePosition(file: name, line: line, column: column)
  }

  func error(line: Int, column: Int, path: String, _ cause: any Cause) -> Diagnostic {
    Diagnostic(
      position(line: line, column: column), path: path, cause,
      excerpt: isSetting ? nil : self.line(line))
  }
}
