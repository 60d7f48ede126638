/// What holding an input at a value changes, in trials that draw everything else alike.
package struct PairedEffect: Sendable, Hashable {
  /// Share or mean with the value less that without.
  package let effect: ValueInInterval
  /// Pairs of trials.
  package let pairs: Int

  /// `held`, `free`: by trial; NaN is missing, and such pairs are left out. Of a condition, 0 or 1, the
  /// limits are Tango's (`PairedInterval`), else those of a mean (`PairedMean`); of values that are all the same
  /// it is unbounded. `nil` without pairs, or of a mean of few.
  package init?(_ held: [Double], beside free: [Double], isCondition: Bool, alpha: Double = 0.05) {
    let both = zip(held, free).filter { !$0.0.isNaN && !$0.1.isNaN }
    pairs = both.count
    guard !both.isEmpty else { return nil }
    if isCondition {
      let onlyHeld = both.count { $0.0 > $0.1 }
      let onlyFree = both.count { $0.0 < $0.1 }
      effect = ValueInInterval(
        Double(onlyHeld - onlyFree) / Double(both.count),
        PairedInterval.score(
          onlyFirst: onlyHeld, onlySecond: onlyFree, of: both.count, alpha: alpha))
    } else {
      var moments = SkewedMoments()
      var (own, other) = (Moments(), Moments())
      for (a, b) in both {
        moments.add(a - b)
        own.add(a)
        other.add(b)
      }
      let isOneValue =
        both.count >= MeanInterval.fewestValues
        && min(own.minimum, other.minimum) == max(own.maximum, other.maximum)
      guard
        let interval = isOneValue
          ? .unbounded
          : PairedMean.interval(
            moments, here: own, there: other, isCondition: false, alpha: alpha)
      else { return nil }
      effect = ValueInInterval(moments.moments.mean, interval)
    }
  }
}
