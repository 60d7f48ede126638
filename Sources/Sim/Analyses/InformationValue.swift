import CGSL

/// What it is worth to find out something before one of several plans is chosen (Raiffa & Schlaifer 1961,
/// "Applied statistical decision theory"): the expected utility of choosing once it is known, less that
/// of the best choice without it.
///
/// Plans are compared in the same parameter draws. The utility of a plan under a draw is its mean over
/// draws of chance: chance cannot be found out, so it is averaged over before plans are chosen.
package struct InformationValue: Sendable {
  /// Worth, in the unit of the utilities. The limits are never below 0.
  package struct Worth: Sendable, Hashable {
    package let value: Double
    package internal(set) var interval: Interval
  }

  /// By plan, by parameter draw that all plans have: the mean over chance.
  package let means: [[Double]]
  /// The same of each half of the draws of chance; empty where there is but one.
  private let halves: [[[Double]]]
  /// The bias that all draws of chance leave, as a part of how much more a half has: 1 if halves are
  /// halves, less if the draws are odd in number.
  private let biasPart: Double
  /// The plan with the largest mean, the first of several.
  package let best: Int
  /// Which parameter draws are looked at: all in which every plan has all utilities.
  private let rows: [Int]

  /// Of fewer parameter draws nothing is said.
  package static let fewestDraws = 200
  /// Errors are taken from the means of so many runs of draws.
  static let blocks = 32

  /// `utilities`: by plan, by trial; those of a parameter draw stand together, `repeats` of them, alike
  /// for all plans. NaN: the trial failed. `nil`: of fewer than two plans or too few draws.
  package init?(_ utilities: [[Double]], repeats: Int) {
    let repeats = max(1, repeats)
    let draws = (utilities.map(\.count).min() ?? 0) / repeats
    let sums = { (plan: [Double], draw: Int, part: Range<Int>) in
      part.reduce(0.0) { $0 + plan[draw * repeats + $1] } / Double(part.count)
    }
    let whole = utilities.map { plan in (0..<draws).map { sums(plan, $0, 0..<repeats) } }
    rows = (0..<draws).filter { draw in whole.allSatisfy { !$0[draw].isNaN } }
    guard utilities.count > 1, rows.count >= Self.fewestDraws else { return nil }
    let rows = rows
    means = whole.map { plan in rows.map { plan[$0] } }
    let middle = repeats / 2
    biasPart = Double(middle) / Double(max(1, repeats - middle))
    halves =
      middle == 0
      ? []
      : [0..<middle, repeats - middle..<repeats].map { part in
        utilities.map { plan in rows.map { sums(plan, $0, part) } }
      }
    let totals = means.map { $0.reduce(0, +) }
    best = totals.indices.max { totals[$0] < totals[$1] } ?? 0
  }

  /// Expected value of perfect information about all parameters, EVPI = E max U − max E U.
  ///
  /// The maximum of means that chance has part in is too large on average, by about as much again in
  /// half of the draws of chance as in all: what the halves give more is taken off (Quenouille 1956).
  package func perfect(alpha: Double = 0.05) -> Worth {
    var gains = Self.gains(means, best)
    for half in halves {
      let more = Self.gains(half, best)
      for draw in gains.indices {
        gains[draw] += biasPart * (Self.gain(means, best, draw) - more[draw]) / Double(halves.count)
      }
    }
    return worth(gains.reduce(0, +) / Double(gains.count), gains, atMost: 0, alpha)
  }

  /// By draw: how much better the best plan is than a given one.
  private static func gains(_ means: [[Double]], _ best: Int) -> [Double] {
    means[best].indices.map { gain(means, best, $0) }
  }

  private static func gain(_ means: [[Double]], _ best: Int, _ draw: Int) -> Double {
    means.reduce(0) { max($0, $1[draw] - means[best][draw]) }
  }

  /// Expected value of partial perfect information, EVPPI = E max E(U | X) − max E U, of one input or of
  /// two together; `nil` if nothing of them varies.
  ///
  /// E(U | X) comes from a regression (`BinRegression`). Fitted values vary more than what they estimate:
  /// their deviations from the mean are shrunk until their variance is what an analysis of variance
  /// leaves of it, (MSR − MSE)/MSR.
  ///
  /// The upper limit also holds what the regression is too noisy to tell: for each plan the loss integral
  /// of a normal E(U | X) with the largest variance that fits.
  ///
  /// `inputs`: by parameter draw.
  package func partial(_ inputs: [BoxInput], alpha: Double = 0.05) -> Worth? {
    let columns = inputs.map { input in
      BoxInput(rows.map { input.values[$0] }, kind: input.kind)
    }
    guard let bins = RegressionBins(columns) else { return nil }
    let fits = means.indices.filter { $0 != best }.map { plan in
      BinRegression(zip(means[plan], means[best]).map { $0 - $1 }, bins)
    }
    var value = 0.0
    let gains = rows.indices.map { draw in
      let chosen = fits.max { $0.fitted(draw) < $1.fitted(draw) }
      guard let chosen, chosen.fitted(draw) > 0 else { return 0.0 }
      value += chosen.fitted(draw) / Double(rows.count)
      return chosen.shrunk(draw)
    }
    let hidden = fits.reduce(0) { $0 + $1.mostHidden(alpha) }
    // Fits to nothing but noise lead to gains too: then nothing is claimed.
    let level = alpha / Double(fits.count)
    let isSeen = fits.contains { $0.explainsMoreThanNoise(level) }
    var worth = worth(value, gains, atMost: hidden, alpha)
    if !isSeen { worth.interval.low = 0 }
    return worth
  }

  /// With Student's interval from the means of blocks of what each draw adds, and above it what may be
  /// missing because the best plan was the best of these draws.
  private func worth(
    _ value: Double, _ gains: [Double], atMost: Double, _ alpha: Double
  ) -> Worth {
    let t = gsl_cdf_tdist_Qinv(alpha / 2, Double(Self.blocks - 1))
    let reach = t * (Self.blockMeans(gains).standardError ?? 0)
    return Worth(
      value: value,
      interval: Interval(
        low: max(0, value - reach), high: max(value + reach + leadByChance, atMost, 0)))
  }

  /// By how much the largest of the means may be too large: for each other plan the mean of the positive
  /// part of its lead, normal about what was found. At most; a plan that is far behind adds nothing.
  private var leadByChance: Double {
    means.indices.filter { $0 != best }.reduce(0) { sum, plan in
      let lead = Self.blockMeans(zip(means[plan], means[best]).map { $0 - $1 })
      return sum + NormalLoss.positivePart(mean: lead.mean, deviation: lead.standardError ?? 0)
    }
  }

  private static func blockMeans(_ values: [Double]) -> Moments {
    (0..<blocks).reduce(into: Moments()) { moments, block in
      let part = values[block * values.count / blocks..<(block + 1) * values.count / blocks]
      moments.add(part.reduce(0, +) / Double(part.count))
    }
  }
}

/// The loss integral of the normal distribution (Raiffa & Schlaifer 1961, section 11.4).
enum NormalLoss {
  /// E max(0, X): φ(u) − u Q(u) standard deviations, u = −mean over standard deviation.
  static func positivePart(mean: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return max(0, mean) }
    let u = -mean / deviation
    return max(0, deviation * (gsl_ran_ugaussian_pdf(u) - u * gsl_cdf_ugaussian_Q(u)))
  }
}
