import Foundation
import Testing

@Suite("compare") struct CompareTests {
  private static func coin(_ name: String, _ chance: String, more: String = "") -> String {
    """
    format: 1
    scenario: \(name)
    title: A coin
    clock: {step: week, steps: 1}
    parameters: {u: "uniform(0, 1)", p: \(chance)\(more)}
    outcomes:
      heads: {at_end: u < p}
      tails: otherwise
    measures:
      worth: {value: u + p, unit: coins, headline: true}
    """
  }

  private func inFolder(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.coin("fair", "0.3"), to: "fair.yaml")
      try simrun.write(Self.coin("bent", "0.4"), to: "bent.yaml")
      try simrun.write(Self.coin("more", "0.3", more: ", unread: 1"), to: "more.yaml")
      try body(simrun)
    }
  }

  /// 4,000 trials, seed 1: of heads .3 and .4, with a paired standard error of .5 points.
  @Test func `what differs is said of the files, of each outcome, and in words`() throws {
    try inFolder { simrun in
      let finished = try simrun("compare", "fair.yaml", "bent.yaml", "-n", "4000", "-o", "r")
      #expect(finished.code == 0, "\(finished.err)")
      let lines = finished.out.components(separatedBy: "\n")
      #expect(lines.count <= 31)
      #expect(lines[0] == "bent compared with fair, trial by trial")
      #expect(lines.contains("What differs in what is written"))
      #expect(lines.contains("  parameters.p: 0.3 → 0.4"))
      let heads = try #require(lines.first { $0.hasPrefix("heads ") })
      #expect(
        heads.wholeMatch(
          of: #/heads +3\d +4\d +\+(9|10|11) \(\+(8|9|10) to \+1\d\) +higher/#)
          != nil, "\(heads)")
      // Every trial has .1 more, to the last bit: the limits are the difference itself.
      let worth = try #require(lines.first { $0.hasPrefix("worth ") })
      #expect(worth.contains("+0.10 (+0.10 to +0.10)"), "\(worth)")
      #expect(finished.out.contains("Variance ratio"))
      let table = try simrun.lines("r/differences.csv")
      #expect(
        table[0].hasPrefix(
          "baseline,scenario,kind,name,step,baseline_value,value,difference,ci_low,ci_high,up,down,verdict"
        ))
      #expect(table.contains { $0.hasPrefix("fair,bent,incidence,heads,1,") })
      let quantiles = try simrun.lines("r/quantile_differences.csv")
      #expect(quantiles.contains { $0.hasPrefix("fair,bent,worth,0.5,coins,") })
    }
  }

  /// More than a second allows: the second scenario is not begun.
  @Test
  func `an interrupted comparison says how many trials each has, and promises no differences`()
    throws
  {
    try inFolder { simrun in
      let finished = try simrun(
        "compare", "fair.yaml", "bent.yaml", "-n", "1000000000000", "--max-time", "1s", "-o", "r")
      #expect(finished.code == 75)
      #expect(
        finished.out.hasPrefix(
          "Interrupted before there was anything to compare: --resume goes on.\n"))
      let lines = finished.out.components(separatedBy: "\n")
      let said = try #require(lines.first { $0.hasPrefix("Interrupted: ") })
      #expect(
        said.wholeMatch(of: #/Interrupted: [\d,]+ trials of fair and none of the other, seed 1\./#)
          != nil, "\(said)")
      #expect(lines.contains("All results: r"))
      #expect(try simrun.lines("r/differences.csv").count == 1)
      let json = try simrun(
        "compare", "fair.yaml", "bent.yaml", "-n", "1000000000000", "--max-time", "1s", "-o", "j",
        "--format", "json")
      #expect(json.out.contains(#""trials": 0"#), "\(json.out)")
    }
  }

  @Test
  func `of interrupted scenarios, each says how many trials it has`() throws {
    try inFolder { simrun in
      let finished = try simrun(
        "run", "fair.yaml", "bent.yaml", "-n", "1000000000000", "--max-time", "1s", "-o", "r")
      #expect(finished.code == 75)
      let words = finished.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.contains(#/Interrupted: [\d,]+ \+ 0 of 1,000,000,000,000 trials of each, seed 1\./#),
        "\(words)")
    }
  }

  /// Heads come in both in about .3 of the trials, and only then both have a step at which they came.
  @Test func `means over some of the pairs are said to be so, and why they have no limits`() throws
  {
    try Executable.inFolder { simrun in
      for (name, chance) in [("fair", "0.3"), ("bent", "0.4")] {
        let text = Self.coin(name, chance).replacing(
          "measures:", with: "measures:\n  when: {value: first(u < p), headline: true}")
        try simrun.write(text, to: "\(name).yaml")
      }
      let words = { (trials: String) in
        try simrun("compare", "fair.yaml", "bent.yaml", "-n", trials, "-o", "r\(trials)").out
          .split(separator: "\n").joined(separator: " ")
      }
      let few = try words("400")
      let pairs =
        #/ Not over all 400 pairs of trials, but over those in which both have a value: when \(1\d\d\)\./#
      #expect(few.contains(pairs), "\(few)")
      #expect(
        few.contains(
          " A mean over fewer than 200 pairs has no limits, for they would be unreliable.")
      )
      let many = try words("4000")
      #expect(many.contains("Not over all 4,000 pairs of trials"))
      #expect(!many.contains("A mean over fewer than"))
      #expect(
        many.contains(
          " A mean of values that are all the same has no limits, for nothing says how far others may lie from them."
        ))
    }
  }

  @Test func `a parameter that nothing reads makes a difference of exactly 0`() throws {
    try inFolder { simrun in
      let finished = try simrun("compare", "fair.yaml", "more.yaml", "-n", "3000", "-o", "r")
      #expect(finished.out.contains("  parameters.unread: not there → 1"))
      #expect(
        finished.out.contains("All 3,000 trials end alike: of these the difference is exactly 0."))
      let rows = try simrun.lines("r/differences.csv").dropFirst().filter { !$0.isEmpty }
      #expect(!rows.isEmpty)
      for row in rows {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        #expect(cells[7] == "0", "\(row)")
      }
    }
  }

  @Test func `of one file, values are compared with the file as it is, or with others`() throws {
    try inFolder { simrun in
      let set = try simrun(
        "compare", "fair.yaml", "--set", "parameters.p=0.4", "-n", "2000", "-o", "a")
      #expect(
        set.out.replacing("\n", with: " ").hasPrefix(
          "fair with parameters.p = 0.4 compared with fair as it is, trial by trial"))
      let against = try simrun(
        "compare", "fair.yaml", "--set", "parameters.p=0.4", "--against", "parameters.p=0.3",
        "-n", "2000", "-o", "b")
      #expect(
        against.out.replacing("\n", with: " ").hasPrefix(
          "fair with parameters.p = 0.4 compared with fair with parameters.p = 0.3, trial by trial")
      )
      // The same two coins.
      let rows = try ["a", "b"].map { try simrun.lines("\($0)/differences.csv") }
      #expect(rows[0] == rows[1])
      let wrong = try simrun("compare", "fair.yaml", "--against", "parameters.q=1")
      #expect(wrong.code == 3)
      #expect(
        wrong.err.hasPrefix(
          "--against parameters.q=1: there is no 'parameters.q'; 'parameters' has u, p"))
    }
  }

  @Test func `it runs on until an outcome is told apart, or says that none is`() throws {
    try inFolder { simrun in
      let decided = try simrun(
        "compare", "fair.yaml", "bent.yaml", "--until-decided", "-n", "10", "-o", "r")
      #expect(decided.code == 0, "\(decided.err)")
      #expect(decided.out.contains("Decided after "))
      let same = try simrun(
        "compare", "fair.yaml", "more.yaml", "--until-decided", "--target", "heads", "-n", "500",
        "--most-trials", "3000", "-o", "s")
      #expect(same.code == 5)
      #expect(
        same.err
          == "simrun: --until-decided: not decided by 3,000 trials; --most-trials allows more\n")
      #expect(same.out.replacing("\n", with: " ").contains("Not decided by 3,000 trials"))
      // The same words with --resume go on from there, whatever -n the first look had.
      let more = try simrun(
        "compare", "fair.yaml", "more.yaml", "--until-decided", "--target", "heads", "-n", "500",
        "--most-trials", "4000", "-o", "s", "--resume")
      #expect(more.code == 5)
      #expect(
        more.err
          == "simrun: --until-decided: not decided by 4,000 trials; --most-trials allows more\n")
    }
  }

  @Test func `of several each is compared with the first, or with all before it`() throws {
    try inFolder { simrun in
      let files = ["fair.yaml", "bent.yaml", "more.yaml"]
      let plain = try simrun.finished(["compare"] + files + ["-n", "500", "-o", "r"])
      let all = try simrun.finished(
        ["compare"] + files + ["-n", "500", "--all-pairs", "-o", "s"])
      #expect(plain.code == 0 && all.code == 0)
      func pairs(_ folder: String) throws -> Set<String> {
        Set(
          try simrun.lines(folder + "/differences.csv").dropFirst().map {
            $0.split(separator: ",").prefix(2).joined(separator: " ")
          }.filter { !$0.isEmpty })
      }
      #expect(try pairs("r") == ["fair bent", "fair more"])
      #expect(try pairs("s") == ["fair bent", "fair more", "bent more"])
    }
  }

  @Test func `as JSON it has the answer, and the rows`() throws {
    try inFolder { simrun in
      let finished = try simrun(
        "compare", "fair.yaml", "bent.yaml", "-n", "1000", "--format", "json", "-o", "r")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(finished.out.utf8)) as? [String: Any])
      #expect(document["format"] as? String == "simrun-answer/1")
      #expect(document["command"] as? String == "compare")
      let tables = try #require(document["tables"] as? [String: [[String: Any]]])
      let heads = try #require(tables["differences"]?.first { $0["name"] as? String == "heads" })
      #expect(heads["verdict"] as? String == "higher")
      #expect(!(document["answer"] as? [String] ?? []).isEmpty)
    }
  }

  @Test(arguments: [
    (
      ["fair.yaml"],
      "one file alone has nothing to be compared with: name another, or give --set or --against"
    ),
    (
      ["fair.yaml", "bent.yaml", "--against", "parameters.p=1"],
      "--against is for one file; with several the first is the baseline"
    ),
    (
      ["fair.yaml", "bent.yaml", "--until-decided", "--precision", "0.01"],
      "give --until-decided or --precision, not both: an interval that was looked at for one reason to "
        + "stop does not hold for the other"
    ),
    (["fair.yaml", "bent.yaml", "--target", "heads"], "--target goes with --until-decided"),
  ])
  func `wrong use is refused`(arguments: [String], message: String) throws {
    try inFolder { simrun in
      let finished = try simrun.finished(["compare"] + arguments)
      #expect(finished.code == 2)
      #expect(finished.err.contains(message), "\(finished.err)")
    }
  }

  @Test func `scenarios without a common outcome are not called alike`() throws {
    try inFolder { simrun in
      try simrun.write(
        Self.coin("foreign", "0.3").replacing("heads", with: "up").replacing("tails", with: "down"),
        to: "foreign.yaml")
      let finished = try simrun("compare", "fair.yaml", "foreign.yaml", "-n", "500", "-o", "r")
      #expect(finished.code == 0)
      #expect(
        finished.out.replacing("\n", with: " ").contains(
          "The two have no outcome in common, so there is nothing to compare: outcomes are compared by "
            + "their names."))
      let target = try simrun(
        "compare", "fair.yaml", "foreign.yaml", "--until-decided", "--target", "up")
      #expect(target.code == 2)
      #expect(
        target.err == "simrun: --target up: only one scenario has such an outcome or class\n")
    }
  }

  @Test func `a target that no scenario has is refused`() throws {
    try inFolder { simrun in
      let finished = try simrun(
        "compare", "fair.yaml", "bent.yaml", "--until-decided", "--target", "head")
      #expect(finished.code == 2)
      #expect(
        finished.err == "simrun: --target head: no scenario has such an outcome or class\n")
    }
  }
}
