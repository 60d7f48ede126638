import CGSL

/// How much of a box trials confirm that did not help to find it.
package struct BoxEvidence: Sendable, Hashable {
  package let box: Box
  /// Of the trials that the box was found with.
  package let found: BoxCounts
  /// Of the others.
  package let counts: BoxCounts
  /// Share of all hits that lie in the box.
  package let coverage: Double
  package let coverageInterval: Interval
  /// Share of the trials in the box that are hits.
  package let density: Double
  package let densityInterval: Interval
  /// By input, ascending.
  package let limits: [LimitEvidence]
  /// How many failed trials the intervals allow for.
  package let failed: Int
}

/// What one limit of a box is worth.
///
/// The quasi-p value (Bryant & Lempert 2010, "Thinking inside the box", section 3.3) is the chance of as
/// many hits in the box or more, if the box were no richer than the same box without the limit: P(K ≥ H),
/// K binomial with the box's T trials and the share of hits without the limit.
package struct LimitEvidence: Sendable, Hashable {
  package let input: Int
  package let limit: BoxLimit
  /// Of all that the box asks of the input.
  package let quasiP: Double
  /// Of one end of a range alone; `nil` where it is open, and of labels.
  package let quasiPLow: Double?
  package let quasiPHigh: Double?
  /// Share of resampled searches whose nearest box limits the input too; `nil`: not looked at.
  package internal(set) var foundAgain: Double?

  /// A larger quasi-p value says that the limit cannot be told apart from one that does nothing.
  package static let largestQuasiP = 0.05

  package var matters: Bool { quasiP <= Self.largestQuasiP }
}

/// Trials against which boxes are held.
package struct BoxTrials: Sendable {
  package let inputs: [BoxInput]
  package let isHit: [Bool]
  /// Which of all trials.
  package let rows: [Int]
  /// Of all of them.
  package let base: BoxCounts
  /// Of failed trials beside them, by input; NaN is missing.
  private let failedInputs: [[Double]]

  /// `failed`: trials beside these that failed, by input, then by trial; NaN is missing. Nobody knows whether they
  /// would have been hits.
  package init(
    _ inputs: [BoxInput], _ isHit: [Bool], rows: [Int], failed: [[Double]] = []
  ) {
    self.inputs = inputs
    self.isHit = isHit
    self.rows = rows
    failedInputs = failed
    base = BoxCounts(trials: rows.count, hits: rows.count { isHit[$0] })
  }

  package func counts(_ box: Box) -> BoxCounts { box.counts(inputs, isHit, rows) }

  /// Of these trials; `found`: the counts of those the box was found with. Where failed trials are more than
  /// `Summary.mostFailed` of those in the box or of the hits, whichever are fewer, the intervals allow for all
  /// that they could have come to.
  package func evidence(_ box: Box, found: BoxCounts, alpha: Double = 0.05) -> BoxEvidence {
    let counts = counts(box)
    let failed = failed(box, counts)
    return BoxEvidence(
      box: box, found: found, counts: counts,
      coverage: base.hits > 0 ? Double(counts.hits) / Double(base.hits) : 0,
      coverageInterval: coverageInterval(counts, failed, alpha),
      density: counts.density,
      densityInterval: ShareInterval.exact(
        counts.hits, of: counts.trials, failed: failed.inside, alpha: alpha),
      limits: box.inputs.compactMap { limit(box, $0, counts) }, failed: failed.all)
  }

  /// How many of the failed trials limits allow for, and how many of them may lie in the box or outside it.
  private typealias Failed = (all: Int, inside: Int, outside: Int)

  private func failed(_ box: Box, _ counts: BoxCounts) -> Failed {
    let all = failedInputs.first?.count ?? 0
    let fewest = [counts.trials, base.hits].filter { $0 > 0 }.min() ?? base.trials
    guard Summary.bounding(fewest, all) > 0 else { return (0, 0, 0) }
    var (inside, outside) = (0, 0)
    for trial in 0..<all {
      let limited = box.limits.map { (limit: $0.value, value: failedInputs[$0.key][trial]) }
      let isOut = limited.contains { !$0.value.isNaN && !$0.limit.holds($0.value) }
      if isOut {
        outside += 1
      } else {
        inside += 1
        if limited.contains(where: \.value.isNaN) { outside += 1 }
      }
    }
    return (all, inside, outside)
  }

  /// Least where those outside the box are hits and none inside, most where those inside are and none
  /// outside.
  private func coverageInterval(
    _ counts: BoxCounts, _ failed: Failed, _ alpha: Double
  ) -> Interval {
    let least = ShareInterval.exact(counts.hits, of: base.hits + failed.outside, alpha: alpha)
    let most = ShareInterval.exact(
      counts.hits + failed.inside, of: base.hits + failed.inside, alpha: alpha)
    return Interval(low: least.low, high: most.high)
  }

  /// The largest share of hits in all trials while failed ones in the box are none, as its density has it
  /// where that is least.
  package func mostDensity(besides box: BoxEvidence) -> Double {
    guard box.failed > 0 else { return base.density }
    let outside = failed(box.box, box.counts).outside
    return Double(base.hits + outside) / Double(base.trials + box.failed)
  }

  private func limit(_ box: Box, _ input: Int, _ counts: BoxCounts) -> LimitEvidence? {
    guard let limit = box.limits[input] else { return nil }
    var (low, high): (Double?, Double?) = (nil, nil)
    if case .range(let least, let most) = limit {
      if least > -.infinity {
        low = quasiP(box, input, .range(low: -.infinity, high: most), counts)
      }
      if most < .infinity {
        high = quasiP(box, input, .range(low: least, high: .infinity), counts)
      }
    }
    return LimitEvidence(
      input: input, limit: limit, quasiP: quasiP(box, input, nil, counts), quasiPLow: low,
      quasiPHigh: high)
  }

  /// Of a box against the one that asks something else of an input.
  func quasiP(_ box: Box, _ input: Int, _ limit: BoxLimit?, _ counts: BoxCounts) -> Double {
    var wider = box
    wider.limits[input] = limit
    let share = self.counts(wider).density
    guard counts.hits > 0 else { return 1 }
    return gsl_cdf_binomial_Q(UInt32(counts.hits - 1), share, UInt32(counts.trials))
  }

  /// The box without the limits that do not even seem to matter in these trials, dropped one after the
  /// other, the least of them first.
  package func pruned(_ box: Box) -> Box {
    var box = box
    while true {
      let counts = counts(box)
      let limits = box.inputs.map { (input: $0, quasiP: quasiP(box, $0, nil, counts)) }
      guard let worst = limits.max(by: { $0.quasiP < $1.quasiP }),
        worst.quasiP > LimitEvidence.largestQuasiP
      else { return box }
      box.limits[worst.input] = nil
    }
  }

  /// What a box says of the hits: twice the logarithm of the likelihood ratio of two shares, inside and
  /// outside, against one (the G² of Wilks 1935). Negative where the box is the poorer part.
  package func information(_ counts: BoxCounts) -> Double {
    let outside = BoxCounts(
      trials: base.trials - counts.trials, hits: base.hits - counts.hits)
    let value = 2 * (Self.fit(counts) + Self.fit(outside) - Self.fit(base))
    return counts.density > base.density ? value : -value
  }

  /// The largest logarithm of the likelihood of so many hits.
  private static func fit(_ counts: BoxCounts) -> Double {
    let (n, x) = (Double(counts.trials), Double(counts.hits))
    return (x > 0 ? x * log(x / n) : 0) + (n > x ? (n - x) * log((n - x) / n) : 0)
  }
}
