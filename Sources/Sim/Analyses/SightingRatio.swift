import CGSL

/// How much the first sight of something speaks for an outcome: the share of the outcome among the trials
/// that saw it, over what the trials come to that were open at the same steps and had not seen it before.
///
/// Trials that end early have less time to see anything. Set against all others, those that saw it are the
/// long ones, whatever it means (immortal time; Anderson, Cain & Gelber 1983, "Analysis of survival by tumor
/// response"). So each sighting is compared with the trials at risk of it at its own step, as at a landmark.
/// What is seen at random then has the ratio 1.
///
/// With T the step of the first sight, e(s) the share of the outcome among the trials at risk at step s and
/// h(s) the share of them that see it then, q = Σ e(T) / seen is expected, over those that saw it. A trial's
/// part in the sum is e(T), if it saw it, and Σ h(s)·(outcome − e(s)) over the steps at which it was at risk.
/// That gives the variance of log q and its covariance with the log of the share. Limits put those of the
/// share (Wilson) and of q together by recovered variances on the logarithm (Zou & Donner 2008, "Construction
/// of confidence limits about effect measures: a general approach"), which also holds for few trials.
package struct SightingRatio: Sendable, Hashable {
  /// Trials that saw it, and of them those with the outcome.
  package let seen: Int
  package let count: Int
  /// The share of the outcome that the trials at risk come to; `nil`: nobody saw it.
  package let expected: Double?
  package let ratio: RatioInterval

  /// By trial. `isSuch`: whether it has the outcome; `seen`: the step of the first sight, NaN: never;
  /// `end`: the step at which it ended. Steps are whole and not below 0.
  package init(isSuch: [Bool], seen: [Double], end: [Double], alpha: Double = 0.05) {
    let risk = Risk(isSuch, seen, end)
    self.seen = risk.seen
    count = risk.count
    guard risk.seen > 0, risk.sum > 0 else {
      expected = risk.seen > 0 ? 0 : nil
      ratio = RatioInterval(ratio: nil, interval: Interval(low: 0, high: .infinity))
      return
    }
    let share = Double(risk.count) / Double(risk.seen)
    let expected = risk.sum / Double(risk.seen)
    self.expected = expected
    let moments = risk.moments(share: share, expected: expected)
    ratio = RatioInterval(
      ratio: share / expected,
      interval: Self.limits(
        share, ShareInterval.wilson(risk.count, of: risk.seen, alpha: alpha), expected, moments,
        score: RatioInterval.score(alpha: alpha)))
  }

  private static func limits(
    _ share: Double, _ limits: Interval, _ expected: Double, _ moments: Risk.Moments,
    score: Double
  ) -> Interval {
    let error = score * moments.expected.squareRoot()
    guard share > 0 else {
      return Interval(low: 0, high: limits.high / expected * exp(error))
    }
    let scale = (moments.share * moments.expected).squareRoot()
    let correlation = scale > 0 ? min(1, max(-1, moments.both / scale)) : 0
    let together = { (side: Double) in
      max(0, side * side + error * error - 2 * correlation * side * error).squareRoot()
    }
    let (below, above) = (log(share / limits.low), log(limits.high / share))
    return Interval(
      low: share / expected * exp(-together(below)),
      high: share / expected * exp(together(max(0, above))))
  }
}

/// The trials at risk of a first sight, by step.
private struct Risk {
  /// Variances of the logarithms of the share and of what is expected, and their covariance.
  struct Moments {
    var share = 0.0
    var expected = 0.0
    var both = 0.0
  }

  var seen = 0
  var count = 0
  /// Of e(T) over those that saw it.
  var sum = 0.0
  /// By trial: whether it has the outcome and whether it saw it; the last step at which it was at risk.
  private let trials: [(isSuch: Bool, saw: Bool, last: Int)]
  /// By step: e, and the sums of h and of h·e up to it.
  private var shares: [Double]
  private var hazards: [Double]
  private var moved: [Double]

  init(_ isSuch: [Bool], _ seenAt: [Double], _ end: [Double]) {
    trials = isSuch.indices.map { row in
      let saw = !seenAt[row].isNaN
      return (isSuch[row], saw, max(0, Int(saw ? seenAt[row] : end[row])))
    }
    let steps = (trials.map(\.last).max() ?? -1) + 1
    var (open, such, first) = (
      Array(repeating: 0, count: steps), Array(repeating: 0, count: steps),
      Array(repeating: 0, count: steps)
    )
    for trial in trials {
      open[trial.last] += 1
      if trial.isSuch { such[trial.last] += 1 }
      guard trial.saw else { continue }
      first[trial.last] += 1
      seen += 1
      if trial.isSuch { count += 1 }
    }
    for step in stride(from: steps - 2, through: 0, by: -1) {
      open[step] += open[step + 1]
      such[step] += such[step + 1]
    }
    shares = zip(such, open).map { Double($0) / Double($1) }
    (hazards, moved) = ([], [])
    var (hazard, both) = (0.0, 0.0)
    for step in 0..<steps {
      let own = Double(first[step]) / Double(open[step])
      hazard += own
      both += own * shares[step]
      hazards.append(hazard)
      moved.append(both)
      sum += Double(first[step]) * shares[step]
    }
  }

  func moments(share: Double, expected: Double) -> Moments {
    var found = Moments()
    for trial in trials {
      var (own, other) = (0.0, -moved[trial.last])
      if trial.isSuch { other += hazards[trial.last] }
      if trial.saw {
        other += shares[trial.last] - expected
        if count > 0 { own = ((trial.isSuch ? 1 : 0) - share) / Double(count) }
      }
      other /= sum
      found.share += own * own
      found.expected += other * other
      found.both += own * other
    }
    return found
  }
}
