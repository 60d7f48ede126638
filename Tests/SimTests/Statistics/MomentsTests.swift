import Testing

@testable import Sim

@Suite("Moments")
struct MomentsTests {
  /// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32.
  @Test func knownAnswer() throws {
    let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
    var row = Moments()
    values.withUnsafeBufferPointer { add($0, to: &row) }
    var single = Moments()
    for value in values { single.add(value) }
    for moments in [row, single] {
      #expect(moments.count == 8)
      #expect(moments.mean == 5)
      #expect(moments.squares == 32)
      #expect(try #require(moments.variance) == 32.0 / 7)
      #expect(moments.minimum == 2)
      #expect(moments.maximum == 9)
    }
  }

  /// A large offset must cost no digits: variance 1e-0 on 1e9 (Chan, Golub & LeVeque 1983).
  @Test func offsetsCostNoDigits() throws {
    var moments = Moments()
    let row = (0..<200).map { 1e9 + Double($0 % 2) * 2 }
    for _ in 0..<5 { row.withUnsafeBufferPointer { add($0, to: &moments) } }
    #expect(moments.mean == 1e9 + 1)
    #expect(moments.squares == 1_000)
  }

  /// Rows of 1 to 40 values, with and without gaps: the same as value by value. Seed 3.
  @Test func rowsOfEveryLengthAgreeWithSingleValues() {
    var generator = SplitMix(seed: 3)
    for count in 1...40 {
      for gaps in [false, true] {
        var row = (0..<count).map { _ in Double.random(in: -5...9, using: &generator) }
        if gaps { row[Int.random(in: 0..<count, using: &generator)] = .nan }
        var byRow = Moments()
        row.withUnsafeBufferPointer { add($0, to: &byRow) }
        var single = Moments()
        for value in row { single.add(value) }
        #expect(byRow.count == single.count)
        #expect(byRow.missing == single.missing)
        #expect(byRow.minimum == single.minimum)
        #expect(byRow.maximum == single.maximum)
        #expect((byRow.mean - single.mean).magnitude < 1e-13)
        #expect((byRow.squares - single.squares).magnitude < 1e-11)
      }
    }
  }

  @Test func nothingButMissing() {
    var moments = Moments()
    [Double.nan, .nan].withUnsafeBufferPointer { add($0, to: &moments) }
    #expect(moments.count == 0)
    #expect(moments.missing == 2)
    #expect(moments.variance == nil)
    #expect(moments.mean == 0)
  }

  @Test func mergingNothingChangesNothing() {
    var moments = Moments()
    moments.add(3)
    moments.add(5)
    let before = moments
    moments.merge(Moments())
    #expect(moments == before)
    var empty = Moments()
    empty.merge(before)
    #expect(empty == before)
  }

  private func add(_ row: UnsafeBufferPointer<Double>, to moments: inout Moments) {
    guard let base = row.baseAddress else { return }
    moments.add(row: base, count: row.count)
  }
}
