import Foundation

/// Random numbers of a replication (SplitMix64; Steele, Lea & Flood 2014).
struct Chances: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9e37_79b9_7f4a_7c15
    state = next()
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// In (0, 1).
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// Standard normal (Box & Muller 1958).
  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  mutating func happens(_ chance: Double) -> Bool { uniform() < chance }

  mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// How many of some trials come to each of some cases.
  mutating func counts(_ trials: Int, _ shares: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: shares.count)
    for _ in 0..<trials {
      var left = uniform()
      let place = shares.firstIndex {
        left -= $0
        return left < 0
      }
      counts[place ?? shares.count - 1] += 1
    }
    return counts
  }
}
