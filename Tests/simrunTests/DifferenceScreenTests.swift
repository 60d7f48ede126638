import Foundation
import Testing

@Suite("what the screen says of differences between scenarios") struct DifferenceScreenTests {
  private static func coin(_ name: String, _ chance: String) -> String {
    """
    format: 1
    scenario: \(name)
    title: A coin
    clock: {step: week, steps: 1}
    parameters: {u: "uniform(0, 1)", v: "uniform(0, 1)"}
    outcomes:
      heads: {at_end: u < \(chance)}
      edge: {at_end: v < 0.01}
      tails: otherwise
    """
  }

  /// Lines from the one that begins so.
  private func lines(_ text: String, from start: String) -> [String] {
    let all = text.components(separatedBy: "\n")
    return Array(all.drop { !$0.hasPrefix(start) }.prefix { !$0.isEmpty })
  }

  /// 4,000 trials, seed 1. The shares are .30 and .40 for heads; 10 points differ with a paired standard
  /// error of .5 points.
  @Test
  func `outcomes that differ come first, with limits; the rest with how much they could differ`()
    throws
  {
    try Executable.inFolder { simrun in
      try simrun.write(Self.coin("fair", "0.3"), to: "fair.yaml")
      try simrun.write(Self.coin("bent", "0.4"), to: "bent.yaml")
      let finished = try simrun("run", "fair.yaml", "bent.yaml", "-n", "4000", "-o", "r")
      #expect(finished.code == 0)
      let found = lines(finished.out, from: "How bent differs")
      try #require(found.count == 4, "\(finished.out)")
      #expect(
        found[0] == "How bent differs from fair, trial by trial, in points of each share (95 %)")
      // The larger difference first; of equal ones the outcome that the file has first.
      #expect(
        found[1].wholeMatch(of: #/  (heads|tails)  +(9|10|11) (more|fewer)  \(\d+ to 1\d\)/#) != nil
      )
      #expect(
        found[2].wholeMatch(of: #/  (heads|tails)  +(9|10|11) (more|fewer)  \(\d+ to 1\d\)/#) != nil
      )
      #expect(found[1...2].count { $0.contains("heads") && $0.contains("more") } == 1)
      #expect(found[3].hasSuffix("each: edge."))
      let row = try simrun.lines("r/differences.csv").first { $0.contains("outcome,heads") }
      let cells = try #require(row).split(separator: ",", omittingEmptySubsequences: false)
      #expect(abs((Double(cells[7]) ?? 0) - 0.1) < 4 * 0.005)
    }
  }

  @Test
  func `a scenario that differs in nothing that is read is not told apart`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.coin("one", "0.5"), to: "one.yaml")
      try simrun.write(Self.coin("two", "0.5"), to: "two.yaml")
      let finished = try simrun("run", "one.yaml", "two.yaml", "-n", "4000", "-o", "r")
      // z²/(n + z²) of 4,000 pairs that are all alike, z of three intervals together.
      #expect(
        lines(finished.out, from: "How two differs") == [
          "How two differs from one, trial by trial, in points of each share (95 %)",
          "Not told apart from no difference, by at most 0.2 each: heads, edge, tails.",
        ])
    }
  }

  @Test
  func `one scenario is compared with none`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.coin("one", "0.5"), to: "one.yaml")
      let finished = try simrun("run", "one.yaml", "-n", "100", "-o", "r")
      #expect(!finished.out.contains("differs"))
    }
  }
}
