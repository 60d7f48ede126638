import Foundation
import Testing

struct FailedTrialTests {
  private let reason = "failing.yaml:6:6: parameters.w: "

  @Test func `some fail`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.sometimes, to: "failing.yaml")
      let finished = try simrun("run", "failing.yaml", "-n", "1000", "-o", "out")
      #expect(finished.code == 4)
      let rows = try simrun.lines("out/failures.csv").dropFirst()
      let failed = rows.count
      // A tenth, seed 1, five standard errors.
      #expect((53...147).contains(failed))
      let first = try #require(rows.first)
      let cells = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let trial = try #require(Int(cells[2]))
      #expect(finished.err.hasPrefix("simrun: failing: \(failed) of 1,000 trials failed; first: "))
      #expect(finished.err.contains(reason))
      #expect(finished.err.hasSuffix(" (trial \(trial)); see out/failures.csv\n"))
      #expect(finished.err.split(separator: "\n").count == 1)
      #expect(finished.out.contains("1,000 trials (\(failed) failed), seed 1."))
      #expect(
        cells.last
          == "simrun explain failing.yaml --trial \(trial) --seed 1")
    }
  }

  @Test func `the command of a trial meets it again`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.sometimes, to: "failing.yaml")
      _ = try simrun("run", "failing.yaml", "-n", "1000", "-o", "out", "--seed", "5")
      let first = try simrun.lines("out/failures.csv")[1]
      let cells = first.split(separator: ",")
      let command = try #require(cells.last).dropFirst("simrun".count)
      let again = try simrun.shell("\"$SIMRUN\"\(command)")
      #expect(again.code == 0)
      #expect(again.out.hasPrefix("failing, trial \(cells[2]), seed 5: it failed in "))
      let words = again.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.contains("parameters.w: uniform: min must not be above max, but they are 0 and -"))
      #expect(words.hasSuffix("(failing.yaml:6:6)"))
      #expect(!words.contains("The clock runs out."))
    }
  }

  /// p is even, and fails above .66: of the trials that finish a quarter are high, of all a half.
  @Test func `many failures make bounds`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: biased
        parameters:
          p: uniform(0, 1)
          w: sqrt(0.66 - p)
        outcomes:
          high: {at_end: p > 0.5 and w >= 0}
          low: otherwise
        """, to: "biased.yaml")
      let finished = try simrun("run", "biased.yaml", "-n", "2000", "-o", "out")
      #expect(finished.code == 4)
      let failed = try simrun.lines("out/failures.csv").count - 1
      let percent = Double(failed) / 20
      #expect(finished.out.contains("outcome  share %  may be between"))
      let words = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.contains(
          " \(String(format: "%.1f", percent)) % of the trials failed, and "
            + "which do may go with how they would have ended. A share is of those that finished. The "
            + "bounds also hold if none, or all, of the failed trials belong to a row. "))
      #expect(
        words.contains(
          " (\(failed) failed), seed 1. With ever more trials all shares would most likely (95 %) lie "
            + "between their limits. They allow for all that the failed trials could have come to. "
        ))
      // What many failures mean stands before the table.
      let table = try #require(finished.out.range(of: "outcome  share"))
      let failures = try #require(finished.out.range(of: "% of the trials failed"))
      #expect(failures.lowerBound < table.lowerBound)
      #expect(words.contains(" Of the trials that finished, "))
      for file in ["outcomes", "classes"] {
        let rows = try simrun.lines("out/\(file).csv").map { $0.split(separator: ",") }
        #expect(rows[0].last == "limits")
        let low = try #require(rows[0].firstIndex(of: "ci_low"))
        for row in rows.dropFirst() {
          #expect(row.last == "bounds")
          #expect(try #require(Double(row[low])) < 0.5)
          #expect(try #require(Double(row[low + 1])) > 0.5)
        }
      }
    }
  }

  @Test func `all fail`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.always, to: "failing.yaml")
      let finished = try simrun("run", "failing.yaml", "-n", "50", "-o", "out")
      #expect(finished.code == 1)
      #expect(finished.err.hasPrefix("simrun: failing: all 50 trials failed; first: \(reason)"))
      #expect(finished.err.hasSuffix(" (trial 0); see out/failures.csv\n"))
      #expect(try simrun.lines("out/failures.csv").count == 51)
      #expect(finished.out.contains("\n\nAll 50 trials failed: there are no shares to show.\n\n"))
      #expect(!finished.out.contains("share %"))
    }
  }

  /// The square root fails below 0, in four trials of five.
  @Test func `most fail`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: hard
        parameters:
          p: uniform(-4, 1)
          w: sqrt(p)
        outcomes: {high: {at_end: w > 0.5}, low: otherwise}
        """, to: "hard.yaml")
      let finished = try simrun("run", "hard.yaml", "-n", "1000", "-o", "out")
      #expect(finished.code == 4)
      let failed = try simrun.lines("out/failures.csv").count - 1
      let words = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.contains(
          " \(failed) of 1,000 trials failed. No shares are shown: those of the few that finished say "
            + "little about the whole. The files have them. "))
      #expect(!words.contains("share %"))
    }
  }

  @Test func `tells that the list ends`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.always, to: "failing.yaml")
      let finished = try simrun("run", "failing.yaml", "-n", "10002", "-q", "-o", "out")
      #expect(finished.code == 1)
      #expect(
        finished.err.hasSuffix(
          "; see out/failures.csv, which has the first 10,000 of them\n"))
      #expect(try simrun.lines("out/failures.csv").count == 10_001)
      let meaning =
        "number of the trial; of a scenario no more than the first 10000 failed trials have a row"
      #expect(
        try simrun.read("out/columns.csv").contains(
          "failures.csv,trial,integer,,\(meaning),key,,\n"))
    }
  }
}
