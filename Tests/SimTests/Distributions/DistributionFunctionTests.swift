import CGSL
import Testing

@testable import Sim

@Suite struct DistributionFunctionTests {
  @Test(arguments: continuousCases)
  func `P(P⁻¹(u)) = u within 10⁻¹² of the smaller tail`(drawn: Drawn) {
    let (distribution, arguments) = (drawn.distribution, drawn.arguments)
    // Near a cut a probability is a difference of two that are rounded.
    var renormalised = 0.0
    if case .truncated = distribution { renormalised = 1e-15 }
    for u in [1e-9, 1e-4, 0.025, 0.3, 0.5] {
      for tail in [Tail.lower, .upper] {
        let x = distribution.quantile(u, tail, arguments)
        // One bit of x is worth this much probability.
        let grain = abs(
          distribution.probability(x.nextUp, tail, arguments)
            - distribution.probability(x.nextDown, tail, arguments))
        let back = distribution.probability(x, tail, arguments)
        #expect(
          abs(back - u) <= 1e-12 * u + 4 * grain + renormalised,
          "\(tail) \(u): x = \(x), back \(back)")
      }
    }
  }

  @Test(arguments: discreteCases)
  func `A discrete quantile is the smallest number that reaches the probability`(drawn: Drawn) {
    let (distribution, arguments) = (drawn.distribution, drawn.arguments)
    for u in [1e-6, 0.01, 0.2, 0.5, 0.77, 0.999] {
      let x = distribution.quantile(u, arguments)
      #expect(distribution.cdf(x, arguments) >= u)
      #expect(distribution.probabilityBelow(x, .lower, arguments) < u)
    }
  }

  @Test(arguments: continuousCases + discreteCases)
  func `Lower and upper tail add up to 1`(drawn: Drawn) {
    for u in [0.01, 0.3, 0.6, 0.99] {
      let x = drawn.distribution.quantile(u, drawn.arguments)
      let lower = drawn.distribution.probability(x, .lower, drawn.arguments)
      let upper = drawn.distribution.probability(x, .upper, drawn.arguments)
      #expect(abs(lower + upper - 1) < 1e-12)
    }
  }

  @Test(arguments: [1, 2, 300, 10_000, 19_999])
  func `Limits that GSL's own inverse fails at`(x: Int) {
    // Exact limits of x among 20,000 at level .05/6, as a binomial interval needs them.
    let (alpha, beta) = (Double(x), Double(20_000 - x + 1))
    let distribution = Distribution.family(.beta, form: 0, at: 0)
    let limit = distribution.quantile(0.05 / 12, .lower, [alpha, beta])
    #expect(abs(gsl_cdf_beta_P(limit, alpha, beta) / (0.05 / 12) - 1) < 1e-9)
  }

  @Test
  func `Known quantiles`() {
    func quantile(_ family: Family, _ arguments: [Double], _ p: Double) -> Double {
      Distribution.family(family, form: 0, at: 0).quantile(p, arguments)
    }
    // Abramowitz & Stegun (1964), tables 26.8 and 26.10; closed forms.
    #expect(abs(quantile(.chiSquared, [5], 0.95) - 11.0705) < 5e-5)
    #expect(abs(quantile(.studentT, [7], 0.975) - 2.3646) < 5e-5)
    #expect(abs(quantile(.beta, [1, 3], 0.271) - 0.1) < 1e-15)
    #expect(abs(quantile(.gamma, [1, 2], 0.5) - 1.3862943611198906) < 1e-15)
    #expect(quantile(.poisson, [2], 0.4) == 1)
    #expect(quantile(.uniform, [2, 4], 1) == 4)
    #expect(quantile(.normal, [0, 1], 0) == -.infinity)
  }

  @Test
  func `Other forms say what they mean`() {
    let five = Distribution.family(.lognormal, form: 1, at: 0)
    #expect(abs(five.cdf(4, [4, 12]) - 0.05) < 1e-12)
    #expect(abs(five.cdf(12, [4, 12]) - 0.95) < 1e-12)
    let normal = Distribution.family(.normal, form: 1, at: 0)
    #expect(abs(normal.cdf(10, [10, 20]) - 0.05) < 1e-12)
    for (family, form) in [(Family.beta, 1), (.lognormal, 2), (.gamma, 1)] {
      let distribution = Distribution.family(family, form: form, at: 0)
      #expect(abs(distribution.mean([0.6, 0.15]) - 0.6) < 1e-12)
      #expect(abs(distribution.variance([0.6, 0.15]) - 0.0225) < 1e-12)
    }
    let rate = Distribution.family(.exponential, form: 1, at: 0)
    #expect(rate.mean([0.25]) == 4)
    let gumbel = Distribution.family(.gumbel1, form: 1, at: 0)
    #expect(abs(gumbel.mean([3, 2]) - (3 + 2 * 0.5772156649015329)) < 1e-12)
  }

  @Test
  func `A truncated normal's moments in the far tail`() {
    // Mean of a standard normal above 30: 1/Mills' ratio = 30.033259667433675.
    let far = Drawn.truncated(.normal, [0, 1], 30, .infinity)
    #expect(abs(far.distribution.mean(far.arguments) - 30.033259667433675) < 1e-9)
    let half = Drawn.truncated(.normal, [0, 1], 0, .infinity)
    #expect(abs(half.distribution.mean(half.arguments) - (2 / Double.pi).squareRoot()) < 1e-10)
    #expect(abs(half.distribution.variance(half.arguments) - (1 - 2 / Double.pi)) < 1e-10)
  }

  @Test
  func `A truncated distribution stays inside its bounds and is not piled up on them`() {
    let drawn = Drawn.truncated(.normal, [0.55, 0.15], 0, 1)
    let draws = drawn.draws(10_000)
    #expect(draws.allSatisfy { $0 > 0 && $0 < 1 })
    #expect(drawn.distribution.support(drawn.arguments) == 0...1)
  }

  @Test(arguments: continuousCases + discreteCases)
  func `Every family's support holds its quantiles`(drawn: Drawn) {
    let support = drawn.distribution.support(drawn.arguments)
    for p in [1e-6, 0.5, 1 - 1e-6] {
      #expect(support.contains(drawn.distribution.quantile(p, drawn.arguments)))
    }
  }
}
