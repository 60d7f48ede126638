import CGSL
import Testing

@testable import Sim

@Suite("Distance of an input's distributions with and without a class")
struct DistributionDistanceTests {
  init() { gsl_set_error_handler_off() }

  private func coin(_ a: Double, _ b: Double, _ count: Int, _ seed: UInt64) -> DistributionDistance?
  {
    var drawn = Chances(seed: seed)
    let x = drawn.uniforms(count)
    return DistributionDistance(x.map { drawn.coin(a + b * $0) }, by: RankedInput(x))
  }

  /// Of a coin with chance a + b x it is b/(8 p̄ q̄); 200 runs, seeds 0 to 199. The interval of a
  /// small distance is a little longer than it need be.
  @Test(arguments: [
    (0, 1, 2_000, 0.5), (0.2, 0.3, 2_000, 0.164835), (0.01, 0.04, 4_000, 0.171821),
    (0.2, 0.02, 2_000, 0.015069),
  ])
  func `covers the distance of a linear coin`(
    _ a: Double, _ b: Double, _ count: Int, _ truth: Double
  ) {
    let held = coverage { seed in
      coin(a, b, count, seed)?.distance.interval.contains(truth) ?? false
    }
    #expect(held >= 0.93 && held <= 0.99, "\(held)")
  }

  /// 200 runs, seeds 0 to 199: the test of equal distributions at 2.5 %.
  @Test func `of an independent input the lower limit is zero`() {
    let zero = coverage { seed in coin(0.1, 0, 1_000, seed)?.distance.interval.low == 0 }
    #expect(zero >= 0.95, "\(zero)")
  }

  @Test func `separate distributions are at distance one`() throws {
    let x = (0..<400).map(Double.init)
    let found = try #require(
      DistributionDistance(x.map { $0 < 100 ? 1 : 0 }, by: RankedInput(x)))
    #expect(found.distance.value == 1)
    #expect(found.distance.interval.high == 1)
    #expect((found.members, found.others) == (100, 300))
  }

  /// By hand: after the value 1 three of four against one of two.
  @Test func `equal values count at once`() throws {
    let x = (0..<30).map { [1.0, 1, 1, 2, 1, 2][$0 % 6] }
    let y = (0..<30).map { [1.0, 1, 1, 1, 0, 0][$0 % 6] }
    let found = try #require(DistributionDistance(y, by: RankedInput(x)))
    #expect((found.distance.value - 0.25).magnitude < 1e-12)
  }

  @Test func `labels constants and rare classes have none`() {
    let x = (0..<100).map(Double.init)
    #expect(DistributionDistance(x, by: RankedInput(x, kind: .label)) == nil)
    #expect(DistributionDistance(x, by: RankedInput(x.map { _ in 1 })) == nil)
    #expect(DistributionDistance(x.map { $0 < 4 ? 1 : 0 }, by: RankedInput(x)) == nil)
  }
}
