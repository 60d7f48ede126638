import Sim

/// The text of one file of a scenario, or of one `--set`.
final class SourceFile: Sendable {
  /// As errors print it.
  let name: String
  /// 0 for the first file, 1 for its parent, and so on; −1 for a setting.
  let order: Int
  let text: String
  /// Whether every line ends with a bare newline.
  let hasPlainLines: Bool
  private let written: [Line]

  private enum Line {
    /// Each byte is a character. Those of a long line are kept: what asks for them may do so for each value
    /// in it.
    case bytes(ArraySlice<UInt8>, kept: [Character]?)
    /// `columns`: the character in which each Unicode scalar falls, where the two differ: YAML counts scalars,
    /// an editor characters.
    case characters([Character], columns: [Int]?)

    var characters: [Character] {
      switch self {
      case .bytes(let bytes, let kept): kept ?? Self.characters(bytes)
      case .characters(let characters, _): characters
      }
    }

    static func characters(_ bytes: ArraySlice<UInt8>) -> [Character] {
      bytes.map { Character(Unicode.Scalar($0)) }
    }
  }

  init(name: String, order: Int, text: String) {
    self.name = name
    self.order = order
    self.text = text
    let all = Array(text.utf8)
    var isPlain = !all.contains { (0x0B...0x0D).contains($0) }
    var lines: [Line] = []
    // A carriage return can be one character with the newline that follows it.
    let pieces =
      isPlain ? all.split(separator: 0x0A, omittingEmptySubsequences: false) : [all[...]]
    for piece in pieces {
      if pieces.count > 1, piece.allSatisfy({ $0 < 0x80 }) {
        let isLong = piece.count > Self.longestShown
        lines.append(.bytes(piece, kept: isLong ? Line.characters(piece) : nil))
        continue
      }
      let parts = String(decoding: piece, as: UTF8.self)
        .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      // There are other newlines than those of ASCII.
      if parts.count > 1 { isPlain = false }
      for part in parts {
        let line = Array(part)
        lines.append(.characters(line, columns: Self.columns(of: line)))
      }
    }
    hasPlainLines = isPlain
    written = lines
  }

  private static func columns(of line: [Character]) -> [Int]? {
    if line.allSatisfy({ $0.unicodeScalars.count == 1 }) { return nil }
    return line.enumerated().flatMap { index, character in
      character.unicodeScalars.map { _ in index + 1 }
    } + [line.count + 1]
  }

  var lines: [[Character]] { written.map(\.characters) }

  /// All lines that are not of ASCII alone, by number. Of a file with other newlines than `\n`, or of one
  /// line, the others may be among them.
  var linesBeyondASCII: [(number: Int, characters: [Character])] {
    written.enumerated().compactMap { index, line in
      if case .characters(let characters, _) = line { (index + 1, characters) } else { nil }
    }
  }

  /// A `--set` has no lines: its errors print without a place.
  var isSetting: Bool { order < 0 }

  func characters(_ number: Int) -> [Character]? {
    written.indices.contains(number - 1) ? written[number - 1].characters : nil
  }

  func character(line number: Int, column: Int) -> Character? {
    guard written.indices.contains(number - 1), column > 0 else { return nil }
    switch written[number - 1] {
    case .bytes(let bytes, _):
      let rest = bytes.dropFirst(column - 1)
      return rest.first.map { Character(Unicode.Scalar($0)) }
    case .characters(let characters, _):
      return column <= characters.count ? characters[column - 1] : nil
    }
  }

  /// Whether a text stands in a line as it is, from a column on, each byte of it a character.
  func stands(_ text: String, inLine number: Int, from column: Int) -> Bool {
    guard written.indices.contains(number - 1), case .bytes(let bytes, _) = written[number - 1]
    else {
      return false
    }
    return bytes.dropFirst(max(0, column - 1)).starts(with: text.utf8)
  }

  /// A line as an error shows it; `nil` when it is too long to be shown.
  func line(_ number: Int) -> String? {
    guard let characters = characters(number), characters.count <= Self.longestShown else {
      return nil
    }
    return String(characters)
  }

  private static let longestShown = 400

  func characterColumn(line number: Int, scalarColumn: Int) -> Int {
    guard written.indices.contains(number - 1),
      case .characters(_, let columns?) = written[number - 1]
    else { return scalarColumn }
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
