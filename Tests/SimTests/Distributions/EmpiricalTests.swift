import Testing

@testable import Sim

@Suite struct EmpiricalTests {
  private let sample = EmpiricalSample(name: "x", values: [3, 1, 4, 1, 5])

  @Test
  func `Each value is as likely as every other, ties together`() {
    let draws = Drawn("x", .empirical(sample), []).draws(100_000)
    for (value, p) in [(1.0, 0.4), (3, 0.2), (4, 0.2), (5, 0.2)] {
      let share = Double(draws.count { $0 == value }) / 100_000
      #expect(abs(share - p) < 4 * (p * (1 - p) / 100_000).squareRoot())
    }
  }

  @Test
  func `Probabilities count values`() {
    let x = Distribution.empirical(sample)
    #expect(x.cdf(0.9, []) == 0)
    #expect(x.cdf(1, []) == 0.4)
    #expect(x.cdf(3.5, []) == 0.6)
    #expect(x.probability(4, .upper, []) == 0.2)
    #expect(x.quantile(0.4, []) == 1)
    #expect(x.quantile(0.41, []) == 3)
    #expect(x.quantile(1, []) == 5)
    #expect(x.support([]) == 1...5)
  }

  /// Mean 14/5; variance (9 + 1 + 16 + 1 + 25)/5 − 2.8².
  @Test
  func `Moments are the data's own`() {
    let x = Distribution.empirical(sample)
    #expect(abs(x.mean([]) - 2.8) < 1e-15)
    #expect(abs(x.variance([]) - 2.56) < 1e-14)
  }

  @Test
  func `Ties and other data are told apart`() {
    #expect(sample.largestTie == 0.4)
    #expect(EmpiricalSample(name: "x", values: [1, 3, 1, 4, 5]).digest == sample.digest)
    #expect(EmpiricalSample(name: "x", values: [1, 3, 1, 4, 6]).digest != sample.digest)
  }
}
