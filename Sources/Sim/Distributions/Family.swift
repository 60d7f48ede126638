/// A family of distributions: its written forms, its sampler and its distribution functions.
///
/// The first form is the family's own; every other is converted to it. Functions take the own
/// parameters and may assume that they are inside the domain.
///
/// Where nothing is left of the spread (an sd, a scale or a width of 0) every family is the point
/// mass that it tends to; its functions never see such parameters.
package final class Family: Sendable {
  package let name: String
  package let forms: [Form]
  package let layout: WordLayout
  /// Whole numbers only.
  package let isDiscrete: Bool
  /// A draw that is true or false rather than a number.
  package let isCondition: Bool
  /// Without one a family can be drawn, but neither truncated nor correlated: its probabilities and
  /// quantiles are NaN.
  package let hasDistributionFunction: Bool

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
  /// Of a family whose tails are known where their probabilities are no numbers any more.
  let logTailRatio: LogTailRatio?

  /// log of P(X > x)/P(X > a) far out in the upper tail, of P(X ≤ x)/P(X ≤ a) in the lower; NaN for
  /// a tail that is not known so far out.
  typealias LogTailRatio = @Sendable (_ x: Double, _ a: Double, Tail, Parameters) -> Double

  init(
    _ name: String, _ layout: WordLayout, isDiscrete: Bool = false, isCondition: Bool = false,
    hasDistributionFunction: Bool = true,
    forms: [Form],
    sample: @escaping @Sendable (Parameters, CursorGenerator) -> Double,
    probability: @escaping @Sendable (Double, Tail, Parameters) -> Double,
    quantile: @escaping @Sendable (Double, Tail, Parameters) -> Double,
    mean: @escaping @Sendable (Parameters) -> Double,
    variance: @escaping @Sendable (Parameters) -> Double,
    support: @escaping @Sendable (Parameters) -> ClosedRange<Double>,
    logTailRatio: LogTailRatio? = nil
  ) {
    turnOffErrorHandler()
    self.logTailRatio = logTailRatio
    self.name = name
    self.layout = layout
    self.isDiscrete = isDiscrete
    self.isCondition = isCondition
    self.hasDistributionFunction = hasDistributionFunction
    self.forms = forms
    guard forms.contains(where: \.hasPoints) else {
      self.sample = sample
      self.probability = probability
      self.quantile = quantile
      self.mean = mean
      self.variance = variance
      self.support = support
      return
    }
    self.sample = { p, generator in Self.isPoint(p) ? p[0] : sample(p, generator) }
    self.probability = { x, tail, p in
      Self.isPoint(p) ? ((x < p[0]) == (tail == .upper) ? 1 : 0) : probability(x, tail, p)
    }
    self.quantile = { q, tail, p in Self.isPoint(p) ? p[0] : quantile(q, tail, p) }
    self.mean = { p in Self.isPoint(p) ? p[0] : mean(p) }
    self.variance = { p in Self.isPoint(p) ? 0 : variance(p) }
    self.support = { p in Self.isPoint(p) ? p[0]...p[0] : support(p) }
  }

  /// All of the probability on one number: no family has a fourth parameter that is infinite.
  static func point(_ x: Double) -> Parameters { Parameters(x, 0, 0, .infinity) }

  static func isPoint(_ p: Parameters) -> Bool { p[3] == .infinity }

  /// One way to write the parameters: `beta(alpha, beta)` or `beta(mean=, sd=)`.
  package struct Form: Sendable {
    package let parameters: [String]
    let rules: [DomainRule]
    let own: @Sendable (UnsafePointer<Double>) -> Parameters
    let hasPoints: Bool

    /// The number on which all probability lies, if arguments of the domain have no spread.
    typealias Point = @Sendable (UnsafePointer<Double>) -> Double?

    /// The family's own form: up to three parameters as they are.
    init(_ parameters: String..., rules: [DomainRule], point: Point? = nil) {
      let count = parameters.count
      self.init(parameters, rules, point) { written in
        var parameters = Parameters()
        for slot in 0..<count { parameters[slot] = written[slot] }
        return parameters
      }
    }

    init(
      _ parameters: String..., rules: [DomainRule], point: Point? = nil,
      own: @escaping @Sendable (UnsafePointer<Double>) -> Parameters
    ) {
      self.init(parameters, rules, point, own)
    }

    private init(
      _ parameters: [String], _ rules: [DomainRule], _ point: Point?,
      _ own: @escaping @Sendable (UnsafePointer<Double>) -> Parameters
    ) {
      self.parameters = parameters
      self.rules = rules
      hasPoints = point != nil
      guard let point else {
        self.own = own
        return
      }
      self.own = { written in point(written).map { Family.point($0) } ?? own(written) }
    }

    /// What is wrong with the arguments, without the family's name; nil inside the domain.
    package func violation(_ arguments: UnsafePointer<Double>) -> String? {
      for rule in rules {
        if let message = rule.violation(arguments, parameters) { return message }
      }
      return nil
    }

    /// What must hold of the arguments, each once.
    package var domain: [String] {
      var seen: Set<String> = []
      return rules.compactMap { $0.described(parameters) }.filter { seen.insert($0).inserted }
    }

    /// Limits that an argument, by its place, may pass by rounding only.
    package var limits: [Limit] {
      rules.compactMap { rule in
        switch rule {
        // Less than what counts as rounding is no rounding of it.
        case .between(let i, let low, let high):
          .bounds(i, low: low == 0 || abs(low) > 1e-3 ? low : nil, high: high)
        case .atLeast(let i, 0), .spread(let i): .notNegative(i)
        case .whole(let i, _, _): .whole(i)
        case .notAbove(let i, let j): .notAbove(i, j)
        default: nil
        }
      }
    }

    package enum Limit {
      case bounds(Int, low: Double?, high: Double?)
      /// A size, which may be of any unit.
      case notNegative(Int)
      case whole(Int)
      case notAbove(Int, Int)
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
package enum Tail: Sendable {
  case lower, upper
}
