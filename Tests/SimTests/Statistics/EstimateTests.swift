import Foundation
import Testing

@testable import Sim

/// Against numpy 2 and scipy 1: the numbers below are theirs, with the formulas named.
@Suite("Estimates and what chance can do to them")
struct EstimateTests {
  private let few = [1.0, 2, 4, 8, 16, 16, 3]
  /// 1280 values without chance: remainders of i and of i².
  private let a = (0..<1280).map { i in Double(i * 37 % 101) }
  private let b = (0..<1280).map { i in
    let first: Int = i * 37 % 101
    let sum: Int = 13 * i * i + 5 * first
    return Double(sum % 97)
  }

  private func expect(_ found: Estimate, _ value: Double, _ error: Double) {
    #expect(abs((found.value ?? .nan) - value) < 1e-12, "\(found)")
    #expect(abs(found.standardError - error) < 1e-12, "\(found)")
  }

  @Test func `a share has the standard error of what is expected`() {
    let found = Estimate.share(30, of: 100, ifTrue: 0.5)
    #expect(found.value == 0.3)
    #expect(found.standardError == 0.05)
    #expect(Estimate.share(3, of: 10, ifTrue: 1).standardError == 0)
    #expect(Estimate.share(0, of: 0, ifTrue: 0.5).value == nil)
  }

  /// s/√n.
  @Test func `a mean`() { expect(.mean(few), 7.142857142857143, 2.4341672226918205) }

  /// √((m₄ − m₂²)/n), and that over 2s.
  @Test func `a variance and a standard deviation`() {
    expect(.variance(few), 41.47619047619048, 11.04489774370312)
    expect(.standardDeviation(few), 6.4402011207873375, 0.8574963371914728)
    #expect(Estimate.variance([1]).value == nil)
  }

  /// Values that are all equal leave nothing to chance, to the last bit.
  @Test func `equal values have no error`() {
    let same = Array(repeating: 0.1, count: 1000)
    let found = [
      Estimate.mean(same), .variance(same), .standardDeviation(same), .quantile(0.25, same),
    ]
    #expect(found.map(\.standardError) == [0, 0, 0, 0])
    #expect(found.map(\.value) == [0.1, 0, 0, 0.1])
  }

  /// numpy.quantile at 0.25 and at 0.25 ± √(0.25·0.75/1280).
  @Test func `a quantile`() { expect(.quantile(0.25, b), 24.75, 1.1149151559363872) }

  /// scipy.stats.pearsonr and spearmanr of all, and of 64 runs of 20 for the error.
  @Test func `correlations`() {
    expect(.correlation(a, b), -0.011597187625613245, 0.026411553839030308)
    expect(.correlation(a, b, ofRanks: true), -0.010891125887201581, 0.025977139800288568)
  }

  @Test func `ranks of equal values are shared`() {
    #expect(Correlation.ranks([3, 1, 3, 2, 3]) == [4, 1, 4, 2, 4])
  }

  @Test func `a side that does not vary has no correlation`() {
    #expect(Estimate.correlation(a, a.map { _ in 1 }).value == nil)
  }

  /// 400 samples of 1000 exponential values, far from normal: distances from the true variance 1
  /// and standard deviation 1 have a variance near 1 if the errors are right. Seed 5; the limits
  /// are four standard errors, √(2/400), and some bias of skewed samples.
  @Test func `errors of the spread hold for skewed values`() {
    var generator = SplitMix(seed: 5)
    var ofVariance: [Double] = []
    var ofDeviation: [Double] = []
    for _ in 0..<400 {
      let values = (0..<1000).map { _ in -log(Double.random(in: 0.0..<1, using: &generator)) }
      let (variance, deviation) = (Estimate.variance(values), Estimate.standardDeviation(values))
      ofVariance.append(((variance.value ?? 0) - 1) / variance.standardError)
      ofDeviation.append(((deviation.value ?? 0) - 1) / deviation.standardError)
    }
    for distances in [ofVariance, ofDeviation] {
      let square = distances.reduce(0) { $0 + $1 * $1 } / 400
      #expect((0.72...1.6).contains(square), "\(square)")
    }
  }

  /// Sums and squares of these are no numbers; by mpmath mean 1.6e308, deviation 1e307, and the
  /// correlation of a column with itself is 1.
  @Test func `huge and tiny`() throws {
    let huge = [1.5e308, 1.7e308, 1.6e308]
    #expect(Estimate.mean(huge).value == 1.6e308)
    let error = Estimate.mean(huge).standardError
    #expect((error - 1e307 / 3.0.squareRoot()).magnitude < 1e293)
    let deviation = try #require(Estimate.standardDeviation(huge).value)
    #expect((deviation - 1e307).magnitude < 1e293)
    #expect(Estimate.variance(huge).value == .infinity)
    let tiny = try #require(Estimate.standardDeviation([1e-200, 3e-200]).value)
    #expect((tiny / 1e-200 - 2.0.squareRoot()).magnitude < 1e-14)
    let column = (0..<640).map { Double($0 % 10) * 1e307 }
    #expect(try #require(Estimate.correlation(column, column).value) > 1 - 1e-12)
    #expect(Estimate.quantile(0.5, [-1.7e308, 1.7e308]).value == 0)
    #expect(Estimate.quantile(0.5, [-1.7e308, 1.7e308]).standardError.isFinite)
  }
}
