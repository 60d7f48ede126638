import Testing

@testable import Sim

@Suite("How often a plan is the best of several")
struct BestPlanTests {
  @Test
  func `wins and ties`() {
    let best = BestPlan([[1, 2, 3, .nan], [2, 2, 1, 9], [0, 1, 0, 0]])
    #expect(best.wins == [1, 1, 0])
    #expect(best.ties == 1)
    #expect(best.draws == 3)
    #expect(best.intervals == ShareInterval.simultaneous([1, 1, 0, 1], of: 3))
  }

  @Test
  func `without plans or draws nothing is known`() {
    #expect(BestPlan([]).draws == 0)
    #expect(BestPlan([[], []]).intervals.allSatisfy { $0 == Interval(low: 0, high: 1) })
  }
}
