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
    // The values of one draw are ½·(0 + 1) − ½: a mean of ½ − 1/400 with a standard error of 1/400, at 2.143
    // of Student's 199 degrees, which leaves 0.05/3, and what the skewness of −14 adds.
    #expect(lead.high == 0.5)
    let error = 0.5 / 200
    let (t, skewness) = (2.1429256, 198 / 199.0.squareRoot())
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

  /// Plans of other means and spreads; the next best in these draws is not the one of which least is known.
  @Test(arguments: 2..<6)
  func `limits of a lead are the least of those of all differences`(_ count: Int) throws {
    var chances = Chances(seed: 11)
    let means = (0..<count).map { plan in
      (0..<250).map { _ in 0.1 * Double(plan) + Double(count - plan) * chances.normal() }
    }
    for place in means.indices {
      let differences = means.indices.filter { $0 != place }.map { other in
        var moments = SkewedMoments()
        for (own, other) in zip(means[place], means[other]) { moments.add(own - other) }
        return MeanInterval.of(moments, alpha: 0.1 / Double(count))
      }
      let limits = try differences.map { try #require($0) }
      let low = try #require(limits.map(\.low).min())
      let high = try #require(limits.map(\.high).min())
      #expect(PlanLead.interval(means, of: place) == Interval(low: low, high: max(0, high)))
    }
  }

  @Test func `bounds are the limits where no trial failed`() throws {
    var chances = Chances(seed: 12)
    let utilities = (0..<3).map { plan in
      (0..<600).map { _ in chances.happens(0.4 + 0.1 * Double(plan)) ? 1.0 : 0 }
    }
    let means = utilities.map { values in
      stride(from: 0, to: values.count, by: 2).map { (values[$0] + values[$0 + 1]) / 2 }
    }
    for place in means.indices {
      let own = try #require(PlanLead.interval(means, of: place))
      let found = PlanLead.bounds(
        utilities, isFailed: utilities.map { $0.map { _ in false } }, of: place, repeats: 2,
        within: 0...1)
      #expect(found == own)
    }
  }

  @Test func `the upper limit of a plan that is surely behind is 0`() {
    let means = [0.25, 1].map { Array(repeating: $0, count: 200) }
    #expect(PlanLead.interval(means, of: 0) == Interval(low: -0.75, high: 0))
    #expect(PlanLead.interval(means, of: 1) == Interval(low: 0.75, high: 0.75))
  }

  @Test func `there are no limits without another plan, nor of few draws`() {
    let means = [0.25, 1].map { Array(repeating: $0, count: 200) }
    #expect(PlanLead.interval([means[0]], of: 0) == nil)
    #expect(PlanLead.interval(means.map { Array($0.dropLast()) }, of: 1) == nil)
  }

  /// 2,000 replications of five plans, seed 13, with values of deviation 1. A difference has the standard
  /// error √2/√200, and the first plan is ahead by twice that. 5 % and three standard errors are 6.5 %.
  /// Limits over the best rival alone miss in about 8 %.
  @Test func `leads of five plans hold together at the nominal level`() throws {
    var chances = Chances(seed: 13)
    let ahead = 2 * (2 / 200.0).squareRoot()
    var misses = 0
    for _ in 0..<2_000 {
      let means = (0..<5).map { plan in
        chances.normals(200).map { $0 + (plan == 0 ? ahead : 0) }
      }
      let leads = try means.indices.map { try #require(PlanLead.interval(means, of: $0)) }
      let truths = means.indices.map { $0 == 0 ? ahead : -ahead }
      if !zip(leads, truths).allSatisfy({ $0.contains($1) }) { misses += 1 }
    }
    #expect(misses <= 129)
  }

  /// The same of trials that pay 1 or 0, of which one in ten fails: at the most under the first of three
  /// plans, and at the least under the others, and the other way round.
  @Test(arguments: [1.0, 0])
  func `bounds of leads hold together where failed trials are at their worst`(_ worth: Double)
    throws
  {
    var chances = Chances(seed: 14)
    let means = [0.9 * 0.53 + 0.1 * worth, 0.9 * 0.5 + 0.1 * (1 - worth)]
    let truths = [means[0] - means[1], min(0, means[1] - means[0]), min(0, means[1] - means[0])]
    var misses = 0
    for _ in 0..<200 {
      let utilities = (0..<3).map { plan in
        (0..<800).map { _ in
          chances.happens(0.1) ? .nan : chances.happens(plan == 0 ? 0.53 : 0.5) ? 1.0 : 0
        }
      }
      let isFailed = utilities.map { $0.map(\.isNaN) }
      let leads = try utilities.indices.map { place in
        try #require(
          PlanLead.bounds(utilities, isFailed: isFailed, of: place, repeats: 4, within: 0...1))
      }
      if !zip(leads, truths).allSatisfy({ $0.contains($1) }) { misses += 1 }
    }
    // 5 % and three standard errors.
    #expect(misses <= 19)
  }
}
