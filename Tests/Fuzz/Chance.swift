/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea & Flood 2014).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, case number: Int) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(number) &* 0xBF58_476D_1CE4_E5B9
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ n: Int) -> Int { n > 1 ? Int.random(in: 0..<n, using: &self) : 0 }

  mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

  mutating func one<T>(_ items: [T]) -> T { items[below(items.count)] }
}
