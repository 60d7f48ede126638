import CGSL
import Testing

@testable import Sim

@Suite("Intervals of shares")
struct IntervalTests {
  init() { gsl_set_error_handler_off() }

  /// Clopper & Pearson (1934) for 300 of 1000, to the six digits of the usual tables.
  @Test func `clopper pearson 300 of 1000`() {
    let interval = ShareInterval.exact(300, of: 1000)
    #expect((interval.low - 0.271721).magnitude < 5e-7)
    #expect((interval.high - 0.329462).magnitude < 5e-7)
  }

  /// Wilson (1927), the same data.
  @Test func `wilson 300 of 1000`() {
    let interval = ShareInterval.wilson(300, of: 1000, alpha: 0.05)
    #expect((interval.low - 0.272407).magnitude < 5e-7)
    #expect((interval.high - 0.329124).magnitude < 5e-7)
  }

  /// Jeffreys' interval of the same data, the 2.5 % and 97.5 % points of Beta(300.5, 700.5): not
  /// reported, but a known answer for the points that Clopper and Pearson's limits come from.
  @Test func `beta points give jeffreys interval`() {
    let low = BetaQuantile(300.5, 700.5).lower(0.025, near: 0.27)
    let high = BetaQuantile(300.5, 700.5).upper(0.025, near: 0.33)
    #expect((low - 0.272206).magnitude < 5e-7)
    #expect((high - 0.328950).magnitude < 5e-7)
  }

  @Test(arguments: [1, 8, 20_000, 1_000_000_000])
  func `no success has a closed form`(n: Int) {
    let k = 8
    let interval = ShareInterval.simultaneous(
      [0] + Array(repeating: 0, count: k - 1), of: n)[0]
    let upper = -expm1(log(0.05 / Double(2 * k)) / Double(n))
    #expect(interval.low == 0)
    #expect((interval.high / upper - 1).magnitude < 1e-15)
    let mirror = ShareInterval.exact(n, of: n, alpha: 0.05 / Double(k))
    #expect(mirror.high == 1)
    #expect((mirror.low - (1 - upper)).magnitude < 1e-15)
  }

  @Test func `no trials say nothing`() {
    #expect(ShareInterval.exact(0, of: 0) == Interval(low: 0, high: 1))
    #expect(ShareInterval.wilson(0, of: 0, alpha: 0.05) == Interval(low: 0, high: 1))
  }

  /// One success of one: the limits of Clopper–Pearson are alpha/2 and 1.
  @Test func `one of one`() {
    #expect((ShareInterval.exact(1, of: 1).low - 0.025).magnitude < 1e-16)
  }

  /// Where GSL's own inverses fail: every limit must leave alpha/2 on its side. At 10^8 trials the
  /// distribution function itself has eight digits, for it takes differences of log gammas.
  @Test(arguments: [10, 1_000, 20_000, 1_000_000, 100_000_000])
  func `every limit leaves half of alpha`(n: Int) {
    let tolerance = n > 1_000_000 ? 1e-8 : 1e-9
    for x in [1, 2, 3, 10, 99, 1_000, 9_999] where x < n {
      for alpha in [0.05, 0.05 / 8, 0.05 / 40] {
        let interval = ShareInterval.clopperPearson(x, of: n, alpha: alpha)
        let a = Double(x)
        let b = Double(n - x)
        let below = gsl_cdf_beta_P(interval.low, a, b + 1)
        let above = gsl_cdf_beta_Q(interval.high, a + 1, b)
        #expect((below / (alpha / 2) - 1).magnitude < tolerance, "lower \(x) of \(n)")
        #expect((above / (alpha / 2) - 1).magnitude < tolerance, "upper \(x) of \(n)")
        #expect(interval.low < a / Double(n) && a / Double(n) < interval.high)
      }
    }
  }

  /// Roots of the binomial tails, by bisection with 40 digits (mpmath).
  @Test(arguments: [
    (490, 1_000, 0.45858487071411784, 0.52147415867811229),
    (549, 1_000, 0.51755333495243258, 0.5801573934646367),
    (11, 1_000, 0.0055035941923135869, 0.019596628222016514),
    (3, 307, 0.002019770147424871, 0.028290746029600227),
    (63, 307, 0.16144520688622493, 0.25476913509042762),
  ])
  func `limits have all digits`(x: Int, n: Int, low: Double, high: Double) {
    let interval = ShareInterval.clopperPearson(x, of: n, alpha: 0.05)
    #expect((interval.low / low - 1).magnitude < 2e-14)
    #expect((interval.high / high - 1).magnitude < 2e-14)
  }

  /// Against the binomial distribution itself: P(X >= x | low) = P(X <= x | high) = alpha/2.
  @Test(arguments: [(1, 20_000), (7, 20_000), (150, 20_000), (300, 1_000), (19_990, 20_000)])
  func `limits are the binomial test`(x: Int, n: Int) {
    let interval = ShareInterval.clopperPearson(x, of: n, alpha: 0.01)
    let atLeast = gsl_cdf_binomial_Q(UInt32(x - 1), interval.low, UInt32(n))
    let atMost = gsl_cdf_binomial_P(UInt32(x), interval.high, UInt32(n))
    #expect((atLeast / 0.005 - 1).magnitude < 1e-9)
    #expect((atMost / 0.005 - 1).magnitude < 1e-9)
  }

  /// Past 10^4 of each, Wilson stands in for the exact limits: nothing that is printed differs.
  @Test func `wilson takes over without a step`() {
    let exact = ShareInterval.clopperPearson(10_001, of: 1_000_000, alpha: 0.05 / 8)
    let interval = ShareInterval.exact(10_001, of: 1_000_000, alpha: 0.05 / 8)
    #expect(interval == ShareInterval.wilson(10_001, of: 1_000_000, alpha: 0.05 / 8))
    #expect((interval.low - exact.low).magnitude < 2e-6)
    #expect((interval.high - exact.high).magnitude < 2e-6)
  }

  /// All intervals of a table at once, shares down to 5e-4. 4,000 tables of 20,000 trials,
  /// seed 1: at .95 the standard error is .0034, so .945 is 1.5 of them below.
  @Test func `tables are covered together`() throws {
    let generator = try Tausworthe(seed: 1)
    let shares = [0.5, 0.3, 0.15, 0.04, 0.006, 0.0025, 0.001, 0.0005]
    var known: [Int: Interval] = [:]
    var covered = 0
    var counts = [UInt32](repeating: 0, count: shares.count)
    for _ in 0..<4_000 {
      gsl_ran_multinomial(generator.pointer, shares.count, 20_000, shares, &counts)
      var all = true
      for (share, count) in zip(shares, counts) {
        let x = Int(count)
        let interval =
          known[x] ?? ShareInterval.exact(x, of: 20_000, alpha: 0.05 / Double(shares.count))
        known[x] = interval
        all = all && interval.contains(share)
      }
      if all { covered += 1 }
    }
    #expect(Double(covered) / 4_000 >= 0.945)
  }

  /// Massart (1990): sqrt(log(2/alpha) / 2n).
  @Test func `band of a distribution function`() {
    #expect((ShareInterval.bandHalfWidth(trials: 1_000) - 0.0429469).magnitude < 5e-7)
    #expect(ShareInterval.bandHalfWidth(trials: 0) == 1)
  }
}
