import Testing

@testable import Sim

@Suite struct RadixSortTests {
  @Test
  func `numbers of every size and sign come out in order, as the standard library sorts them`() {
    var random = SplitMix(seed: 11)
    for width in [4, 40, 64] {
      let values = (0..<10_000).map { _ -> Double in
        let value = Double(bitPattern: random.next() & ~0 << UInt64(64 - width))
        return value.isNaN ? -.infinity : value
      }
      var sorted = values
      sorted.sortByRadix()
      #expect(sorted == values.sorted())
    }
  }

  @Test
  func `whole numbers with many ties`() {
    var random = SplitMix(seed: 12)
    let values = (0..<5_000).map { _ in Double(random.next() % 52) - 20 }
    var sorted = values
    sorted.sortByRadix()
    #expect(sorted == values.sorted())
  }

  @Test
  func `two sorted arrays merge into what sorting both together gives, −0 before 0`() {
    var random = SplitMix(seed: 13)
    for counts in [(0, 3), (5, 0), (40, 700), (3_000, 2_500)] {
      func values(_ count: Int) -> [Double] {
        (0..<count).map { _ in
          (Double(random.next() % 9) - 4) * (random.next() % 2 == 0 ? 0.1 : -0.0)
        }
      }
      var (left, right) = (values(counts.0), values(counts.1))
      var all = left + right
      left.sortByRadix()
      right.sortByRadix()
      all.sortByRadix()
      #expect(left.merged(with: right).map(\.bitPattern) == all.map(\.bitPattern))
    }
  }
}
