import Testing

@testable import Sim

@Suite("Running on until intervals are narrow enough")
struct PrecisionRuleTests {
  @Test
  func `each look is at a quarter more trials, in whole blocks`() {
    var trials = 0
    var looks: [Int] = []
    for _ in 0..<8 {
      trials = PrecisionRule.next(after: trials)
      looks.append(trials / 1024)
    }
    #expect(looks == [1, 2, 3, 4, 5, 7, 9, 12])
    #expect(PrecisionRule.next(after: 10_000) == 13 * 1024)
  }

  @Test
  func `the widest interval decides`() {
    let rule = PrecisionRule(halfWidth: 0.01)
    #expect(rule.isMet([Interval(low: 0.40, high: 0.4199)]))
    #expect(!rule.isMet([Interval(low: 0.40, high: 0.41), Interval(low: 0.1, high: 0.1201)]))
    #expect(rule.isMet([]))
  }

  /// 200 replications from seed 1 of a share of 0.2 to a half-width of 0.01: coverage 95 ± 2 %, which
  /// Clopper & Pearson's interval exceeds rather than misses.
  @Test
  func `the interval at the stop has the width and covers at its level`() {
    let rule = PrecisionRule(halfWidth: 0.01)
    var covered = 0
    for seed in 0..<200 {
      var chances = Chances(seed: 1 + UInt64(seed))
      var (trials, hits) = (0, 0)
      var interval = ShareInterval.exact(0, of: 0)
      while !rule.isMet([interval]) {
        let next = PrecisionRule.next(after: trials)
        for _ in trials..<next where chances.happens(0.2) { hits += 1 }
        trials = next
        interval = ShareInterval.exact(hits, of: trials)
      }
      #expect((interval.high - interval.low) / 2 <= 0.01)
      if interval.contains(0.2) { covered += 1 }
    }
    #expect(covered >= 186, "\(covered)")
  }
}
