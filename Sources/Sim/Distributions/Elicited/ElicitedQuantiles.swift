/// Quantiles as somebody gave them, and what distribution goes through them.
package struct ElicitedQuantiles: Sendable {
  /// The percentages that can be asked for: `p5` is 5 %.
  package static let percents = [1, 5, 10, 25, 50, 75, 90, 95, 99]

  package enum Family: String, Sendable, CaseIterable {
    case lognormal, normal, metalog
    case logitNormal = "logit_normal"

    var words: String { self == .logitNormal ? "logit-normal" : rawValue }
  }

  /// Two or three, ascending by percent.
  package var points: [(percent: Int, value: Double)]
  package var low: Double?
  package var high: Double?
  /// Written as percentages: such a quantity lies in 0 … 1 if all of its quantiles and bounds do.
  package var arePercentages: Bool
  /// `nil`: chosen by what is given.
  package var family: Family?

  package init(
    points: [(percent: Int, value: Double)], low: Double? = nil, high: Double? = nil,
    arePercentages: Bool = false, family: Family? = nil
  ) {
    self.points = points
    self.low = low
    self.high = high
    self.arePercentages = arePercentages
    self.family = family
  }

  /// Why nothing fits; `argument` is the one to point at, by name.
  package struct Misfit: Error, Equatable, Sendable {
    package let message: String
    package let argument: String?
  }

  /// The distribution through the quantiles: of two parameters where they allow it, so lognormal,
  /// logit-normal or normal, else the metalog of three terms.
  package func fitted() throws(Misfit) -> ElicitedDistribution {
    try checkOrder()
    let range = try chosenRange()
    switch family {
    case .metalog: return try metalog(range)
    case let chosen?:
      try check(chosen, range)
      guard let normal = normal(range) else { throw disagreement(chosen, range) }
      return normal
    case nil:
      if let normal = normal(range) { return normal }
      // Without bounds three quantiles may still be a normal's.
      if range == .above(0), low == nil, let normal = normal(.unbounded) { return normal }
      return try metalog(low == nil && range == .above(0) ? .unbounded : range)
    }
  }

  // MARK: What is given

  private func checkOrder() throws(Misfit) {
    for point in points where !point.value.isFinite {
      throw Misfit(
        message: "p\(point.percent) must be finite, but is \(written(point.value))",
        argument: "p\(point.percent)")
    }
    for (lower, upper) in zip(points, points.dropFirst()) where lower.value >= upper.value {
      throw Misfit(
        message: "p\(upper.percent) must be above p\(lower.percent), "
          + "but they are \(written(upper.value)) and \(written(lower.value))",
        argument: "p\(upper.percent)")
    }
    if let low, !(low < points[0].value && low.isFinite) {
      throw Misfit(
        message: "low must be below p\(points[0].percent), "
          + "but they are \(written(low)) and \(written(points[0].value))", argument: "low")
    }
    let last = points[points.count - 1]
    guard ((high ?? last.value) - (low ?? points[0].value)).isFinite else {
      throw Misfit(
        message: "the quantiles are too far apart: their distance is no number", argument: nil)
    }
    if let high, !(high > last.value && high.isFinite) {
      throw Misfit(
        message: "high must be above p\(last.percent), "
          + "but they are \(written(high)) and \(written(last.value))", argument: "high")
    }
  }

  private func chosenRange() throws(Misfit) -> ElicitedRange {
    if isShare {
      try checkShares()
      return .between(low ?? 0, high ?? 1)
    }
    switch (low, high) {
    case (let low?, let high?): return .between(low, high)
    case (let low?, nil): return .above(low)
    case (nil, let high?): return .below(high)
    case (nil, nil): break
    }
    let arePositive = points[0].value > 0
    switch family {
    case .lognormal: return .above(0)
    case .logitNormal:
      return points.allSatisfy { $0.value > 0 && $0.value < 1 } ? .between(0, 1) : .unbounded
    case .normal, .metalog: return .unbounded
    case nil: return arePositive ? .above(0) : .unbounded
    }
  }

  /// Percentages within 0 … 1, bounds too, unless the family asked for has others.
  private var isShare: Bool {
    guard arePercentages, family == nil || family == .metalog || family == .logitNormal else {
      return false
    }
    return points.allSatisfy { (0...1).contains($0.value) } && (low ?? 0) >= 0 && (high ?? 1) <= 1
  }

  /// No quantile of a share stands at its end, beyond which nothing can lie.
  private func checkShares() throws(Misfit) {
    let (first, last) = (points[0], points[points.count - 1])
    let hint = "; if it can lie beyond, write family=normal"
    if low == nil, first.value == 0 {
      throw Misfit(
        message: "percentages are taken for a share: p\(first.percent) must be above 0 %, "
          + "but is 0 %\(hint)", argument: "p\(first.percent)")
    }
    if high == nil, last.value == 1 {
      throw Misfit(
        message: "percentages are taken for a share: p\(last.percent) must be below 100 %, "
          + "but is 100 %\(hint)", argument: "p\(last.percent)")
    }
  }

  private func check(_ chosen: Family, _ range: ElicitedRange) throws(Misfit) {
    switch (chosen, range) {
    case (.lognormal, .above(let low)) where points[0].value <= low:
      throw Misfit(
        message: "a lognormal has only values above 0, but p\(points[0].percent) is "
          + "\(written(points[0].value)); give low=, or leave family out", argument: "family")
    case (.lognormal, .between):
      throw Misfit(
        message: "a lognormal has one bound, but low and high are given; "
          + "between two bounds write family=logit_normal", argument: "family")
    case (.logitNormal, .unbounded), (.logitNormal, .above), (.logitNormal, .below):
      throw Misfit(
        message: "a logit-normal lies between two bounds: give low= and high=",
        argument: "family")
    case (.normal, .above), (.normal, .below), (.normal, .between):
      throw Misfit(
        message: "a normal has no bounds: leave out low and high, or leave family out",
        argument: "family")
    default: break
    }
  }

  // MARK: Fits

  /// The normal on the line through the outer quantiles, if the middle one is on it too.
  private func normal(_ range: ElicitedRange) -> ElicitedDistribution? {
    let fit = outer(range)
    guard points.allSatisfy({ range.place(of: $0.value).isFinite }) else { return nil }
    for point in points.dropFirst().dropLast() {
      let reached = fit.quantile(percent: point.percent)
      let width = points[points.count - 1].value - points[0].value
      guard abs(reached - point.value) <= 1e-12 * width else { return nil }
    }
    return fit
  }

  private func outer(_ range: ElicitedRange) -> ElicitedDistribution {
    let (first, last) = (points[0], points[points.count - 1])
    let (y1, y2) = (range.place(of: first.value), range.place(of: last.value))
    let (z1, z2) = (normalScore(percent: first.percent), normalScore(percent: last.percent))
    let sigma = (y2 - y1) / (z2 - z1)
    // From the nearer end, so that a median keeps its digits.
    let mu = abs(z1) < abs(z2) ? y1 - sigma * z1 : y2 - sigma * z2
    return ElicitedDistribution(curve: .normal(mu: mu, sigma: sigma), range: range)
  }

  private func disagreement(_ chosen: Family, _ range: ElicitedRange) -> Misfit {
    let middle = points[1]
    let reached = outer(range).quantile(percent: middle.percent)
    return Misfit(
      message: "no \(chosen.words) has these three quantiles: with p\(points[0].percent) and "
        + "p\(points[2].percent) given, p\(middle.percent) would be "
        + "\(shown(reached)); leave one out, or write family=metalog",
      argument: "p\(middle.percent)")
  }

  /// With the digits that tell it from the outer quantiles.
  private func shown(_ x: Double) -> String {
    let width = points[points.count - 1].value - points[0].value
    return ElicitedText.number(x, digits: SignificantDigits.count(of: x, telling: width))
  }

  private func metalog(_ range: ElicitedRange) throws(Misfit) -> ElicitedDistribution {
    guard points.count == 3 else {
      throw Misfit(message: "a metalog needs three quantiles, but 2 are given", argument: "family")
    }
    let places = points.map { (percent: $0.percent, value: range.place(of: $0.value)) }
    let metalog = Metalog(through: places)
    guard metalog.isFeasible else {
      let (low, high) = Metalog.middleRange(places)
      throw Misfit(
        message: "no metalog of three terms has these quantiles: with p\(points[0].percent) and "
          + "p\(points[2].percent) given, p\(points[1].percent) must be between "
          + "\(shown(range.value(at: low))) and "
          + "\(shown(range.value(at: high))); give bounds, or two quantiles",
        argument: "p\(points[1].percent)")
    }
    return ElicitedDistribution(curve: .metalog(metalog), range: range)
  }
}

extension ElicitedDistribution {
  /// The value at a percentage that can be asked for.
  func quantile(percent: Int) -> Double {
    percent < 50
      ? quantile(Double(percent) / 100, .lower) : quantile(Double(100 - percent) / 100, .upper)
  }
}

/// The standard normal quantile, exactly antisymmetric about 50 %.
private func normalScore(percent: Int) -> Double {
  percent < 50
    ? standardNormalQuantile(Double(percent) / 100, .lower)
    : standardNormalQuantile(Double(100 - percent) / 100, .upper)
}
