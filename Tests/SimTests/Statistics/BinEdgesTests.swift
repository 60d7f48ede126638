import Testing

@testable import Sim

@Suite("Edges of bins")
struct BinEdgesTests {
  private func edges(_ sample: [Double], most: Int = 255, tail: Int = 12) -> [Double] {
    var finder = BinEdges(most: most, tail: tail)
    return sample.sorted().withUnsafeBufferPointer { finder.edges(ofSorted: $0) }
  }

  /// Rising, finite, no more than asked for, whatever the sample. Seed 11.
  @Test(arguments: [15, 31, 255, 8_191]) func `edges rise`(most: Int) {
    var generator = SplitMix(seed: 11)
    let samples: [[Double]] = [
      [], [7], [0, 0], [-1e308, 1e308], [.leastNonzeroMagnitude, 0, -.leastNonzeroMagnitude],
      [.greatestFiniteMagnitude],
      (0..<1_024).map { _ in Double.random(in: -1...1, using: &generator) },
      (0..<1_024).map { _ in Double(Int.random(in: 0...400, using: &generator)) * 0.1 },
      (0..<1_024).map { _ in Double(Int.random(in: 0...9_999, using: &generator)) },
      (0..<1_024).map { Double(sign: .plus, exponent: $0 - 512, significand: 1) },
      (0..<1_024).map { $0 < 500 ? 0 : Double($0) * 1e6 }, (0..<1_024).map { -Double($0 * $0) },
    ]
    for sample in samples {
      let edges = edges(sample, most: most, tail: most / 20 + 1)
      #expect(edges.count <= most)
      #expect(edges.allSatisfy { $0.isFinite })
      #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
      if let least = sample.min(), let greatest = sample.max() {
        #expect(edges.contains(greatest))
        #expect(edges.contains { $0 < least } || least == -.greatestFiniteMagnitude)
      }
    }
  }

  /// Each bin between the extremes holds about the same share: 1,024 values of any scale.
  @Test func `bins hold equal shares`() {
    let sample = (1...1_024).map { 1 / Double($0 * $0) }
    let edges = edges(sample)
    let counts = zip(edges, edges.dropFirst()).map { low, high in
      sample.count { $0 > low && $0 <= high }
    }
    #expect((counts.max() ?? 0) <= 6)
  }

  /// A value that is repeated has a bin of its own: the value and the number just below are edges.
  @Test func `repeated values are atoms`() {
    let sample = (0..<1_024).map { (k: Int) -> Double in k % 3 == 0 ? 0.3 : Double(k) / 1_024 }
    let edges = edges(sample)
    #expect(edges.contains(0.3))
    #expect(edges.contains((0.3).nextDown))
  }

  /// Of few whole numbers all are atoms, those not seen as well.
  @Test func `whole numbers are atoms`() {
    let edges = edges([0, 0, 1, 5])
    for number in -3...9 {
      #expect(edges.contains(Double(number)))
      #expect(edges.contains(Double(number).nextDown))
    }
  }

  /// Beyond the extremes distances double, from an eighth of the sample's width.
  @Test func `tails double`() {
    let edges = edges((0...1_023).map { 0.5 + Double($0) / 1_023 }, tail: 3)
    #expect(edges.suffix(4) == [1.5, 1.625, 1.75, 2])
    let low = (0.5).nextDown
    let lowest: [Double] = [low - 0.5, low - 0.25, low - 0.125, low]
    #expect(edges.prefix(4) == lowest[...])
  }
}
