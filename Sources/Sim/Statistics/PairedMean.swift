/// Limits of the difference of a mean between two points, from pairs of trials.
package enum PairedMean {
  /// Of a condition, 0 or 1, Tango's (`PairedInterval`), else those of a mean (`MeanInterval`).
  ///
  /// Where no pair differs, Student's limits would be 0 both, as if no pair ever could. Tango's limits of a
  /// share of which there is no pair are ± z²/(n + z²): no larger share of all pairs may be those in which one
  /// alone is larger. A pair differs by no more than the range of the values, of which those are taken that were
  /// seen. Values that are all the same have no range, and nothing says how far others may lie from them.
  ///
  /// `difference`, `here`, `there`: over the pairs that have a value in both. `failed`: pairs of which a
  /// trial failed, if limits are to allow for them: of a condition for all that they could have come to,
  /// and else nothing bounds it. `nil` then, of fewer pairs than a mean takes, of values that are all the
  /// same, or if a limit is too large for a number.
  package static func interval(
    _ difference: SkewedMoments, here: Moments, there: Moments, isCondition: Bool,
    failed: Int = 0, alpha: Double
  ) -> Interval? {
    let moments = difference.moments
    guard moments.count > 0 else { return nil }
    if isCondition {
      // Differences are −1, 0 and 1: their sum and the sum of their squares are whole numbers.
      let n = Double(moments.count)
      let apart = (moments.squares + n * moments.mean * moments.mean).rounded()
      let more = (n * moments.mean).rounded()
      return PairedInterval.score(
        onlyFirst: Int((apart + more) / 2), onlySecond: Int((apart - more) / 2),
        of: moments.count, failed: failed, alpha: alpha)
    }
    guard failed == 0 else { return nil }
    guard moments.minimum == 0, moments.maximum == 0, moments.count >= MeanInterval.fewestValues
    else { return MeanInterval.of(difference, alpha: alpha) }
    let share = PairedInterval.score(onlyFirst: 0, onlySecond: 0, of: moments.count, alpha: alpha)
    let low = share.high * (here.minimum - there.maximum)
    let high = share.high * (here.maximum - there.minimum)
    guard low < high else { return nil }
    return low.isFinite && high.isFinite ? Interval(low: min(0, low), high: max(0, high)) : nil
  }
}
