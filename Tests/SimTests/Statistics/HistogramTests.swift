import Testing

@testable import Sim

@Suite("Histograms and quantiles")
struct HistogramTests {
  private let report = Report(
    steps: 1, outcomes: [.init(name: "a")],
    quantities: [.init(name: "x"), .init(name: "seen", isCondition: true)])

  private func edges(_ pilot: [Double]) -> HistogramEdges { Timelines.edges(report, [[pilot]]) }

  private func filled(_ values: [Double]) throws -> Histogram {
    var set = HistogramSet(edges(values))
    values.withUnsafeBufferPointer {
      guard let row = $0.baseAddress else { return }
      set.recordOpen(step: 0, quantity: 0, row: row, count: $0.count)
    }
    return try #require(set.open(step: 0, quantity: 0))
  }

  private func quantiles(
    _ shares: [Double], _ histogram: Histogram, _ minimum: Double, _ maximum: Double
  ) -> BinnedQuantiles? {
    BinnedQuantiles(shares, of: histogram, minimum: minimum, maximum: maximum, isOfAll: true)
  }

  @Test func `constants are exact`() throws {
    let found = try #require(
      quantiles([0.05, 0.5, 0.95], try filled(Array(repeating: 0.1, count: 37)), 0.1, 0.1))
    #expect(found.values == [0.1, 0.1, 0.1])
    #expect(found.resolution == 0)
  }

  /// The median of 0, 0, 1, 1 is ½ by type 7, also from bins: each value is one.
  @Test func `atoms are exact`() throws {
    let found = try #require(quantiles([0.25, 0.5, 0.75], try filled([0, 0, 1, 1]), 0, 1))
    #expect(found.values == [0, 0.5, 1])
    #expect(found.resolution == 0)
  }

  @Test func `missing values are in no bin`() throws {
    let histogram = try filled((0..<19).map { $0 % 3 == 0 ? .nan : Double($0) })
    #expect(histogram.count == 12)
    #expect(quantiles([0.5], Histogram(edges: histogram.edges), 0, 0) == nil)
  }

  /// Bins take in what no pilot saw, up to infinity.
  @Test func `values beyond the pilot`() throws {
    var set = HistogramSet(edges([0, 1]))
    [-50, -1, 0, 0.5, 1, 2, 60, .infinity, -1e300].withUnsafeBufferPointer {
      if let base = $0.baseAddress { set.recordOpen(step: 1, quantity: 0, row: base, count: 9) }
    }
    let histogram = try #require(set.open(step: 1, quantity: 0))
    #expect(histogram.count == 9)
    #expect(set.ended(step: 1, quantity: 0)?.count == 0)
    #expect(set.open(step: 1, quantity: 1) == nil)
  }

  /// What a block added can be taken back, whatever stands in between. Seed 7.
  @Test func `recordings can be taken back`() throws {
    var generator = SplitMix(seed: 7)
    let rows = (0..<3).map { _ in
      (0..<77).map { _ in Double.random(in: -3...3, using: &generator) }
    }
    let empty = HistogramSet(edges(rows[0]))
    var kept = empty
    var undone = empty
    let plan: [(Int, Int32)] = [(0, 1), (1, 1), (2, 1), (1, -1)]
    for (row, sign) in plan {
      try rows[row].withUnsafeBufferPointer {
        let base = try #require($0.baseAddress)
        undone.recordOpen(step: 1, quantity: 0, row: base, count: 77, sign: sign)
        if row != 1 { kept.recordOpen(step: 1, quantity: 0, row: base, count: 77) }
      }
    }
    #expect(undone.open(step: 1, quantity: 0) == kept.open(step: 1, quantity: 0))
    var doubled = kept
    doubled.merge(undone)
    #expect(doubled.open(step: 1, quantity: 0)?.count == 4 * 77)
  }

  /// 100,000 steps would fill the memory with 256 bins each.
  @Test func `long clocks get fewer bins`() {
    func bins(_ steps: Int) -> Int {
      let quantities = (0..<20).map { Report.Quantity(name: "q\($0)") }
      let report = Report(steps: steps, outcomes: [.init(name: "a")], quantities: quantities)
      return HistogramShape(report, keepsValues: true).bins
    }
    #expect(bins(104) == 256)
    #expect(bins(10_000) == 128)
    #expect(bins(100_000) == HistogramShape.fewestBins)
  }

  /// Hyndman & Fan (1996), type 7, as R's default: 1…10 at .25 is 3.25.
  @Test func `type seven`() {
    let values = (1...10).map(Double.init)
    #expect(Quantiles.exact(0.25, ofSorted: values) == 3.25)
    #expect(Quantiles.exact(0.5, ofSorted: values) == 5.5)
    #expect(Quantiles.exact(0, ofSorted: values) == 1)
    #expect(Quantiles.exact(1, ofSorted: values) == 10)
    #expect(Quantiles.exact(0.3, ofSorted: [7]) == 7)
    #expect(Quantiles.exact(0.5, ofSorted: []) == nil)
    #expect(Quantiles.exact(0.5, ofSorted: [-1.5e308, 1.5e308]) == 0)
  }

  /// The median of 10 values lies between the 2nd and the 9th at .9785 (Conover 1999, table 3).
  @Test func `order statistics hold the median`() {
    let values = (1...10).map(Double.init)
    #expect(Quantiles.interval(0.5, ofSorted: values) == Interval(low: 2, high: 9))
    #expect(Quantiles.interval(0.5, ofSorted: [1, 2, 3]) == nil)
  }

  /// Ranks, from 0, by scipy 1.x `binom.cdf`: the first above .025 less one, the first from .975.
  @Test func `ranks of quantiles`() throws {
    let cases: [(share: Double, n: Int, low: Int, high: Int)] = [
      (0.05, 1_000, 36, 64), (0.25, 100, 16, 34), (0.25, 1_000, 222, 277), (0.5, 100, 39, 60),
      (0.5, 1_000, 468, 531), (0.75, 100, 65, 83), (0.95, 100, 89, 99), (0.95, 1_000, 935, 963),
    ]
    for one in cases {
      let ranks = try #require(QuantileRanks(one.share, of: one.n, alpha: 0.05))
      #expect((ranks.low, ranks.high) == (one.low, one.high), "\(one.share) of \(one.n)")
    }
    // P(no value of 100 below the 5 % point) is .0059: the least value holds it.
    #expect(QuantileRanks(0.05, of: 100, alpha: 0.05)?.low == 0)
    #expect(QuantileRanks(0.05, of: 50, alpha: 0.05) == nil)
    // Ten more that nobody knows: ranks of 110, ten lower, or none lower.
    let failed = try #require(QuantileRanks(0.5, of: 100, failed: 10, alpha: 0.05))
    #expect((failed.low, failed.high) == (34, 65))
    #expect(QuantileRanks(0.95, of: 100, failed: 10, alpha: 0.05) == nil)
    // Past a million: normal, one rank further out than ±1.96 √(n/4).
    let many = try #require(QuantileRanks(0.5, of: 4_000_000, alpha: 0.05))
    #expect((many.low, many.high) == (1_998_038, 2_001_961))
  }

  /// 2,000 exponential samples of 100, seed 8: the interval holds the 75 % point in at least
  /// .95 less two standard errors of .0049.
  @Test func `order statistics cover`() throws {
    var generator = SplitMix(seed: 8)
    var covered = 0
    for _ in 0..<2_000 {
      // In ranks: an increasing transform of uniforms changes no coverage.
      let values = (0..<100).map { _ in Double.random(in: 0..<1, using: &generator) }.sorted()
      let interval = try #require(Quantiles.interval(0.75, ofSorted: values))
      if interval.contains(0.75) { covered += 1 }
    }
    #expect(Double(covered) / 2_000 >= 0.94)
  }
}
