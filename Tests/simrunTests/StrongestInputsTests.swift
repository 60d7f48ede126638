import Foundation
import Testing

/// What a run says of the inputs that move its ends.
@Suite("what moves a run most") struct StrongestInputsTests {
  /// The chance of heads is a linear coin: S = b²/(12 p̄ q̄) is .25 for `big`, .01 for `small`.
  private static let scenario = """
    format: 1
    scenario: coin
    title: A coin
    clock: {step: week, steps: 1}
    parameters:
      big: uniform(0, 1)
      small: uniform(0, 1)
      idle: uniform(0, 1)
      u: uniform(0, 1)
    state:
      x: {start: 0, next: "uniform(0, 1)"}
    outcomes:
      heads: {at_end: x < 0.0170 + 0.8660 * big + 0.1 * small}
      tails: otherwise
    """

  @Test func `the strongest inputs stand below the shares, with their limits`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      let finished = try simrun("run", "two.yaml", "-n", "20000", "--seed", "5")
      #expect(finished.code == 0)
      let lines = finished.out.split(separator: "\n").map(String.init)
      let at = try #require(lines.firstIndex { $0.hasPrefix("moved most by") })
      #expect(lines[at] == "moved most by  what   % of variance  likely between")
      // .25 ± four standard errors of .006; the limits in the file of 'drivers' are the same.
      let words = lines[at + 1].split(separator: " ")
      #expect(words[0] == "big" && words[1] == "heads")
      let share = try #require(Double(words[2]))
      #expect(abs(share - 25) < 2.5)
      #expect(lines[at + 2].hasPrefix("small"))
      #expect(!finished.out.contains("idle"))
      #expect(finished.out.contains("\nNext: simrun drivers two.yaml\n"))
    }
  }

  @Test func `a program gets the same as JSON, with --quiet too`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      let finished = try simrun("run", "two.yaml", "-n", "4000", "--format", "json", "-q")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(finished.out.utf8)) as? [String: Any])
      #expect(document["format"] as? String == "simrun-answer/1")
      #expect(document["command"] as? String == "run")
      #expect(document["scenarios"] as? [String] == ["coin"])
      #expect(document["trials"] as? Int == 4000)
      let answer = try #require(document["answer"] as? [String])
      #expect(answer.count == 2)
      #expect(answer.last?.hasPrefix("Moved most by big (") == true)
      let tables = try #require(document["tables"] as? [String: [[String: Any]]])
      #expect(Set(tables.keys) == ["outcomes", "classes", "drivers"])
      let outcomes = try #require(tables["outcomes"])
      #expect(outcomes.map { $0["outcome"] as? String } == ["heads", "tails"])
      let drivers = try #require(tables["drivers"])
      #expect(
        drivers.contains { $0["input"] as? String == "big" && $0["method"] as? String == "anova" })
    }
  }

  @Test func `where no input moves anything, that is said with its limit`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario.replacing("0.0170 + 0.8660 * big + 0.1 * small", with: "0.5"), to: "none.yaml"
      )
      let finished = try simrun("run", "none.yaml", "-n", "4000", "--seed", "2")
      let text = finished.out.replacing("\n", with: " ")
      #expect(
        text.contains(
          "No single parameter is told apart from none in what it does to how trials end: each explains at "
            + "most 0."))
    }
  }

  @Test func `a scenario without parameters, a sweep and several scenarios`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      try simrun.write(
        Self.scenario.replacing("scenario: coin", with: "scenario: other"), to: "other.yaml")
      let sweep = try simrun(
        "run", "two.yaml", "-n", "2000", "--sweep", "parameters.small=0,1", "-o", "s")
      #expect(sweep.code == 0)
      #expect(!sweep.out.contains("moved most by") && !sweep.out.contains("Next:"))
      let both = try simrun("run", "two.yaml", "other.yaml", "-n", "2000", "-o", "b")
      #expect(both.out.split(separator: "moved most by").count == 3)
      #expect(both.out.contains("\nNext: simrun compare two.yaml other.yaml\n"))
      let set = try simrun(
        "run", "two.yaml", "-n", "2000", "--set", "parameters.small=0.5", "-o", "t")
      #expect(set.out.contains("\nNext: simrun drivers two.yaml --set parameters.small=0.5\n"))
    }
  }

  @Test func `a resumed run says what a run that was left alone says`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "two.yaml")
      let whole = try simrun("run", "two.yaml", "-n", "6000", "-o", "whole")
      let start = try simrun("run", "two.yaml", "-n", "2500", "-o", "r")
      let resumed = try simrun("run", "two.yaml", "-n", "6000", "-o", "r", "--resume")
      #expect(start.code == 0 && resumed.code == 0)
      #expect(resumed.out.replacing("All results: r ", with: "All results: whole ") == whole.out)
    }
  }
}
