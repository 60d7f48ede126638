/// Shares of outcomes among the trials in which something was seen.
package struct ConditionalShares: Sendable, Hashable {
  /// How many trials are left; each counts as one, whatever was filtered out.
  package let trials: Int
  /// By outcome.
  package let counts: [Int]
  /// By outcome: the share where it was not seen; `nil`: it was seen in all.
  package let otherShares: [Double?]
  /// By outcome: Clopper–Pearson, together at level 1 − alpha (Bonferroni).
  package let intervals: [Interval]
  /// By outcome: the share where it was seen over the share where it was not, with the score interval
  /// (Koopman 1984). Both groups are trials of their own, so that it tells them apart.
  package let ratios: [RatioInterval]

  /// Shares of fewer trials are too rough to plan with.
  package static let fewTrials = 400

  package var isRough: Bool { trials < Self.fewTrials }

  /// `outcomes`: by trial, the position of its outcome; below 0: the trial failed and does not count.
  /// `isGiven`: by trial. `failed`: further trials of which nobody knows whether it was seen in them and how
  /// they would have ended; limits allow for all that they could have come to.
  package init(
    _ outcomes: [Int], of count: Int, isGiven: [Bool], failed: Int = 0, alpha: Double = 0.05
  ) {
    var (seen, rest) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count))
    for (outcome, isSeen) in zip(outcomes, isGiven) where outcome >= 0 && outcome < count {
      if isSeen { seen[outcome] += 1 } else { rest[outcome] += 1 }
    }
    let (given, others) = (seen.reduce(0, +), rest.reduce(0, +))
    trials = given
    counts = seen
    otherShares = rest.map { others > 0 ? Double($0) / Double(others) : nil }
    intervals = ShareInterval.simultaneous(seen, of: given, failed: failed, alpha: alpha)
    let score = RatioInterval.score(alpha: alpha / Double(max(1, count)))
    ratios = zip(seen, rest).map {
      RatioInterval(
        RatioCounts(x1: $0, n1: given, x0: $1, n0: others), failed: failed, score: score)
    }
  }
}

/// How early something is seen: the steps from its first sight to the end of the trial.
package struct LeadTime: Sendable, Hashable {
  /// Trials in which it was seen.
  package let trials: Int
  /// `nil` without trials.
  package let median: Double?
  /// The order statistics that hold the median; `nil` of too few trials.
  package let interval: Interval?

  /// `seen`, `end`: by trial; NaN: never.
  package init(seen: [Double], end: [Double], alpha: Double = 0.05) {
    let steps = zip(seen, end).map { $1 - $0 }.filter { !$0.isNaN }.sorted()
    trials = steps.count
    median = Quantiles.exact(0.5, ofSorted: steps)
    interval = Quantiles.interval(0.5, ofSorted: steps, alpha: alpha)
  }
}
