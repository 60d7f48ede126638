import Testing

@testable import Sim

@Suite("Histograms and quantiles")
struct HistogramTests {
  @Test func rangeIsThePilotsWidenedAndCut() {
    let wide = HistogramRange(pilotLow: 2, pilotHigh: 5)
    #expect(wide.low == -1 && wide.high == 8)
    let cut = HistogramRange(pilotLow: 0.2, pilotHigh: 0.9, declaredLow: 0, declaredHigh: 1)
    #expect(cut.low == 0 && cut.high == 1)
    let constant = HistogramRange(pilotLow: 4, pilotHigh: 4)
    #expect(constant.low == 2 && constant.high == 6)
    let zero = HistogramRange(pilotLow: 0, pilotHigh: 0)
    #expect(zero.low == -0.5 && zero.high == 0.5)
    let none = HistogramRange(Moments())
    #expect(none.low == 0 && none.high == 1)
    let huge = HistogramRange(pilotLow: -1e308, pilotHigh: 1e308)
    #expect(huge.low < huge.high && (huge.high - huge.low).isFinite)
  }

  private let report = Report(
    steps: 1, outcomes: [.init(name: "a")],
    quantities: [.init(name: "x"), .init(name: "seen", isCondition: true)])

  private func filled(_ values: [Double]) throws -> (Histogram, Moments) {
    var pilot = BlockTally(report, keepsValues: true)
    try values.withUnsafeBufferPointer {
      pilot.recordOpen(
        step: 0, quantity: 0, row: try #require($0.baseAddress), count: $0.count)
    }
    var set = HistogramSet(
      report, ranges: HistogramRanges(pilot: pilot, report: report), keepsValues: true)
    try values.withUnsafeBufferPointer {
      set.recordOpen(step: 0, quantity: 0, row: try #require($0.baseAddress), count: $0.count)
    }
    return (
      try #require(set.open(step: 0, quantity: 0)), pilot.open(step: 0, quantity: 0)
    )
  }

  /// 1,000 uniform values, seed 6: no quantile further than a bin from Hyndman & Fan's type 7.
  @Test func quantilesAreWithinTheResolution() throws {
    var generator = SplitMix(seed: 6)
    let values = (0..<1_000).map { _ in Double.random(in: 3...7, using: &generator) }
    let (histogram, moments) = try filled(values)
    #expect(histogram.count == 1_000)
    let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]
    let found = try #require(
      histogram.quantiles(shares, minimum: moments.minimum, maximum: moments.maximum))
    for (share, value) in zip(shares, found) {
      let exact = try #require(Quantiles.exact(share, ofSorted: values.sorted()))
      // Type 7 interpolates between neighbours, which may lie a bin apart.
      #expect((value - exact).magnitude <= 2 * histogram.resolution)
    }
    #expect(found.first == moments.minimum)
    #expect(found.last == moments.maximum)
  }

  @Test func constantsAreExact() throws {
    let (histogram, moments) = try filled(Array(repeating: 0.1, count: 37))
    #expect(
      histogram.quantiles([0.05, 0.5, 0.95], minimum: moments.minimum, maximum: moments.maximum)
        == [0.1, 0.1, 0.1])
  }

  @Test func missingValuesAreInNoBin() throws {
    let (histogram, moments) = try filled((0..<19).map { $0 % 3 == 0 ? .nan : Double($0) })
    #expect(histogram.count == 12)
    #expect(moments.count == 12)
    #expect(moments.missing == 7)
    #expect(Histogram(range: histogram.range).quantiles([0.5], minimum: 0, maximum: 0) == nil)
  }

  /// Values outside the pilot's range are counted below and above it.
  @Test func valuesBeyondTheRange() throws {
    var pilot = BlockTally(report, keepsValues: true)
    [0.0, 1].withUnsafeBufferPointer {
      if let base = $0.baseAddress { pilot.recordOpen(step: 0, quantity: 0, row: base, count: 2) }
    }
    var set = HistogramSet(
      report, ranges: HistogramRanges(pilot: pilot, report: report), keepsValues: true)
    [-50, -1, 0, 0.5, 1, 2, 60, .infinity, -1e300].withUnsafeBufferPointer {
      if let base = $0.baseAddress { set.recordEnded(step: 1, quantity: 0, row: base, count: 9) }
    }
    let histogram = try #require(set.ended(step: 1, quantity: 0))
    #expect(histogram.count == 9)
    #expect(histogram.counts.first == 3)
    #expect(histogram.counts.last == 2)
    #expect(set.open(step: 1, quantity: 0)?.count == 0)
    #expect(set.open(step: 1, quantity: 1) == nil)
  }

  /// What a block added can be taken back, whatever stands in between. Seed 7.
  @Test func recordingsCanBeTakenBack() throws {
    var generator = SplitMix(seed: 7)
    let rows = (0..<3).map { _ in
      (0..<77).map { _ in Double.random(in: -3...3, using: &generator) }
    }
    var pilot = BlockTally(report, keepsValues: true)
    try rows[0].withUnsafeBufferPointer {
      pilot.recordOpen(step: 0, quantity: 0, row: try #require($0.baseAddress), count: 77)
    }
    let empty = HistogramSet(
      report, ranges: HistogramRanges(pilot: pilot, report: report), keepsValues: true)
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

  /// 100,000 steps would fill the memory with 1,024 bins each.
  @Test func longClocksGetFewerBins() {
    #expect(HistogramSet.bins(histograms: 20 * 105 * 2) == 1_024)
    #expect(HistogramSet.bins(histograms: 20 * 100_001 * 2) == HistogramSet.fewestBins)
    #expect(HistogramSet.bins(histograms: 20 * 10_001 * 2) == 128)
  }

  /// Hyndman & Fan (1996), type 7, as R's default: 1…10 at .25 is 3.25.
  @Test func typeSeven() {
    let values = (1...10).map(Double.init)
    #expect(Quantiles.exact(0.25, ofSorted: values) == 3.25)
    #expect(Quantiles.exact(0.5, ofSorted: values) == 5.5)
    #expect(Quantiles.exact(0, ofSorted: values) == 1)
    #expect(Quantiles.exact(1, ofSorted: values) == 10)
    #expect(Quantiles.exact(0.3, ofSorted: [7]) == 7)
    #expect(Quantiles.exact(0.5, ofSorted: []) == nil)
  }

  /// The median of 10 values lies between the 2nd and the 9th at .9785 (Conover 1999, table 3).
  @Test func orderStatisticsHoldTheMedian() {
    let values = (1...10).map(Double.init)
    #expect(Quantiles.interval(0.5, ofSorted: values) == Interval(low: 2, high: 9))
    #expect(Quantiles.interval(0.5, ofSorted: [1, 2, 3]) == nil)
  }

  /// 2,000 exponential samples of 100, seed 8: the interval holds the 75 % point in at least
  /// .95 less two standard errors of .0049.
  @Test func orderStatisticsCover() throws {
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
