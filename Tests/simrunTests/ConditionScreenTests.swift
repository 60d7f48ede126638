import Sim
import Testing

@testable import simrun

@Suite("What condition says of ratios") struct ConditionScreenTests {
  /// Score limits (Koopman 1984), by scipy: 1.00123 to 1.01885, 0.98132 to 0.99876, 1.43982 to 2.83378.
  @Test(arguments: [
    (50_500, 100_000, 50_000, "is 1.01 times (1.001 to 1.019) as frequent"),
    (49_500, 100_000, 50_000, "is 0.99 times (0.981 to 0.999) as frequent"),
    (60, 100, 30, "is 2 times (1.4 to 2.8) as frequent"),
  ])
  func `a ratio near 1 has as many digits as it takes to see that it is not 1`(
    count: Int, trials: Int, others: Int, words: String
  ) {
    let ratio = RatioInterval(count, of: trials, over: others, of: trials)
    #expect(ConditionScreen.times(ratio) == words)
  }
}
