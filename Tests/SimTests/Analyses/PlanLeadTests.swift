import Testing

@testable import Sim

/// How far a plan is ahead of the others.
struct PlanLeadTests {
  /// Plan 2 pays 1, the others ½ and ¼. One trial of 200 fails under plan 2: it may have paid 0 to 1.
  @Test func `bounds of a lead have failed trials at the least and at the most`() throws {
    var utilities = [0.25, 0.5, 1].map { Array(repeating: $0, count: 400) }
    utilities[2][7] = .nan
    let isFailed = utilities.map { $0.map(\.isNaN) }
    let lead = try #require(
      PlanLead.bounds(utilities, isFailed: isFailed, of: 2, repeats: 2, within: 0...1))
    // The values of one draw are ½·(0 + 1) − ½: a mean of ½ − 1/400 with a standard error of 1/400, at 1.972 of
    // Student's 199 degrees, and what the skewness of −14 adds.
    #expect(lead.high == 0.5)
    let error = 0.5 / 200
    let (t, skewness) = (1.9719565, 198 / 199.0.squareRoot())
    let added = (1 + 2 * t * t) * skewness / (6 * 200.0.squareRoot())
    #expect(lead.low <= 0.5 - error - t * error)
    #expect(lead.low >= 0.5 - error - (t + 1.1 * added) * error)
    // Under plan 1 it may have paid up to 1, so that plan 2 is no longer ahead by as much.
    var others = [0.25, 0.5, 1].map { Array(repeating: $0, count: 400) }
    others[1] = Array(repeating: .nan, count: 400)
    let all = try #require(
      PlanLead.bounds(
        others, isFailed: others.map { $0.map(\.isNaN) }, of: 2, repeats: 2, within: 0...1))
    #expect(all == Interval(low: 0, high: 0.75))
  }

  /// All 64 ways in which six failed trials can have ended.
  @Test(arguments: 0..<4)
  func `bounds of a lead hold whatever failed trials were worth`(_ seed: UInt64) throws {
    var chances = Chances(seed: seed)
    let (draws, lost) = (210, 6)
    var utilities = [0.3, 0.4, 0.5].map { p in
      (0..<2 * draws).map { _ in chances.happens(p) ? 1.0 : 0 }
    }
    let spots = (0..<lost).map { (plan: $0 % 3, trial: 17 + 31 * $0) }
    for spot in spots { utilities[spot.plan][spot.trial] = .nan }
    let found = try #require(
      PlanLead.bounds(
        utilities, isFailed: utilities.map { $0.map(\.isNaN) }, of: 2, repeats: 2, within: 0...1))
    for way in 0..<(1 << lost) {
      for (k, spot) in spots.enumerated() {
        utilities[spot.plan][spot.trial] = Double(way >> k & 1)
      }
      let means = utilities.map { values in
        stride(from: 0, to: values.count, by: 2).map { (values[$0] + values[$0 + 1]) / 2 }
      }
      let own = try #require(PlanLead.interval(means, of: 2))
      #expect(found.low <= own.low + 1e-12 && own.high <= found.high + 1e-12)
    }
  }
}
