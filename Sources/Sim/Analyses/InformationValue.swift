import CGSL

/// What it is worth to find out something before one of several plans is chosen (Raiffa & Schlaifer 1961,
/// "Applied statistical decision theory"): the expected utility of choosing once it is known, less that
/// of the best choice without it.
///
/// Plans are compared in the same parameter draws. The utility of a plan under a draw is its mean over the
/// draws of chance that have a value: chance cannot be found out, so it is averaged over before plans are
/// chosen.
///
/// To know more is never worth less, so that 0 ≤ EVPPI ≤ EVPI (Jensen's inequality). Both are estimated
/// from the same draws, and no estimate or limit of EVPPI is above that of EVPI.
package struct InformationValue: Sendable {
  /// Worth, in the unit of the utilities. The limits are never below 0.
  package struct Worth: Sendable, Hashable {
    package let value: Double
    package internal(set) var interval: Interval
  }

  /// By plan, by parameter draw in which all plans have a value: the mean over chance.
  package let means: [[Double]]
  /// Parameter draws that are left out: in which a plan has no value at all.
  package let drawsWithout: Int
  /// Parameter draws that are looked at in which a plan lacks values of some trials.
  package let drawsInPart: Int
  /// Parameter draws that are looked at in which a plan has a single value: what chance does there
  /// counts as if it could be found out.
  package let drawsOfOne: Int
  /// By parameter draw: the means of each half of the draws of chance.
  private let halves: [ChanceHalves?]
  /// The plan with the largest mean, the first of several.
  package let best: Int
  /// Which parameter draws are looked at, from 0.
  package let rows: [Int]

  /// Of fewer parameter draws nothing is said.
  package static let fewestDraws = 200
  /// Errors are taken from the means of so many runs of draws.
  static let blocks = 32

  /// `utilities`: by plan, by trial; those of a parameter draw stand together, `repeats` of them, alike
  /// for all plans. NaN: no value. `nil`: of fewer than two plans or too few draws.
  package init?(_ utilities: [[Double]], repeats: Int) {
    let repeats = max(1, repeats)
    let draws = (utilities.map(\.count).min() ?? 0) / repeats
    let found = (0..<draws).map { draw in
      utilities.map { KnownMean($0[draw * repeats..<(draw + 1) * repeats]) }
    }
    rows = found.indices.filter { draw in found[draw].allSatisfy { $0.count > 0 } }
    guard utilities.count > 1, rows.count >= Self.fewestDraws else { return nil }
    let rows = rows
    drawsWithout = draws - rows.count
    drawsInPart = rows.count { draw in found[draw].contains { $0.count < repeats } }
    drawsOfOne = repeats == 1 ? 0 : rows.count { draw in found[draw].contains { $0.count == 1 } }
    means = utilities.indices.map { plan in rows.map { found[$0][plan].mean } }
    halves = rows.map { draw in
      ChanceHalves(utilities.map { $0[draw * repeats..<(draw + 1) * repeats] })
    }
    let totals = means.map { $0.reduce(0, +) }
    best = totals.indices.max { totals[$0] < totals[$1] } ?? 0
  }

  /// Expected value of perfect information about all parameters, EVPI = E max U − max E U.
  ///
  /// The maximum of means that chance has part in is too large on average, by about as much again in
  /// half of the draws of chance as in all: what the halves give more is taken off (Quenouille 1956). What
  /// comes out below 0 is 0.
  package func perfect(alpha: Double = 0.05) -> Worth {
    var gains = means[best].indices.map { Self.gain(means, best, $0) }
    for (draw, halves) in halves.enumerated() {
      guard let halves else { continue }
      for half in halves.means {
        gains[draw] += halves.biasPart * (Self.gain(means, best, draw) - Self.gain(half, best)) / 2
      }
    }
    return worth(max(0, gains.reduce(0, +) / Double(gains.count)), gains, atMost: 0, alpha)
  }

  /// How much better the best plan of a draw is than a given one.
  private static func gain(_ means: [[Double]], _ best: Int, _ draw: Int) -> Double {
    means.reduce(0) { max($0, $1[draw] - means[best][draw]) }
  }

  private static func gain(_ means: [Double], _ best: Int) -> Double {
    means.reduce(0) { max($0, $1 - means[best]) }
  }

  /// Expected value of partial perfect information, EVPPI = E max E(U | X) − max E U, of one input or of
  /// two together; `nil` if nothing of them varies.
  ///
  /// E(U | X) comes from a regression (`BinRegression`). Fitted values vary more than what they estimate:
  /// their deviations from the mean are shrunk until their variance is what an analysis of variance
  /// leaves of it, (MSR − MSE)/MSR.
  ///
  /// The upper limit also holds what the regression is too noisy to tell: for each plan the loss integral
  /// of a normal E(U | X) with the largest variance that fits. Neither the estimate nor a limit is above
  /// that of EVPI: a straight line in a bin may cross 0 where no draw does.
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
    let all = perfect(alpha: alpha)
    return Worth(
      value: min(worth.value, all.value),
      interval: Interval(
        low: min(worth.interval.low, all.interval.low),
        high: min(worth.interval.high, all.interval.high)))
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
