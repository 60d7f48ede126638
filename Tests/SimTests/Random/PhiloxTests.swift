import CGSL
import Testing

@testable import Sim

/// Known answers: Random123 1.14, tests/kat_vectors, lines `philox4x32 10`.
private let knownAnswers: [(counter: [UInt32], key: [UInt32], words: [UInt32])] = [
  (
    [0, 0, 0, 0], [0, 0],
    [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]
  ),
  (
    [.max, .max, .max, .max], [.max, .max],
    [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]
  ),
  (
    [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], [0xA409_3822, 0x299F_31D0],
    [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]
  ),
]

@Suite struct PhiloxTests {
  @Test(arguments: 0..<3)
  func `A block gives Random123's answers`(answer: Int) {
    let (counter, key, words) = knownAnswers[answer]
    let block = Philox.block(
      key: UInt64(key[1]) << 32 | UInt64(key[0]), word0: counter[0], attempt: counter[1],
      index: UInt64(counter[3]) << 32 | UInt64(counter[2]))
    #expect([block.0, block.1, block.2, block.3] == words)
  }

  @Test(arguments: 0..<3)
  func `Rows give Random123's answers in every lane`(answer: Int) {
    let (counter, key, words) = knownAnswers[answer]
    let index = UInt64(counter[3]) << 32 | UInt64(counter[2])
    let rows = philoxRows(
      key: UInt64(key[1]) << 32 | UInt64(key[0]), word0: counter[0], attempt: counter[1],
      index: Array(repeating: index, count: 21))
    for word in 0..<4 { #expect(rows[word].allSatisfy { $0 == words[word] }) }
  }

  @Test(arguments: [0, 1, 3, 7, 8, 29])
  func `Rows of any length equal blocks and write nothing beyond`(count: Int) {
    let index = (0..<count).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    let rows = philoxRows(key: 0x0123_4567_89AB_CDEF, word0: 9, attempt: 2, index: index)
    for (lane, index) in index.enumerated() {
      let block = Philox.block(key: 0x0123_4567_89AB_CDEF, word0: 9, attempt: 2, index: index)
      #expect(rows.map { $0[lane] } == [block.0, block.1, block.2, block.3])
    }
  }

  @Test
  func `The plain rows, which other processors use, are the same`() {
    let index = (0..<37).map { UInt64.max - UInt64($0) }
    var plain = [[UInt32]](repeating: [UInt32](repeating: 0, count: 37), count: 4)
    plain[0].withUnsafeMutableBufferPointer { w0 in
      plain1(index: index, w0: w0.baseAddress)
    }
    let rows = philoxRows(key: 3, word0: 4, attempt: 0, index: index)
    #expect(plain[0] == rows[0])
  }

  private func plain1(index: [UInt64], w0: UnsafeMutablePointer<UInt32>?) {
    var others = [UInt32](repeating: 0, count: 3 * index.count)
    others.withUnsafeMutableBufferPointer { others in
      guard let rest = others.baseAddress else { return }
      sim_philox_rows_plain(
        3, 4, 0, index, index.count, w0, rest, rest + index.count, rest + 2 * index.count)
    }
  }
}

/// Four rows, each checked to end where it should.
func philoxRows(key: UInt64, word0: UInt32, attempt: UInt32, index: [UInt64]) -> [[UInt32]] {
  let count = index.count
  let stride = count + 1
  var words = [UInt32](repeating: 0xDEAD_BEEF, count: 4 * stride)
  words.withUnsafeMutableBufferPointer { words in
    guard let start = words.baseAddress else { return }
    index.withUnsafeBufferPointer { index in
      // An empty array may have no address; nothing is read then.
      guard let lanes = index.baseAddress else { return }
      Philox.rows(
        key: key, word0: word0, attempt: attempt, index: lanes, count: count,
        into: start, start + stride, start + 2 * stride, start + 3 * stride)
    }
  }
  for word in 0..<4 { #expect(words[word * stride + count] == 0xDEAD_BEEF) }
  return (0..<4).map { Array(words[$0 * stride..<$0 * stride + count]) }
}
