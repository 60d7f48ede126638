import CGSL

/// A GSL generator that reads the words of one draw: one per worker, reset for every draw.
///
/// Integers are 32-bit words (0 … 2³² − 1); doubles are 52-bit uniforms from two words. It is reset
/// in place, so a draw allocates nothing. It belongs to one thread.
package final class CursorGenerator {
  private let type: UnsafeMutablePointer<gsl_rng_type>
  @usableFromInline let cursor: UnsafeMutablePointer<WordCursor>
  let rng: UnsafeMutablePointer<gsl_rng>

  package init() {
    turnOffErrorHandler()
    cursor = .allocate(capacity: 1)
    cursor.initialize(to: WordCursor(key: 0, step: 0, index: 0, layout: .block))
    type = .allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: generatorName, max: 0xFFFF_FFFF, min: 0, size: MemoryLayout<WordCursor>.size,
        set: { _, _ in },
        get: { state in
          UInt(state?.assumingMemoryBound(to: WordCursor.self).pointee.next() ?? 0)
        },
        get_double: { state in
          state?.assumingMemoryBound(to: WordCursor.self).pointee.nextUniform() ?? .nan
        }))
    rng = .allocate(capacity: 1)
    rng.initialize(to: gsl_rng(type: type, state: cursor))
  }

  deinit {
    rng.deallocate()
    type.deallocate()
    cursor.deallocate()
  }

  /// Points at the draw of a site (its key) at a step, for a trial's index.
  package func reset(key: UInt64, step: UInt32, index: UInt64, layout: WordLayout) {
    cursor.pointee = WordCursor(key: key, step: step, index: index, layout: layout)
  }

  /// The next 32-bit word.
  package func word() -> UInt32 { cursor.pointee.next() }

  /// The next 52-bit uniform.
  package func uniform() -> Double { cursor.pointee.nextUniform() }

  /// A standard normal by GSL's ziggurat.
  package func normal() -> Double { gsl_ran_gaussian_ziggurat(rng, 1) }
}

private var generatorName: UnsafePointer<CChar> {
  let name: StaticString = "philox4x32-10 cursor"
  return UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
}
