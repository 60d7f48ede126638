/// A family of distributions: its written forms, its sampler and its distribution functions.
///
/// The first form is the family's own; every other is converted to it. Functions take the own
/// parameters and may assume that they are inside the domain.
public final class Family: Sendable {
  public let name: String
  public let forms: [Form]
  public let layout: WordLayout
  /// Whole numbers only.
  public let isDiscrete: Bool
  /// A draw that is true or false rather than a number.
  public let isCondition: Bool
  /// Without one a family can be drawn, but neither truncated nor correlated: its probabilities and
  /// quantiles are NaN.
  public let hasDistributionFunction: Bool

  /// Parameters in their order; unused entries are 0.
  typealias Parameters = SIMD4<Double>

  let sample: @Sendable (Parameters, CursorGenerator) -> Double
  /// P(X ≤ x) for the lower tail, P(X > x) for the upper.
  let probability: @Sendable (_ x: Double, Tail, Parameters) -> Double
  /// The smallest x with P(X ≤ x) ≥ p, or with P(X > x) ≤ p for the upper tail; 0 < p < 1.
  let quantile: @Sendable (_ p: Double, Tail, Parameters) -> Double
  let mean: @Sendable (Parameters) -> Double
  let variance: @Sendable (Parameters) -> Double
  let support: @Sendable (Parameters) -> ClosedRange<Double>

  init(
    _ name: String, _ layout: WordLayout, isDiscrete: Bool = false, isCondition: Bool = false,
    hasDistributionFunction: Bool = true,
    forms: [Form],
    sample: @escaping @Sendable (Parameters, CursorGenerator) -> Double,
    probability: @escaping @Sendable (Double, Tail, Parameters) -> Double,
    quantile: @escaping @Sendable (Double, Tail, Parameters) -> Double,
    mean: @escaping @Sendable (Parameters) -> Double,
    variance: @escaping @Sendable (Parameters) -> Double,
    support: @escaping @Sendable (Parameters) -> ClosedRange<Double>
  ) {
    turnOffErrorHandler()
    self.name = name
    self.layout = layout
    self.isDiscrete = isDiscrete
    self.isCondition = isCondition
    self.hasDistributionFunction = hasDistributionFunction
    self.forms = forms
    self.sample = sample
    self.probability = probability
    self.quantile = quantile
    self.mean = mean
    self.variance = variance
    self.support = support
  }

  /// One way to write the parameters: `beta(alpha, beta)` or `beta(mean=, sd=)`.
  public struct Form: Sendable {
    public let parameters: [String]
    let rules: [DomainRule]
    let own: @Sendable (UnsafePointer<Double>) -> Parameters

    /// The family's own form: up to four parameters as they are.
    init(_ parameters: String..., rules: [DomainRule]) {
      let count = parameters.count
      self.parameters = parameters
      self.rules = rules
      own = { written in
        var parameters = Parameters()
        for slot in 0..<count { parameters[slot] = written[slot] }
        return parameters
      }
    }

    init(
      _ parameters: String..., rules: [DomainRule],
      own: @escaping @Sendable (UnsafePointer<Double>) -> Parameters
    ) {
      self.parameters = parameters
      self.rules = rules
      self.own = own
    }

    /// What is wrong with the arguments, without the family's name; nil inside the domain.
    public func violation(_ arguments: UnsafePointer<Double>) -> String? {
      for rule in rules {
        if let message = rule.violation(arguments, parameters) { return message }
      }
      return nil
    }

    /// As `violation`, without a text and fast.
    @inline(__always)
    func isInDomain(_ arguments: UnsafePointer<Double>) -> Bool {
      for rule in rules where !rule.holds(arguments) { return false }
      return true
    }
  }
}

/// Which side of x a probability lies on. Each is computed directly: 1 − P loses the far tail.
public enum Tail: Sendable {
  case lower, upper
}
