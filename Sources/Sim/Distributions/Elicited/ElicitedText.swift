/// An elicited distribution in words, so that whoever gave the quantiles sees what became of them.
package struct ElicitedText {
  let quantiles: ElicitedQuantiles
  let distribution: ElicitedDistribution

  package init(_ quantiles: ElicitedQuantiles, _ distribution: ElicitedDistribution) {
    self.quantiles = quantiles
    self.distribution = distribution
  }

  /// `logit-normal on 0 … 1, mu -1.2, sigma 0.607; p5 10 %, p50 23.15 %, p95 45 %; mean 24.67 %`.
  ///
  /// Quantiles are those of the distribution: the ones given, and the 5th, 50th and 95th.
  package var description: String {
    let shown = Set(quantiles.points.map(\.percent) + [5, 50, 95]).sorted().map {
      "\(ElicitedQuantiles.name($0)) \(value(distribution.quantile(percent: $0)))"
    }
    var parts = [family, shown.joined(separator: ", ")]
    if let terms = quantiles.terms, terms < quantiles.points.count {
      let given = quantiles.points.map {
        "\(ElicitedQuantiles.name($0.percent)) \(value($0.value))"
      }
      parts.append("given \(given.joined(separator: ", "))")
    }
    let mean = Distribution.elicited(distribution).mean([])
    parts.append("mean \(mean.isFinite ? value(mean) : "infinite")")
    let below = distribution.probability(0, .lower)
    if quantiles.points[0].value > 0, below >= 5e-5 {
      parts.append(
        "\(Self.number(100 * below, digits: 2)) % below 0, which low=0 would rule out")
    }
    return parts.joined(separator: "; ")
  }

  private var family: String {
    let numbers: String
    let name: String
    switch distribution.curve {
    case .normal(let mu, let sigma):
      let isPlain = distribution.range == .unbounded
      name =
        isPlain ? "normal" : distribution.range.hasTwoBounds ? "logit-normal" : "lognormal"
      numbers =
        isPlain
        ? "mean \(value(mu)), sd \(value(sigma, digits: 4))"
        : "mu \(Self.number(mu, digits: SignificantDigits.count(of: mu, telling: sigma))), "
          + "sigma \(Self.number(sigma))"
    case .metalog(let metalog):
      name = "metalog"
      let first = SignificantDigits.count(of: metalog.a1, telling: metalog.a2)
      let others = metalog.coefficients.dropFirst().map { Self.number($0) }
      numbers =
        "a "
        + ([Self.number(withoutRest(metalog.a1), digits: first)] + others).joined(separator: ", ")
    }
    return "\(name)\(range), \(numbers)"
  }

  private var range: String {
    switch distribution.range {
    case .unbounded: ""
    // What every lognormal is.
    case .above(0) where distribution.startsFromNormal: ""
    case .above(let low): " above \(written(low))"
    case .below(let high): " below \(written(high))"
    case .between(let low, let high): " on \(written(low)) … \(written(high))"
    }
  }

  /// With the digits that tell the quantiles apart.
  private func value(_ x: Double) -> String { value(x, digits: digits) }

  private func value(_ x: Double, digits: Int) -> String {
    let x = withoutRest(x)
    return quantiles.arePercentages
      ? "\(Self.number(100 * x, digits: digits)) %" : Self.number(x, digits: digits)
  }

  /// 0 for what rounding leaves of it, beside quantiles of another size.
  private func withoutRest(_ x: Double) -> Double {
    let sizes = quantiles.points.map { abs($0.value) }.filter { $0 > 0 }
    guard let largest = sizes.max(), let least = sizes.min() else { return x }
    return abs(x) < min(1e-12 * largest, 1e-3 * least) ? 0 : x
  }

  private var digits: Int {
    let given = quantiles.points.map(\.value)
    return zip(given, given.dropFirst()).map { low, high in
      SignificantDigits.count(of: max(abs(low), abs(high)), telling: high - low)
    }.max() ?? 4
  }

  /// Rounded to so many significant digits.
  package static func number(_ x: Double, digits: Int = 4) -> String {
    written(SignificantDigits.rounded(x, to: digits))
  }
}

extension ElicitedRange {
  fileprivate var hasTwoBounds: Bool {
    if case .between = self { true } else { false }
  }
}
