import CGSL

/// The difference of a quantile between two runs of the same trials.
package enum QuantileDifference {
  /// Batches have so many values at least beyond the quantile.
  private static let fewestBeyond = 5.0
  private static let batches = 10...32

  /// The difference of the quantiles of all trials, `here` less `there`, with Student's interval about it
  /// from the differences of batches of trials in a row (sectioning; Asmussen & Glynn 2007, section III.5;
  /// Nakayama 2014). Pairs stay in one batch, so that what they share falls out.
  ///
  /// `here`, `there`: by trial; a trial counts where both have a value. Of a quantity with few values,
  /// whose quantiles jump, the interval does not hold. `nil`: too few trials for the quantile.
  package static func interval(
    _ share: Double, _ here: [Double], _ there: [Double], alpha: Double = 0.05
  ) -> (value: Double, interval: Interval)? {
    let pairs = zip(here, there).filter { !$0.0.isNaN && !$0.1.isNaN }
    let room = Double(pairs.count) * min(share, 1 - share) / fewestBeyond
    guard room.isFinite, room >= Double(batches.lowerBound) else { return nil }
    let count = min(batches.upperBound, Int(room))
    guard let value = difference(share, pairs[...]) else { return nil }
    var squares = 0.0
    for batch in 0..<count {
      let part = pairs[batch * pairs.count / count..<(batch + 1) * pairs.count / count]
      guard let own = difference(share, part) else { return nil }
      squares += (own - value) * (own - value)
    }
    let error = (squares / Double(count - 1) / Double(count)).squareRoot()
    let reach = gsl_cdf_tdist_Qinv(alpha / 2, Double(count - 1)) * error
    return (value, Interval(low: value - reach, high: value + reach))
  }

  private static func difference(
    _ share: Double, _ pairs: ArraySlice<(Double, Double)>
  ) -> Double? {
    guard let here = Quantiles.exact(share, ofSorted: pairs.map(\.0).sorted()),
      let there = Quantiles.exact(share, ofSorted: pairs.map(\.1).sorted())
    else { return nil }
    return here - there
  }
}
