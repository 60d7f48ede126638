/// Lines of words and numbers as UTF-8.
struct TextLines {
  private(set) var bytes: [UInt8] = []

  init(bytes count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  mutating func append(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    append(UInt64(number.magnitude))
  }

  mutating func append(_ number: UInt64) {
    var power: UInt64 = 1
    while number / power >= 10 { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  /// A blank and a number.
  mutating func appendNext(_ number: Int) {
    bytes.append(UInt8(ascii: " "))
    append(number)
  }

  mutating func end() { bytes.append(UInt8(ascii: "\n")) }

  mutating func add(_ line: String) {
    append(line)
    end()
  }
}
