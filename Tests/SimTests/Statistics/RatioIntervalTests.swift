import CGSL
import Testing

@testable import Sim

@Suite("Ratio of two shares")
struct RatioIntervalTests {
  init() { gsl_set_error_handler_off() }

  /// Koopman (1984), the example of 36/40 over 16/80: 2.94 to 7.15.
  @Test func `koopmans example`() throws {
    let result = RatioInterval(36, of: 40, over: 16, of: 80)
    #expect(result.ratio == 4.5)
    #expect((result.interval.low - 2.94).magnitude < 0.005)
    #expect((result.interval.high - 7.15).magnitude < 0.005)
  }

  @Test func `exchanging the shares inverts the interval`() {
    let one = RatioInterval(7, of: 90, over: 20, of: 150).interval
    let other = RatioInterval(20, of: 150, over: 7, of: 90).interval
    #expect((one.low * other.high - 1).magnitude < 1e-12)
    #expect((one.high * other.low - 1).magnitude < 1e-12)
  }

  @Test func `zero cells have one finite limit`() {
    let never = RatioInterval(0, of: 50, over: 10, of: 50)
    #expect(never.ratio == 0)
    #expect(never.interval.low == 0)
    #expect(never.interval.high > 0 && never.interval.high < 1)
    let only = RatioInterval(10, of: 50, over: 0, of: 50)
    #expect(only.ratio == .infinity)
    #expect(only.interval.high == .infinity)
    #expect((only.interval.low * never.interval.high - 1).magnitude < 1e-12)
  }

  @Test func `nothing seen or no one to compare bounds nothing`() {
    for result in [
      RatioInterval(0, of: 50, over: 0, of: 50), RatioInterval(3, of: 5, over: 0, of: 0),
    ] {
      #expect(result.ratio == nil)
      #expect(result.interval == Interval(low: 0, high: .infinity))
    }
  }

  @Test func `everyone seen on both sides`() throws {
    let result = RatioInterval(40, of: 40, over: 60, of: 60)
    #expect(result.ratio == 1)
    #expect(result.interval.low < 1 && result.interval.low > 0.9)
    #expect(result.interval.high > 1 && result.interval.high < 1.1)
  }

  /// Shares .3 and .1, 200 and 400 trials, seed 2, 4,000 replications: .95 give or take three
  /// standard errors of .0034.
  @Test func `covers`() throws {
    let generator = try Tausworthe(seed: 2)
    var covered = 0
    for _ in 0..<4_000 {
      let x1 = Int(gsl_ran_binomial(generator.pointer, 0.3, 200))
      let x0 = Int(gsl_ran_binomial(generator.pointer, 0.1, 400))
      if RatioInterval(x1, of: 200, over: x0, of: 400).interval.contains(3) { covered += 1 }
    }
    #expect((Double(covered) / 4_000 - 0.95).magnitude < 0.0103)
  }
}
