/// How much better a plan is than the best other one, on average over parameter draws that all plans share.
package enum PlanLead {
  /// From the means of each plan over chance: by plan, by parameter draw. Of the plan at `place` over the one
  /// with the largest mean of the others. `nil` of too few draws.
  package static func interval(_ means: [[Double]], of place: Int) -> Interval? {
    let averages = means.map { $0.reduce(0, +) / Double(max(1, $0.count)) }
    return rival(averages, of: place).flatMap { difference(means[place], means[$0]) }
  }

  private static func rival(_ averages: [Double], of place: Int) -> Int? {
    averages.indices.filter { $0 != place }.max { averages[$0] < averages[$1] }
  }

  private static func difference(_ own: [Double], _ other: [Double]) -> Interval? {
    var moments = SkewedMoments()
    for (own, other) in zip(own, other) where !own.isNaN && !other.isNaN {
      moments.add(own - other)
    }
    return MeanInterval.of(moments, alpha: 0.05)
  }

  /// The same where trials failed of which nobody knows what they would have been worth, between two bounds
  /// (Horowitz & Manski 2000): the lower limit has them at the least where the plan is carried out and at the
  /// most under any other, the upper limit the other way round.
  ///
  /// `utilities`: by plan, by trial, those of a parameter draw together, `repeats` of them; NaN where a trial has
  /// no value under the plan. `isFailed`: alike, whether it failed under it.
  package static func bounds(
    _ utilities: [[Double]], isFailed: [[Bool]], of place: Int, repeats: Int,
    within bounds: ClosedRange<Double>
  ) -> Interval? {
    func completed(_ plan: Int, _ failed: Double) -> [Double] {
      means(utilities[plan], isFailed[plan], repeats, failed: failed)
    }
    let (least, most) = (bounds.lowerBound, bounds.upperBound)
    let (ownLeast, ownMost) = (completed(place, least), completed(place, most))
    // It leads by no more than over any of them.
    var lead = Interval.unbounded
    for other in utilities.indices where other != place {
      guard let lowest = difference(ownLeast, completed(other, most)),
        let highest = difference(ownMost, completed(other, least))
      else { return nil }
      lead.low = lead.low.isFinite ? min(lead.low, lowest.low) : lowest.low
      lead.high = min(lead.high, highest.high)
    }
    return lead
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
