import Sim

extension IntervalCase {
  /// Shares of outcomes, of incidence, of signals.
  static let shares: [IntervalCase] = [
    together("0.7, 0.2, 0.0995, 0.0005; 1,000 trials", [0.7, 0.2, 0.0995, 0.0005], 1000),
    together("five of 0.2; 1,000 trials", Array(repeating: 0.2, count: 5), 1000),
    together("0.6, 0.3995, 0.0005; 40,000 trials (Wilson)", [0.6, 0.3995, 0.0005], 40_000),
    one("0.3; 1,000 trials", 0.3, 1000),
    one("0.003; 1,000 trials", 0.003, 1000),
    one("0.5; 40,000 trials (Wilson)", 0.5, 40_000),
    IntervalCase("share, bounds with failed trials", "0.3, one trial in ten fails; 1,000 trials") {
      let counts = $0.counts(1000, [0.27, 0.63, 0.03, 0.07])
      let failed = counts[2] + counts[3]
      return ShareInterval.exact(counts[0], of: counts[0] + counts[1], failed: failed)
        .contains(0.3)
    },
    IntervalCase("band of an incidence", "uniform dates; 200 trials, all dates together") {
      let sorted = $0.uniforms(200).sorted()
      let width = ShareInterval.bandHalfWidth(trials: 200)
      return sorted.enumerated().allSatisfy { k, x in
        max((x - Double(k) / 200).magnitude, (x - Double(k + 1) / 200).magnitude) <= width
      }
    },
    ratio("0.3 of 200 over 0.1 of 400", (0.3, 200), (0.1, 400)),
    ratio("0.02 of 500 over 0.01 of 500", (0.02, 500), (0.01, 500)),
    IntervalCase("share at the stop of `--precision`", "0.2 to a half-width of 0.01") {
      let rule = PrecisionRule(halfWidth: 0.01)
      var (trials, hits) = (0, 0)
      var interval = ShareInterval.exact(0, of: 0)
      while !rule.isMet([interval]) {
        let next = PrecisionRule.next(after: trials)
        for _ in trials..<next where $0.happens(0.2) { hits += 1 }
        trials = next
        interval = ShareInterval.exact(hits, of: trials)
      }
      return interval.contains(0.2)
    },
  ]

  private static func together(
    _ setting: String, _ shares: [Double], _ trials: Int
  ) -> IntervalCase {
    IntervalCase("shares of a table, together", setting) {
      let intervals = ShareInterval.simultaneous($0.counts(trials, shares), of: trials)
      return zip(intervals, shares).allSatisfy { $0.contains($1) }
    }
  }

  private static func one(_ setting: String, _ share: Double, _ trials: Int) -> IntervalCase {
    IntervalCase("one share", setting) {
      let hits = $0.counts(trials, [share, 1 - share])[0]
      return ShareInterval.exact(hits, of: trials).contains(share)
    }
  }

  private static func ratio(
    _ setting: String, _ first: (share: Double, trials: Int), _ second: (share: Double, trials: Int)
  ) -> IntervalCase {
    IntervalCase("likelihood ratio", setting) { chances in
      let hits = [first, second].map { chances.counts($0.trials, [$0.share, 1 - $0.share])[0] }
      return RatioInterval(hits[0], of: first.trials, over: hits[1], of: second.trials).interval
        .contains(first.share / second.share)
    }
  }
}
