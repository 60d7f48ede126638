import Sim

/// The text of one file of a scenario, or of one `--set`.
final class SourceFile: Sendable {
  /// As errors print it.
  let name: String
  /// 0 for the first file, 1 for its parent, and so on; settings come before: −1.
  let order: Int
  let lines: [String]
  let text: String

  init(name: String, order: Int, text: String) {
    self.name = name
    self.order = order
    self.text = text
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
      String.init)
  }

  /// A `--set` has no lines: its errors print without a place.
  var isSetting: Bool { order < 0 }

  func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// YAML counts columns in Unicode scalars, an editor in characters.
  func characterColumn(line number: Int, scalarColumn: Int) -> Int {
    guard let line = line(number), !line.utf8.allSatisfy({ $0 < 128 }) else { return scalarColumn }
    return String(String.UnicodeScalarView(line.unicodeScalars.prefix(scalarColumn - 1))).count + 1
  }

  func position(line: Int, column: Int) -> SourcePosition {
    isSetting
      ? SourcePosition(file: name, line: 0, column: 0)
      : SourcePosition(file: name, line: line, column: column)
  }

  func error(line: Int, column: Int, path: String, _ message: String) -> Diagnostic {
    Diagnostic(
      position(line: line, column: column), path: path, message,
      excerpt: isSetting ? nil : self.line(line))
  }
}
