import Testing

@testable import Sim

@Suite("Differences of quantiles between runs of the same trials")
struct QuantileDifferenceTests {
  @Test
  func `equal runs differ by exactly 0`() throws {
    var chances = Chances(seed: 1)
    let values = chances.normals(1000)
    let found = try #require(QuantileDifference.interval(0.5, values, values))
    #expect(found.value == 0)
    #expect(found.interval == Interval(low: 0, high: 0))
  }

  @Test
  func `a shift of every trial is found without error`() throws {
    var chances = Chances(seed: 2)
    let values = chances.normals(1000)
    let found = try #require(QuantileDifference.interval(0.9, values.map { $0 + 3 }, values))
    #expect((found.value - 3).magnitude < 1e-12)
    #expect(found.interval.high - found.interval.low < 1e-9)
  }

  /// Quantiles of N(1, 2²) less those of N(0, 1), from trials that share most of their chance: 1 at the
  /// median, 1 + 1.281552 at 0.9. 200 replications from seed 10 and 300.
  @Test(arguments: [(0.5, 1.0), (0.9, 2.281552)])
  func `covers the difference`(_ share: Double, _ truth: Double) throws {
    var covered = 0
    for seed in 0..<200 {
      var chances = Chances(seed: 10 + UInt64(seed))
      let common = chances.normals(1000)
      let here = common.map { 1 + 1.8 * $0 + 0.871780 * chances.normal() }
      let found = try #require(QuantileDifference.interval(share, here, common))
      if found.interval.contains(truth) { covered += 1 }
    }
    #expect((186...194).contains(covered) || covered > 183, "\(covered)")
  }

  @Test
  func `a quantile with too few values beyond it has none; missing values do not count`() throws {
    var chances = Chances(seed: 3)
    let values = chances.normals(999)
    #expect(QuantileDifference.interval(0.99, values, values) == nil)
    #expect(QuantileDifference.interval(0, values, values) == nil)
    #expect(QuantileDifference.interval(0.5, [], []) == nil)
    let found = try #require(QuantileDifference.interval(0.5, values + [.nan], values + [1]))
    #expect(found.value == 0)
  }
}
