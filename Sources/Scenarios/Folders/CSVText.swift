import Sim

/// Lines of comma-separated values (RFC 4180, but lines end with a bare newline).
///
/// Numbers are the shortest that read back the same, with a decimal point. What is missing is an
/// empty cell. Texts are written so that no spreadsheet takes one for a formula and no terminal
/// obeys one (`safe`).
package struct CSVText: TextOutputStream {
  package private(set) var bytes: [UInt8] = []
  private var isLineStart = true

  package init() {}

  /// Keeps the room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isLineStart = true
  }

  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    isLineStart = true
  }

  /// Lines as they were written before.
  mutating func append(lines: ArraySlice<UInt8>) { bytes += lines }

  @inline(__always)
  private mutating func beginCell() {
    if isLineStart { isLineStart = false } else { bytes.append(UInt8(ascii: ",")) }
  }

  package mutating func empty() { beginCell() }

  package mutating func cell(_ text: String?) {
    beginCell()
    if var plain = text, appendAsIs(&plain) { return }
    guard let text = text.map(Self.safe) else { return }
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// What a spreadsheet takes for the start of a formula, wide forms too (OWASP, "CSV Injection");
  /// an apostrophe besides, so that reading back is certain.
  private static let starts = "=+-@\t\r\n'＝＋－＠".unicodeScalars

  /// Appends a text that is its own cell, as nearly all are: its bytes alone say so. `false` if it is
  /// not.
  private mutating func appendAsIs(_ text: inout String) -> Bool {
    text.withUTF8 { written in
      switch written.first {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
        UInt8(ascii: "'"):
        return false
      default: break
      }
      for byte in written {
        guard byte >= 0x20, byte <= 0x7E, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: ","),
          byte != UInt8(ascii: "\"")
        else { return false }
      }
      bytes.append(contentsOf: written)
      return true
    }
  }

  /// A text with an apostrophe before it if it begins like a formula, and with hidden characters by
  /// their codes, as `\u{1B}`. To read it back: one leading apostrophe goes, then each `\u{…}` is
  /// the character with that code. Where a text has `\u{` of its own, its backslash is `\u{5C}`.
  static func safe(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    var result = String.UnicodeScalarView()
    if starts.contains(first) { result.append("'") }
    if isPlain {
      result.append(contentsOf: text.unicodeScalars)
      return String(result)
    }
    let scalars = Array(text.unicodeScalars)
    for (k, scalar) in scalars.enumerated() {
      let isOwnCode = scalar == "\\" && scalars[(k + 1)...].starts(with: ["u", "{"])
      let isHidden =
        VisibleText.isHidden(scalar, after: k > 0 ? scalars[k - 1] : nil)
        && !"\t\r\n".unicodeScalars.contains(scalar)
      if isOwnCode || isHidden {
        result.append(contentsOf: VisibleText.code(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A cell whose text is already quoted where it must be.
  @inline(__always)
  mutating func cell(ready text: [UInt8]) {
    beginCell()
    bytes.append(contentsOf: text)
  }

  @inline(__always)
  package mutating func cell(_ value: Int) {
    beginCell()
    digits(value)
  }

  package mutating func cell(_ value: UInt64) {
    beginCell()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// NaN is missing; infinity is `inf`.
  @inline(__always)
  package mutating func cell(_ value: Double?) {
    beginCell()
    guard let value, !value.isNaN else { return }
    let whole = value.rounded(.towardZero)
    if whole == value, whole.magnitude < 9_007_199_254_740_992 {
      digits(Int(whole))
    } else {
      // "inf" and "-inf" are the description's own.
      value.write(to: &self)
    }
  }

  @inline(__always)
  private mutating func digits(_ value: Int) {
    var rest = value.magnitude
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    if rest < 10 {
      bytes.append(48 &+ UInt8(truncatingIfNeeded: rest))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
      var start = 20
      repeat {
        start &-= 1
        room[start] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      bytes.append(contentsOf: room[start..<20])
    }
  }

  package mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

  /// Numbers arrive here without a string in between.
  package mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: buffer)
  }
}
