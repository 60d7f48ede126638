/// Trials in the order of a value, those of equal values in their own; without those that have none.
///
/// Sorted by bits that rise with the number: two rounds (LSD radix sort, Knuth 1998, 5.2.5) by the 22 bits
/// below the first in which they differ, then by insertion. Where these bits tell too little, six rounds by
/// all.
struct TrialsByValue {
  struct Entry {
    /// Equal where values are, and in their order. −0 is 0.
    var key: UInt64
    var trial: Int32
  }

  private(set) var sorted: [Entry]
  private var spare: [Entry] = []
  private static let digitBits = 11

  /// `values`: by trial; NaN is missing.
  init(_ values: [Double]) {
    var (least, most) = (UInt64.max, UInt64.min)
    sorted = Array(unsafeUninitializedCapacity: values.count) { entries, count in
      for (trial, value) in values.enumerated() where !value.isNaN {
        let bits = (value + 0).bitPattern
        let key = bits >> 63 == 1 ? ~bits : bits | 1 << 63
        (least, most) = (min(least, key), max(most, key))
        entries.initializeElement(at: count, to: Entry(key: key, trial: Int32(trial)))
        count += 1
      }
    }
    guard most > least else { return }
    spare = sorted
    if sorted.count > 32 {
      let length = 64 - (most - least).leadingZeroBitCount
      sort(by: 2, from: max(0, length - 2 * Self.digitBits), least)
    }
    if !insert() { sort(by: 6, from: 0, least) }
  }

  /// So many rounds, from a bit of how far keys are above the least.
  private mutating func sort(by rounds: Int, from shift: Int, _ least: UInt64) {
    let size = 1 << Self.digitBits
    for round in 0..<rounds {
      let shift = UInt64(shift + round * Self.digitBits)
      let digit = { (entry: Entry) in
        Int(truncatingIfNeeded: (entry.key &- least) &>> shift) & (size - 1)
      }
      withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { starts in
        starts.initialize(repeating: 0)
        for entry in sorted { starts[digit(entry)] &+= 1 }
        var sum = 0
        for place in 0..<size { (starts[place], sum) = (sum, sum &+ starts[place]) }
        spare.withUnsafeMutableBufferPointer { spare in
          for entry in sorted {
            let place = digit(entry)
            spare[starts[place]] = entry
            starts[place] &+= 1
          }
        }
      }
      swap(&sorted, &spare)
    }
  }

  /// `false` if it takes too many moves, before the end.
  private mutating func insert() -> Bool {
    var moves = 16 * sorted.count
    return sorted.withUnsafeMutableBufferPointer { entries in
      for place in 1..<entries.count {
        let entry = entries[place]
        var at = place
        while at > 0, entries[at - 1].key > entry.key {
          entries[at] = entries[at - 1]
          at -= 1
        }
        entries[at] = entry
        moves -= place - at
        guard moves > 0 else { return false }
      }
      return true
    }
  }
}
