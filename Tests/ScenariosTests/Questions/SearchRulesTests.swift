import Sim
import Testing

@testable import Scenarios

/// What a search must not do: let failed trials win, leave a better neighbour, spend more than it has.
struct SearchRulesTests {
  typealias Point = @Sendable ([Double]) -> Double

  /// Batches of binomial numbers of 64, of which some fail. `aims`: the chance of each; NaN: no trial has a value.
  private static func search(
    _ dimensions: Int, budget: Int, views: Int = 1, isFront: Bool = false,
    excess: Point? = nil, failed: @escaping Point = { _ in 0 }, _ aims: [Point]
  ) throws -> PlanSearch.Answer {
    var settings = PlanSearch.Settings()
    settings.seed = 3
    settings.budget = budget
    settings.views = views
    settings.isFront = isFront
    if views > 1 { settings.judgement = .regret }
    var search = PlanSearch(
      PlanSearchTests.space(dimensions, start: "0.2"), settings, objectives: aims.count,
      areShares: aims.map { _ in true } + (excess == nil ? [] : [false])
    ) { stage, candidates in
      let choice = AddressedChoice(seed: stage.seed, "batches")
      let draws = (0..<(stage.trials / 64)).map { choice.uniform($0) }
      return candidates.map { candidate in
        var sums: [[Double]] = []
        var counts: [[Int]] = []
        for aim in aims {
          let chance = aim(candidate.point)
          let table = PlanSearchTests.table(of: chance.isNaN ? 0.5 : chance)
          sums.append(draws.map { chance.isNaN ? 0 : Double(PlanSearchTests.quantile(table, $0)) })
          counts.append(draws.map { _ in chance.isNaN ? 0 : 64 })
        }
        if let excess {
          sums.append(draws.map { _ in 64 * excess(candidate.point) })
          counts.append(draws.map { _ in 64 })
        }
        let lost = Int((failed(candidate.point) * Double(stage.trials)).rounded())
        return Array(
          repeating: SearchSample(sums: sums, counts: counts, failed: lost), count: views)
      }
    }
    return try search.run()
  }

  private static let rising: Point = { 0.1 + 0.8 * $0[0] }
  private static let falling: Point = { 0.9 - 0.8 * $0[0] }
  private static let fallingToNothing: Point = { x in
    x[0] > 0.5 ? Double.nan : 0.9 - 0.8 * x[0]
  }

  /// The aim rises with x, and past .5 trials fail: the best without is .5.
  @Test
  func `a choice under which trials fail does not win`() throws {
    let found = try Self.search(
      1, budget: 200_000, failed: { $0[0] > 0.5 ? 0.01 : 0 }, [Self.rising])
    #expect(abs(found.best.point[0] - 0.5) < 0.03 && found.best.point[0] <= 0.5)
    #expect(found.withFailures > 0)
    #expect(found.estimate.allSatisfy { $0.failed == 0 })
  }

  /// A fiftieth of all trials fails wherever one is: then that decides nothing.
  @Test
  func `where trials fail everywhere alike the aim decides`() throws {
    let found = try Self.search(1, budget: 200_000, failed: { _ in 0.02 }, [Self.rising])
    #expect(found.best.point[0] > 0.97)
    #expect(found.withFailures == found.tried)
  }

  @Test
  func `a choice without a value has no place in a front`() throws {
    let found = try Self.search(
      1, budget: 200_000, isFront: true,
      [Self.rising, Self.fallingToNothing])
    #expect(found.isFront && found.front.count > 2)
    for choice in found.front {
      #expect(found.candidates[choice.candidate].point[0] <= 0.5)
      #expect(choice.values.allSatisfy { $0.value.isFinite })
    }
  }

  @Test(arguments: [50_000, 61_000, 120_000, 333_333])
  func `no more trials than the budget are spent`(budget: Int) throws {
    #expect(try Self.search(3, budget: budget, [Self.rising]).spent <= budget)
    #expect(try Self.search(2, budget: budget, views: 8, [Self.rising]).spent <= budget)
    #expect(
      try Self.search(2, budget: budget, isFront: true, [Self.rising, Self.falling]).spent
        <= budget)
    #expect(try Self.search(2, budget: budget, excess: { _ in 1 }, [Self.rising]).spent <= budget)
  }

  /// A spike at the very end of one lever, where nothing leads to, and a hump in the other.
  private static let spiked: Point = { x in
    let away = x[1] - 0.6
    let hump = 0.4 * (1 - away * away)
    let spike = x[0] >= 0.9999 ? 0.3 : 0.0
    return 0.2 + hump + spike
  }

  @Test
  func `the search goes on to a neighbour that is better`() throws {
    let found = try Self.search(2, budget: 1_000_000, [Self.spiked])
    #expect(found.best.point[0] == 1 && abs(found.best.point[1] - 0.6) < 0.2)
    #expect(!found.around.contains { $0.isBetter && $0.difference > 0.01 })
  }

  private static let ridge: Point = { x in
    let away = x[0] - 0.5
    return 0.6 - away * away - 0.2 * abs(x[1] - 0.7)
  }

  @Test
  func `what is as good holds the best`() throws {
    for budget in [60_000, 150_000, 400_000] {
      let found = try Self.search(2, budget: budget, [Self.ridge])
      for (range, place) in zip(found.flat, found.best.point) {
        #expect(range.map { $0.contains(place) } ?? true, "\(budget)")
      }
      #expect(found.flat.contains { $0 != nil })
    }
  }

  /// x must be at least 2, and is 1 at most: the nearest is 1.
  @Test
  func `where nothing keeps to the limits the nearest is known`() throws {
    let found = try Self.search(1, budget: 100_000, excess: { 2 - $0[0] }, [Self.rising])
    let nearest = try #require(found.nearest)
    #expect(!found.hasFeasible && found.isFileBest)
    #expect(found.candidates[nearest.candidate].point[0] > 0.9)
    #expect(nearest.samples[0].mean(1) < 1.1)
  }
}
