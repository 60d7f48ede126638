import Testing

@testable import Sim

@Suite("Sobol's sequence")
struct SobolSequenceTests {
  /// The digest of 1,024 points in 256 dimensions by Joe and Kuo's own program: row by row, each number
  /// as four bytes from the lowest.
  @Test func `the first points are those of joe and kuo`() throws {
    let sequence = try #require(SobolSequence(dimensions: 256))
    var bytes: [UInt8] = []
    for index in 0..<UInt32(1024) {
      for dimension in 0..<256 {
        let word = sequence.word(index, dimension: dimension)
        for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(8 * byte))) }
      }
    }
    #expect(
      SHA256.text(of: bytes)
        == "396a6784edbd91f22de739d7c16c575a854a1f20d26f37d3f606d31abc74dc12")
  }

  /// Of the tables of Joe and Kuo, by dimension from 1.
  @Test func `single points`() throws {
    let sequence = try #require(SobolSequence(dimensions: 256))
    let dimensions = [1, 2, 3, 4, 10, 21, 40, 41, 100, 200, 256]
    let five = [0.875, 0.875, 0.125, 0.375, 0.125, 0.625, 0.375, 0.375, 0.375, 0.375, 0.875]
    for (dimension, value) in zip(dimensions, five) {
      #expect(Double(sequence.word(5, dimension: dimension - 1)) * 0x1p-32 == value)
    }
    #expect(Double(sequence.word(1000, dimension: 0)) * 0x1p-32 == 0.2197265625)
    #expect(Double(sequence.word(1000, dimension: 255)) * 0x1p-32 == 0.2490234375)
  }

  @Test func `dimensions that there are not`() {
    #expect(SobolSequence(dimensions: 0) == nil)
    #expect(SobolSequence(dimensions: 257) == nil)
  }

  @Test func `scrambled points still have one in each interval`() throws {
    let sequence = try #require(SobolSequence(dimensions: 40))
    for dimension in [0, 1, 39] {
      let column = sequence.column(dimension: dimension, count: 256, seed: 5, replicate: 3)
      #expect(Set(column.map { Int($0 * 256) }).count == 256)
    }
  }

  @Test func `replicates and seeds differ`() throws {
    let sequence = try #require(SobolSequence(dimensions: 2))
    let one = sequence.column(dimension: 1, count: 8, seed: 1, replicate: 0)
    #expect(one != sequence.column(dimension: 1, count: 8, seed: 1, replicate: 1))
    #expect(one != sequence.column(dimension: 1, count: 8, seed: 2, replicate: 0))
    #expect(one == sequence.column(dimension: 1, count: 8, seed: 1, replicate: 0))
  }

  /// The integral of a sum of five uniform values over 16 scrambles of 64 points: seeds 0 to 199.
  @Test func `covers a mean`() throws {
    let sequence = try #require(SobolSequence(dimensions: 5))
    let held = coverage { seed in
      let means = (0..<UInt64(16)).map { replicate in
        let columns = (0..<5).map {
          sequence.column(dimension: $0, count: 64, seed: seed, replicate: replicate)
        }
        return (0..<64).reduce(0.0) { sum, row in sum + columns.reduce(1) { $0 * $1[row] } } / 64
      }
      return ReplicateInterval.mean(means)?.interval.contains(1.0 / 32) ?? false
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }
}

@Suite("Owen's scramble")
struct OwenScrambleTests {
  /// Vegdahl's hash with seed 1 of 0, 2³¹, 3·2³⁰, 2³⁰ and 0xdeadbeef.
  @Test func `known answers`() {
    let scramble = OwenScramble(word: 1)
    let words: [UInt32] = [0, 1 << 31, 3 << 30, 1 << 30, 0xdead_beef]
    #expect(
      words.map(scramble.scrambled)
        == [3_584_163_389, 755_904_310, 1_085_626_904, 2_662_487_180, 1_608_067_612])
  }

  @Test func `a digit depends on those before it only`() {
    let scramble = OwenScramble(seed: 9, dimension: 2, replicate: 1)
    for shift in 1..<32 as Range<UInt32> {
      let word: UInt32 = 0x9e37_79b9
      let changed = word ^ (1 << shift - 1)
      #expect(scramble.scrambled(word) >> shift == scramble.scrambled(changed) >> shift)
    }
  }
}
