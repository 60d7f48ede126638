/// The words of one draw in their order: its share of the attempt-0 block, then attempt blocks.
package struct WordCursor: Sendable {
  package let key: UInt64
  package let step: UInt32
  package let index: UInt64
  private var attempt: UInt32 = 0
  /// The next word is the low half of `low`; taking it shifts the 128 bits down.
  private var low: UInt64
  private var high: UInt64
  /// Past four, `first` comes before the others.
  private var remaining: Int
  private var first: UInt32 = 0

  package init(key: UInt64, step: UInt32, index: UInt64, layout: WordLayout) {
    self.key = key
    self.step = step
    self.index = index
    let words = Philox.block(key: key, word0: layout.group(step: step), attempt: 0, index: index)
    low = UInt64(words.1) << 32 | UInt64(words.0)
    high = UInt64(words.3) << 32 | UInt64(words.2)
    remaining = layout.wordCount
    for _ in 0..<layout.firstWord(step: step) { shift() }
  }

  /// A draw whose words of attempt 0 are known already, one every `stride`.
  @inline(__always)
  init(
    key: UInt64, step: UInt32, index: UInt64, layout: WordLayout, words: UnsafePointer<UInt32>,
    stride: Int
  ) {
    self.key = key
    self.step = step
    self.index = index
    remaining = layout.wordCount
    low = UInt64(words[0])
    high = 0
    if remaining > 1 { low |= UInt64(words[stride]) << 32 }
    if remaining > 2 { high = UInt64(words[3 * stride]) << 32 | UInt64(words[2 * stride]) }
  }

  /// A draw of layout `word32` whose word is known already, as are the words of attempt 1.
  @inline(__always)
  init(
    key: UInt64, step: UInt32, index: UInt64, word: UInt32,
    attempt words: (UInt32, UInt32, UInt32, UInt32)
  ) {
    self.key = key
    self.step = step
    self.index = index
    attempt = 1
    first = word
    low = UInt64(words.1) << 32 | UInt64(words.0)
    high = UInt64(words.3) << 32 | UInt64(words.2)
    remaining = 5
  }

  /// The attempt wraps after 2³² blocks; no sampler comes near.
  @inline(__always)
  package mutating func next() -> UInt32 {
    if remaining == 0 {
      attempt &+= 1
      let words = Philox.block(key: key, word0: step, attempt: attempt, index: index)
      low = UInt64(words.1) << 32 | UInt64(words.0)
      high = UInt64(words.3) << 32 | UInt64(words.2)
      remaining = 4
    }
    remaining -= 1
    if remaining == 4 { return first }
    let word = UInt32(truncatingIfNeeded: low)
    shift()
    return word
  }

  /// A uniform value of 52 bits, strictly between 0 and 1, from the next two words.
  @inline(__always)
  package mutating func nextUniform() -> Double {
    let first = next()
    return UniformValue.value(first, next())
  }

  @inline(__always)
  private mutating func shift() {
    low = low >> 32 | high << 32
    high >>= 32
  }
}
