/// A drawn expression: which arguments go where in one flat array of numbers.
///
/// Arguments are known only while running, so the domain is checked at every draw: outside it a
/// sample is NaN and GSL is not called.
package indirect enum Distribution: Sendable {
  /// The arguments of the form start at `at`.
  case family(Family, form: Int, at: Int)
  /// `low` and `high` are places of arguments, which may be infinite. Renormalised, never clipped.
  case truncated(Distribution, low: Int, high: Int)
  /// `weight` is the place of an argument.
  case mixture([(distribution: Distribution, weight: Int)])
  /// `count` pairs (value, weight) from `at` on.
  case discrete(count: Int, at: Int)
  /// Fitted to quantiles; it has no arguments.
  case elicited(ElicitedDistribution)
  /// One of the values of a column of data; it has no arguments.
  case empirical(EmpiricalSample)
  /// The sum of a number of draws.
  case compound(CompoundCount, size: Distribution)

  package typealias Arguments = UnsafePointer<Double>

  /// One more than the last place that is read.
  package var argumentCount: Int {
    switch self {
    case .family(let family, let form, let at): at + family.forms[form].parameters.count
    case .truncated(let inner, let low, let high): max(inner.argumentCount, low + 1, high + 1)
    case .mixture(let components):
      components.map { max($0.distribution.argumentCount, $0.weight + 1) }.max() ?? 0
    case .discrete(let count, let at): at + 2 * count
    case .elicited, .empirical: 0
    case .compound(.given(let at), let size): max(at + 1, size.argumentCount)
    case .compound(.drawn(let count), let size): max(count.argumentCount, size.argumentCount)
    }
  }

  /// The words that a draw starts with; the generator must be reset with it.
  package var layout: WordLayout {
    switch self {
    case .family(let family, _, _): family.layout
    case .truncated, .discrete, .empirical: .word52
    case .mixture, .compound: .block
    case .elicited(let elicited): elicited.layout
    }
  }

  /// The name by which draw sites are numbered: `state.front:normal#1`.
  package var siteFamilyName: String {
    switch self {
    case .family(let family, _, _): family.name
    case .truncated: "truncated"
    case .mixture: "mixture"
    case .discrete: "discrete"
    case .elicited: "elicited"
    case .empirical: "empirical"
    case .compound: "compound"
    }
  }

  /// Whether it puts probability on single numbers.
  package var isDiscrete: Bool {
    switch self {
    case .family(let family, _, _): family.isDiscrete
    case .truncated(let inner, _, _): inner.isDiscrete
    case .mixture(let components): components.allSatisfy { $0.distribution.isDiscrete }
    case .discrete, .empirical: true
    case .elicited: false
    case .compound(_, let size): size.isDiscrete
    }
  }

  /// Whether probabilities and quantiles are known; if not, they are NaN.
  package var hasDistributionFunction: Bool {
    switch self {
    case .family(let family, _, _): family.hasDistributionFunction
    case .truncated(let inner, _, _): inner.hasDistributionFunction
    case .mixture(let components):
      components.allSatisfy { $0.distribution.hasDistributionFunction }
    case .discrete, .elicited, .empirical: true
    case .compound: false
    }
  }

  package var isCondition: Bool {
    if case .family(let family, _, _) = self { return family.isCondition }
    return false
  }

  /// What a machine over rows can do by itself, with the words of `layout`.
  ///
  /// Only the family's own form qualifies, or one of the same parameters; the domain is still the
  /// machine's to check.
  package enum RowKind: Sendable, Equatable {
    /// mean + sd·z, at `at` and `at + 1`, two roundings; needs sd ≥ 0.
    case normal(at: Int)
    /// exp(mu + sigma·z); needs sigma ≥ 0.
    case lognormal(at: Int)
    /// min + (max − min)·u, u of 52 bits; needs min ≤ max.
    case uniform(at: Int)
    /// (w + ½)·2⁻³² < p; needs 0 ≤ p ≤ 1.
    case chance(at: Int)
    /// `Graph.value(_:from:)` of a standard draw.
    case elicited(ElicitedDistribution)
    case other
  }

  package var rowKind: RowKind {
    if case .elicited(let elicited) = self { return .elicited(elicited) }
    guard case .family(let family, let form, let at) = self else { return .other }
    if family === Family.uniform { return .uniform(at: at) }
    guard form == 0 else { return .other }
    if family === Family.normal { return .normal(at: at) }
    if family === Family.lognormal { return .lognormal(at: at) }
    if family === Family.chance || family === Family.bernoulli { return .chance(at: at) }
    return .other
  }

  /// Whether it is `poisson(mean)` and its mean the first argument.
  var isPoisson: Bool {
    guard case .family(let family, form: 0, at: 0) = self else { return false }
    return family === Family.poisson
  }

  /// One draw; the generator stands at the draw's address with this distribution's `layout`.
  package func sample(_ arguments: Arguments, generator: CursorGenerator) -> Double {
    switch self {
    case .family(let family, let form, let at):
      let written = family.forms[form]
      guard written.isInDomain(arguments + at) else { return .nan }
      return family.sample(written.own(arguments + at), generator)
    case .truncated(let inner, let low, let high):
      guard inner.isInDomain(arguments) else { return .nan }
      let u = generator.uniform()
      return inner.quantile(
        u, .lower, within: Bounds(arguments[low], arguments[high]), arguments)
    case .mixture(let components):
      guard isInDomain(arguments) else { return .nan }
      let chosen = pick(components.count, generator.uniform()) { arguments[components[$0].weight] }
      return components[chosen].distribution.sample(arguments, generator: generator)
    case .discrete(let count, let at):
      guard isInDomain(arguments) else { return .nan }
      return arguments[at + 2 * pick(count, generator.uniform()) { arguments[at + 2 * $0 + 1] }]
    case .elicited(let elicited): return elicited.sample(generator)
    case .empirical(let sample): return sample.value(generator.uniform())
    case .compound(let count, let size):
      return Self.compoundSample(count, size, arguments, generator)
    }
  }

  /// `sample` for many draws: what kind of distribution it is is asked once.
  func sampler() -> @Sendable (Arguments, CursorGenerator) -> Double {
    guard case .family(let family, let form, let at) = self else {
      return { self.sample($0, generator: $1) }
    }
    let rules = family.forms[form].rules
    let own = family.forms[form].own
    let familySample = family.sample
    return { arguments, generator in
      let written = arguments + at
      for rule in rules where !rule.holds(written) { return .nan }
      return familySample(own(written), generator)
    }
  }

  /// The same where the arguments are the same for all draws: what depends on them alone is found once.
  /// `arguments` must outlive the function.
  func sampler(of arguments: Arguments) -> (CursorGenerator) -> Double {
    switch self {
    case .family(let family, let form, let at):
      let written = family.forms[form]
      guard written.isInDomain(arguments + at) else { return { _ in .nan } }
      let own = written.own(arguments + at)
      let sample = family.sample
      return { sample(own, $0) }
    case .truncated(let inner, let low, let high):
      guard inner.isInDomain(arguments) else { return { _ in .nan } }
      let quantile = inner.quantiles(
        within: Bounds(arguments[low], arguments[high]), arguments)
      return { quantile($0.uniform(), .lower) }
    default: return { sample(arguments, generator: $0) }
    }
  }

  /// The first index whose cumulative weight is above u times the sum; never one of weight 0.
  private func pick(_ count: Int, _ u: Double, weight: (Int) -> Double) -> Int {
    var total = 0.0
    for i in 0..<count { total += weight(i) }
    let target = u * total
    var sum = 0.0
    var last = 0
    for i in 0..<count where weight(i) > 0 {
      sum += weight(i)
      last = i
      if target < sum { break }
    }
    return last
  }
}
