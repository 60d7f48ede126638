import CGSL
import Foundation
import Testing

@testable import Sim

/// Quantiles of the timeline against those of the distribution, or of the values themselves.
@Suite("Quantiles of the timeline")
struct TimelineQuantilesTests {
  /// A distribution by its inverse, from which it is also drawn.
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether quantiles are those of atoms.
    var isDiscrete = false
    let inverse: @Sendable (Double) -> Double
  }

  static let known: [Known] = [
    Known(testDescription: "normal") { gsl_cdf_ugaussian_Pinv($0) },
    Known(testDescription: "lognormal(0, 5)") { exp(5 * gsl_cdf_ugaussian_Pinv($0)) },
    // 1,000 exp(0.3 √104 z): a geometric walk of 104 steps.
    Known(testDescription: "geometric walk") {
      1_000 * exp(0.3 * 104.0.squareRoot() * gsl_cdf_ugaussian_Pinv($0))
    },
    Known(testDescription: "Cauchy") { tan(.pi * ($0 - 0.5)) },
    Known(testDescription: "uniform far from 0") { 1e9 + $0 },
    Known(testDescription: "Poisson(2)", isDiscrete: true) { poisson($0, mean: 2) },
    Known(testDescription: "Poisson(2,000)") { poisson($0, mean: 2_000) },
    Known(testDescription: "regime", isDiscrete: true) { $0 < 0.7 ? 0 : 1 },
    Known(testDescription: "three levels", isDiscrete: true) {
      $0 < 0.3 ? -1e6 : $0 < 0.8 ? 0.1 : 7e9
    },
    // Atoms at both bounds, of .1587 each.
    Known(testDescription: "clamped normal") { min(1, max(-1, gsl_cdf_ugaussian_Pinv($0))) },
    Known(testDescription: "rare and huge") { $0 < 0.9 ? 0 : 1e12 * ($0 - 0.9) },
    Known(testDescription: "constant", isDiscrete: true) { _ in 0.1 },
  ]

  private static func poisson(_ share: Double, mean: Double) -> Double {
    var low: UInt32 = 0
    var high = UInt32(mean + 40 * mean.squareRoot())
    while low < high {
      let middle = low + (high - low) / 2
      if gsl_cdf_poisson_P(middle, mean) >= share { high = middle } else { low = middle + 1 }
    }
    return Double(low)
  }

  /// Blocks of values drawn by inversion of random numbers.
  private func blocks(_ known: Known, trials: Int, seed: UInt64) -> [Timelines.Block] {
    var generator = SplitMix(seed: seed)
    return stride(from: 0, to: trials, by: 1_024).map { start in
      Timelines.Block(
        open: [
          (start..<min(trials, start + 1_024)).map { _ in
            known.inverse(Double.random(in: 0x1p-53..<1, using: &generator))
          }
        ])
    }
  }

  /// Seed 21. Each quantile lies between those of the distribution 4.5 standard errors of its rank
  /// to either side, √(q(1 − q)/n), or no further off than the stated resolution.
  @Test(arguments: known, [1_000, 100_000])
  func `quantiles are those of the distribution`(_ known: Known, trials: Int) throws {
    try check(known, trials: trials, seed: 21)
  }

  /// Two million, seed 22: as many as a histogram ever sees fifteen times over.
  @Test(arguments: [known[1], known[3], known[5]])
  func `two million`(_ known: Known) throws { try check(known, trials: 2_000_000, seed: 22) }

  private func check(_ known: Known, trials: Int, seed: UInt64) throws {
    let summary = Timelines.summary(
      blocks(known, trials: trials, seed: seed), steps: 0, keepsFirst: trials <= 1_024)
    let column = try #require(summary.timeline.last).column
    let quantiles = try #require(column.quantiles)
    let resolution = column.resolution ?? 0
    if trials <= 1_024 || known.isDiscrete { #expect(column.resolution == nil) }
    for (share, found) in zip(Summary.shares, quantiles) {
      let error = 4.5 * (share * (1 - share) / Double(trials)).squareRoot()
      let low = known.inverse(max(0x1p-53, share - error))
      let high = known.inverse(min(1 - 0x1p-53, share + error))
      #expect(found >= low - resolution && found <= high + resolution, "\(share)")
    }
    // Nor is the resolution an excuse: a bin is worth 4 % of the trials at most.
    let widest = Summary.shares.map { known.inverse($0 + 0.02) - known.inverse($0 - 0.02) }.max()
    #expect(resolution <= widest ?? 0)
  }

  /// 60 models of values that change from step to step, with a pilot that is like the rest or is
  /// not: no quantile is further from that of the values (type 7) than the resolution says. Seed 23.
  @Test func `the resolution holds`() throws {
    var generator = SplitMix(seed: 23)
    for model in 0..<60 {
      let blocks = (0..<4).map { block in block == 3 ? 300 : 1_024 }.map { count in
        walk(model, trials: count, using: &generator)
      }
      let summary = Timelines.summary(blocks, steps: 3)
      for step in 0...3 {
        let open = blocks.flatMap { $0.open[step] }.filter { !$0.isNaN }.sorted()
        let ended = blocks.flatMap { $0.ended.prefix(step + 1).joined() }.filter { !$0.isNaN }
        let rows = summary.timeline.filter { $0.step == step }
        try compare(rows[0].column, (open + ended).sorted(), "model \(model), step \(step), all")
        try compare(rows[1].column, open, "model \(model), step \(step), open")
      }
    }
  }

  /// 60 such models of one block, and few trials: each quantile is that of the values. Seed 26.
  @Test(arguments: [1, 2, 3, 40, 1_000])
  func `quantiles of values that are kept are exact`(_ trials: Int) throws {
    var generator = SplitMix(seed: 26)
    for model in 0..<60 {
      let block = walk(model, trials: trials, using: &generator)
      let summary = Timelines.summary([block], steps: 3, keepsFirst: true)
      for step in 0...3 {
        let open = block.open[step].filter { !$0.isNaN }.sorted()
        let ended = block.ended.prefix(step + 1).joined().filter { !$0.isNaN }
        let rows = summary.timeline.filter { $0.step == step }
        for (row, sorted) in zip(rows, [(open + ended).sorted(), open]) {
          let exact = Summary.shares.compactMap { Quantiles.exact($0, ofSorted: sorted) }
          #expect(row.column.quantiles ?? [] == exact, "model \(model), step \(step)")
        }
      }
    }
  }

  private func compare(_ column: Summary.Column, _ sorted: [Double], _ name: Comment) throws {
    guard !sorted.isEmpty else {
      #expect(column.quantiles == nil, name)
      return
    }
    for (share, found) in zip(Summary.shares, try #require(column.quantiles)) {
      let exact = try #require(Quantiles.exact(share, ofSorted: sorted))
      let rounding = 1e-12 * max(found.magnitude, exact.magnitude)
      #expect((found - exact).magnitude <= (column.resolution ?? 0) + rounding, name)
    }
  }

  /// Four steps of one block; a third of the trials ends in each, sometimes nearly all.
  private func walk(_ model: Int, trials: Int, using generator: inout SplitMix) -> Timelines.Block {
    var block = Timelines.Block(open: [], ended: [])
    var values = Array(repeating: 0.0, count: trials)
    let jump = Double.random(in: 0..<0.02, using: &generator)
    for step in 0...3 {
      for k in values.indices {
        let u = Double.random(in: 0x1p-53..<1, using: &generator)
        switch model % 6 {
        case 0: values[k] += gsl_cdf_ugaussian_Pinv(u) + 10
        case 1:
          values[k] = (values[k] * 3 + (u * 4).rounded(.down)).truncatingRemainder(dividingBy: 7)
        case 2: values[k] = u < jump ? 1e9 * u : values[k]
        case 3: values[k] = u < 0.1 ? .nan : exp(20 * u * Double(step))
        case 4: values[k] = min(0.2, max(-0.2, values[k] + gsl_cdf_ugaussian_Pinv(u) / 5))
        default: values[k] = u < 0.5 ? -1.7e308 * u : 1.7e308 * u
        }
      }
      let leaving = model % 5 == 0 ? values.count * 49 / 50 : values.count / 3
      block.ended.append(Array(values.prefix(leaving)))
      values.removeFirst(leaving)
      block.open.append(values)
    }
    return block
  }

  /// 0 in all of the pilot, 10⁶ in a third of the trials that follow: p75 is right, and so is what
  /// the columns say of it.
  @Test func `what the pilot has not seen`() throws {
    let later = (0..<1_024).map { (k: Int) -> Double in k % 3 == 0 ? 1e6 + Double(k) : 0 }
    let blocks =
      [Timelines.Block(open: [Array(repeating: 0, count: 1_024)])]
      + Array(repeating: Timelines.Block(open: [later]), count: 20)
    let column = try #require(Timelines.summary(blocks, steps: 0).timeline.last).column
    let quantiles = try #require(column.quantiles)
    #expect(quantiles[0] == 0 && quantiles[2] == 0)
    let resolution = try #require(column.resolution)
    #expect((quantiles[4] - 1_000_500).magnitude <= resolution)
  }

  /// Past the steps at which the pilot has many open trials, bins are those of the steps before.
  @Test func `few open trials`() throws {
    let known = Self.known[1]
    var generator = SplitMix(seed: 24)
    let blocks = (0..<200).map { _ in
      let values = (0..<1_024).map { _ in
        known.inverse(Double.random(in: 0x1p-53..<1, using: &generator))
      }
      return Timelines.Block(
        open: [values, Array(values.prefix(2))], ended: [[], Array(values.dropFirst(2))])
    }
    let open = try #require(Timelines.summary(blocks, steps: 1).timeline.last).column
    #expect(open.moments.count == 400)
    let median = try #require(open.quantiles)[2]
    // 400 values: 4.5 standard errors of the rank are .1125.
    #expect(median > known.inverse(0.3875) && median < known.inverse(0.6125))
  }

  /// On a clock whose pilot is too much to wait each group of steps has the edges of four of them.
  @Test func `long clocks`() throws {
    let report = Report(
      steps: 99, outcomes: [.init(name: "a")], quantities: [.init(name: "x")])
    var generator = SplitMix(seed: 25)
    let rows = (0..<4).map { batch in
      var rows = RecordedRows(report, batch: batch, group: 20)
      for step in 0...99 {
        let values = (0..<256).map { _ in
          Double(step) + Double.random(in: 0..<1, using: &generator)
        }
        values.withUnsafeBufferPointer {
          if let base = $0.baseAddress {
            rows.recordOpen(step: step, quantity: 0, row: base, count: 256)
          }
        }
      }
      return rows
    }
    #expect(rows.map { $0.rows.count } == [5, 5, 5, 5])
    let edges = HistogramEdges(
      HistogramShape(report, keepsValues: true), report,
      PilotValues(rows, report, group: 20), [])
    #expect(edges.group == 20)
    let middle = edges.open(step: 45, slot: 0).filter { $0 > 40 && $0 < 60 }
    #expect(middle.count > 150)
  }
}
