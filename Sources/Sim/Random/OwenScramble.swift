/// Owen's nested uniform scramble (Owen 1995) by a hash: each binary digit is flipped by what the
/// digits before it and the seed say (Laine & Karras 2011; the hash is Vegdahl's, 2021).
package struct OwenScramble: Sendable, Hashable {
  /// The hash wants seeds whose bits are well mixed, such as words of `Philox`.
  package let seed: UInt32

  package init(word: UInt32) { seed = word }

  /// Of one dimension of one replicate; dimensions and replicates are independent.
  package init(seed: UInt64, dimension: Int, replicate: UInt64) {
    let key = siteKey(seed: seed, path: "owen scramble")
    self.seed =
      Philox.block(
        key: key, word0: UInt32(truncatingIfNeeded: dimension), attempt: 0, index: replicate
      ).0
  }

  package func scrambled(_ word: UInt32) -> UInt32 {
    var x = word.bitsReversed
    x ^= x &* 0x3d20_adea
    x = x &+ seed
    x = x &* (seed >> 16 | 1)
    x ^= x &* 0x0552_6c56
    x ^= x &* 0x53a2_2864
    return x.bitsReversed
  }
}

extension UInt32 {
  var bitsReversed: UInt32 {
    var x = self
    x = x >> 1 & 0x5555_5555 | (x & 0x5555_5555) << 1
    x = x >> 2 & 0x3333_3333 | (x & 0x3333_3333) << 2
    x = x >> 4 & 0x0F0F_0F0F | (x & 0x0F0F_0F0F) << 4
    return x.byteSwapped
  }
}
