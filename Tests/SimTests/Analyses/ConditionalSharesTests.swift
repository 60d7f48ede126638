import Testing

@testable import Sim

@Suite("Shares of outcomes where something was seen")
struct ConditionalSharesTests {
  @Test
  func `counts what is left, with exact intervals and ratios to the rest`() {
    // Outcomes 0, 1, and trials that failed.
    let outcomes = [0, 0, 1, 1, 1, 0, -1, -1]
    let isGiven = [true, true, true, false, false, false, true, false]
    let found = ConditionalShares(outcomes, of: 2, isGiven: isGiven)
    #expect(found.trials == 3)
    #expect(found.counts == [2, 1])
    #expect(found.otherShares == [1.0 / 3, 2.0 / 3])
    #expect(found.intervals == ShareInterval.simultaneous([2, 1], of: 3))
    #expect(found.ratios[0] == RatioInterval(2, of: 3, over: 1, of: 3, alpha: 0.025))
    #expect(found.isRough)
  }

  @Test
  func `400 trials are enough`() {
    let many = { (count: Int) in
      ConditionalShares(
        Array(repeating: 0, count: count), of: 1, isGiven: Array(repeating: true, count: count))
    }
    #expect(many(399).isRough)
    #expect(!many(400).isRough)
  }

  @Test
  func `the median of the steps between first sight and end`() {
    let seen = (0..<100).map { Double($0) } + [.nan]
    let end = (0..<100).map { 2.0 * Double($0) } + [5]
    let lead = LeadTime(seen: seen, end: end)
    #expect(lead.trials == 100)
    #expect(lead.median == 49.5)
    // Ranks 40 and 61 of 100 hold the median at 95 % (David & Nagaraja 2003, section 7.1).
    #expect(lead.interval == Interval(low: 39, high: 60))
    #expect(LeadTime(seen: [], end: []).median == nil)
  }
}
