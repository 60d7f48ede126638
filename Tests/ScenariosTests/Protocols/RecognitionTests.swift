import Testing

@testable import Scenarios

/// How often each party is drawn by `random_proposer`.
struct RecognitionTests {
  private func notes(_ recognition: String) throws -> [String] {
    try scenario(
      """
      clock: {step: round, steps: 3}
      issues: {x: {}}
      parties: {a: {ideal: 0, no_deal: 0.2}, b: {ideal: 1, no_deal: 0.2}}
      talks: {protocol: random_proposer, discount: 0.9, recognition: \(recognition)}
      outcomes: {done: otherwise}
      """
    ).lowered().notes.map(\.description)
  }

  @Test func `shares that do not add up to 1 are divided by their sum, which is said`() throws {
    #expect(
      try notes("{a: 0.5, b: 0.7}") == [
        "a.yaml:6:65: note: talks.recognition.a: the shares of 'recognition' add up to 1.2, so each is "
          + "divided by 1.2; a party that is left out has 1"
      ])
    #expect(try notes("{a: 0.5}").count == 1)
  }

  @Test(arguments: ["{a: 0.5, b: 0.5}", "{a: 2, b: 1}", "2", "{a: 1 / 3, b: 2 / 3}"])
  func `shares that do, and whole numbers as weights, have no note`(recognition: String) throws {
    #expect(try notes(recognition) == [])
  }
}
