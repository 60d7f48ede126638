import CGSL
import Testing

/// SplitMix64 (Steele, Lea & Flood 2014), for tests that need random numbers of their own.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// GSL's Tausworthe generator, for GSL's own samplers.
struct Tausworthe: ~Copyable {
  let pointer: UnsafeMutablePointer<gsl_rng>

  init(seed: UInt) throws {
    var types = try #require(gsl_rng_types_setup())
    while let type = types.pointee, String(cString: type.pointee.name) != "taus2" { types += 1 }
    pointer = try #require(gsl_rng_alloc(types.pointee))
    gsl_rng_set(pointer, seed)
  }

  deinit { gsl_rng_free(pointer) }
}
