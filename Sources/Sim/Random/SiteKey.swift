/// The key of a draw site: all 64 bits of it go into Philox's key.
///
/// Two paths share a key with probability 2⁻⁶⁴; a program compares all of its keys when it is made.
package func siteKey(seed: UInt64, path: String) -> UInt64 {
  mix64(seed ^ mix64(fnv1a64(path.utf8)))
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014; constants by Stafford): a bijection.
func mix64(_ value: UInt64) -> UInt64 {
  var z = value
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

/// FNV-1a with 64 bits (Fowler, Noll & Vo).
func fnv1a64(_ bytes: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  return hash
}
