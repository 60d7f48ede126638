import Testing

@testable import Sim

@Suite("Inputs in the order of their values")
struct RankedInputTests {
  @Test func `few values are looked at one by one`() {
    let input = RankedInput([3, 1, .nan, 3, 2])
    #expect(input.isByValue)
    #expect(input.cells == [2, 0, -1, 2, 1])
    #expect(input.count == 4)
    #expect(!input.isConstant)
  }

  @Test func `many values go into cells of equal numbers`() {
    let input = RankedInput((0..<2560).map { Double(($0 * 7) % 2560) })
    #expect(!input.isByValue)
    for cell in 0..<Int32(256) { #expect(input.cells.count { $0 == cell } == 10) }
  }

  @Test func `equal values share a cell`() {
    let input = RankedInput((0..<1000).map { $0 < 400 ? 0 : Double($0) })
    #expect(Set(input.cells[0..<400]).count == 1)
    #expect(input.cells[0] == 51)
  }

  @Test func `labels are never put together`() {
    let input = RankedInput((0..<40).map { Double($0 % 20) }, kind: .label)
    #expect(input.isByValue)
    #expect(input.cellCount == 20)
  }

  /// Seed 31, against a sort that is known to be right.
  @Test func `trials are in the order of their values, however these lie`() {
    var random = SplitMix(seed: 31)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    let kinds: [() -> Double] = [
      { unit() }, { (5 * unit()).rounded(.down) - 2 }, { unit() < 0.5 ? 0 : unit() - 0.5 },
      { unit() < 0.5 ? -0.0 : 0 }, { 1 + unit() * 0x1p-50 }, { unit() < 0.2 ? .nan : unit() },
      { unit() < 0.1 ? .infinity : unit() < 0.1 ? -.infinity : unit() },
      { Double(bitPattern: random.next()) }, { unit() < 0.1 ? 1e300 : 1 + unit() * 0x1p-30 },
      { unit() < 0.01 ? -1e300 : unit() * 1e-9 }, { .nan },
    ]
    for count in [0, 1, 2, 32, 33, 300, 3_000] {
      for (kind, value) in kinds.enumerated() {
        let values = (0..<count).map { _ in value() }
        let order = values.indices.filter { !values[$0].isNaN }
          .sorted { (values[$0], $0) < (values[$1], $1) }
        let ends = order.indices.filter {
          $0 + 1 == order.count || values[order[$0]] != values[order[$0 + 1]]
        }
        let input = RankedInput(values)
        #expect(input.order.map(Int.init) == order, "kind \(kind), \(count)")
        #expect(input.ends.map(Int.init) == ends.map { $0 + 1 }, "kind \(kind), \(count)")
      }
    }
  }

  @Test func `a constant has one value`() {
    #expect(RankedInput([2, 2, 2]).isConstant)
    #expect(RankedInput([.nan, .nan]).isConstant)
  }

  @Test func `ranks of equal values are their mean`() {
    #expect(RankedInput([5, 1, 5, 7]).meanRanks == [1, 2.5, 2.5, 4])
  }
}
