extension Array where Element == Double {
  /// Sorts numbers, none of them NaN, by their bits, eight at a time from the lowest (LSD radix
  /// sort, Knuth 1998, 5.2.5). Bytes that all share are passed over, so that whole numbers take
  /// two or three rounds. −0 comes before 0.
  mutating func sortByRadix() {
    guard count > 2_048 else { return sort() }
    // Negative numbers order backwards by their bits, and after the positive ones.
    var keys = map { value -> UInt64 in
      let bits = value.bitPattern
      return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
    var spare = keys
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      var starts = [Int](repeating: 0, count: 256)
      for key in keys { starts[Int(key >> shift & 0xff)] += 1 }
      if starts.contains(keys.count) { continue }
      var sum = 0
      for byte in starts.indices {
        (starts[byte], sum) = (sum, sum + starts[byte])
      }
      for key in keys {
        let byte = Int(key >> shift & 0xff)
        spare[starts[byte]] = key
        starts[byte] += 1
      }
      swap(&keys, &spare)
    }
    for (place, key) in keys.enumerated() {
      self[place] = Double(bitPattern: key >> 63 == 1 ? key ^ 1 << 63 : ~key)
    }
  }
}
