import CGSL

/// The ratio of two independent shares, (x1/n1)/(x0/n0), such as a signal's likelihood ratio.
package struct RatioInterval: Sendable, Hashable {
  /// `nil`: 0/0.
  package let ratio: Double?
  /// 0 and infinity where the data do not bound it.
  package internal(set) var interval: Interval

  /// Score interval of Koopman (1984), "Confidence intervals for the ratio of two binomial
  /// proportions"; Miettinen & Nurminen (1985) without their factor N/(N-1).
  package init(_ x1: Int, of n1: Int, over x0: Int, of n0: Int, alpha: Double = 0.05) {
    self.init(RatioCounts(x1: x1, n1: n1, x0: x0, n0: n0), score: Self.score(alpha: alpha))
  }

  init(ratio: Double?, interval: Interval) {
    self.ratio = ratio
    self.interval = interval
  }

  /// `score`: that of the limits.
  init(_ counts: RatioCounts, score z: Double) {
    let (x1, n1, x0, n0) = (counts.x1, counts.n1, counts.x0, counts.n0)
    guard n1 > 0, n0 > 0, x1 > 0 || x0 > 0 else {
      ratio = nil
      interval = Interval(low: 0, high: .infinity)
      return
    }
    let test = ScoreTest(Double(x1), Double(n1), Double(x0), Double(n0))
    guard x0 > 0 else {
      ratio = .infinity
      interval = Interval(low: test.limits(score: z, hasHigh: false).low, high: .infinity)
      return
    }
    ratio = x1 == 0 ? 0 : (Double(x1) / Double(n1)) / (Double(x0) / Double(n0))
    let limits = test.limits(score: z, hasLow: x1 > 0)
    interval = Interval(low: x1 == 0 ? 0 : limits.low, high: limits.high)
  }

  /// The same with trials of which nobody knows in which group they are and how they would have come out:
  /// all speak for the rest, then all against (Horowitz & Manski 2000, as `ShareInterval` does).
  init(_ counts: RatioCounts, failed: Int, score: Double) {
    self.init(counts, score: score)
    guard failed > 0 else { return }
    var (least, most) = (counts, counts)
    least.n1 += failed
    least.n0 += failed
    most.n1 += failed
    most.n0 += failed
    least.x0 += failed
    most.x1 += failed
    interval = Interval(
      low: RatioInterval(least, score: score).interval.low,
      high: RatioInterval(most, score: score).interval.high)
  }

  /// The score of limits at level 1 − `alpha`.
  static func score(alpha: Double) -> Double { gsl_cdf_ugaussian_Qinv(alpha / 2) }
}

/// x1 of n1 over x0 of n0.
struct RatioCounts: Equatable {
  var x1, n1, x0, n0: Int
}

private struct ScoreTest {
  let x1, n1, x0, n0: Double

  init(_ x1: Double, _ n1: Double, _ x0: Double, _ n0: Double) {
    self.x1 = x1
    self.n1 = n1
    self.x0 = x0
    self.n0 = n0
  }

  /// The standardised difference if `ratio` were true; it falls as `ratio` grows.
  func score(_ ratio: Double) -> Double {
    let a = (n1 + n0) * ratio
    let b = n1 * ratio + x1 + n0 + x0 * ratio
    let c = x1 + x0
    // The smaller root of a p² - b p + c, in the form that does not cancel.
    let p0 = 2 * c / (b + max(0, b * b - 4 * a * c).squareRoot())
    let p1 = min(1, ratio * p0)
    let difference = x1 / n1 - ratio * (x0 / n0)
    let variance = p1 * (1 - p1) / n1 + ratio * ratio * p0 * max(0, 1 - p0) / n0
    guard variance > 0 else { return difference == 0 ? 0 : difference * .infinity }
    return difference / variance.squareRoot()
  }

  /// The ratios with the scores `score` and −`score`, those that are asked for. Both are looked for
  /// side by side, for one does not wait for the other's divisions.
  func limits(
    score: Double, hasLow: Bool = true, hasHigh: Bool = true
  ) -> (low: Double, high: Double) {
    let start = log(((x1 + 0.5) / (n1 + 0.5)) / ((x0 + 0.5) / (n0 + 0.5)))
    let (below, above) = (self.score(exp(start - 0.5)), self.score(exp(start + 0.5)))
    var low = ScoreSearch(score, about: start, below, above)
    var high = ScoreSearch(-score, about: start, below, above)
    if hasLow { low.bracket(self) } else { low.isDone = true }
    if hasHigh { high.bracket(self) } else { high.isDone = true }
    while !(low.isDone && high.isDone) {
      if !low.isDone { low.goOn(self) }
      if !high.isDone { high.goOn(self) }
    }
    return (hasLow ? exp(low.found) : 0, hasHigh ? exp(high.found) : .infinity)
  }
}

/// Looks for the ratio with a score: bracketed on the logarithm, then by false position with the
/// Illinois rule (Dowell & Jarratt 1971), halving where a score is infinite.
private struct ScoreSearch {
  private let target: Double
  private var low: Double
  private var high: Double
  private var below: Double
  private var above: Double
  private var lastSide = 0
  private var rounds = 0
  private var best: (value: Double, at: Double)
  var isDone = false

  /// `below`, `above`: the scores half a unit below and above `start`.
  init(_ target: Double, about start: Double, _ below: Double, _ above: Double) {
    self.target = target
    low = start - 0.5
    high = start + 0.5
    self.below = below - target
    self.above = above - target
    best = (.infinity, start)
  }

  /// The logarithm of the ratio.
  var found: Double { best.at }

  mutating func bracket(_ test: ScoreTest) {
    var step = 1.0
    while below <= 0, low > -300 {
      low -= step
      step *= 2
      below = test.score(exp(low)) - target
    }
    step = 1
    while above > 0, high < 300 {
      high += step
      step *= 2
      above = test.score(exp(high)) - target
    }
  }

  @inline(__always)
  mutating func goOn(_ test: ScoreTest) {
    guard rounds < 200, high - low > 4e-16 * max(1, abs(low)) else {
      isDone = true
      return
    }
    rounds += 1
    var middle = (low * above - high * below) / (above - below)
    if !middle.isFinite || middle <= low || middle >= high { middle = (low + high) / 2 }
    let value = test.score(exp(middle)) - target
    if abs(value) <= best.value { best = (abs(value), middle) }
    // No closer than its own rounding.
    if abs(value) <= 1e-14 * abs(target) {
      isDone = true
      return
    }
    if value > 0 {
      low = middle
      below = value
      if lastSide == 1 { above /= 2 }
      lastSide = 1
    } else {
      high = middle
      above = value
      if lastSide == -1 { below /= 2 }
      lastSide = -1
    }
  }
}
