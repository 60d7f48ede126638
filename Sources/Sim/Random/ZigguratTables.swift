import CGSL

/// The strips of GSL's ziggurat, read out of the linked library by asking it.
///
/// 256 entries, by the low byte of a word: the strip is its low seven bits, the sign its eighth.
/// Immutable once made, hence Sendable; made once and never freed.
final class ZigguratTables: @unchecked Sendable {
  /// ± the strip's width times 2⁻²⁴.
  let width: UnsafePointer<Double>
  /// Positions below this (of 2²⁴) are accepted at once.
  let limit: UnsafePointer<Int32>

  static let linked = ZigguratTables()

  private init() {
    turnOffErrorHandler()
    let width = UnsafeMutablePointer<Double>.allocate(capacity: 256)
    let limit = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    for low in 0..<UInt32(128) {
      var accepted: UInt32 = 0
      var rejected: UInt32 = 1 << 24
      while accepted < rejected {
        let middle = (accepted + rejected) / 2
        if Probe(word: middle << 8 | low).answer().atOnce {
          accepted = middle + 1
        } else {
          rejected = middle
        }
      }
      // Position 1 gives the width itself, for strip 0 too: there the second uniform, which the
      // probe makes 0, accepts it.
      let strip = Probe(word: 1 << 8 | 0x80 | low).answer().value
      for (entry, sign) in [(Int(low), -1.0), (Int(low) + 128, 1.0)] {
        width[entry] = sign * strip
        limit[entry] = Int32(accepted)
      }
    }
    self.width = UnsafePointer(width)
    self.limit = UnsafePointer(limit)
  }
}

/// A generator that gives one chosen word and tells whether the ziggurat wanted more.
private struct Probe {
  var word: UInt32
  var uniforms = 0

  init(word: UInt32) { self.word = word }

  func answer() -> (value: Double, atOnce: Bool) {
    var state = self
    var type = gsl_rng_type(
      name: nil, max: 0xFFFF_FFFF, min: 0, size: MemoryLayout<Probe>.size,
      set: { _, _ in },
      get: { state in
        guard let probe = state?.assumingMemoryBound(to: Probe.self) else { return 0 }
        // Any further word is strip 1, position 0, which is accepted: the probe always ends.
        defer { probe.pointee.word = 1 }
        return UInt(probe.pointee.word)
      },
      get_double: { state in
        state?.assumingMemoryBound(to: Probe.self).pointee.uniforms += 1
        return 0
      })
    let value = withUnsafeMutablePointer(to: &state) { state in
      withUnsafePointer(to: &type) { type in
        var generator = gsl_rng(type: type, state: state)
        return gsl_ran_gaussian_ziggurat(&generator, 1)
      }
    }
    return (value, state.uniforms == 0)
  }
}
