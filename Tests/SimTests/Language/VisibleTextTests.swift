import Sim
import Testing

/// What others wrote does nothing to a terminal.
struct VisibleTextTests {
  @Test(arguments: [
    ("plain, –, é, ß, 中文, 👍🏽", "plain, –, é, ß, 中文, 👍🏽"),
    ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\u{7}b\u{8}c\u{0}", "a\\u{7}b\\u{8}c\\u{0}"),
    ("del\u{7F}", "del\\u{7F}"), ("\u{9B}31m", "\\u{9B}31m"), ("\u{85}", "\\u{85}"),
    ("\u{202E}evil", "\\u{202E}evil"), ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
    ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
    ("a\u{200B}b\u{2060}c\u{FEFF}", "a\\u{200B}b\\u{2060}c\\u{FEFF}"),
    ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"), ("so\u{AD}ft", "so\\u{AD}ft"),
    ("\u{E0041}", "\\u{E0041}"), ("\u{3164}", "\\u{3164}"),
    ("two\r\nlines", "two\\u{D}\\u{A}lines"),
    ("\ttab", "\\u{9}tab"), ("10\u{A0}000", "10\\u{A0}000"), ("\u{3000}", "\\u{3000}"),
  ])
  func `a line of a message has one line and no invisible characters`(text: String, shown: String) {
    #expect(VisibleText.line(text) == shown)
  }

  @Test func `text for people keeps its spaces, and its lines where it may have some`() {
    #expect(VisibleText.cell("10\u{A0}000\n") == "10\u{A0}000\\u{A}")
    #expect(VisibleText.text("10\u{A0}000\n\tx\r\u{1B}") == "10\u{A0}000\n\tx\\u{D}\\u{1B}")
  }

  @Test func `joiners stay where they join`() {
    let (persian, family) = ("می\u{200C}رود", "👩\u{200D}👩\u{200D}👧")
    #expect(VisibleText.line(persian) == persian)
    #expect(VisibleText.line(family) == family)
    #expect(VisibleText.line("❤\u{FE0F}") == "❤\u{FE0F}")
    #expect(VisibleText.line("a\u{200D}b\u{200C}") == "a\\u{200D}b\\u{200C}")
    #expect(VisibleText.line("\u{200D}") == "\\u{200D}")
  }

  @Test func `the caret stays under its place in wide text`() {
    let found = Diagnostic(
      SourcePosition(file: "a.yaml", line: 1, column: 5), path: "", "no", excerpt: "中a，: x")
    #expect(found.description == "a.yaml:1:5: error: no\n  中a，: x\n  \u{3000} \u{3000} ^")
  }

  @Test func `the caret stays under its place`() {
    let found = Diagnostic(
      SourcePosition(file: "a\nb.yaml", line: 2, column: 5), path: "parameters.\u{1B}x",
      "no\u{7}thing", excerpt: "\t\u{1B}é: x\u{202E}y")
    #expect(
      found.description
        == "a\\u{A}b.yaml:2:5: error: parameters.\\u{1B}x: no\\u{7}thing\n"
        + "  \t\\u{1B}é: x\\u{202E}y\n  \t        ^")
  }
}
