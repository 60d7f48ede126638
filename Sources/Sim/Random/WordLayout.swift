/// Which words of which block a draw starts with.
///
/// A draw that needs more words than its share takes whole blocks of its own: word 0 of the counter
/// is then its step and the attempt is 1, 2, …
package enum WordLayout: Sendable, Hashable {
  /// One word a step, so one block serves four steps: normals and hazards.
  case word32
  /// Two words a step, so one block serves two steps: everything inverted from one uniform value.
  case word52
  /// A block for every step: every sampler that may need any number of words.
  case block

  /// How many words of the attempt-0 block belong to one step.
  @inline(__always)
  package var wordCount: Int {
    switch self {
    case .word32: 1
    case .word52: 2
    case .block: 4
    }
  }

  @inline(__always)
  package var stepsPerBlock: UInt32 {
    switch self {
    case .word32: 4
    case .word52: 2
    case .block: 1
    }
  }

  /// Word 0 of the counter of the attempt-0 block that serves `step`.
  @inline(__always)
  package func group(step: UInt32) -> UInt32 { step / stepsPerBlock }

  /// The first word of `step` in that block, 0 … 3.
  @inline(__always)
  package func firstWord(step: UInt32) -> Int { Int(step % stepsPerBlock) * wordCount }
}
