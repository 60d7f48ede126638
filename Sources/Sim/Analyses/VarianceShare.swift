import CGSL

/// How much of the variance of a quantity goes with one input: S = Var(E(Y | X)) / Var(Y), from trials
/// that were run for any reason (Pearson 1905, the correlation ratio; Plischke 2012).
///
/// Trials are put into bins of equal numbers by the rank of the input, or by its values where these are
/// few, and the variance between bins is compared with that within. Estimates may be below 0, so that
/// those of inputs without influence are right on average.
package struct VarianceShare: Sendable, Hashable {
  package let share: ValueInInterval
  /// How many bins, none of them empty.
  package let bins: Int
  /// How many trials have both.
  package let count: Int
  /// How often bins would differ as much if nothing went with the input.
  package let chance: Double

  /// Whether it is told apart from none, as the strongest of so many inputs may be: together those that move
  /// nothing are, in one of twenty runs at most (Bonferroni 1936).
  package func isToldApart(among inputs: Int) -> Bool {
    share.isToldApart && chance * Double(inputs) <= 0.05
  }

  /// As many bins of ranks at first: few bins keep the noise small. A steep or wavy influence needs
  /// more, so they are halved as long as the halves differ by more than chance would have it, or where
  /// the noise of more bins is little beside the standard error.
  static let fewestBins = 8
  /// Halves differ by chance in one of so many cases.
  private static let chanceOfHalving = 0.005
  /// Noise, of the standard error, that is little.
  private static let littleNoise = 0.25
  /// Bins of fewer trials are not halved.
  private static let fewestInBin = 6
  /// Of fewer trials than this for each bin nothing is said.
  private static let fewestForBin = 4

  /// `nil` if the input or the quantity does not vary, or of too few trials.
  package init?(of quantity: VariedQuantity, by input: RankedInput, alpha: Double = 0.05) {
    let quantity = quantity.known(with: input)
    let table = BinTable(quantity, input)
    var width = 1
    while !input.isByValue, input.cellCount / width > Self.fewestBins { width *= 2 }
    var chosen = table.merging(width)
    while width > 1 {
      width /= 2
      let next = table.merging(width)
      let freedom = Double(next.bins - chosen.bins)
      guard next.count >= Self.fewestInBin * next.bins, freedom > 0 else { break }
      let gained = next.between - chosen.between
      let isNeeded =
        gained > next.meanWithin * gsl_cdf_chisq_Qinv(Self.chanceOfHalving, freedom)
      guard isNeeded || next.noise < Self.littleNoise * chosen.standardError(of: quantity, input)
      else { break }
      chosen = next
    }
    guard chosen.bins > 1, chosen.count >= Self.fewestForBin * chosen.bins, chosen.total > 0 else {
      return nil
    }
    bins = chosen.bins
    count = chosen.count
    chance = gsl_cdf_chisq_Q(chosen.between / chosen.meanWithin, Double(chosen.bins - 1))
    share = chosen.share(of: quantity, input, alpha)
  }

  /// `y`: by trial; NaN is missing.
  package init?(of y: [Double], by input: RankedInput, alpha: Double = 0.05) {
    self.init(of: VariedQuantity(y), by: input, alpha: alpha)
  }
}

/// Sums of a quantity by bin.
private struct BinTable {
  private var counts: [Double]
  /// Of deviations from the mean.
  private var sums: [Double]
  /// Cells of the input in each bin, a power of two.
  private var width = 1
  private(set) var bins = 0
  let count: Int
  let total: Double
  private(set) var between = 0.0
  /// Of B/V, once it was asked for.
  private var errorVariance: Double?

  init(_ quantity: VariedQuantity, _ input: RankedInput) {
    count = quantity.moments.count
    total = quantity.moments.squares
    counts = Array(repeating: 0, count: max(1, input.cellCount))
    sums = counts
    counts.withUnsafeMutableBufferPointer { counts in
      sums.withUnsafeMutableBufferPointer { sums in
        for (cell, deviation) in zip(input.cells, quantity.deviations) where !deviation.isNaN {
          counts[Int(cell)] += 1
          sums[Int(cell)] += deviation
        }
      }
    }
    sumUp()
  }

  private mutating func sumUp() {
    (bins, between) = (0, 0)
    for (count, sum) in zip(counts, sums) where count > 0 {
      bins += 1
      between += sum * sum / count
    }
  }

  /// With so many neighbouring cells to a bin.
  func merging(_ cells: Int) -> BinTable {
    guard cells > 1 else { return self }
    var merged = self
    merged.width = cells
    merged.counts = Self.merged(counts, cells)
    merged.sums = Self.merged(sums, cells)
    merged.sumUp()
    return merged
  }

  private static func merged(_ cells: [Double], _ width: Int) -> [Double] {
    let count = (cells.count + width - 1) / width
    return Array(unsafeUninitializedCapacity: count) { merged, filled in
      for place in 0..<count {
        var sum = 0.0
        for cell in place * width..<min(place * width + width, cells.count) { sum += cells[cell] }
        merged.initializeElement(at: place, to: sum)
      }
      filled = count
    }
  }

  /// MSW, above 0 also where all of a bin are equal.
  var meanWithin: Double {
    let n = Double(count)
    return max((total - between) / max(1, n - Double(bins)), total / (n * n))
  }

  /// Standard deviation of what K bins of noise add to the share.
  var noise: Double {
    (2 * Double(bins - 1)).squareRoot() * meanWithin / total
  }

  /// Of the share, but for the noise of bins.
  mutating func standardError(of quantity: VariedQuantity, _ input: RankedInput) -> Double {
    let value = (between - Double(bins - 1) * meanWithin) / total
    guard value > 0, between > 0 else { return 0 }
    // Means of bins with their noise seem to differ more than they do.
    return (errorVariance(of: quantity, input) * value * total / between).squareRoot()
  }

  /// [SSB − (K − 1) MSW] / SST. The limits are those under which SSB/MSW has the noncentral χ²
  /// distribution of a quantity that varies alike in all bins; where it does not, or is itself spread
  /// out little, their distance is as much smaller or larger as the standard error is.
  mutating func share(
    of quantity: VariedQuantity, _ input: RankedInput, _ alpha: Double
  ) -> ValueInInterval {
    let n = Double(count)
    let freedom = Double(bins - 1)
    let ratio = between / meanWithin
    let value = (between - freedom * meanWithin) / total
    let limits = NoncentralChiSquared.noncentralities(ratio, freedom: freedom, alpha: alpha)
    let noncentrality = max(0, ratio - freedom)
    let rest = n / (noncentrality + n)
    let even = 4 * ratio * rest * rest * rest * rest / (n * n)
    let found = errorVariance(of: quantity, input) / even
    let scale =
      even > 0
      ? ((2 * freedom + 4 * noncentrality * found) / (2 * freedom + 4 * noncentrality)).squareRoot()
      : 1
    let middle = max(0, min(1, value))
    let away = { (limit: Double) in
      // A limit of 0 says that chance alone may have made it; that stays so.
      limit > 0 ? max(0, min(1, middle + scale * (limit / (limit + n) - middle))) : 0
    }
    // Of trials that do not differ within bins, but for rounding, nothing speaks against all of it.
    let high = total - between <= 1e-12 * total ? 1 : max(away(limits.high), middle)
    return ValueInInterval(
      value, Interval(low: min(away(limits.low), middle), high: high))
  }

  /// Of B/V, variance between bins over variance, by its influence function: with m the mean and m(k)
  /// that of the bin, [(m(k) − m)² − B + 2 (m(k) − m)(y − m(k)) − S ((y − m)² − V)] / V.
  private mutating func errorVariance(of quantity: VariedQuantity, _ input: RankedInput) -> Double {
    if let known = errorVariance { return known }
    let n = Double(count)
    let (b, v) = (between / n, total / n)
    let share = b / v
    let parts = zip(sums, counts).map { sum, count in
      let above = sum / count
      return (above: above, square: above * above - b, twice: 2 * above)
    }
    let shift = width.trailingZeroBitCount
    var squares = 0.0
    parts.withUnsafeBufferPointer { parts in
      for (cell, deviation) in zip(input.cells, quantity.deviations) where !deviation.isNaN {
        let part = parts[Int(cell) &>> shift]
        let within = part.twice * (deviation - part.above)
        let influence = (part.square + within - share * (deviation * deviation - v)) / v
        squares += influence * influence
      }
    }
    let found = squares / (n * n)
    errorVariance = found
    return found
  }
}
