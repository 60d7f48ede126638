import Foundation
import Synchronization
import Testing

@testable import Sim
@testable import simrun

struct ScreenTests {
  private func row(_ name: String, _ count: Int, of trials: Int) -> ShareTable.Row {
    .init(
      name: name,
      share: .init(
        count: count, trials: trials, interval: ShareInterval.exact(count, of: trials)))
  }

  @Test func numbersStandUnderTheirPoints() {
    let table = ShareTable(
      heading: "outcome",
      rows: [
        row("a", 600_000, of: 1_000_000), row("rare", 5, of: 1_000_000),
        row("never", 0, of: 1_000_000), row("b", 399_995, of: 1_000_000),
      ], style: .plain)
    #expect(
      table.text() == """
        outcome  share %        95 % limits
        a        60.00    59.90   – 60.10    \(String(repeating: "█", count: 25))▊
        rare      0.0005   0.0002 –  0.0012  rare: needs more trials
        never     0.0000   0.0000 –  0.0004  never seen: needs more trials
        b        40.00    39.90   – 40.10    \(String(repeating: "█", count: 17))▎
        """)
  }

  @Test func fewTrialsMakeNothingRare() {
    let endings = { (count: Int, trials: Int) in
      ShareTable(heading: "outcome", rows: [row("a", count, of: trials)], style: .plain).text()
        .split(separator: "\n").last.map { String($0.suffix(23)) } ?? ""
    }
    #expect(endings(5, 5) == String(repeating: "█", count: 23))
    #expect(endings(1, 10).hasSuffix("  ████▉"))
    #expect(endings(0, 10) == "seen: needs more trials")
    #expect(endings(9, 100) == "rare: needs more trials")
    #expect(endings(10, 1_000).hasSuffix("▌"))
  }

  @Test(arguments: [
    (0.398, 0.425, 0), (0.30, 0.3199, 1), (0.41, 0.4141, 1), (0.0, 0.0004, 2), (0.0, 1.0, 0),
    (0.5, 0.5, 0),
  ])
  func noDigitFinerThanTheInterval(_ low: Double, _ high: Double, _ decimals: Int) {
    #expect(ShareTable.decimals(for: Interval(low: low, high: high)) == decimals)
  }

  @Test func progressTellsRateAndRemainingTime() {
    let line = { (done: Int, seconds: Double) in
      ProgressLine.line("toy", done: done, of: 10_000_000, seconds: seconds, style: .plain)
    }
    #expect(line(2_500_000, 2) == "toy |████            | 25 %  1,250,000 trials/s  6 s left")
    #expect(line(100_000, 3).hasSuffix("33,333 trials/s  4 min 57 s left"))
    #expect(line(1_000, 3).hasSuffix("333 trials/s  8 h 19 min left"))
  }

  @Test func colourOnTerminalsOnly() {
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

  @Test func numbersAreGrouped() {
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
  func longMessagesAreFolded(_ text: String, _ width: Int, _ folded: String) {
    #expect(Wording.folded(text, width: width) == folded)
  }

  /// A first block of trials can take long.
  @Test func somethingIsSaidBeforeTheFirstTrialsAreDone() throws {
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

  @Test func nothingIsShownWhereNobodyLooksOrAfterTheEnd() {
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
