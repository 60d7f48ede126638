/// Bytes in one fixed form: whole numbers and doubles in eight bytes, lowest first; texts and
/// lists after their count. Equal values give equal bytes.
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }

  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// A NaN's sign and payload are no part of a result.
  package mutating func write(_ value: Double) {
    write((value.isNaN ? Double.nan : value).bitPattern)
  }

  /// One after the other, without their number.
  mutating func write(values: [Double]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: values.count * 8))
    bytes.withUnsafeMutableBytes { bytes in
      for (k, value) in values.enumerated() {
        let bits = (value.isNaN ? Double.nan : value).bitPattern
        bytes.storeBytes(of: bits.littleEndian, toByteOffset: start + k * 8, as: UInt64.self)
      }
    }
  }

  package mutating func write(_ text: String) { write(list: Array(text.utf8)) }

  package mutating func write(list: [UInt8]) {
    write(list.count)
    bytes.append(contentsOf: list)
  }

  /// Counts, most of them zero, without their number: how many zeros, then what follows them, in
  /// groups of seven bits; a negative number is folded in between the others (zigzag).
  package mutating func write<Count: FixedWidthInteger & SignedInteger>(counts: [Count]) {
    var zeros: UInt64 = 0
    for count in counts {
      guard count != 0 else {
        zeros += 1
        continue
      }
      group(zeros)
      zeros = 0
      let value = Int64(count)
      group(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }
    if zeros > 0 { group(zeros) }
  }

  /// The same; no counts stand for so many zeros.
  mutating func write(counts: [Int32], orZeros count: Int) {
    if counts.isEmpty, count > 0 { group(UInt64(count)) } else { write(counts: counts) }
  }

  /// Room for so many bytes more.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  private mutating func group(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
