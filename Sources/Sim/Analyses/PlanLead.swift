/// How much better a plan is than the best other one, on average over parameter draws that all plans share.
///
/// Which plan is the best has to be found from the same draws. So these are multiple comparisons with the
/// best (Hsu 1984, "Constrained simultaneous confidence intervals for multiple comparisons with the best";
/// with lower limits above 0, Edwards & Hsu 1983), at Bonferroni's level. A plan leads by the least of its
/// differences to the others. The limits of its lead are the least of the limits of these, and the upper one
/// is not below 0.
///
/// The leads of all k plans lie between their limits together at 95 %, and so does that of the plan that came
/// out best. Each limit of a difference leaves 0.05/k on its side. Let the k − 1 differences of the truly
/// best plan be no more than their upper limits, and that to the second best no less than its lower limit.
/// Then all leads lie between their limits, for that of another plan is its difference to the best, and not
/// above 0.
package enum PlanLead {
  /// From the means of each plan over chance: by plan, by parameter draw. Of the plan at `place`. `nil` of
  /// too few draws, or without another plan.
  package static func interval(_ means: [[Double]], of place: Int) -> Interval? {
    lead(of: place, among: means.count) { difference(means[place], means[$0], alpha: $1) }
  }

  /// The same where trials failed of which nobody knows what they would have been worth, between two bounds
  /// (Horowitz & Manski 2000): the lower limit has them at the least where the plan is carried out and at the
  /// most under any other, the upper limit the other way round.
  ///
  /// Whatever failed trials were worth, a difference of two plans lies between what it is in these two cases.
  /// So leads lie between their limits together at 95 % or more, whichever plan is the best one then.
  ///
  /// `utilities`: by plan, by trial, those of a parameter draw together, `repeats` of them; NaN where a trial
  /// has no value under the plan. `isFailed`: alike, whether it failed under it.
  package static func bounds(
    _ utilities: [[Double]], isFailed: [[Bool]], of place: Int, repeats: Int,
    within bounds: ClosedRange<Double>
  ) -> Interval? {
    func completed(_ plan: Int, _ failed: Double) -> [Double] {
      means(utilities[plan], isFailed[plan], repeats, failed: failed)
    }
    let (least, most) = (bounds.lowerBound, bounds.upperBound)
    let (ownLeast, ownMost) = (completed(place, least), completed(place, most))
    return lead(of: place, among: utilities.count) { other, alpha in
      guard let lowest = difference(ownLeast, completed(other, most), alpha: alpha),
        let highest = difference(ownMost, completed(other, least), alpha: alpha)
      else { return nil }
      return Interval(low: lowest.low, high: highest.high)
    }
  }

  /// `limits`: of the difference to another plan, which leave half of `alpha` on either side.
  private static func lead(
    of place: Int, among plans: Int, limits: (_ other: Int, _ alpha: Double) -> Interval?
  ) -> Interval? {
    var lead: Interval?
    for other in 0..<plans where other != place {
      guard let found = limits(other, 2 * 0.05 / Double(plans)) else { return nil }
      let known = lead ?? found
      lead = Interval(low: min(known.low, found.low), high: min(known.high, found.high))
    }
    return lead.map { Interval(low: $0.low, high: max(0, $0.high)) }
  }

  private static func difference(_ own: [Double], _ other: [Double], alpha: Double) -> Interval? {
    var moments = SkewedMoments()
    for (own, other) in zip(own, other) where !own.isNaN && !other.isNaN {
      moments.add(own - other)
    }
    return MeanInterval.of(moments, alpha: alpha)
  }

  /// By parameter draw; NaN without a value.
  private static func means(
    _ values: [Double], _ isFailed: [Bool], _ repeats: Int, failed: Double
  ) -> [Double] {
    stride(from: 0, to: values.count - values.count % repeats, by: repeats).map { start in
      var (sum, count) = (0.0, 0)
      for trial in start..<start + repeats {
        let value = isFailed[trial] ? failed : values[trial]
        guard !value.isNaN else { continue }
        sum += value
        count += 1
      }
      return count > 0 ? sum / Double(count) : .nan
    }
  }
}
