/// What holding an input at a value changes, in trials that draw everything else alike.
package struct PairedEffect: Sendable, Hashable {
  /// Share or mean with the value less that without.
  package let effect: ValueInInterval
  /// Pairs of trials.
  package let pairs: Int
  /// How many pairs of which a trial failed the limits allow for.
  package let failed: Int

  /// `held`, `free`: by trial; NaN is missing, and such pairs are left out. Of a condition, 0 or 1, the
  /// limits are Tango's (`PairedInterval`), else those of a mean (`PairedMean`); of values that are all the
  /// same it is unbounded. `nil` without pairs, or of a mean of few. `failed`: in how many further pairs a
  /// trial failed; where they are more than `Summary.mostFailed`, limits of a condition allow for all that
  /// these could have come to. Nothing bounds what they would add to a mean.
  package init?(
    _ held: [Double], beside free: [Double], isCondition: Bool, failed: Int = 0,
    alpha: Double = 0.05
  ) {
    let both = zip(held, free).filter { !$0.0.isNaN && !$0.1.isNaN }
    pairs = both.count
    guard !both.isEmpty else { return nil }
    self.failed = isCondition ? Summary.bounding(both.count, failed) : 0
    if isCondition {
      let onlyHeld = both.count { $0.0 > $0.1 }
      let onlyFree = both.count { $0.0 < $0.1 }
      effect = ValueInInterval(
        Double(onlyHeld - onlyFree) / Double(both.count),
        PairedInterval.score(
          onlyFirst: onlyHeld, onlySecond: onlyFree, of: both.count, failed: self.failed,
          alpha: alpha))
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
