import CGSL
import Testing

@testable import Sim

@Suite("Tallies and their summary")
struct SummaryTests {
  init() { gsl_set_error_handler_off() }

  private let report = Report(
    steps: 3,
    outcomes: [
      .init(name: "peace", className: "deal"), .init(name: "truce", className: "deal"),
      .init(name: "war"),
    ],
    measures: [.init(name: "cost"), .init(name: "signed", isCondition: true)],
    signals: ["talks"],
    quantities: [.init(name: "x"), .init(name: "halted", isCondition: true)],
    milestones: ["first_halt"])

  private struct Trial {
    var outcome: Int32
    var end: Int32
    var cost = Double.nan
    var signed = 0.0
    var talks: Int32 = -1
    var halt: Int32 = -1
  }

  private func batch(_ trials: [Trial], first: Int = 0) -> TrialBatch {
    let batch = TrialBatch(report)
    batch.reset(firstTrial: first, count: trials.count)
    for (lane, trial) in trials.enumerated() {
      batch.outcome[lane] = trial.outcome
      batch.endStep[lane] = trial.end
      batch.measures[lane] = trial.cost
      batch.measures[TrialBatch.capacity + lane] = trial.signed
      batch.signals[lane] = trial.talks
      batch.milestones[lane] = trial.halt
    }
    return batch
  }

  /// Six trials; the third failed.
  private var six: [Trial] {
    [
      Trial(outcome: 0, end: 2, cost: 4, signed: 1, talks: 0, halt: 1),
      Trial(outcome: 1, end: 2, cost: 8, signed: 1, talks: 2),
      Trial(outcome: -1, end: 0),
      Trial(outcome: 2, end: 3, talks: 1),
      Trial(outcome: 2, end: 3, cost: 1, halt: 3),
      Trial(outcome: 0, end: 0, cost: 3, signed: 1, halt: 0),
    ]
  }

  private func summary(keepsValues: Bool = true) -> Summary {
    var tally = BlockTally(report, keepsValues: keepsValues)
    tally.record(batch(six))
    tally.record(Failure(trial: 2, step: 0, message: "division by zero", position: "a.yaml:3:4"))
    var histograms: HistogramSet?
    if !keepsValues {
      var set = HistogramSet(
        HistogramEdges(
          HistogramShape(report, keepsValues: false), report, PilotValues([], report),
          [batch(six)]))
      set.record(batch(six))
      histograms = set
    }
    return Summary(report: report, tally: tally, histograms: histograms)
  }

  @Test func `shares leave failures out and bound them`() {
    let summary = summary()
    #expect(summary.trials == 5)
    #expect(summary.failureCount == 1)
    #expect(summary.failures.map(\.trial) == [2])
    let third = 1.0 / 3
    #expect(summary.outcomes.map(\.share.count) == [2, 1, 2])
    #expect(summary.outcomes.map(\.share.share) == [0.4, 0.2, 0.4])
    #expect(summary.outcomes.map(\.shareIfFailures) == [0.5, third, 0.5])
    #expect(summary.limitsAreBounds)
    #expect(
      summary.outcomes[0].share.interval
        == ShareInterval.exact(2, of: 5, failed: 1, alpha: 0.05 / 3))
  }

  /// One trial of a hundred: limits are those of sampling. Two: none or both ended so. Exact limits
  /// by scipy: of 30 of 100 the lower is .2124064, of 50 of 100 the upper .6016789.
  @Test func `limits are bounds past one failure in a hundred`() {
    let report = Report(steps: 0, outcomes: [.init(name: "a")])
    func summary(_ finished: Int, failed: Int) -> Summary {
      var tally = BlockTally(report, keepsValues: true)
      let batch = TrialBatch(report)
      batch.reset(firstTrial: 0, count: finished)
      for lane in 0..<finished { batch.outcome[lane] = 0 }
      tally.record(batch)
      for trial in 0..<failed {
        tally.record(Failure(trial: trial, step: 0, message: "m", position: "p"))
      }
      return Summary(report: report, tally: tally, histograms: nil)
    }
    #expect(!summary(99, failed: 1).limitsAreBounds)
    #expect(summary(99, failed: 1).outcomes[0].share.interval == ShareInterval.exact(99, of: 99))
    #expect(summary(98, failed: 2).limitsAreBounds)
    let bounds = summary(98, failed: 2).outcomes[0].share.interval
    #expect(bounds.low == ShareInterval.exact(98, of: 100).low && bounds.high == 1)
    #expect(summary(0, failed: 5).outcomes[0].share.interval.low == 0)
    let known = ShareInterval.exact(30, of: 80, failed: 20)
    #expect((known.low - 0.21240642048953662).magnitude < 1e-12)
    #expect((known.high - 0.601678870496699).magnitude < 1e-12)
  }

  @Test func `classes add their outcomes`() {
    let summary = summary()
    #expect(summary.classes.map(\.name) == ["deal", "war"])
    #expect(summary.classes.map(\.share.count) == [3, 2])
    #expect(
      summary.classes[0].share.interval
        == ShareInterval.exact(3, of: 5, failed: 1, alpha: 0.025))
    #expect(summary.outcomes.map(\.className) == ["deal", "deal", "war"])
  }

  @Test func `incidence accumulates`() {
    let rows = summary().incidence
    func counts(_ event: String) -> [Int] {
      rows.filter { $0.event == event }.map(\.share.count)
    }
    #expect(counts("peace") == [1, 1, 2, 2])
    #expect(counts("truce") == [0, 0, 1, 1])
    #expect(counts("deal") == [1, 1, 3, 3])
    #expect(counts("war") == [0, 0, 0, 2])
    #expect(counts("first_halt") == [1, 2, 2, 3])
    #expect(rows.first?.share.interval == ShareInterval.exact(1, of: 5, failed: 1))
    // Five trials: the band is wider than everything.
    #expect(rows.first?.band.low == 0)
    // One of six, two if the failed trial had it, and √(log 40/12).
    #expect(((rows.first?.band.high ?? 0) - (1.0 / 3 + 0.5544)).magnitude < 1e-4)
    #expect(rows.filter { $0.event == "war" }.map(\.kind) == Array(repeating: .outcome, count: 4))
  }

  /// A named class of one outcome has rows of its own, an outcome without a class has none.
  @Test func `incidence has every named class`() {
    let report = Report(
      steps: 0, outcomes: [.init(name: "peace", className: "deal"), .init(name: "war")])
    let summary = Summary(
      report: report, tally: BlockTally(report, keepsValues: true), histograms: nil)
    #expect(summary.incidence.map(\.event) == ["peace", "war", "deal"])
    #expect(summary.incidence.map(\.kind) == [.outcome, .outcome, .class])
  }

  @Test func `measures count what is missing`() throws {
    let rows = summary().measures
    let cost = rows.filter { $0.measure == 0 }
    #expect(cost.map(\.outcome) == [nil, 0, 1, 2])
    #expect(cost.map(\.column.moments.count) == [4, 2, 1, 1])
    #expect(cost.map(\.column.moments.missing) == [1, 0, 0, 1])
    #expect(cost[0].column.mean == 4)
    for (value, exact) in zip(try #require(cost[0].column.quantiles), [1.3, 2.5, 3.5, 5, 7.4]) {
      #expect((value - exact).magnitude < 1e-14)
    }
    #expect(cost[0].defined.share == 0.8)
    // Too few for an interval of the mean.
    #expect(cost.allSatisfy { $0.interval == nil })
    #expect(cost[1].column.moments.standardError == 0.5)
    let signed = rows.filter { $0.measure == 1 }
    #expect(signed[0].column.mean == 0.6)
    #expect(signed[0].column.quantiles == nil)
    // A sixth of the trials failed: none, or all, of these may have signed.
    #expect(signed[0].interval == ShareInterval.exact(3, of: 5, failed: 1))
  }

  @Test func `measures from histograms`() throws {
    let row = try #require(summary(keepsValues: false).measures.first)
    let quantiles = try #require(row.column.quantiles)
    // Whole numbers are bins of their own.
    #expect(row.column.resolution == nil)
    for (value, exact) in zip(quantiles, [1.3, 2.5, 3.5, 5, 7.4]) {
      #expect((value - exact).magnitude < 1e-14)
    }
    #expect(row.quantileIntervals == [nil, nil, nil, nil, nil])
  }

  /// Seen by then, of all trials; and among those still open, per outcome.
  @Test func `signals compare trials still open`() throws {
    let rows = summary().signals
    let all = rows.filter { $0.outcome == nil }
    #expect(all.map(\.share.count) == [1, 2, 3, 3])
    #expect(all.map(\.share.trials) == [5, 5, 5, 5])
    // After step 1 four are open: peace and one war trial have seen it, truce and a war not.
    let first = rows.filter { $0.step == 1 && $0.outcome != nil }
    #expect(first.map(\.share.count) == [1, 0, 1])
    #expect(first.map(\.share.trials) == [1, 1, 2])
    #expect(first[0].likelihoodRatio?.ratio == RatioInterval(1, of: 1, over: 1, of: 3).ratio)
    #expect(first[2].likelihoodRatio?.ratio == 1)
    // After step 2 the two of war are left: nobody to compare with.
    let second = rows.filter { $0.step == 2 && $0.outcome != nil }
    #expect(second.map(\.share.trials) == [0, 0, 2])
    #expect(second[2].likelihoodRatio?.ratio == nil)
    // After the last step no one is open.
    #expect(rows.filter { $0.step == 3 }.count == 1)
  }

  /// Ended trials keep their last value in `all`. Two trials: one ends in step 1 at 10, the other
  /// walks 0, 2, 4, 6 and ends in step 3.
  @Test func `timeline keeps last values`() throws {
    var tally = BlockTally(report, keepsValues: true)
    record([[0, 10], [2], [4], []], ended: [[], [10], [], [6]], into: &tally)
    var pilot = RecordedRows(report)
    record([[0, 10], [2], [4], []], ended: [[], [10], [], [6]], into: &pilot)
    let values = PilotValues([pilot], report)
    var histograms = HistogramSet(
      HistogramEdges(HistogramShape(report, keepsValues: true), report, values, []))
    record([[0, 10], [2], [4], []], ended: [[], [10], [], [6]], into: &histograms)
    let counted = Summary(report: report, tally: tally, histograms: histograms)
    let kept = Summary(report: report, tally: tally, histograms: nil, values: values)
    // Whole numbers: from bins as from values.
    #expect(counted.timeline == kept.timeline)
    let rows = counted.timeline.filter { $0.quantity == 0 }
    let all = rows.filter { $0.basis == .all }
    let open = rows.filter { $0.basis == .open }
    #expect(all.map(\.column.moments.count) == [2, 2, 2, 2])
    #expect(all.map(\.column.mean) == [5, 6, 7, 8])
    #expect(open.map(\.column.moments.count) == [2, 1, 1, 0])
    #expect(open.map(\.column.mean) == [5, 2, 4, nil])
    #expect(open[1].column.quantiles == [2, 2, 2, 2, 2])
    #expect(open[3].column.quantiles == nil)
    #expect(open[3].column.moments.standardDeviation == nil)
    #expect(all[3].column.quantiles?[2] == 8)
  }

  private func record<R: StepRecorder>(
    _ open: [[Double]], ended: [[Double]], into recorder: inout R
  ) {
    for step in open.indices {
      open[step].withUnsafeBufferPointer {
        guard let row = $0.baseAddress else { return }
        recorder.recordOpen(step: step, quantity: 0, row: row, count: $0.count)
      }
      ended[step].withUnsafeBufferPointer {
        guard let row = $0.baseAddress else { return }
        recorder.recordEnded(step: step, quantity: 0, row: row, count: $0.count)
      }
    }
  }

  /// A set of histograms takes a sign as well.
  private func record(_ open: [[Double]], ended: [[Double]], into set: inout HistogramSet) {
    for step in open.indices {
      open[step].withUnsafeBufferPointer {
        guard let row = $0.baseAddress else { return }
        set.recordOpen(step: step, quantity: 0, row: row, count: $0.count)
      }
      ended[step].withUnsafeBufferPointer {
        guard let row = $0.baseAddress else { return }
        set.recordEnded(step: step, quantity: 0, row: row, count: $0.count)
      }
    }
  }

  /// Blocks merged along the tree say the same as one block, save for last bits of moments.
  @Test func `merged blocks say the same`() throws {
    var tree = MergeTree<BlockTally>()
    for block in 0..<6 {
      var tally = BlockTally(report, keepsValues: true)
      tally.record(batch([six[block]], first: block))
      if block == 2 {
        tally.record(
          Failure(trial: 2, step: 0, message: "division by zero", position: "a.yaml:3:4"))
      }
      tree.append(block: block, tally)
    }
    let merged = Summary(
      report: report, tally: try #require(tree.folded()), histograms: nil)
    let whole = summary()
    #expect(merged.outcomes == whole.outcomes)
    #expect(merged.classes == whole.classes)
    #expect(merged.incidence == whole.incidence)
    #expect(merged.signals == whole.signals)
    #expect(merged.failures == whole.failures)
    #expect(merged.measures.map(\.column.quantiles) == whole.measures.map(\.column.quantiles))
    #expect(
      merged.measures.map(\.column.moments.count) == whole.measures.map(\.column.moments.count))
  }

  /// Nothing finished: no share, and limits that say nothing.
  @Test func `no trials`() {
    let summary = Summary(
      report: report, tally: BlockTally(report, keepsValues: true), histograms: nil)
    #expect(summary.outcomes.allSatisfy { $0.share.share == nil && $0.shareIfFailures == nil })
    #expect(summary.outcomes[0].share.interval == Interval(low: 0, high: 1))
    #expect(summary.measures.allSatisfy { $0.column.mean == nil && $0.interval == nil })
    #expect(summary.timeline.count == 16)
  }

  @Test func `only the first failures are reported`() {
    var tally = BlockTally(report, keepsValues: true)
    for trial in 0..<(BlockTally.mostFailuresListed + 5) {
      tally.record(Failure(trial: trial, step: 0, message: "m", position: "p"))
    }
    var twice = tally
    twice.merge(tally)
    #expect(twice.failureCount == 2 * BlockTally.mostFailuresListed + 10)
    #expect(twice.failures.count == BlockTally.mostFailuresListed)
  }
}
