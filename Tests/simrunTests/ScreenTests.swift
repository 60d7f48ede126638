import Foundation
import Synchronization
import Testing

@testable import simrun

struct ScreenTests {
  @Test func `progress tells rate and remaining time`() {
    let line = { (done: Int, seconds: Double) in
      ProgressLine.line("toy", done: done, of: 10_000_000, seconds: seconds, style: .plain)
    }
    #expect(line(2_500_000, 2) == "toy |████            | 25 %  1,250,000 trials/s  6 s left")
    #expect(line(100_000, 3).hasSuffix("33,333 trials/s  4 min 57 s left"))
    #expect(line(1_000, 3).hasSuffix("333 trials/s  8 h 19 min left"))
  }

  @Test func `colour on terminals only`() {
    let style = { (terminal: Bool, environment: [String: String]) in
      Style(onTerminal: terminal, environment: environment)
    }
    #expect(style(true, ["LANG": "C.UTF-8"]).hasColour)
    #expect(!style(false, [:]).hasColour)
    #expect(!style(true, ["NO_COLOR": "1"]).hasColour)
    #expect(style(true, ["NO_COLOR": ""]).hasColour)
    #expect(!style(true, ["TERM": "dumb"]).hasColour)
    #expect(style(true, ["LANG": "C.UTF-8"]).hasBlocks)
    #expect(!style(true, ["LANG": "C.UTF-8", "LC_ALL": "C"]).hasBlocks)
    #expect(style(false, ["LC_ALL": "C"]).hasBlocks)
  }

  @Test func `numbers are grouped`() {
    #expect(Wording.grouped(0) == "0")
    #expect(Wording.grouped(999) == "999")
    #expect(Wording.grouped(-1_234_567) == "-1,234,567")
    #expect(Wording.wrapped("one two three", width: 7) == "one two\nthree")
  }

  @Test(arguments: [
    ("short", 80, "short"),
    ("a.yaml:1:1: error: one two", 26, "a.yaml:1:1: error: one two"),
    ("a.yaml:1:1: error: one two", 25, "a.yaml:1:1: error: one\n    two"),
    ("one two three four five", 10, "one two\n    three\n    four\n    five"),
    // Two spaces of a quoted value are not one.
    ("write 'a  b' here", 12, "write 'a  b'\n    here"),
    ("longer_than_the_line and more", 10, "longer_than_the_line\n    and\n    more"),
    ("no_space_at_all", 10, "no_space_at_all"),
    (
      "one two three\n  x: an excerpt\n     ^\nfour", 8,
      "one two\n    three\n  …: an…\n     ^\nfour"
    ),
    ("", 10, ""),
    ("a b", 1, "a\n    b"),
    // A line of a file keeps what is around the caret.
    ("  short: 1\n       ^", 20, "  short: 1\n       ^"),
    ("  \tx: 1\n  \t   ^", 20, "  \tx: 1\n  \t   ^"),
    ("  0123456789abcdef\n  ^", 12, "  01234567…\n  ^"),
    ("  0123456789abcdef\n            ^", 12, "  …6789abcd…\n       ^"),
    ("  0123456789abcdef\n                 ^", 12, "  …89abcdef\n          ^"),
  ])
  func `long messages are folded`(_ text: String, _ width: Int, _ folded: String) {
    #expect(Wording.folded(text, width: width) == folded)
  }

  /// A first block of trials can take long.
  @Test func `something is said before the first trials are done`() throws {
    let shown = Shown()
    let line = ProgressLine(
      isShown: true, style: .plain, silence: .milliseconds(1), show: { shown.add($0) })
    let limit = ContinuousClock.now + .seconds(60)
    while shown.texts.isEmpty, ContinuousClock.now < limit { usleep(1000) }
    line.update("toy", done: 1, of: 2)
    line.clear()
    let erase = "\r\u{1B}[K"
    #expect(shown.texts.first == erase + "running the first trials")
    #expect(shown.texts.last == erase)
  }

  @Test func `nothing is shown where nobody looks or after the end`() {
    let shown = Shown()
    let hidden = ProgressLine(
      isShown: false, style: .plain, silence: .zero, show: { shown.add($0) })
    hidden.update("toy", done: 1, of: 2)
    hidden.clear()
    let short = ProgressLine(
      isShown: true, style: .plain, silence: .milliseconds(50), show: { shown.add($0) })
    short.clear()
    usleep(100_000)
    #expect(shown.texts == [])
  }

  private final class Shown: Sendable {
    private let all = Mutex<[String]>([])
    var texts: [String] { all.withLock { $0 } }
    func add(_ text: String) { all.withLock { $0.append(text) } }
  }
}
