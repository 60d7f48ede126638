import Sim

extension IntervalCase {
  /// What the first sight of something says of an outcome that trials come to at different paces.
  static let sightings: [IntervalCase] = [
    sighting("seen at random; 400 trials", Watched(share: 0.3, seen: (0.04, 0.04)), 400),
    sighting("seen twice as often; 400 trials", Watched(share: 0.3, seen: (0.08, 0.04)), 400),
    sighting(
      "seen half as often, of an outcome of 0.1; 200 trials",
      Watched(share: 0.1, seen: (0.02, 0.04)), 200),
  ]

  private static func sighting(
    _ setting: String, _ watched: Watched, _ trials: Int
  ) -> IntervalCase {
    let truth = watched.ratio
    return IntervalCase("share given a sighting over that of trials still open", setting) {
      chances in
      var (isSuch, seen, end): ([Bool], [Double], [Double]) = ([], [], [])
      for _ in 0..<trials {
        let trial = watched.trial(&chances)
        isSuch.append(trial.isSuch)
        seen.append(trial.seen)
        end.append(trial.end)
      }
      let found = SightingRatio(isSuch: isSuch, seen: seen, end: end)
      return found.seen == 0 ? nil : found.ratio.interval.contains(truth)
    }
  }
}

/// Trials that end with a chance of their own at each step, of those with an outcome and of the others; and
/// what they see with another chance, each step before they may end.
private struct Watched: Sendable {
  var share: Double
  /// Chances of ending.
  var ends = (0.10, 0.03)
  /// Chances of seeing it.
  var seen: (Double, Double)
  private let steps = 40

  init(share: Double, seen: (Double, Double)) {
    self.share = share
    self.seen = seen
  }

  func trial(_ chances: inout Chances) -> (isSuch: Bool, seen: Double, end: Double) {
    let isSuch = chances.happens(share)
    let (ends, seen) = isSuch ? (ends.0, self.seen.0) : (ends.1, self.seen.1)
    var first = Double.nan
    for step in 1...steps {
      if first.isNaN, chances.happens(seen) { first = Double(step) }
      if chances.happens(ends) || step == steps { return (isSuch, first, Double(step)) }
    }
    return (isSuch, first, Double(steps))
  }

  /// The share of the outcome among those that see it, over what those at risk at the same steps come to.
  var ratio: Double {
    var (such, others) = (share, 1 - share)
    var (seenBySuch, seenByAll, expected) = (0.0, 0.0, 0.0)
    for _ in 1...steps {
      let (own, all) = (such * seen.0, such * seen.0 + others * seen.1)
      seenBySuch += own
      seenByAll += all
      expected += all * such / (such + others)
      such *= (1 - seen.0) * (1 - ends.0)
      others *= (1 - seen.1) * (1 - ends.1)
    }
    return seenBySuch / expected
  }
}
