import Testing

@testable import Sim

@Suite("Moments")
struct MomentsTests {
  /// 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32.
  @Test func `known answer`() throws {
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
  @Test func `offsets cost no digits`() throws {
    var moments = Moments()
    let row = (0..<200).map { 1e9 + Double($0 % 2) * 2 }
    for _ in 0..<5 { row.withUnsafeBufferPointer { add($0, to: &moments) } }
    #expect(moments.mean == 1e9 + 1)
    #expect(moments.squares == 1_000)
  }

  /// Rows of 1 to 40 values, with and without gaps: the same as value by value. Seed 3.
  @Test func `rows of every length agree with single values`() {
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

  @Test func `nothing but missing`() {
    var moments = Moments()
    [Double.nan, .nan].withUnsafeBufferPointer { add($0, to: &moments) }
    #expect(moments.count == 0)
    #expect(moments.missing == 2)
    #expect(moments.variance == nil)
    #expect(moments.mean == 0)
  }

  @Test func `merging nothing changes nothing`() {
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

  /// Numbers whose sum, or whose squares, are none. By mpmath: mean 1.6e308, deviation 1e307; mean
  /// 2e-200, deviation √2 1e-200.
  @Test(arguments: [
    ([1.5e308, 1.7e308, 1.6e308], 1.6e308, 9.999999999999996e306),
    ([1e-200, 3e-200], 2e-200, 1.414213562373095e-200), ([1e308, 1e308], 1e308, 0),
  ]) func `huge and tiny`(values: [Double], mean: Double, deviation: Double) throws {
    for moments in ways(values) {
      #expect((moments.mean - mean).magnitude <= 1e-15 * mean)
      let found = try #require(moments.standardDeviation)
      #expect((found - deviation).magnitude <= 1e-14 * mean)
      let error = try #require(moments.standardError)
      #expect((error - deviation / Double(values.count).squareRoot()).magnitude <= 1e-14 * mean)
    }
  }

  /// Its deviation is 2.4e308, which is no number.
  @Test func `what is too large is nothing`() {
    for moments in ways([-1.7e308, 1.7e308]) {
      #expect(moments.mean == 0)
      #expect(moments.variance == nil && moments.standardDeviation == nil)
      #expect(moments.standardError == 1.7e308)
    }
  }

  /// 1,000 at 10³⁰⁰ after 1,000 at 1, as rows, one by one, and merged: mean 5·10²⁹⁹.
  @Test func `sizes may change`() throws {
    for moments in ways(Array(repeating: 1.0, count: 1_000) + Array(repeating: 1e300, count: 1_000))
    {
      #expect((moments.mean - 5e299).magnitude < 1e286)
      let deviation = try #require(moments.standardDeviation)
      #expect((deviation / 5e299 - (2_000.0 / 1_999).squareRoot()).magnitude < 1e-13)
    }
  }

  /// Value by value, as one row, and two halves merged.
  private func ways(_ values: [Double]) -> [Moments] {
    var (single, row, left, right) = (Moments(), Moments(), Moments(), Moments())
    for value in values { single.add(value) }
    values.withUnsafeBufferPointer { add($0, to: &row) }
    let half = values.count / 2
    Array(values[..<half]).withUnsafeBufferPointer { add($0, to: &left) }
    Array(values[half...]).withUnsafeBufferPointer { add($0, to: &right) }
    left.merge(right)
    return [single, row, left]
  }

  /// scipy.stats.skew(bias=False) gives 1.6970562748477143 and 2.4466372901108953; of any size.
  @Test func `skewness`() throws {
    let known: [([Double], Double)] = [
      ([1, 2, 3, 4, 10], 1.6970562748477143), ([0, 0, 0, 1, 0, 0, 5], 2.4466372901108953),
    ]
    for (values, expected) in known {
      for unit in [1.0, 1e-300, 1e300, -1e200] {
        var (single, left, right) = (SkewedMoments(), SkewedMoments(), SkewedMoments())
        for value in values { single.add(value * unit) }
        for value in values.prefix(3) { left.add(value * unit) }
        for value in values.dropFirst(3) { right.add(value * unit) }
        left.merge(right)
        for moments in [single, left] {
          let found = try #require(moments.skewness)
          #expect((found - (unit < 0 ? -expected : expected)).magnitude < 1e-12)
        }
      }
    }
    var constant = SkewedMoments()
    for _ in 0..<5 { constant.add(3) }
    #expect(constant.skewness == nil)
  }

  private func add(_ row: UnsafeBufferPointer<Double>, to moments: inout Moments) {
    guard let base = row.baseAddress else { return }
    moments.add(row: base, count: row.count)
  }
}
