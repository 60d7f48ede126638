import Testing

@testable import Sim

@Suite("A test of pairs that may be looked at after each")
struct AnytimeTestTests {
  @Test(arguments: [(0, 8), (1, 11), (2, 14), (3, 16), (5, 20), (10, 29)])
  func `how many pairs of one kind decide, by those of the other`(_ c: Int, _ b: Int) {
    #expect(AnytimeTest.isDecided(b, c))
    #expect(AnytimeTest.isDecided(c, b))
    #expect(!AnytimeTest.isDecided(b - 1, c))
  }

  /// Evidence of 7 and 0 is 2⁷/8.
  @Test
  func `evidence is a ratio of likelihoods`() {
    #expect((AnytimeTest.evidence(7, 0) - 16).magnitude < 1e-12)
    #expect(AnytimeTest.evidence(0, 0) == 1)
  }

  /// 2,000 fair replications of 1,000 pairs, looked at after each; seed 1. At a rate of .05 more than 123
  /// would have a chance of 0.01.
  @Test
  func `fair pairs are told apart, at any look, in 5 % of replications at most`() {
    var crossed = 0
    for seed in 0..<2000 {
      var generator = SplitMix(seed: 1 + UInt64(seed))
      var (b, c) = (0, 0)
      replication: for _ in 0..<16 {
        var bits = generator.next()
        for _ in 0..<64 {
          if bits & 1 == 0 { b += 1 } else { c += 1 }
          bits >>= 1
          if AnytimeTest.isDecided(b, c) {
            crossed += 1
            break replication
          }
        }
      }
    }
    #expect(crossed <= 100, "\(crossed)")
  }
}
