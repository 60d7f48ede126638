extension Array where Element == Double {
  /// Sorts numbers, none of them NaN, by their bits, eight at a time from the lowest (LSD radix
  /// sort, Knuth 1998, 5.2.5). Bytes that all share are passed over, so that whole numbers take
  /// two or three rounds. −0 comes before 0.
  mutating func sortByRadix() {
    guard count > 2_048 else { return sort { $0.orderedBits < $1.orderedBits } }
    var keys = map(\.orderedBits)
    var spare = keys
    let counts = Self.countsByByte(keys)
    for byte in 0..<8 where !counts[(byte * 256)..<(byte * 256 + 256)].contains(keys.count) {
      var starts = [Int](counts[(byte * 256)..<(byte * 256 + 256)])
      var sum = 0
      for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
      let shift = UInt64(byte * 8)
      keys.withUnsafeBufferPointer { keys in
        spare.withUnsafeMutableBufferPointer { spare in
          starts.withUnsafeMutableBufferPointer { starts in
            for key in keys {
              let digit = Int(truncatingIfNeeded: key &>> shift & 0xff)
              spare[starts[digit]] = key
              starts[digit] &+= 1
            }
          }
        }
      }
      swap(&keys, &spare)
    }
    for (place, key) in keys.enumerated() { self[place] = Double(orderedBits: key) }
  }

  /// How many keys have each value of each byte, in one pass.
  private static func countsByByte(_ keys: [UInt64]) -> [Int] {
    var counts = [Int](repeating: 0, count: 8 * 256)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys {
        for byte in 0..<8 {
          counts[byte &* 256 &+ Int(truncatingIfNeeded: key &>> UInt64(byte &* 8) & 0xff)] &+= 1
        }
      }
    }
    return counts
  }

  /// Two sorted arrays as one, in the order of `sortByRadix`.
  func merged(with other: [Double]) -> [Double] {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Array(unsafeUninitializedCapacity: count + other.count) { all, filled in
      var (left, right) = (0, 0)
      while left < count, right < other.count {
        let takesLeft = self[left].orderedBits <= other[right].orderedBits
        all.initializeElement(at: left + right, to: takesLeft ? self[left] : other[right])
        left += takesLeft ? 1 : 0
        right += takesLeft ? 0 : 1
      }
      while left < count {
        all.initializeElement(at: left + right, to: self[left])
        left += 1
      }
      while right < other.count {
        all.initializeElement(at: left + right, to: other[right])
        right += 1
      }
      filled = left + right
    }
  }
}

extension Double {
  /// Rises with the number. Negative numbers order backwards by their bits, and after the positive.
  fileprivate var orderedBits: UInt64 {
    let bits = bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }

  fileprivate init(orderedBits key: UInt64) {
    self.init(bitPattern: key >> 63 == 1 ? key ^ 1 << 63 : ~key)
  }
}
