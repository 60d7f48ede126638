/// Bytes that are not what a `ByteWriter` wrote there.
package struct UnreadableBytes: Error, Hashable, Sendable {
  package init() {}
}

/// Reads what a `ByteWriter` wrote, in the same order. No bytes, however wrong, do more than throw.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
    end = bytes.count
  }

  package var isAtEnd: Bool { position == end }

  private mutating func take(_ count: Int) throws(UnreadableBytes) -> Range<Int> {
    guard count >= 0, count <= end - position else { throw UnreadableBytes() }
    position += count
    return (position - count)..<position
  }

  package mutating func unsigned() throws(UnreadableBytes) -> UInt64 {
    let range = try take(8)
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    }
  }

  package mutating func integer() throws(UnreadableBytes) -> Int {
    Int(Int64(bitPattern: try unsigned()))
  }

  /// A number of things that take at least so many bytes each: never more than are left.
  package mutating func count(ofSize size: Int = 1) throws(UnreadableBytes) -> Int {
    let count = try integer()
    guard count >= 0, count <= (end - position) / max(1, size) else { throw UnreadableBytes() }
    return count
  }

  package mutating func flag() throws(UnreadableBytes) -> Bool {
    let byte = bytes[try take(1).lowerBound]
    guard byte < 2 else { throw UnreadableBytes() }
    return byte == 1
  }

  package mutating func double() throws(UnreadableBytes) -> Double {
    Double(bitPattern: try unsigned())
  }

  /// So many doubles, one after the other.
  mutating func values(_ count: Int) throws(UnreadableBytes) -> [Double] {
    guard count >= 0, count <= (end - position) / 8 else { throw UnreadableBytes() }
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try double()) }
    return values
  }

  package mutating func text() throws(UnreadableBytes) -> String {
    guard let text = String(validating: try list(), as: UTF8.self) else {
      throw UnreadableBytes()
    }
    return text
  }

  package mutating func list() throws(UnreadableBytes) -> [UInt8] {
    let length = try count()
    return Array(bytes[try take(length)])
  }

  /// As many counts as there are places.
  package mutating func counts<Count: FixedWidthInteger & SignedInteger>(_ places: Int)
    throws(UnreadableBytes) -> [Count]
  {
    var counts = [Count](repeating: 0, count: places)
    var at = 0
    while at < places {
      let zeros = try group()
      guard zeros <= UInt64(places - at) else { throw UnreadableBytes() }
      at += Int(zeros)
      guard at < places else { break }
      let folded = try group()
      let value = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
      guard value != 0, let count = Count(exactly: value) else { throw UnreadableBytes() }
      counts[at] = count
      at += 1
    }
    return counts
  }

  private mutating func group() throws(UnreadableBytes) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[try take(1).lowerBound]
      guard shift < 63 || byte < 2 else { throw UnreadableBytes() }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
      guard shift < 64 else { throw UnreadableBytes() }
    }
  }
}
