import CGSL

/// Two limits of what is estimated.
public struct Interval: Sendable, Hashable {
  public var low: Double
  public var high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// Intervals for one share: `successes` of `trials`, at level 1 - alpha.
public enum ShareInterval {
  /// Past so many successes and failures Wilson's interval differs from the exact one by less
  /// than what is printed.
  public static let mostExact = 10_000

  /// Clopper–Pearson; where successes and failures both pass `mostExact`, Wilson.
  ///
  /// Without trials: [0, 1].
  public static func exact(_ successes: Int, of trials: Int, alpha: Double = 0.05) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    if min(successes, trials - successes) > mostExact {
      return wilson(successes, of: trials, alpha: alpha)
    }
    return clopperPearson(successes, of: trials, alpha: alpha)
  }

  /// For each of a table's shares, all together at level 1 - alpha (Bonferroni).
  public static func simultaneous(_ successes: [Int], of trials: Int, alpha: Double = 0.05)
    -> [Interval]
  {
    let level = alpha / Double(max(1, successes.count))
    return successes.map { exact($0, of: trials, alpha: level) }
  }

  /// Clopper & Pearson (1934): each limit leaves alpha/2 on its side.
  public static func clopperPearson(_ successes: Int, of trials: Int, alpha: Double) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let half = alpha / 2
    let n = Double(trials)
    // No success: (1 - p)^n = alpha/2 has a closed form; no failure is its mirror.
    let extreme = -expm1(log(half) / n)
    if successes <= 0 { return Interval(low: 0, high: extreme) }
    if successes >= trials { return Interval(low: 1 - extreme, high: 1) }
    let x = Double(successes)
    let near = wilson(successes, of: trials, alpha: alpha)
    let low = BetaQuantile.lower(half, x, n - x + 1, near: near.low)
    let high = BetaQuantile.upper(half, x + 1, n - x, near: near.high)
    return Interval(low: low, high: high)
  }

  /// Wilson (1927).
  public static func wilson(_ successes: Int, of trials: Int, alpha: Double) -> Interval {
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
  public static func bandHalfWidth(trials: Int, alpha: Double = 0.05) -> Double {
    guard trials > 0 else { return 1 }
    return min(1, (log(2 / alpha) / (2 * Double(trials))).squareRoot())
  }
}

/// Points of the beta distribution, bracketed and refined on its distribution function.
///
/// GSL's own inverses fail for most limits of rare shares.
enum BetaQuantile {
  /// P(X <= point) = probability.
  static func lower(_ probability: Double, _ a: Double, _ b: Double, near: Double) -> Double {
    root(near) { point in
      (gsl_cdf_beta_P(point, a, b) - probability, gsl_ran_beta_pdf(point, a, b))
    }
  }

  /// P(X > point) = probability.
  static func upper(_ probability: Double, _ a: Double, _ b: Double, near: Double) -> Double {
    root(near) { point in
      (probability - gsl_cdf_beta_Q(point, a, b), gsl_ran_beta_pdf(point, a, b))
    }
  }

  /// Newton's steps held in a bracket of [0, 1] that every value tightens; else halving.
  private static func root(
    _ near: Double, _ rising: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var low = 0.0
    var high = 1.0
    var point = near > 0 && near < 1 ? near : 0.5
    for _ in 0..<200 {
      let (value, slope) = rising(point)
      if value == 0 { return point }
      if value < 0 { low = point } else { high = point }
      var next = point - value / slope
      if !(next > low && next < high) {
        // The middle in proportion, so that tiny shares keep their digits.
        next = low > 0 && high > 2 * low ? (low * high).squareRoot() : (low + high) / 2
      }
      if (next - point).magnitude <= 2 * next.ulp || next == low || next == high { return next }
      point = next
    }
    return point
  }
}
