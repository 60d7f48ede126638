import CGSL
import Testing

@testable import Sim

private let key = siteKey(seed: 1, path: "state.front:normal#1")

private func block(_ word0: UInt32, attempt: UInt32, index: UInt64 = 7) -> [UInt32] {
  let words = Philox.block(key: key, word0: word0, attempt: attempt, index: index)
  return [words.0, words.1, words.2, words.3]
}

private func words(_ count: Int, step: UInt32, _ layout: WordLayout) -> [UInt32] {
  var cursor = WordCursor(key: key, step: step, index: 7, layout: layout)
  return (0..<count).map { _ in cursor.next() }
}

@Suite struct WordTests {
  @Test
  func `One word a step: step 14 has word 2 of group 3, then its own attempts`() {
    #expect(
      words(6, step: 14, .word32)
        == [block(3, attempt: 0)[2]] + block(14, attempt: 1) + [block(14, attempt: 2)[0]])
  }

  @Test
  func `Two words a step: step 13 has the last two words of group 6`() {
    #expect(
      words(4, step: 13, .word52) == Array(block(6, attempt: 0)[2...])
        + Array(block(13, attempt: 1)[..<2]))
  }

  @Test
  func `A block a step`() {
    #expect(
      words(9, step: 13, .block)
        == block(13, attempt: 0) + block(13, attempt: 1) + [block(13, attempt: 2)[0]])
  }

  @Test
  func `A uniform of one word is the middle of its cell`() {
    #expect(UniformValue.value(0) == 0x1p-33)
    #expect(UniformValue.value(.max) == 1 - 0x1p-33)
    #expect(UniformValue.value(1 << 31) == 0.5 + 0x1p-33)
  }

  @Test
  func `A uniform of two words takes all of the first and 20 bits of the second`() {
    #expect(UniformValue.value(0, 0) == 0x1p-53)
    #expect(UniformValue.value(0, 0xFFF) == 0x1p-53)
    #expect(UniformValue.value(0, 0x1000) == 3 * 0x1p-53)
    #expect(UniformValue.value(.max, .max) == 1 - 0x1p-53)
  }

  @Test
  func `Rows of uniforms equal single ones`() {
    let first = block(1, attempt: 0) + block(2, attempt: 0) + [0, .max]
    let second = block(3, attempt: 0) + block(4, attempt: 0) + [0xFFF, .max]
    var into = [Double](repeating: 0, count: 10)
    UniformValue.row(first, count: 10, into: &into)
    #expect(into == first.map { UniformValue.value($0) })
    UniformValue.row(first, second, count: 10, into: &into)
    #expect(into == zip(first, second).map { UniformValue.value($0, $1) })
  }

  @Test
  func `GSL reads the words of the draw`() {
    let generator = CursorGenerator()
    generator.reset(key: key, step: 3, index: 7, layout: .block)
    let words = block(3, attempt: 0)
    #expect(gsl_rng_get(generator.rng) == UInt(words[0]))
    #expect(gsl_rng_uniform(generator.rng) == UniformValue.value(words[1], words[2]))
    #expect(generator.word() == words[3])
    #expect(generator.word() == block(3, attempt: 1)[0])
    #expect(gsl_rng_max(generator.rng) == 0xFFFF_FFFF)
    #expect(gsl_rng_min(generator.rng) == 0)
  }

  @Test
  func `A draw depends on its address only, whatever was drawn before`() {
    let generator = CursorGenerator()
    generator.reset(key: key, step: 3, index: 7, layout: .block)
    let first = gsl_ran_gamma(generator.rng, 0.3, 1)
    generator.reset(key: key, step: 4, index: 9, layout: .word32)
    _ = gsl_ran_gamma(generator.rng, 0.3, 1)
    generator.reset(key: key, step: 3, index: 7, layout: .block)
    #expect(gsl_ran_gamma(generator.rng, 0.3, 1) == first)
  }
}
