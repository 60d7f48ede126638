/// Mean and variance of what lies in an interval, and its probability.
struct MeanAndVariance {
  var mass = 0.0
  var mean = Double.nan
  var variance = Double.nan

  /// Parts with their masses: the law of total variance.
  static func total(_ parts: [MeanAndVariance]) -> MeanAndVariance {
    let parts = parts.filter { $0.mass > 0 }
    let mass = parts.reduce(0) { $0 + $1.mass }
    guard mass > 0 else { return MeanAndVariance() }
    let mean = parts.reduce(0) { $0 + $1.mass * $1.mean } / mass
    let variance = parts.reduce(0) {
      $0 + $1.mass * ($1.variance + ($1.mean - mean) * ($1.mean - mean))
    }
    return MeanAndVariance(mass: mass, mean: mean, variance: variance / mass)
  }
}

/// MeanAndVariance; NaN outside the domain and where a moment does not exist.
extension Distribution {
  package func mean(_ arguments: Arguments) -> Double {
    isInDomain(arguments) ? moments(in: .all, arguments).mean : .nan
  }

  package func variance(_ arguments: Arguments) -> Double {
    isInDomain(arguments) ? moments(in: .all, arguments).variance : .nan
  }

  private func moments(in interval: Bounds, _ arguments: Arguments) -> MeanAndVariance {
    switch self {
    case .family(let family, let form, let at):
      let own = family.forms[form].own(arguments + at)
      let support = family.support(own)
      if interval.low <= support.lowerBound, interval.high >= support.upperBound {
        return MeanAndVariance(mass: 1, mean: family.mean(own), variance: family.variance(own))
      }
      let within = interval.cut(to: Bounds(support.lowerBound, support.upperBound))
      if within.low > within.high { return MeanAndVariance() }
      return family.isDiscrete
        ? sum(over: within, arguments) ?? integral(over: within, arguments)
        : integral(over: within, arguments)
    case .truncated(let inner, let low, let high):
      let whole = Bounds(arguments[low], arguments[high])
      let mass = inner.cut(to: whole, arguments).mass
      if inner.farInterval(whole, mass: mass, arguments) != nil {
        return integral(over: interval.cut(to: whole), arguments)
      }
      var moments = inner.moments(in: interval.cut(to: whole), arguments)
      moments.mass /= mass
      return moments
    case .mixture(let components):
      let total = components.reduce(0) { $0 + arguments[$1.weight] }
      return .total(
        components.filter { arguments[$0.weight] > 0 }.map { component in
          var part = component.distribution.moments(in: interval, arguments)
          part.mass *= arguments[component.weight] / total
          return part
        })
    case .discrete(let count, let at):
      let total = (0..<count).reduce(0) { $0 + arguments[at + 2 * $1 + 1] }
      return .total(
        (0..<count).compactMap { i in
          let value = arguments[at + 2 * i]
          guard value >= interval.low, value <= interval.high else { return nil }
          return MeanAndVariance(mass: arguments[at + 2 * i + 1] / total, mean: value, variance: 0)
        })
    case .elicited(let elicited):
      let support = elicited.range.support
      let isWhole =
        interval.low <= support.lowerBound && interval.high >= support.upperBound
      if isWhole, let known = elicited.knownMoments {
        return MeanAndVariance(mass: 1, mean: known.mean, variance: known.variance)
      }
      let within = interval.cut(to: Bounds(support.lowerBound, support.upperBound))
      if within.low > within.high { return MeanAndVariance() }
      var moments = integral(over: within, arguments)
      if isWhole, elicited.hasInfiniteVariance { moments.variance = .infinity }
      return moments
    case .empirical(let sample): return sample.moments(in: interval)
    case .compound(let count, let size):
      return Self.compoundMoments(count, size, arguments)
    }
  }

  /// Whole numbers one by one; nil where they are too many.
  private func sum(over interval: Bounds, _ arguments: Arguments) -> MeanAndVariance? {
    let low = interval.low.rounded(.up)
    let far = quantile(1e-18, .upper, within: interval, arguments)
    let high = min(interval.high, far + 1).rounded(.down)
    guard high - low < 100_000 else { return nil }
    return .total(
      stride(from: low, through: high, by: 1).map { k in
        MeanAndVariance(mass: cut(to: Bounds(k, k), arguments).mass, mean: k, variance: 0)
      })
  }

  /// The integral of the quantile function by the tanh-sinh rule (Takahasi & Mori 1974), which does
  /// not mind infinite quantiles at the ends.
  private func integral(over interval: Bounds, _ arguments: Arguments) -> MeanAndVariance {
    let mass = cut(to: interval, arguments).mass
    guard mass > 0 else { return MeanAndVariance() }
    let nodes = stride(from: -4.0, through: 4, by: 1.0 / 32).map { t -> MeanAndVariance in
      let growth = Elementary.exp(Double.pi * (Elementary.exp(t) - Elementary.exp(-t)) / 2)
      let (lower, upper) = (growth / (1 + growth), 1 / (1 + growth))
      let x =
        t < 0
        ? quantile(lower, .lower, within: interval, arguments)
        : quantile(upper, .upper, within: interval, arguments)
      let slope = lower * upper * (Elementary.exp(t) + Elementary.exp(-t))
      return MeanAndVariance(mass: slope, mean: x, variance: 0)
    }
    var moments = MeanAndVariance.total(nodes)
    moments.mass = mass
    return moments
  }
}
