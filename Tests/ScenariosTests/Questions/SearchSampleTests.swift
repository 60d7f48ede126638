import Sim
import Testing

@testable import Scenarios

struct SearchSampleTests {
  /// Sums and counts of eight batches, one of them without a value. The mean is a ratio, 134/100, and its standard
  /// error by Cochran (1977, equation 6.9), worked out with numpy, is 0.0612905.
  @Test
  func `a mean over trials that have a value has the error of a ratio`() throws {
    let sample = SearchSample(
      sums: [[12, 0, 30, 7, 55, 3, 18, 9]], counts: [[10, 0, 20, 5, 40, 4, 12, 9]])
    #expect(abs(sample.mean(0) - 1.34) < 1e-12)
    var moments = Moments()
    for value in sample.batchMeans(0) { moments.add(value) }
    #expect(abs(moments.mean - 1.34) < 1e-12)
    #expect(abs(try #require(moments.standardError) - 0.061290502643) < 1e-9)
  }

  @Test
  func `with a value in every trial these are the means of batches`() {
    let sample = SearchSample(sums: [[32, 16, 64]], counts: [[64, 64, 64]])
    for (found, right) in zip(sample.batchMeans(0), [0.5, 0.25, 1]) {
      #expect(abs(found - right) < 1e-12)
    }
    #expect(sample.presence(0).mean(0) == 1)
  }

  @Test
  func `failed trials are counted and have no value`() {
    let sample = SearchSample([[1, .nan] + Array(repeating: 0, count: 62)], failed: 1)
    #expect(sample.count(0) == 63 && sample.trials == 64 && sample.failedShare == 1.0 / 64)
  }
}
