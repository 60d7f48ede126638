/// What a file that is not UTF-8 seems to be.
enum TextEncoding {
  /// What is wrong with a file that is UTF-16 or UTF-32, with or without a byte-order mark: a text in
  /// such an encoding begins with an ASCII character, beside which there are zeros.
  static func problem(_ bytes: [UInt8]) -> String? {
    wide(bytes).map { "the file is \($0) text: save it as UTF-8" }
  }

  /// Text that has bytes of no UTF-8 character.
  static let notUTF8 =
    "the file is not UTF-8 text, but perhaps Latin-1 or Windows-1252: save it as UTF-8"

  private static func wide(_ bytes: [UInt8]) -> String? {
    let start = Array(bytes.prefix(4))
    if start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard start.count == 4 else { return nil }
    switch start.map({ $0 == 0 }) {
    case [true, true, true, false], [false, true, true, true]: return "UTF-32"
    case [true, false, true, false], [false, true, false, true]: return "UTF-16"
    default: return nil
    }
  }
}
