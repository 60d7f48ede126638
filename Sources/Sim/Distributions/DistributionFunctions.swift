/// A closed interval of numbers; either end may be infinite.
struct Bounds {
  let low: Double
  let high: Double

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  static let all = Bounds(-.infinity, .infinity)

  func cut(to other: Bounds) -> Bounds { Bounds(max(low, other.low), min(high, other.high)) }
}

/// The probabilities on the two sides of a place between numbers: they add up to 1, each with all
/// of its digits.
struct Split {
  let lower: Double
  let upper: Double

  /// The probability between this place and one further up, without cancellation in either tail.
  func mass(to other: Split) -> Double {
    if lower > 0.5 { return upper - other.upper }
    return other.lower < 0.5 ? other.lower - lower : 1 - lower - other.upper
  }
}

/// The places just below an interval and just above it.
struct Cut {
  let below: Split
  let above: Split

  var mass: Double { below.mass(to: above) }
}

/// Distribution functions; NaN outside the domain.
extension Distribution {
  /// P(X ≤ x).
  package func cdf(_ x: Double, _ arguments: Arguments) -> Double {
    probability(x, .lower, arguments)
  }

  /// The smallest x with P(X ≤ x) ≥ p; the ends of the support for 0 and 1.
  package func quantile(_ p: Double, _ arguments: Arguments) -> Double {
    quantile(p, .lower, arguments)
  }

  /// P(X ≤ x), or P(X > x) for the upper tail.
  package func probability(_ x: Double, _ tail: Tail, _ arguments: Arguments) -> Double {
    isInDomain(arguments) ? checkedProbability(x, tail, arguments) : .nan
  }

  /// The smallest x with P(X ≤ x) ≥ p, or P(X > x) ≤ p for the upper tail.
  package func quantile(_ p: Double, _ tail: Tail, _ arguments: Arguments) -> Double {
    isInDomain(arguments) ? checkedQuantile(p, tail, arguments) : .nan
  }

  /// The smallest interval that holds all of the probability; everything outside the domain.
  package func support(_ arguments: Arguments) -> ClosedRange<Double> {
    isInDomain(arguments) ? checkedSupport(arguments) : -.infinity ... .infinity
  }
}

/// The same where the domain has been checked.
extension Distribution {
  func checkedProbability(_ x: Double, _ tail: Tail, _ arguments: Arguments) -> Double {
    if x.isNaN { return .nan }
    switch self {
    case .family(let family, let form, let at):
      return family.probability(x, tail, family.forms[form].own(arguments + at))
    case .truncated(let inner, let low, let high):
      let interval = Bounds(arguments[low], arguments[high])
      if x < interval.low { return tail == .lower ? 0 : 1 }
      if x >= interval.high { return tail == .lower ? 1 : 0 }
      let cut = inner.cut(to: interval, arguments)
      if let far = inner.farInterval(interval, mass: cut.mass, arguments) {
        return far.probability(x, tail)
      }
      let place = inner.above(x, arguments)
      return (tail == .lower ? cut.below.mass(to: place) : place.mass(to: cut.above)) / cut.mass
    case .mixture(let components):
      return weighted(components, arguments) { $0.checkedProbability(x, tail, arguments) }
    case .discrete(let count, let at):
      return share(count, at, arguments) { tail == .lower ? $0 <= x : $0 > x }
    case .elicited(let elicited): return elicited.probability(x, tail)
    case .empirical(let sample): return sample.probability(x, tail)
    case .compound: return .nan
    }
  }

  /// P(X < x), or P(X ≥ x) for the upper tail.
  func probabilityBelow(_ x: Double, _ tail: Tail, _ arguments: Arguments) -> Double {
    switch self {
    case .family(let family, let form, let at):
      // A continuous family may be a point mass too, hence the number just before x.
      let before = family.isDiscrete ? x.rounded(.up) - 1 : x.nextDown
      return family.probability(before, tail, family.forms[form].own(arguments + at))
    case .truncated(let inner, let low, let high):
      let interval = Bounds(arguments[low], arguments[high])
      if x <= interval.low { return tail == .lower ? 0 : 1 }
      if x > interval.high { return tail == .lower ? 1 : 0 }
      let cut = inner.cut(to: interval, arguments)
      if let far = inner.farInterval(interval, mass: cut.mass, arguments) {
        return far.probability(x, tail)
      }
      let place = inner.below(x, arguments)
      return (tail == .lower ? cut.below.mass(to: place) : place.mass(to: cut.above)) / cut.mass
    case .mixture(let components):
      return weighted(components, arguments) { $0.probabilityBelow(x, tail, arguments) }
    case .discrete(let count, let at):
      return share(count, at, arguments) { tail == .lower ? $0 < x : $0 >= x }
    case .elicited(let elicited): return elicited.probability(x, tail)
    case .empirical(let sample): return sample.probabilityBelow(x, tail)
    case .compound: return .nan
    }
  }

  func checkedQuantile(_ p: Double, _ tail: Tail, _ arguments: Arguments) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 {
      let support = checkedSupport(arguments)
      return (p == 0) == (tail == .lower) ? support.lowerBound : support.upperBound
    }
    switch self {
    case .family(let family, let form, let at):
      return family.quantile(p, tail, family.forms[form].own(arguments + at))
    case .truncated(let inner, let low, let high):
      return inner.quantile(p, tail, within: Bounds(arguments[low], arguments[high]), arguments)
    case .mixture(let components):
      // The quantile of a mixture lies between those of its components.
      let quantiles = components.filter { arguments[$0.weight] > 0 }
        .map { $0.distribution.checkedQuantile(p, tail, arguments) }
      guard let low = quantiles.min(), let high = quantiles.max(), low <= high else { return .nan }
      return Inversion.quantile(p, tail, in: low...high) { checkedProbability($0, $1, arguments) }
    case .discrete(let count, let at):
      let values = (0..<count).filter { arguments[at + 2 * $0 + 1] > 0 }
        .map { arguments[at + 2 * $0] }.sorted()
      let reached = values.first { value in
        let reached = checkedProbability(value, tail, arguments)
        return tail == .lower ? reached >= p : reached <= p
      }
      return reached ?? values.last ?? .nan
    case .elicited(let elicited): return elicited.quantile(p, tail)
    case .empirical(let sample): return sample.quantile(p, tail)
    case .compound: return .nan
    }
  }

  /// The quantile of this distribution given that it lies in the interval; NaN where it never does.
  func quantile(
    _ p: Double, _ tail: Tail, within interval: Bounds, _ arguments: Arguments
  ) -> Double {
    quantiles(within: interval, arguments)(p, tail)
  }

  /// The same for any p: what does not depend on it is found once. `arguments` must outlive the function.
  ///
  /// Whichever tail is smaller is inverted, so both far tails keep their digits.
  func quantiles(
    within interval: Bounds, _ arguments: Arguments
  ) -> (_ p: Double, Tail) -> Double {
    guard interval.low <= interval.high else { return { _, _ in .nan } }
    let cut = cut(to: interval, arguments)
    let mass = cut.mass
    if let far = farInterval(interval, mass: mass, arguments) {
      return { far.quantile($0, $1) }
    }
    guard mass > 0 else { return { _, _ in .nan } }
    return { p, tail in
      let lower = cut.below.lower + (tail == .lower ? p : 1 - p) * mass
      let upper = cut.above.upper + (tail == .lower ? 1 - p : p) * mass
      let x =
        lower < 0.5
        ? checkedQuantile(lower, .lower, arguments)
        : checkedQuantile(upper, .upper, arguments)
      // Rounding may leave the interval by a bit.
      return x.isNaN ? .nan : min(max(x, interval.low), interval.high)
    }
  }

  func cut(to interval: Bounds, _ arguments: Arguments) -> Cut {
    Cut(below: below(interval.low, arguments), above: above(interval.high, arguments))
  }

  private func below(_ x: Double, _ arguments: Arguments) -> Split {
    Split(
      lower: probabilityBelow(x, .lower, arguments), upper: probabilityBelow(x, .upper, arguments))
  }

  private func above(_ x: Double, _ arguments: Arguments) -> Split {
    Split(
      lower: checkedProbability(x, .lower, arguments),
      upper: checkedProbability(x, .upper, arguments))
  }

  func checkedSupport(_ arguments: Arguments) -> ClosedRange<Double> {
    switch self {
    case .family(let family, let form, let at):
      return family.support(family.forms[form].own(arguments + at))
    case .truncated(let inner, let low, let high):
      let support = inner.checkedSupport(arguments)
      let (low, high) = (
        max(support.lowerBound, arguments[low]), min(support.upperBound, arguments[high])
      )
      return low <= high ? low...high : support
    case .mixture(let components):
      let supports = components.filter { arguments[$0.weight] > 0 }
        .map { $0.distribution.checkedSupport(arguments) }
      let low = supports.map(\.lowerBound).min() ?? 0
      return low...(supports.map(\.upperBound).max() ?? low)
    case .discrete(let count, let at):
      let values = (0..<count).filter { arguments[at + 2 * $0 + 1] > 0 }
        .map { arguments[at + 2 * $0] }
      let low = values.min() ?? 0
      return low...(values.max() ?? low)
    case .elicited(let elicited): return elicited.range.support
    case .empirical(let sample):
      return sample.quantile(0, .lower)...sample.quantile(0, .upper)
    case .compound: return -.infinity ... .infinity
    }
  }

  private func weighted(
    _ components: [(distribution: Distribution, weight: Int)], _ arguments: Arguments,
    _ value: (Distribution) -> Double
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for component in components where arguments[component.weight] > 0 {
      sum += arguments[component.weight] * value(component.distribution)
      total += arguments[component.weight]
    }
    return sum / total
  }

  private func share(
    _ count: Int, _ at: Int, _ arguments: Arguments, _ includes: (Double) -> Bool
  ) -> Double {
    var (sum, total) = (0.0, 0.0)
    for i in 0..<count {
      let weight = arguments[at + 2 * i + 1]
      if includes(arguments[at + 2 * i]) { sum += weight }
      total += weight
    }
    return sum / total
  }
}
