/// The finished results of one point: every row of its tables.
package struct Summary: Sendable {
  /// A share with its limits.
  package struct Share: Sendable, Hashable {
    package var count: Int
    package var trials: Int
    /// `nil` without trials.
    package var share: Double? { trials > 0 ? Double(count) / Double(trials) : nil }
    package var interval: Interval

    package init(count: Int, trials: Int, interval: Interval) {
      self.count = count
      self.trials = trials
      self.interval = interval
    }
  }

  package struct OutcomeRow: Sendable, Hashable {
    package var name: String
    package var className: String
    /// Simultaneous over the table.
    package var share: Share
    /// The share if all failed trials had ended so.
    package var shareIfFailures: Double?
  }

  package struct ClassRow: Sendable, Hashable {
    package var name: String
    package var share: Share
    package var shareIfFailures: Double?
  }

  package enum Basis: String, Sendable {
    /// Every trial; those that ended keep their last value.
    case all
    /// Trials still running at the end of the step.
    case open
    /// Every trial as if none had ended before the last step.
    case undisturbed
  }

  /// Of a condition the mean is the share, and there are no quantiles.
  package struct Column: Sendable, Hashable {
    package var moments: Moments
    /// In the order of `Summary.shares`; `nil` without values or for a condition.
    package var quantiles: [Double]?
    /// How far a histogram's quantiles can be from those of the values: the widest bin in which one
    /// of them lies. `nil` where they are exact.
    package var resolution: Double?
    /// `nil` without values, or if it is no number.
    package var mean: Double? {
      moments.count > 0 && moments.mean.isFinite ? moments.mean : nil
    }
  }

  package struct TimelineRow: Sendable, Hashable {
    package var step: Int
    /// Position in `Report.quantities`.
    package var quantity: Int
    package var basis: Basis
    package var column: Column
  }

  package struct IncidenceRow: Sendable, Hashable {
    package enum Kind: String, Sendable { case outcome, `class`, milestone, event }
    package var step: Int
    package var kind: Kind
    package var event: String
    /// By the end of the step.
    package var share: Share
    /// Holds at every step at once.
    package var band: Interval
  }

  package struct MeasureRow: Sendable, Hashable {
    /// Position in `Report.measures`.
    package var measure: Int
    /// Position in `Report.outcomes`; `nil`: all trials.
    package var outcome: Int?
    package var column: Column
    /// Of the mean, as `MeanInterval`, or exact for the share of a condition.
    package var interval: Interval?
    /// Of each quantile, by order statistics; `nil` of too few values.
    package var quantileIntervals: [Interval?] = Array(repeating: nil, count: shares.count)
    /// In how many of the trials it is defined.
    package var defined: Share
  }

  package struct SignalRow: Sendable, Hashable {
    /// Position in `Report.signals`.
    package var signal: Int
    package var step: Int
    /// Position in `Report.outcomes`; `nil`: all trials, ended or not.
    package var outcome: Int?
    /// Seen by the step, among all trials or among those of the outcome still open.
    package var share: Share
    /// Share seen given the outcome over share seen given any other, among trials still open.
    package var likelihoodRatio: RatioInterval?
  }

  /// If a larger share of trials failed than this, limits are bounds.
  package static let mostFailed = 0.01

  /// Which quantiles are reported.
  package static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// Finished trials: the denominator of every share.
  package var trials: Int
  package var failureCount: Int
  /// The first of them, by trial.
  package var failures: [Failure]
  package var alpha: Double
  /// So many trials failed that the limits of shares allow for all they could have come to.
  package var limitsAreBounds: Bool { Self.bounding(trials, failureCount) > 0 }
  package var outcomes: [OutcomeRow]
  package var classes: [ClassRow]
  /// Step by step, quantity by quantity, `all` before `open`.
  package var timeline: [TimelineRow]
  /// Step by step: outcomes, classes of several outcomes, milestones.
  package var incidence: [IncidenceRow]
  /// Measure by measure: all, then outcome by outcome.
  package var measures: [MeasureRow]
  /// Signal by signal, step by step: all, then the outcomes while trials are open.
  package var signals: [SignalRow]

  /// Rows that are made apart from the others.
  private enum Part: Sendable {
    case incidence([IncidenceRow])
    case measure([MeasureRow])
    /// They were made where they stay.
    case placed
  }

  /// `histograms`: all workers' merged; `nil` leaves the quantiles of quantities out. `jobs`: how
  /// many threads may work; the result does not depend on it.
  package init(
    report: Report, tally: BlockTally, histograms: HistogramSet?, alpha: Double = 0.05,
    jobs: Int = 1
  ) {
    self.init(
      report: report, tally: tally, histograms: histograms, values: nil, alpha: alpha, jobs: jobs)
  }

  /// `values`: what all trials recorded, where it waits; it goes before histograms.
  init(
    report: Report, tally: BlockTally, histograms: HistogramSet?, values: PilotValues?,
    alpha: Double = 0.05, jobs: Int = 1
  ) {
    trials = tally.trials
    failureCount = tally.failureCount
    failures = tally.failures
    self.alpha = alpha
    outcomes = Self.outcomes(report, tally, alpha)
    classes = Self.classes(report, tally, alpha)
    incidence = []
    measures = []
    var parts: [Part] = []
    // Each row of a long table is made where it stays.
    let perStep = report.quantities.reduce(0) { $0 + TimelineSummary.rowsPerStep($1) }
    let timelineCount = perStep * report.stepCount
    let signalCount = Self.rowsPerSignal(report, tally) * report.signals.count
    var signals: [SignalRow] = []
    timeline = Array(unsafeUninitializedCapacity: timelineCount) { timeline, count in
      signals = Array(unsafeUninitializedCapacity: signalCount) { signals, count in
        parts = concurrently(
          jobs: jobs,
          Self.parts(
            report, tally, histograms, values, alpha, timeline.baseAddress, signals.baseAddress))
        count = signalCount
      }
      count = timelineCount
    }
    self.signals = signals
    for part in parts {
      switch part {
      case .incidence(let rows): incidence = rows
      case .measure(let rows): measures += rows
      case .placed: break
      }
    }
  }

  /// The shares alone, from how many trials ended in each outcome and how many failed.
  package init(_ report: Report, counts: [Int], failed: Int, alpha: Double = 0.05) {
    let report = report.recorded(.answers).withoutMeasures
    var tally = BlockTally(report, keepsValues: false)
    tally.set(counts: counts, failed: failed)
    self.init(report: report, tally: tally, histograms: nil, alpha: alpha)
  }

  /// How many failed trials the limits allow for.
  package static func bounding(_ trials: Int, _ failed: Int) -> Int {
    Double(failed) > mostFailed * Double(trials + failed) ? failed : 0
  }

  /// Measures in their order. What takes longest comes first, so that little is waited for at the end.
  /// `timeline`, `signals`: where their rows go.
  private static func parts(
    _ report: Report, _ tally: BlockTally, _ histograms: HistogramSet?, _ values: PilotValues?,
    _ alpha: Double, _ timeline: UnsafeMutablePointer<TimelineRow>?,
    _ signals: UnsafeMutablePointer<SignalRow>?
  ) -> [@Sendable () -> Part] {
    nonisolated(unsafe) let (timeline, signals) = (timeline, signals)
    let perStep = report.quantities.map(TimelineSummary.rowsPerStep)
    let starts = perStep.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let perSignal = rowsPerSignal(report, tally)
    let known = KnownIntervals(
      alpha: alpha, failed: bounding(tally.trials, tally.failureCount))
    var tasks: [@Sendable () -> Part] = report.signals.indices.map { signal in
      {
        for (place, row) in rows(ofSignal: signal, report, tally, known).enumerated() {
          signals?.advanced(by: signal * perSignal + place).initialize(to: row)
        }
        return .placed
      }
    }
    if report.recording.contains(.incidence) {
      tasks.append { .incidence(incidence(report, tally, known)) }
    }
    for quantity in report.quantities.indices {
      tasks.append {
        let rows = TimelineSummary(report, quantity: quantity, tally, histograms, values).rows
        for (place, row) in rows.enumerated() {
          let (step, number) = place.quotientAndRemainder(dividingBy: perStep[quantity])
          timeline?.advanced(by: step * starts[perStep.count] + starts[quantity] + number)
            .initialize(to: row)
        }
        return .placed
      }
    }
    for measure in report.measures.indices {
      tasks.append {
        .measure(MeasureSummary(report, tally, histograms, known).rows(ofMeasure: measure))
      }
    }
    return tasks
  }
}

extension Summary {
  private static func outcomes(_ report: Report, _ tally: BlockTally, _ alpha: Double)
    -> [OutcomeRow]
  {
    let counts = report.outcomes.indices.map { tally.count(outcome: $0) }
    let intervals = ShareInterval.simultaneous(
      counts, of: tally.trials, failed: bounding(tally.trials, tally.failureCount), alpha: alpha)
    return report.outcomes.indices.map { index in
      OutcomeRow(
        name: report.outcomes[index].name,
        className: report.classes[report.classOfOutcome[index]],
        share: Share(count: counts[index], trials: tally.trials, interval: intervals[index]),
        shareIfFailures: shareIfFailures(counts[index], tally))
    }
  }

  private static func classes(_ report: Report, _ tally: BlockTally, _ alpha: Double)
    -> [ClassRow]
  {
    var counts = Array(repeating: 0, count: report.classes.count)
    for index in report.outcomes.indices {
      counts[report.classOfOutcome[index]] += tally.count(outcome: index)
    }
    let intervals = ShareInterval.simultaneous(
      counts, of: tally.trials, failed: bounding(tally.trials, tally.failureCount), alpha: alpha)
    return report.classes.indices.map { index in
      ClassRow(
        name: report.classes[index],
        share: Share(count: counts[index], trials: tally.trials, interval: intervals[index]),
        shareIfFailures: shareIfFailures(counts[index], tally))
    }
  }

  private static func shareIfFailures(_ count: Int, _ tally: BlockTally) -> Double? {
    let all = tally.trials + tally.failureCount
    return all > 0 ? Double(count + tally.failureCount) / Double(all) : nil
  }
}
