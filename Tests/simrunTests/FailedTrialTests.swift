import Testing

struct FailedTrialTests {
  private let reason = "failing.yaml:6:6: parameters.w: "

  @Test func someFail() throws {
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
          == "simrun run failing.yaml -n \(trial + 1) --seed 1 --keep-trials "
          + "-o results/failing-trial-\(trial)")
    }
  }

  @Test func theCommandOfATrialMeetsItAgain() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.sometimes, to: "failing.yaml")
      _ = try simrun("run", "failing.yaml", "-n", "1000", "-o", "out", "--seed", "5")
      let first = try simrun.lines("out/failures.csv")[1]
      let cells = first.split(separator: ",")
      let command = try #require(cells.last).dropFirst("simrun".count)
      let again = try simrun.shell("\"$SIMRUN\"\(command)")
      #expect(again.code == 4 || again.code == 1)
      let rows = try simrun.lines("results/failing-trial-\(cells[2])/failures.csv")
      #expect(rows.count == 2)
      #expect(rows[1].split(separator: ",").dropLast() == cells.dropLast())
    }
  }

  @Test func allFail() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.always, to: "failing.yaml")
      let finished = try simrun("run", "failing.yaml", "-n", "50", "-o", "out")
      #expect(finished.code == 1)
      #expect(finished.err.hasPrefix("simrun: failing: all 50 trials failed; first: \(reason)"))
      #expect(finished.err.hasSuffix(" (trial 0); see out/failures.csv\n"))
      #expect(try simrun.lines("out/failures.csv").count == 51)
    }
  }

  @Test func tellsThatTheListEnds() throws {
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
        try simrun.read("out/columns.csv").contains("failures.csv,trial,integer,,\(meaning)\n"))
    }
  }
}
