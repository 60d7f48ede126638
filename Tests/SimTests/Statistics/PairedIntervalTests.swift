import CGSL
import Foundation
import Testing

@testable import Sim

@Suite("Intervals of differences between paired shares")
struct PairedIntervalTests {
  init() { gsl_set_error_handler_off() }

  /// Limits by SciPy: the likelihood maximised over the share of pairs of the second kind, the score
  /// solved by Brent's method.
  @Test(arguments: [
    (1, 0, 200, -0.013940, 0.027774), (9, 3, 44, -0.020096, 0.294786),
    (7, 25, 80, -0.353684, -0.091489), (43, 0, 100, 0.337333, 0.527846),
    (30, 30, 1000, -0.0156, 0.0156), (5, 5, 10, -0.526814, 0.526814),
  ])
  func `limits of Tango's score interval`(
    _ b: Int, _ c: Int, _ n: Int, _ low: Double, _ high: Double
  ) {
    let found = PairedInterval.score(onlyFirst: b, onlySecond: c, of: n)
    #expect((found.low - low).magnitude < 2e-6)
    #expect((found.high - high).magnitude < 2e-6)
  }

  /// Tango (1998): without a pair that differs the limits are ± z²/(n + z²).
  @Test
  func `equal trials give an interval about 0`() {
    let found = PairedInterval.score(onlyFirst: 0, onlySecond: 0, of: 200)
    #expect((found.high - 0.018846).magnitude < 1e-6)
    #expect((found.low + found.high).magnitude < 1e-12)
  }

  @Test
  func `the limits change sides with the points`() {
    for (b, c) in [(0, 3), (17, 4), (100, 0), (12, 88)] {
      let found = PairedInterval.score(onlyFirst: b, onlySecond: c, of: 100)
      let mirrored = PairedInterval.score(onlyFirst: c, onlySecond: b, of: 100)
      #expect((found.low + mirrored.high).magnitude < 1e-12)
      #expect((found.high + mirrored.low).magnitude < 1e-12)
      #expect(found.low >= -1 && found.high <= 1)
      #expect(found.contains(Double(b - c) / 100))
    }
  }

  @Test
  func `without pairs nothing is known`() {
    #expect(
      PairedInterval.score(onlyFirst: 0, onlySecond: 0, of: 0) == Interval(low: -1, high: 1))
  }

  /// Summed over all counts of 60 pairs with their probabilities, no sampling: 95 ± 2 %.
  @Test(arguments: [(0.1, 0.1), (0.2, 0.05), (0.3, 0.25), (0.15, 0.4)])
  func `covers the true difference`(_ first: Double, _ second: Double) {
    let n = 60
    var covered = 0.0
    for b in 0...n {
      for c in 0...(n - b) {
        let counts = [UInt32(b), UInt32(c), UInt32(n - b - c)]
        let chance = gsl_ran_multinomial_pdf(3, [first, second, 1 - first - second], counts)
        let found = PairedInterval.score(onlyFirst: b, onlySecond: c, of: n)
        if found.contains(first - second) { covered += chance }
      }
    }
    #expect((covered - 0.95).magnitude < 0.02, "\(covered)")
  }
}
