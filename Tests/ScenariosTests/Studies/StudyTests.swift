import Testing

@testable import Scenarios

struct StudyTests {
  @Test(arguments: [
    ("a.yaml", "a.yaml"), ("x/y-1.yaml", "x/y-1.yaml"), ("my file", "'my file'"),
    ("it's", "'it'\\''s'"), ("", "''"), ("p=beta(1, 2)", "'p=beta(1, 2)'"),
  ])
  func `words of the shell`(_ text: String, _ word: String) {
    #expect(ShellWord.quoted(text) == word)
  }

  private func digest(_ text: String) throws -> String {
    try ScenarioFile.load(text: text, name: "s.yaml").model().text
  }

  @Test func `assumptions are what is computed`() throws {
    let text = """
      format: 1
      scenario: s
      title: t
      parameters:
        p: uniform(0.2, 0.6)
      outcomes:
        high: {at_end: p > 0.5}
        low: otherwise
      """
    let same = text.replacing("title: t", with: "title: another   # and a comment")
    #expect(try digest(text) == digest(same))
    for (old, new) in [("0.6)", "0.7)"), ("0.5", "0.4"), ("uniform", "normal"), ("low:", "lo:")] {
      #expect(try digest(text) != digest(text.replacing(old, with: new)), "\(new)")
    }
  }
}
