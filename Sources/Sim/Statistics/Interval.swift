import CGSL

/// Two limits of what is estimated.
package struct Interval: Sendable, Hashable {
  package var low: Double
  package var high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Of what nothing is known.
  package static let unbounded = Interval(low: -.infinity, high: .infinity)

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// Intervals for one share: `successes` of `trials`, at level 1 - alpha.
package enum ShareInterval {
  /// Past so many successes and failures Wilson's interval differs from the exact one by less
  /// than what is printed.
  package static let mostExact = 10_000

  /// Clopper–Pearson; where successes and failures both pass `mostExact`, Wilson.
  ///
  /// Without trials: [0, 1].
  package static func exact(_ successes: Int, of trials: Int, alpha: Double = 0.05) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    if min(successes, trials - successes) > mostExact {
      return wilson(successes, of: trials, alpha: alpha)
    }
    return clopperPearson(successes, of: trials, alpha: alpha)
  }

  /// The same with trials of which nobody knows how they would have come out: the lower limit
  /// counts none of them among the successes, the upper limit all (Horowitz & Manski 2000,
  /// "Nonparametric analysis of randomized experiments with missing covariate and outcome data").
  package static func exact(
    _ successes: Int, of trials: Int, failed: Int, alpha: Double = 0.05
  ) -> Interval {
    let none = exact(successes, of: trials + failed, alpha: alpha)
    guard failed > 0 else { return none }
    let all = exact(successes + failed, of: trials + failed, alpha: alpha)
    return Interval(low: none.low, high: all.high)
  }

  /// For each of a table's shares, all together at level 1 - alpha (Bonferroni).
  package static func simultaneous(
    _ successes: [Int], of trials: Int, failed: Int = 0, alpha: Double = 0.05
  ) -> [Interval] {
    let level = alpha / Double(max(1, successes.count))
    return successes.map { exact($0, of: trials, failed: failed, alpha: level) }
  }

  /// Clopper & Pearson (1934): each limit leaves alpha/2 on its side.
  package static func clopperPearson(_ successes: Int, of trials: Int, alpha: Double) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let half = alpha / 2
    let n = Double(trials)
    // No success: (1 - p)^n = alpha/2 has a closed form; no failure is its mirror.
    let extreme = -expm1(log(half) / n)
    if successes <= 0 { return Interval(low: 0, high: extreme) }
    if successes >= trials { return Interval(low: 1 - extreme, high: 1) }
    let x = Double(successes)
    let near = wilson(successes, of: trials, alpha: alpha)
    let low = BetaQuantile(x, n - x + 1).lower(half, near: near.low)
    let high = BetaQuantile(x + 1, n - x).upper(half, near: near.high)
    return Interval(low: low, high: high)
  }

  /// Clopper–Pearson of a share that is worth so many independent trials, which need be no whole number
  /// (Korn & Graubard 1998, "Confidence intervals for proportions with small expected number of positive
  /// counts estimated from survey data"). Without trials: [0, 1].
  package static func effective(
    _ share: Double, of trials: Double, alpha: Double = 0.05
  ) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let half = alpha / 2
    let x = min(max(0, share), 1) * trials
    let rest = trials - x
    // No success: (1 - p)^n = alpha/2 has a closed form; no failure is its mirror.
    let extreme = -expm1(log(half) / trials)
    let isNone = x <= 1e-12 * trials
    let isAll = rest <= 1e-12 * trials
    return Interval(
      low: isNone
        ? 0
        : isAll ? 1 - extreme : BetaQuantile(x, rest + 1).lower(half, near: max(1e-9, share / 2)),
      high: isAll
        ? 1
        : isNone
          ? extreme : BetaQuantile(x + 1, rest).upper(half, near: min(1 - 1e-9, (1 + share) / 2)))
  }

  /// Wilson (1927).
  package static func wilson(_ successes: Int, of trials: Int, alpha: Double) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let n = Double(trials)
    let share = Double(successes) / n
    let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
    let weight = z * z / n
    let center = (share + weight / 2) / (1 + weight)
    let half =
      z * (share * (1 - share) / n + weight / (4 * n)).squareRoot() / (1 + weight)
    return Interval(low: max(0, center - half), high: min(1, center + half))
  }

  /// Half the width of the band that holds a whole distribution function: Dvoretzky, Kiefer &
  /// Wolfowitz (1956) with the constant of Massart (1990).
  package static func bandHalfWidth(trials: Int, alpha: Double = 0.05) -> Double {
    guard trials > 0 else { return 1 }
    return min(1, (log(2 / alpha) / (2 * Double(trials))).squareRoot())
  }
}

/// Points of the beta distribution, bracketed and refined on its distribution function.
///
/// GSL's own inverses fail for most limits of rare shares.
struct BetaQuantile {
  let a, b: Double
  /// ln B(a, b).
  private let scale: Double

  init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
    scale = gsl_sf_lnbeta(a, b)
  }

  /// P(X <= point) = probability.
  func lower(_ probability: Double, near: Double) -> Double {
    root(near) { gsl_cdf_beta_P($0, a, b) - probability }
  }

  /// P(X > point) = probability.
  func upper(_ probability: Double, near: Double) -> Double {
    root(near) { probability - gsl_cdf_beta_Q($0, a, b) }
  }

  /// Halley's steps held in a bracket of [0, 1] that every value tightens; else halving.
  private func root(_ near: Double, _ rising: (Double) -> Double) -> Double {
    var low = 0.0
    var high = 1.0
    var point = near > 0 && near < 1 ? near : 0.5
    for _ in 0..<200 {
      let value = rising(point)
      if value == 0 { return point }
      if value < 0 { low = point } else { high = point }
      // The density and the logarithmic slope of it.
      let slope = exp((a - 1) * log(point) + (b - 1) * log1p(-point) - scale)
      let newton = value / slope
      let bend = (a - 1) / point - (b - 1) / (1 - point)
      var next = point - newton / (1 - newton * bend / 2)
      // The error of a step is of the third order in its size.
      if newton.magnitude < 1e-5 * spread(at: point) { return next }
      if !(next > low && next < high) { next = point - newton }
      if !(next > low && next < high) {
        // The middle in proportion, so that tiny shares keep their digits.
        next = low > 0 && high > 2 * low ? (low * high).squareRoot() : (low + high) / 2
      }
      if (next - point).magnitude <= 2 * next.ulp || next == low || next == high { return next }
      point = next
    }
    return point
  }

  /// How far one must go for the distribution function to bend.
  private func spread(at point: Double) -> Double {
    min(point, 1 - point) / (a + b).squareRoot()
  }
}
