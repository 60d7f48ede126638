import Testing

@testable import Sim

@Suite struct RadixSortTests {
  @Test("numbers of every size and sign come out in order, as the standard library sorts them")
  func order() {
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

  @Test("whole numbers with many ties")
  func ties() {
    var random = SplitMix(seed: 12)
    let values = (0..<5_000).map { _ in Double(random.next() % 52) - 20 }
    var sorted = values
    sorted.sortByRadix()
    #expect(sorted == values.sorted())
  }
}
