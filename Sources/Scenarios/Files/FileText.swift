import Sim

/// The text of a file of YAML, without a byte-order mark.
struct FileText {
  let file: SourceFile
  /// Why it cannot be read.
  let problem: Diagnostic?

  init(_ input: InputFile, name: String, order: Int = 0) {
    var bytes = input.bytes[...]
    if bytes.starts(with: Self.mark) { bytes = bytes.dropFirst(Self.mark.count) }
    let valid = String(validating: bytes, as: UTF8.self)
    file = SourceFile(
      name: name, order: order, text: valid ?? String(decoding: bytes, as: UTF8.self))
    if let name = TextEncoding.wide(input.bytes) {
      // Its lines cannot be shown.
      problem = Diagnostic(file.position(line: 1, column: 1), path: "", FileCause.encoding(name))
    } else if input.bytes.count > Limits.fileBytes {
      problem = file.error(line: 1, column: 1, path: "", FileCause.tooLarge)
    } else if valid == nil {
      let line = file.lines.firstIndex { $0.contains("\u{FFFD}") } ?? 0
      let column = file.lines[line].firstIndex(of: "\u{FFFD}") ?? 0
      problem = file.error(line: line + 1, column: column + 1, path: "", FileCause.notUTF8)
    } else {
      problem = nil
    }
  }

  /// Of UTF-8.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What a text begins with after the mark.
  static func withoutMark(_ text: String) -> Substring {
    text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
  }
}
