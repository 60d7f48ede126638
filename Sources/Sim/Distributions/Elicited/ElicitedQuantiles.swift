/// Quantiles as somebody gave them, and what distribution goes through them.
package struct ElicitedQuantiles: Sendable {
  /// Most quantiles that can be given.
  package static let mostPoints = 20

  /// How a quantile is called: `p5` is 5 %, `p2_5` is 2.5 %.
  package static func name(_ percent: Double) -> String {
    "p" + written(percent).split(separator: ".").joined(separator: "_")
  }

  /// The percentage of a name, above 0 and below 100; `nil` for other words.
  package static func percent(of name: String) -> Double? {
    let digits = name.dropFirst()
    let parts = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard name.first == "p", parts.count <= 2,
      parts.allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      }), let percent = Double(parts.joined(separator: ".")), percent > 0, percent < 100
    else { return nil }
    return percent
  }

  package enum Family: String, Sendable, CaseIterable {
    case lognormal, normal, metalog
    case logitNormal = "logit_normal"

    var words: String { self == .logitNormal ? "logit-normal" : rawValue }
  }

  /// Two or more, ascending by percent.
  package var points: [(percent: Double, value: Double)]
  package var low: Double?
  package var high: Double?
  /// Written as percentages: such a quantity lies in 0 … 1 if all of its quantiles and bounds do.
  package var arePercentages: Bool
  /// `nil`: chosen by what is given.
  package var family: Family?
  /// Of a metalog that need not go through all quantiles; `nil`: as many as there are.
  package var terms: Int?

  package init(
    points: [(percent: Double, value: Double)], low: Double? = nil, high: Double? = nil,
    arePercentages: Bool = false, family: Family? = nil, terms: Int? = nil
  ) {
    self.points = points
    self.low = low
    self.high = high
    self.arePercentages = arePercentages
    self.family = family
    self.terms = terms
  }

  /// Why nothing fits; `argument` is the one to point at, by name.
  package struct Misfit: Error, Equatable, Sendable {
    package let message: String
    package let argument: String?
  }

  /// The distribution through the quantiles: of two parameters where they allow it, so lognormal,
  /// logit-normal or normal, else the metalog of as many terms as there are quantiles.
  package func fitted() throws(Misfit) -> ElicitedDistribution {
    try checkOrder()
    let range = try chosenRange()
    if let terms {
      try check(terms: terms)
      return try metalog(low == nil && family == nil && range == .above(0) ? .unbounded : range)
    }
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
      let name = Self.name(point.percent)
      throw Misfit(
        message: "\(name) must be finite, but is \(written(point.value))", argument: name)
    }
    for (lower, upper) in zip(points, points.dropFirst()) {
      let name = Self.name(upper.percent)
      if lower.percent == upper.percent {
        throw Misfit(message: "\(name) is given twice", argument: name)
      }
      guard lower.value >= upper.value else { continue }
      throw Misfit(
        message: "\(name) must be above \(Self.name(lower.percent)), "
          + "but they are \(written(upper.value)) and \(written(lower.value))",
        argument: name)
    }
    if let low, !(low < points[0].value && low.isFinite) {
      throw Misfit(
        message: "low must be below \(Self.name(points[0].percent)), "
          + "but they are \(written(low)) and \(written(points[0].value))", argument: "low")
    }
    let last = points[points.count - 1]
    guard ((high ?? last.value) - (low ?? points[0].value)).isFinite else {
      throw Misfit(
        message: "the quantiles are too far apart: their distance is no number", argument: nil)
    }
    if let high, !(high > last.value && high.isFinite) {
      throw Misfit(
        message: "high must be above \(Self.name(last.percent)), "
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
        message: "percentages are taken for a share: \(Self.name(first.percent)) must be above "
          + "0 %, but is 0 %\(hint)", argument: Self.name(first.percent))
    }
    if high == nil, last.value == 1 {
      throw Misfit(
        message: "percentages are taken for a share: \(Self.name(last.percent)) must be below "
          + "100 %, but is 100 %\(hint)", argument: Self.name(last.percent))
    }
  }

  private func check(_ chosen: Family, _ range: ElicitedRange) throws(Misfit) {
    switch (chosen, range) {
    case (.lognormal, .above(let low)) where points[0].value <= low:
      throw Misfit(
        message: "a lognormal has only values above 0, but \(Self.name(points[0].percent)) is "
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
    let fit = outer(range)
    let inner = points.dropFirst().dropLast()
    // The first of those that are farthest off.
    let middle =
      inner.max { a, b in
        abs(fit.quantile(percent: a.percent) - a.value)
          < abs(fit.quantile(percent: b.percent) - b.value)
      } ?? points[0]
    let count = points.count == 3 ? "three" : "\(points.count)"
    return Misfit(
      message: "no \(chosen.words) has these \(count) quantiles: with "
        + "\(Self.name(points[0].percent)) and \(Self.name(points[points.count - 1].percent)) "
        + "given, \(Self.name(middle.percent)) would be "
        + "\(shown(fit.quantile(percent: middle.percent))); leave one out, or write "
        + "family=metalog", argument: Self.name(middle.percent))
  }

  /// With the digits that tell it from the outer quantiles.
  private func shown(_ x: Double) -> String {
    let width = points[points.count - 1].value - points[0].value
    return ElicitedText.number(x, digits: SignificantDigits.count(of: x, telling: width))
  }

  private func metalog(_ range: ElicitedRange) throws(Misfit) -> ElicitedDistribution {
    guard points.count > 2 || terms == 2 else {
      throw Misfit(message: "a metalog needs three quantiles, but 2 are given", argument: "family")
    }
    let places = points.map { (percent: $0.percent, value: range.place(of: $0.value)) }
    let terms = terms ?? min(points.count, Metalog.mostTerms)
    let metalog = Metalog(nearest: places, terms: terms)
    guard metalog.isFeasible else {
      throw terms == 3 && points.count == 3
        ? middleMisfit(places, range) : termsMisfit(places, terms)
    }
    guard self.terms != nil || points.count <= Metalog.mostTerms else {
      throw Misfit(
        message: "\(points.count) quantiles are given, and a metalog has "
          + "\(Metalog.mostTerms) terms at most: write terms=\(Metalog.mostTerms) or fewer for "
          + "the nearest one", argument: nil)
    }
    return ElicitedDistribution(curve: .metalog(metalog), range: range)
  }

  private func middleMisfit(
    _ places: [(percent: Double, value: Double)], _ range: ElicitedRange
  ) -> Misfit {
    let (low, high) = Metalog.middleRange(places)
    let names = points.map { Self.name($0.percent) }
    return Misfit(
      message: "no metalog of three terms has these quantiles: with \(names[0]) and "
        + "\(names[2]) given, \(names[1]) must be between \(shown(range.value(at: low))) and "
        + "\(shown(range.value(at: high))); give bounds, or two quantiles", argument: names[1])
  }

  private func termsMisfit(_ places: [(percent: Double, value: Double)], _ terms: Int) -> Misfit {
    let fewer = (2..<max(2, terms)).last { Metalog(nearest: places, terms: $0).isFeasible }
    let through = terms == points.count ? "through these quantiles" : "nearest to these quantiles"
    return Misfit(
      message: "the metalog of \(terms) terms \(through) does not rise everywhere; "
        + (fewer.map { "write terms=\($0) for the nearest of \($0) terms, or " } ?? "")
        + "give bounds, or fewer quantiles", argument: terms == points.count ? nil : "terms")
  }

  private func check(terms: Int) throws(Misfit) {
    if let family, family != .metalog {
      throw Misfit(
        message: "terms= belong to a metalog, and family=\(family.rawValue) is asked for",
        argument: "terms")
    }
    let most = min(points.count, Metalog.mostTerms)
    guard (2...most).contains(terms) else {
      throw Misfit(
        message: "terms must be a whole number from 2 to \(most), but is \(terms)",
        argument: "terms")
    }
  }
}

extension ElicitedDistribution {
  /// The value at a percentage that can be asked for.
  func quantile(percent: Double) -> Double {
    percent < 50 ? quantile(percent / 100, .lower) : quantile((100 - percent) / 100, .upper)
  }
}

/// The standard normal quantile, exactly antisymmetric about 50 %.
private func normalScore(percent: Double) -> Double {
  percent < 50
    ? standardNormalQuantile(percent / 100, .lower)
    : standardNormalQuantile((100 - percent) / 100, .upper)
}
