import Testing

@testable import Sim
@testable import simrun

struct AnswerSentenceTests {
  private func sentence(_ counts: [Int], hasFailures: Bool = false) -> String? {
    let ends = zip(shares(counts), 0...).map { share, index in
      AnswerSentence.End(name: String(UnicodeScalar(UInt8(97 + index))), share: share)
    }
    return AnswerSentence(ends: ends, hasFailures: hasFailures).text()
  }

  @Test(arguments: [
    // All, none, one trial.
    ([10_000], "Every trial ends in a."), ([0, 10_000], "Every trial ends in b."),
    ([1], "The one trial ends in a."), ([0, 1], "The one trial ends in b."),
    // So few that they are counted.
    ([3, 2], "Of 5 trials, 3 end in a and 2 in b."),
    ([1, 1], "Of 2 trials, 1 ends in a and 1 in b."),
    ([0, 4, 9, 4], "Of 17 trials, 9 end in c, 4 in b and 4 in d."),
    // Simple parts.
    ([6_667, 3_333], "About two trials of three end in a and about one of three in b."),
    ([5_000, 5_000], "About half of the trials end in a and about as many in b."),
    (
      [3_333, 3_333, 3_334],
      "About one trial of three ends in c, about as many in a and about as many in b."
    ),
    ([900, 9_100], "More than nine trials of ten end in b and more than one of twelve in a."),
    ([2_700, 7_300], "Fewer than three trials of four end in b and more than one of four in a."),
    // What is left.
    ([9_990, 10], "Nearly every trial ends in a; the rest, fewer than one of 100, ends in b."),
    ([9_700, 300], "Nearly every trial ends in a; the rest ends in b."),
    (
      [9_910, 40, 30, 20, 0],
      "Nearly every trial ends in a; the rest, fewer than one of 100, ends in b, c or d."
    ),
    (
      [5_000, 4_600, 200, 200],
      "About half of the trials end in a and fewer than half in b; the rest ends in c or d."
    ),
    (
      [400, 800, 0, 3_300, 670, 2_150, 2_680],
      "About one trial of three ends in d, more than one of four in g, more than one of five in f and "
        + "about one of twelve in b; the rest ends in e or a."
    ),
    // No end is frequent.
    (
      Array(repeating: 400, count: 25),
      "More than one trial of 30 ends in a; the rest ends in one of 24 other ways."
    ),
    // Limits far apart.
    (
      [20, 30],
      "Between a third and nine tenths of the trials end in b and between a fifth and two thirds in a."
    ),
    ([2, 28], "At least three quarters of the trials end in b and up to a quarter in a."),
  ])
  func `what is said`(_ counts: [Int], _ text: String) {
    #expect(sentence(counts) == text)
  }

  @Test func `failed trials are no part of it`() {
    #expect(
      sentence([6_667, 3_333], hasFailures: true)
        == "Of the trials that finished, about two of three end in a and about one of three in b.")
    #expect(sentence([100], hasFailures: true) == "Every trial that finished ends in a.")
    #expect(
      sentence([3, 2], hasFailures: true) == "Of 5 trials that finished, 3 end in a and 2 in b.")
    #expect(sentence([0, 0]) == nil)
    #expect(sentence([]) == nil)
  }

  /// 5,000 vectors of shares from a fixed sequence.
  @Test func `every sentence is one and says no more than the limits`() {
    var state: UInt64 = 11
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 20) % bound
    }
    for _ in 0..<5_000 {
      let size = UInt64(1) << (1 + next(24))
      let counts = (0...next(7)).map { _ in next(4) == 0 ? 0 : Int(next(size)) }
      let text = sentence(counts) ?? "."
      #expect(text.hasSuffix(".") && text.count { $0 == "." } == 1, "\(counts) \(text)")
      #expect(!text.contains("  ") && text.prefix(1) == text.prefix(1).uppercased())
      for share in shares(counts) where share.trials > 0 {
        switch AnswerSentence.Part(share, wide: 0.15) {
        case .about(let part):
          #expect(share.interval.low <= part.value && part.value <= share.interval.high)
        case .moreThan(let part): #expect(part.value < share.interval.low)
        case .fewerThan(let part): #expect(part.value > share.interval.high)
        case .between(let low, let high):
          #expect(low.value <= share.interval.low && share.interval.high <= high.value)
        case .upTo(let high): #expect(share.interval.high <= high.value)
        case .atLeast(let low): #expect(low.value <= share.interval.low)
        case .nearlyAll, .unknown: break
        }
      }
    }
  }
}
