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

  /// Koopman's score, as he writes it.
  private func score(_ ratio: Double, _ x1: Int, _ n1: Int, _ x0: Int, _ n0: Int) -> Double {
    let (x1, n1, x0, n0) = (Double(x1), Double(n1), Double(x0), Double(n0))
    let a = (n1 + n0) * ratio
    let b = n1 * ratio + x1 + n0 + x0 * ratio
    let root = (b * b - 4 * a * (x1 + x0)).squareRoot()
    let p0 = (b - root) / (2 * a)
    let p1 = ratio * p0
    let variance = p1 * (1 - p1) / n1 + ratio * ratio * p0 * (1 - p0) / n0
    return (x1 / n1 - ratio * x0 / n0) / variance.squareRoot()
  }

  @Test(arguments: [(0, 30), (1, 30), (12, 30), (29, 30), (30, 30), (700, 1_000), (999, 1_000)])
  func `each limit has the score that was asked for`(_ x: Int, _ n: Int) {
    for (x0, n0) in [(0, 20), (1, 20), (19, 20), (20, 20), (3, 500), (400, 500)] where x + x0 > 0 {
      for alpha in [0.05, 0.001] {
        let z = gsl_cdf_ugaussian_Qinv(alpha / 2)
        let interval = RatioInterval(x, of: n, over: x0, of: n0, alpha: alpha).interval
        if x == 0 {
          #expect(interval.low == 0)
        } else {
          #expect((score(interval.low, x, n, x0, n0) / z - 1).magnitude < 1e-9)
        }
        if x0 == 0 {
          #expect(interval.high == .infinity)
        } else {
          #expect((score(interval.high, x, n, x0, n0) / z + 1).magnitude < 1e-9)
        }
      }
    }
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
