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
}
