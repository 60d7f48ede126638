import CGSL
import Testing

@testable import Sim

@Suite("Intervals from replicates")
struct ReplicateIntervalTests {
  /// By hand: mean 2, standard error 1/√3, and t of two degrees of freedom 4.302653.
  @Test func `students interval`() throws {
    let found = try #require(ReplicateInterval.mean([1, 2, 3]))
    #expect(found.value == 2)
    #expect((found.interval.high - 2 - 4.302653 / 3.0.squareRoot()).magnitude < 1e-5)
    #expect((found.interval.low + found.interval.high - 4).magnitude < 1e-12)
  }

  @Test func `of one replicate or a missing one there is none`() {
    #expect(ReplicateInterval.mean([1]) == nil)
    #expect(ReplicateInterval.mean([1, .nan, 2]) == nil)
    #expect(ReplicateInterval.ratio([1, 2, 3], [1, -1, 0]) == nil)
  }

  @Test func `equal replicates leave no doubt`() throws {
    let found = try #require(ReplicateInterval.ratio([1, 1, 1], [2, 2, 2]))
    #expect(found.value == 0.5)
    #expect(found.interval == Interval(low: 0.5, high: 0.5))
  }

  @Test func `what is told apart from zero`() {
    #expect(ValueInInterval(1, Interval(low: 0.1, high: 2)).isToldApart)
    #expect(ValueInInterval(-1, Interval(low: -2, high: -0.1)).isToldApart)
    #expect(!ValueInInterval(1, Interval(low: -0.1, high: 2)).isToldApart)
  }

  /// The ratio of the means of two exponential quantities, 16 replicates of 64: seeds 0 to 199.
  @Test func `covers a ratio of means`() {
    let held = coverage { seed in
      var drawn = Chances(seed: seed)
      let exponential = { (_: Int) in drawn.uniforms(64).reduce(0.0) { $0 - log($1) } }
      let (above, below) = ((0..<16).map(exponential), (0..<16).map { 2 * exponential($0) })
      return ReplicateInterval.ratio(above, below)?.interval.contains(0.5) ?? false
    }
    #expect((held - 0.95).magnitude <= 0.02, "\(held)")
  }
}
