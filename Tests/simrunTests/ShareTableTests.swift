import Testing

@testable import Sim
@testable import simrun

/// Shares of so many trials with their limits, as a run has them.
func shares(_ counts: [Int], of trials: Int? = nil) -> [Summary.Share] {
  let trials = trials ?? counts.reduce(0, +)
  let intervals = ShareInterval.simultaneous(counts, of: trials, failed: 0, alpha: 0.05)
  return zip(counts, intervals).map { .init(count: $0, trials: trials, interval: $1) }
}

struct ShareTableTests {
  private func rows(_ counts: [(String, Int)]) -> [ShareTable.Row] {
    zip(counts, shares(counts.map(\.1))).map { .init(name: $0.0, share: $1) }
  }

  @Test func `all rows have the same decimals`() {
    let table = ShareTable(
      rows: rows([("a", 600_000), ("rare", 5), ("never", 0), ("b", 399_995)]), style: .plain)
    #expect(
      table.text() == """
        outcome  share %  likely between
        a           60.0     59.9 – 60.1  \(String(repeating: "█", count: 27))▋
        rare         0.0      0.0 –  0.0  5 in 1,000,000
        never        0.0      0.0 –  0.0  none in 1,000,000, so at most 0.0006 %
        b           40.0     39.9 – 40.1  \(String(repeating: "█", count: 18))▍
        """)
  }

  @Test func `outcomes of one class stand together below`() {
    var all = rows([("calm", 3_000), ("tense", 2_000), ("war", 5_000)])
    all[1].name = "tense"
    let group = ShareTable.Group(
      name: "peace", rows: [0, 1], share: shares([5_000, 5_000])[0])
    #expect(
      ShareTable(rows: all, groups: [group], style: .plain).text() == """
        outcome  share %  likely between
        calm          30         29 – 31  \(String(repeating: "█", count: 13))▊
        tense         20         19 – 21  \(String(repeating: "█", count: 9))▎
        war           50         49 – 51  \(String(repeating: "█", count: 23))
        together
        peace         50         49 – 51  = calm + tense
        """)
  }

  @Test func `names that begin alike are told apart`() {
    let text = ShareTable(
      rows: rows([("a_rather_long_name_of_one", 6_000), ("a_rather_long_name_of_two", 4_000)]),
      style: .plain, width: 40
    ).text()
    #expect(text.contains("\na_ra.._one ") && text.contains("\na_ra.._two "), "\(text)")
  }

  @Test(arguments: [60, 40])
  func `narrow screens`(_ width: Int) {
    let text = ShareTable(
      rows: rows([("a_rather_long_name_of_an_outcome", 6_000), ("never", 0), ("b", 4_000)]),
      style: .plain, width: width
    ).text()
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(text)")
    if width == 40 {
      #expect(
        text == """
          outcome     share %  between
          a_rather..       60  59 – 61  ██████
          never             0   0 –  0
            none in 10,000, so at most 0.05 %
          b                40  39 – 41  ████
          """)
    }
  }

  @Test(arguments: [
    (0.0005, "0.05"), (0.00051, "0.06"), (0.0099, "1"), (0.034, "4"), (0.03, "3"), (0.97, "97"),
    (1, "100"), (0, "0"), (0.000_000_1, "0.00001"), (0.095, "10"),
  ])
  func `the most is rounded up`(_ share: Double, _ written: String) {
    #expect(ShareTable.bound(share) == written)
  }

  @Test(arguments: [
    (0.398, 0.425, 0), (0.30, 0.3199, 1), (0.41, 0.4141, 1), (0.0, 0.0004, 2), (0.0, 1.0, 0),
    (0.5, 0.5, 0),
  ])
  func `no digit finer than the interval`(_ low: Double, _ high: Double, _ decimals: Int) {
    #expect(RoundedShares.decimals(for: Interval(low: low, high: high)) == decimals)
  }

  @Test(arguments: [
    ([1, 1, 1], ["34", "33", "33"]), ([1, 1, 1, 1, 1, 1], ["17", "17", "17", "17", "16", "16"]),
    ([10_000, 0], ["100", "0"]), ([0], ["0"]), ([3_333, 3_333, 3_334], ["33", "33", "34"]),
    ([9_999, 1], ["99.99", "0.01"]),
    ([401, 794, 0, 3_098, 172, 665, 2_193, 2_677], ["4", "8", "0", "31", "2", "6", "22", "27"]),
  ])
  func `rows add up as printed`(_ counts: [Int], _ printed: [String]) {
    let rounded = RoundedShares(shares(counts))
    #expect(counts.indices.map(rounded.text) == printed)
  }

  /// A third and two thirds; shares that are less than all together stay as they are.
  private static let expected: [([Double], Int, [String])] = [
    ([1.0 / 3, 2.0 / 3], 0, ["33", "67"]), ([1.0 / 3, 1.0 / 3, 1.0 / 3], 0, ["34", "33", "33"]),
    ([0.29, 0.71], 1, ["29.0", "71.0"]), ([0.004, 0.996], 0, ["0", "100"]),
    ([0.25, 0.25], 0, ["25", "25"]),
  ]

  @Test(arguments: expected)
  func `shares that are no counts add up as printed`(
    _ shares: [Double], _ decimals: Int, _ printed: [String]
  ) {
    let rounded = RoundedShares(expected: shares, decimals: decimals)
    #expect(shares.indices.map(rounded.text) == printed)
  }

  /// The widest interval, of the second point, supports no decimal; what is all or none needs none.
  @Test func `rows of a sweep have the decimals of all of them, and add up one by one`() {
    let rows = [[2, 15, 81, 901, 1], [333, 333, 333, 1, 0], [1_000, 0, 0, 0, 0]].map { shares($0) }
    let decimals = RoundedShares.decimals(ofAll: rows)
    #expect(decimals == 0)
    #expect(RoundedShares.decimals(ofAll: [shares([9_999, 1]), shares([10_000, 0])]) == 2)
    #expect(RoundedShares.decimals(ofAll: [shares([0, 7])]) == 0)
    let printed = rows.map { row in
      let rounded = RoundedShares(row, decimals: decimals)
      return row.indices.map(rounded.text)
    }
    #expect(
      printed == [
        ["0", "2", "8", "90", "0"], ["34", "33", "33", "0", "0"], ["100", "0", "0", "0", "0"],
      ])
  }

  /// 2,000 tables with up to 12 rows and up to 10¹² trials, from a fixed sequence.
  @Test func `every table adds up and holds its shares`() {
    var state: UInt64 = 7
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 20) % bound
    }
    for _ in 0..<2_000 {
      let size = UInt64(1) << next(37)
      let counts = (0...next(11)).map { _ in next(3) == 0 ? 0 : Int(next(size)) }
      guard counts.reduce(0, +) > 0 else { continue }
      let all = shares(counts)
      let rounded = RoundedShares(all)
      let whole = Int("1" + String(repeating: "0", count: 2 + rounded.decimals))
      #expect(rounded.units.reduce(0, +) == whole, "\(counts)")
      for (index, share) in all.enumerated() {
        let exact = (share.share ?? 0) * Double(whole ?? 0)
        #expect(abs(Double(rounded.units[index]) - exact) <= 1, "\(counts)")
        let limits = rounded.limits(share.interval, around: [index])
        let printed = Double(rounded.text(index)) ?? -1
        #expect(Double(limits.low) ?? 101 <= printed && printed <= Double(limits.high) ?? -1)
      }
    }
  }
}
