import Testing

@testable import simrun

@Suite("How far an interrupted study came") struct DoneTrialsTests {
  @Test(arguments: [
    ([4_096], "4,096 trials of one point"),
    ([4_096, 1_024], "5,120 trials of 2 points"),
    ([10_000, 4_096], "1 point and 4,096 trials of another"),
    ([10_000, 10_000], "2 points"),
    ([], "0 points"),
  ])
  func `of points, how many are whole and what there is besides`(counts: [Int], words: String) {
    #expect(DoneTrials(counts: counts, asked: 10_000).ofPoints == words)
  }

  @Test(arguments: [
    ([5_120], 2, "5,120 trials of a and none of the other"),
    ([5_120], 3, "5,120 trials of a and none of the other 2"),
    ([10_000, 5_120], 2, "10,000 trials of a and 5,120 trials of b"),
    ([10_000, 5_120], 3, "10,000 trials of a, 5,120 trials of b and none of the other"),
    ([], 2, "no trials"),
  ])
  func `of scenarios, how many trials each has`(counts: [Int], several: Int, words: String) {
    let done = DoneTrials(counts: counts, asked: 10_000)
    #expect(done.each(["a", "b"], of: several) == words)
    #expect(!done.isEven(several))
  }

  @Test func `of scenarios in one sum, those that were not begun have none`() {
    #expect(DoneTrials(counts: [5_120], asked: 10_000).ofScenarios(2) == "5,120 + 0")
    #expect(DoneTrials(counts: [10_000, 5_120], asked: 10_000).ofScenarios(2) == "10,000 + 5,120")
    #expect(DoneTrials(counts: [5_120, 5_120], asked: 10_000).isEven(2))
  }
}
