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

  @Test func `a constant has one value`() {
    #expect(RankedInput([2, 2, 2]).isConstant)
    #expect(RankedInput([.nan, .nan]).isConstant)
  }

  @Test func `ranks of equal values are their mean`() {
    #expect(RankedInput([5, 1, 5, 7]).meanRanks == [1, 2.5, 2.5, 4])
  }
}
