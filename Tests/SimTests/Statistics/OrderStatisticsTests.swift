import Testing

@testable import Sim

@Suite struct OrderStatisticsTests {
  /// The numbers by rank, as rows of 256 bring them.
  private func ranked(_ values: [Double], asked ranks: [Int]? = nil) -> [Double] {
    let order = OrderStatistics()
    order.fill { add in
      values.withUnsafeBufferPointer { all in
        for start in stride(from: 0, to: all.count, by: 256) {
          add(UnsafeBufferPointer(rebasing: all[start..<min(start + 256, all.count)]))
        }
      }
    }
    return (ranks ?? Array(0..<order.count)).map { order[$0] }
  }

  private func expectSorted(_ values: [Double], _ comment: Comment) {
    let sorted = values.filter { !$0.isNaN }.map { $0 + 0 }.sorted()
    #expect(ranked(values).map(\.bitPattern) == sorted.map(\.bitPattern), comment)
  }

  @Test func `every rank is that of the sorted numbers, however they lie`() {
    var random = SplitMix(seed: 21)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    for count in [1, 2, 3, 7, 8, 9, 255, 600, 1_000, 1_024, 2_048] {
      expectSorted((0..<count).map { _ in unit() - 0.3 }, "\(count) evenly")
      expectSorted(
        (0..<count).map { _ in Mathematics.exp(40 * unit() - 30) }, "\(count) of all sizes")
      expectSorted((0..<count).map { _ in (10 * unit()).rounded(.down) }, "\(count) with ties")
      expectSorted(
        (0..<count).map { _ in unit() < 0.5 ? 0 : Mathematics.exp(-40 * unit()) },
        "\(count), many 0")
      expectSorted((0..<count).map { _ in 1 + unit() * 0x1p-50 }, "\(count) close together")
      expectSorted((0..<count).map { _ in unit() * 0x1p-1040 }, "\(count) close to 0")
      expectSorted(
        (0..<count).map { _ in (unit() - 0.5) * .greatestFiniteMagnitude }, "\(count), large")
      expectSorted(
        (0..<count).map { _ in Double(bitPattern: random.next()) }, "\(count) of any bits")
    }
  }

  /// Seed 22.
  @Test func `a number that many share is sorted apart from its neighbours`() {
    var random = SplitMix(seed: 22)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    for count in [30, 100, 250, 300, 1_000, 2_046] {
      for share in [0.05, 0.3, 0.9, 1] {
        expectSorted(
          (0..<count).map { _ in unit() < share ? 0.5 : unit() },
          "\(count), \(share) in the middle")
        expectSorted(
          (0..<count).map { _ in unit() < share ? 0.5 : 0.5 + (unit() - 0.5) * 1e-6 } + [0, 1],
          "\(count), \(share) among close ones")
        expectSorted(
          (0..<count).map { _ in unit() < share ? 1 : unit() }, "\(count), \(share) the largest")
        expectSorted(
          (0..<count).map { _ in unit() < share ? 1e-9 * unit() : unit() },
          "\(count), \(share) in one part, all different")
      }
    }
  }

  /// Seed 23.
  @Test func `whether a rank is below a value is known before and after ranks are asked for`() {
    var random = SplitMix(seed: 23)
    func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    let cases: [(String, () -> Double)] = [
      ("evenly", unit), ("with ties", { (10 * unit()).rounded(.down) }),
      ("many alike", { unit() < 0.8 ? 0.5 : unit() }),
      ("of all sizes", { Mathematics.exp(40 * unit() - 30) }), ("alike", { 0.5 }),
    ]
    for (name, draw) in cases {
      let values = (0..<700).map { _ in draw() }
      let sorted = values.sorted()
      let order = OrderStatistics()
      order.fill { add in values.withUnsafeBufferPointer(add) }
      for value in [-1, 0, 0.5, 1, 2, 1e9] + values.prefix(50) {
        let below = stride(from: 0, to: 700, by: 9).map { order.isLess($0, than: value) }
        #expect(
          below == stride(from: 0, to: 700, by: 9).map { sorted[$0] < value }, "\(name), \(value)")
      }
      #expect((0..<700).map { order[$0] } == sorted, "\(name)")
    }
  }

  @Test func `infinite numbers are the first and the last`() {
    expectSorted([3, .infinity, -1, -.infinity, 2, .infinity, 0.5], "mixed")
    expectSorted([.infinity, .infinity], "alike")
    let many = (0..<300).map { (k: Int) -> Double in k % 3 == 0 ? -.infinity : Double(k) }
    expectSorted(many, "many")
  }

  @Test func `missing numbers are passed over, and −0 is 0`() {
    #expect(ranked([.nan, 2, .nan, -0.0, 1]).map(\.bitPattern) == [0.0, 1, 2].map(\.bitPattern))
    #expect(ranked([.nan]).isEmpty)
    #expect(ranked([]).isEmpty)
  }

  @Test func `ranks may be asked for in any order, and again`() {
    let values = (0..<700).map { Double(($0 * 387) % 700) }
    let ranks = [350, 0, 699, 351, 350, 17, 17]
    #expect(ranked(values, asked: ranks) == ranks.map(Double.init))
  }

  @Test func `room is used again`() {
    let order = OrderStatistics()
    for values in [[5.0, 4, 3], [1.0], [2.0, 9]] {
      order.fill { add in values.withUnsafeBufferPointer(add) }
      #expect((0..<order.count).map { order[$0] } == values.sorted())
    }
  }
}
