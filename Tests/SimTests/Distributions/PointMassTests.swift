import Testing

@testable import Sim

/// One rule for all families: where nothing is left of the spread, a distribution is one number.
@Suite struct PointMassTests {
  private struct Point: Sendable {
    let drawn: Drawn
    let value: Double

    init(_ family: Family, _ arguments: Double..., form: Int = 0, is value: Double) {
      drawn = Drawn(family.name, .family(family, form: form, at: 0), arguments)
      self.value = value
    }
  }

  private static let points: [Point] = [
    Point(.uniform, 1, 1, is: 1), Point(.uniform, -3, -3, form: 1, is: -3),
    Point(.triangular, 2, 2, 2, is: 2), Point(.pert, 5, 5, 5, is: 5),
    Point(.normal, 1, 0, is: 1), Point(.normal, 4, 4, form: 1, is: 4),
    Point(.lognormal, 0, 0, is: 1), Point(.lognormal, 4, 4, form: 1, is: 4),
    Point(.lognormal, 3, 0, form: 2, is: 3), Point(.beta, 0.3, 0, form: 1, is: 0.3),
    Point(.gamma, 2, 0, is: 0), Point(.gamma, 7, 0, form: 1, is: 7), Point(.erlang, 3, 0, is: 0),
    Point(.exponential, 0, is: 0), Point(.weibull, 0, 2, is: 0), Point(.cauchy, 6, 0, is: 6),
    Point(.laplace, -2, 0, is: -2), Point(.logisticNoise, 0, is: 0), Point(.rayleigh, 0, is: 0),
    Point(.rayleighTail, 8, 0, is: 8), Point(.gaussianTail, -1, 0, is: 0),
    Point(.gumbel1, 9, 0, form: 1, is: 9), Point(.exponentialPower, 0, 3, is: 0),
    Point(.levy, 0, 1.5, is: 0), Point(.levySkew, 0, 1.5, 0.5, is: 0),
    Point(.landau, 3, 0, form: 1, is: 3), Point(.poisson, 0, is: 0),
    Point(.binomial, 0, 0.3, is: 0),
    Point(.binomial, 12, 1, is: 12), Point(.geometric, 1, is: 1), Point(.bernoulli, 1, is: 1),
    Point(.negativeBinomial, 2.5, 1, is: 0), Point(.pascal, 3, 1, is: 0),
    Point(.pert, 5, 5, 5, 3, form: 1, is: 5), Point(.gev, 4, 0, 0.2, is: 4),
    Point(.skewNormal, -1, 0, 3, is: -1), Point(.gompertz, 0, 2, is: 0),
    Point(.hypergeometric, 4, 0, 3, is: 3),
  ]

  @Test(arguments: points.indices)
  func `Draws, moments, quantiles and bounds are that number`(index: Int) {
    let (drawn, value) = (Self.points[index].drawn, Self.points[index].value)
    #expect(drawn.distribution.violation(drawn.arguments) == nil, "\(drawn.testDescription)")
    let draws = drawn.draws(20)
    #expect(draws.allSatisfy { abs($0 - value) <= 1e-15 * abs(value) }, "\(drawn.testDescription)")
    guard drawn.distribution.hasDistributionFunction else { return }
    let mean = drawn.distribution.mean(drawn.arguments)
    // A Cauchy has no mean otherwise, but a number has.
    #expect(abs(mean - value) <= 1e-12 * abs(value), "\(drawn.testDescription): \(mean)")
    #expect(drawn.distribution.variance(drawn.arguments) == 0, "\(drawn.testDescription)")
    #expect(abs(drawn.distribution.quantile(0.3, drawn.arguments) - value) <= 1e-15 * abs(value))
    let count = drawn.arguments.count
    guard case .family(let family, let form, _) = drawn.distribution else { return }
    let within = Distribution.truncated(
      .family(family, form: form, at: 0), low: count, high: count + 1)
    let bounds = drawn.arguments + [value - 1, value + 1]
    #expect(within.violation(bounds) == nil, "\(drawn.testDescription)")
    #expect(abs(within.quantile(0.7, bounds) - value) <= 1e-15 * abs(value))
  }
}
