import Sim

/// Lines of comma-separated values (RFC 4180, but lines end with a bare newline).
///
/// Numbers are the shortest that read back the same, with a decimal point. What is missing is an
/// empty cell. Texts are written so that no spreadsheet takes one for a formula and no terminal
/// obeys one (`safe`).
package struct CSVText: TextOutputStream {
  /// Room for the text, `count` bytes of which are filled.
  private var room: [UInt8] = []
  package private(set) var count = 0
  private var isLineStart = true

  package init() {}

  package var bytes: ArraySlice<UInt8> { room[..<count] }

  /// Keeps the room.
  package mutating func removeAll() {
    count = 0
    isLineStart = true
  }

  package mutating func endLine() {
    add(upTo: 1) { start in
      start.pointee = UInt8(ascii: "\n")
      return 1
    }
    isLineStart = true
  }

  /// Lines as they were written before.
  mutating func append(lines: ArraySlice<UInt8>) {
    lines.withUnsafeBufferPointer { append($0) }
  }

  /// Appends what `body` writes from its argument on, where `most` bytes are free. It returns how many it
  /// wrote.
  @inline(__always)
  private mutating func add(upTo most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    if room.count &- count < most { grow(by: most) }
    let before = count
    count = room.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return before }
      return before &+ body(base + before)
    }
  }

  /// Makes room, each time to twice the size, so that what is copied stays in proportion.
  @inline(never)
  private mutating func grow(by most: Int) {
    room += repeatElement(0, count: max(256, room.count, most))
  }

  /// The same as `add` for a cell, with the comma before it unless it is the first of its line.
  @inline(__always)
  private mutating func addCell(upTo most: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    let comma = isLineStart ? 0 : 1
    isLineStart = false
    add(upTo: most &+ 1) { start in
      start.pointee = UInt8(ascii: ",")
      return comma &+ body(start + comma)
    }
  }

  @inline(__always)
  private mutating func append(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard let base = buffer.baseAddress else { return }
    add(upTo: buffer.count) { start in
      start.update(from: base, count: buffer.count)
      return buffer.count
    }
  }

  package mutating func empty() { addCell(upTo: 0) { _ in 0 } }

  package mutating func cell(_ text: String?) {
    guard var text else { return empty() }
    // A text that is its own cell, as nearly all are: its bytes alone say so.
    let isWritten = text.withUTF8 { written in
      var isPlain = false
      addCell(upTo: written.count) { start in
        isPlain = Self.copy(plain: UnsafeRawBufferPointer(written), to: start)
        return isPlain ? written.count : 0
      }
      return isPlain
    }
    if !isWritten { append(special: text) }
  }

  /// Appends a text with what it needs: an apostrophe, codes, quotes.
  private mutating func append(special text: String) {
    let text = Self.safe(text)
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 10 || byte == 13
    }
    guard needsQuotes else { return write(text) }
    let quote = UInt8(ascii: "\"")
    var quoted = [quote]
    for byte in text.utf8 {
      if byte == quote { quoted.append(quote) }
      quoted.append(byte)
    }
    quoted.append(quote)
    quoted.withUnsafeBufferPointer { append($0) }
  }

  /// What a spreadsheet takes for the start of a formula, wide forms too (OWASP, "CSV Injection");
  /// an apostrophe besides, so that reading back is certain.
  private static let starts = "=+-@\t\r\n'＝＋－＠".unicodeScalars

  /// Copies a text whose first byte starts no formula and of which no byte needs quotes or a code. `false`
  /// if it is another, of which some may have been copied.
  @inline(__always)
  private static func copy(
    plain text: UnsafeRawBufferPointer, to start: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "'"):
      return false
    default: break
    }
    guard text.count >= 8 else {
      for place in text.indices {
        guard isPlain(text[place]) else { return false }
        start[place] = text[place]
      }
      return true
    }
    let target = UnsafeMutableRawPointer(start)
    var place = 0
    while true {
      let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard areEightPlain(word) else { return false }
      target.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
      if place == text.count &- 8 { return true }
      // The last eight may be partly those before them.
      place = min(place &+ 8, text.count &- 8)
    }
  }

  /// Whether a byte needs neither quotes nor a code.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte <= 0x7E && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: ",")
      && byte != UInt8(ascii: "\"")
  }

  /// Whether eight bytes are plain, side by side: each test leaves the highest bit of a byte that fails.
  @inline(__always)
  private static func areEightPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func isEqual(_ byte: UInt64) -> UInt64 {
      let difference = word ^ ones &* byte
      return (difference &- ones) & ~difference
    }
    let isLow = (word &- ones &* 0x20) & ~word
    let isSpecial = isEqual(0x7F) | isEqual(0x5C) | isEqual(0x2C) | isEqual(0x22)
    return (word | isLow | isSpecial) & (ones &* 0x80) == 0
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
    empty()
    text.withUnsafeBufferPointer { append($0) }
  }

  @inline(__always)
  package mutating func cell(_ value: Int) {
    addCell(upTo: 20) { Self.write(value, to: $0) }
  }

  package mutating func cell(_ value: UInt64) {
    empty()
    write(String(value))
  }

  /// NaN is missing; infinity is `inf`.
  @inline(__always)
  package mutating func cell(_ value: Double?) {
    guard let value, !value.isNaN else { return empty() }
    let whole = value.rounded(.towardZero)
    if whole == value, whole.magnitude < 9_007_199_254_740_992 {
      cell(Int(whole))
    } else {
      cell(fraction: value)
    }
  }

  /// A number that is not whole, or too large to be written by its digits.
  private mutating func cell(fraction value: Double) {
    empty()
    // "inf" and "-inf" are the description's own.
    value.write(to: &self)
  }

  /// Writes the digits of a number from `start` on, the last one first. Returns how many bytes it has.
  @inline(__always)
  private static func write(_ value: Int, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = value.magnitude
    let sign = value < 0 ? 1 : 0
    if value < 0 { start.pointee = UInt8(ascii: "-") }
    var length = sign &+ 1
    var bound: UInt = 10
    while rest >= bound {
      length &+= 1
      bound &*= 10
    }
    var place = length
    repeat {
      place &-= 1
      start[place] = 48 &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while place > sign
    return length
  }

  package mutating func write(_ string: String) {
    var string = string
    string.withUTF8 { append($0) }
  }

  /// Numbers arrive here without a string in between.
  package mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) { append(buffer) }
}
