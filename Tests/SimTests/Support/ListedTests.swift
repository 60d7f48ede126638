import Testing

@testable import Sim

struct ListedTests {
  @Test(arguments: [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
  ])
  func `Words are listed as a sentence lists them`(words: [String], text: String) {
    #expect(words.listed() == text)
  }

  @Test
  func `Alternatives are listed with another word`() {
    #expect(["a", "b", "c"].listed("or") == "a, b or c")
    #expect(["a"].listed("or") == "a")
  }
}
