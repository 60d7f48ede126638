internal import Foundation

/// The mean of what forecasts scored, with limits that count questions: forecasts of one question share
/// what came of it, so that many of them say no more than one does.
package struct QuestionMean: Sendable, Hashable {
  /// What a forecast scored.
  package struct Score: Sendable, Hashable {
    package let question: Int
    package let value: Double
    /// What it would have scored had its question come out the other way; `nil` where there is more than
    /// one other way.
    package let otherwise: Double?

    package init(question: Int, value: Double, otherwise: Double? = nil) {
      self.question = question
      self.value = value
      self.otherwise = otherwise
    }
  }

  /// Infinite if a value is.
  package let mean: Double
  package let values: Int
  package let questions: Int
  /// `nil` where a value is infinite, and of too few questions that could come out in many ways.
  package let interval: Interval?

  /// Of fewer questions the limits are those of Hoeffding.
  package static let fewestQuestions = 30

  /// `bounds`: between which the mean lies.
  ///
  /// From 30 questions on the limits are Student's with the correction of `MeanInterval`, over the sums of
  /// each question's deviations (Cochran 1977, eq. 11.30): of the mean over questions like these. Of fewer
  /// they are Hoeffding's (1963, theorem 2): of what forecasts of these questions are to be expected to
  /// score, whatever the chances of the questions; each moves the sum by no more than its two ways of
  /// coming out differ. `nil` without scores.
  package init?(_ scores: [Score], bounds: ClosedRange<Double>? = nil, alpha: Double = 0.05) {
    guard !scores.isEmpty else { return nil }
    let n = Double(scores.count)
    let mean = scores.reduce(0) { $0 + $1.value } / n
    var groups: [Int: (sum: Double, count: Int, width: Double?)] = [:]
    for score in scores {
      let width = score.otherwise.map { score.value - $0 }
      let group = groups[score.question] ?? (0, 0, 0)
      groups[score.question] = (
        group.sum + score.value, group.count + 1,
        group.width.flatMap { own in width.map { own + $0 } }
      )
    }
    self.mean = mean
    values = scores.count
    questions = groups.count
    guard mean.isFinite else {
      interval = nil
      return
    }
    // By number, so that the order of forecasts moves no digit.
    let order = groups.keys.sorted().compactMap { groups[$0] }
    let found =
      order.count >= Self.fewestQuestions
      ? Self.student(order.map { $0.sum - mean * Double($0.count) }, mean, n, alpha)
      : Self.hoeffding(order.map(\.width), mean, n, alpha)
    var (least, most) = (bounds?.lowerBound ?? -.infinity, bounds?.upperBound ?? .infinity)
    if order.count < Self.fewestQuestions, let reach = Self.reach(order, n) {
      // The mean is among what is possible, whatever the last digits say.
      (least, most) = (max(least, min(mean, reach.low)), min(most, max(mean, reach.high)))
    }
    interval = found.map { Interval(low: max($0.low, least), high: min($0.high, most)) }
  }

  /// Between which the mean lies, whichever way each question comes out: no chances of the questions give an
  /// expectation outside of it.
  private static func reach(
    _ groups: [(sum: Double, count: Int, width: Double?)], _ n: Double
  ) -> Interval? {
    var (low, high) = (0.0, 0.0)
    for group in groups {
      guard let width = group.width else { return nil }
      low += min(group.sum, group.sum - width)
      high += max(group.sum, group.sum - width)
    }
    return low.isFinite && high.isFinite ? Interval(low: low / n, high: high / n) : nil
  }

  private static func student(
    _ deviations: [Double], _ mean: Double, _ n: Double, _ alpha: Double
  ) -> Interval? {
    var moments = SkewedMoments()
    for deviation in deviations { moments.add(mean + Double(deviations.count) / n * deviation) }
    return MeanInterval.of(moments, alpha: alpha, fewest: fewestQuestions)
  }

  private static func hoeffding(
    _ widths: [Double?], _ mean: Double, _ n: Double, _ alpha: Double
  ) -> Interval? {
    let known = widths.compactMap { $0 }
    let squares = known.reduce(0) { $0 + $1 * $1 }
    guard known.count == widths.count, squares.isFinite else { return nil }
    let half = (log(2 / alpha) / 2 * squares).squareRoot() / n
    return Interval(low: mean - half, high: mean + half)
  }
}
