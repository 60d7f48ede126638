import Testing

@testable import Sim

@Suite("Limits of differences of means between paired trials")
struct PairedMeanTests {
  private static func interval(
    _ here: [Double], _ there: [Double], isCondition: Bool, failed: Int = 0
  ) -> Interval? {
    var (own, other, difference) = (Moments(), Moments(), SkewedMoments())
    for (a, b) in zip(here, there) {
      own.add(a)
      other.add(b)
      difference.add(a - b)
    }
    return PairedMean.interval(
      difference, here: own, there: other, isCondition: isCondition, failed: failed, alpha: 0.05)
  }

  /// The counts of pairs of which one alone has the property, and Tango's limits by SciPy.
  @Test(arguments: [
    (1, 0, 200, -0.013940, 0.027774), (7, 25, 80, -0.353684, -0.091489),
    (43, 0, 100, 0.337333, 0.527846), (30, 30, 1000, -0.0156, 0.0156),
    (0, 0, 200, -0.018846, 0.018846),
  ])
  func `a condition has the limits of a share`(
    _ b: Int, _ c: Int, _ n: Int, _ low: Double, _ high: Double
  ) throws {
    // Of the pairs that are alike every other one has the property.
    let alike = (b + c..<n).map { Double($0 % 2) }
    let here = Array(repeating: 1.0, count: b) + Array(repeating: 0, count: c) + alike
    let there = Array(repeating: 0.0, count: b) + Array(repeating: 1, count: c) + alike
    let found = try #require(Self.interval(here, there, isCondition: true))
    #expect((found.low - low).magnitude < 2e-6)
    #expect((found.high - high).magnitude < 2e-6)
  }

  /// Of values from −3 to 7 in 200 pairs: 10 z²/(n + z²) to either side.
  @Test
  func `where no pair differs the limits are those of a share over the range of values`() throws {
    let values = (0..<200).map { -3 + 10 * Double($0) / 199 }
    let found = try #require(Self.interval(values, values, isCondition: false))
    #expect((found.low + 0.18846).magnitude < 1e-5)
    #expect((found.high - 0.18846).magnitude < 1e-5)
    let constant = Array(repeating: 4.0, count: 200)
    #expect(Self.interval(constant, constant, isCondition: false) == nil)
    let bar = PairedEffect(constant, beside: constant, isCondition: false)
    #expect(bar?.effect == ValueInInterval(0, .unbounded) && bar?.pairs == 200)
    #expect(PairedEffect([4, 4], beside: [4, 4], isCondition: false) == nil)
  }

  @Test
  func `a mean has no limits of too few pairs, nor of trials that failed, and a share has`() {
    let values = (0..<199).map { Double($0 % 2) }
    #expect(Self.interval(values, values, isCondition: false) == nil)
    #expect(Self.interval(values, values, isCondition: true) != nil)
    let more = values + values
    let other = more.map { 1 - $0 }
    #expect(Self.interval(more, other, isCondition: false) != nil)
    #expect(Self.interval(more, other, isCondition: false, failed: 5) == nil)
    #expect(Self.interval([], [], isCondition: true) == nil)
  }

  /// As many more pairs, all against it and then all for it: the limits by SciPy of (7, 25, 80) and of
  /// (43, 0, 100).
  @Test
  func `limits of a share allow for trials that failed`() {
    let low = PairedInterval.score(onlyFirst: 7, onlySecond: 5, of: 60, failed: 20).low
    #expect((low + 0.353684).magnitude < 2e-6)
    let high = PairedInterval.score(onlyFirst: 23, onlySecond: 0, of: 80, failed: 20).high
    #expect((high - 0.527846).magnitude < 2e-6)
  }
}
