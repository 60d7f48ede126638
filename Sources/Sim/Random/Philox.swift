import CGSL

/// Philox4x32-10 (Salmon et al. 2011): the random bits of an address, with no state between.
///
/// The key is the site's; the counter is (`word0`: step group or step, `attempt`, low and high half
/// of `index`).
package enum Philox {
  package static func block(
    key: UInt64, word0: UInt32, attempt: UInt32, index: UInt64
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { bytes in
      sim_philox_block(
        key, word0, attempt, index, bytes.baseAddress?.assumingMemoryBound(to: UInt32.self))
    }
    return words
  }

  /// The blocks of `count` indices, one row per word of the block; rows need no padding.
  @inline(__always)
  package static func rows(
    key: UInt64, word0: UInt32, attempt: UInt32 = 0,
    index: UnsafePointer<UInt64>, count: Int,
    into w0: UnsafeMutablePointer<UInt32>, _ w1: UnsafeMutablePointer<UInt32>,
    _ w2: UnsafeMutablePointer<UInt32>, _ w3: UnsafeMutablePointer<UInt32>
  ) {
    sim_philox_rows(key, word0, attempt, index, count, w0, w1, w2, w3)
  }
}
