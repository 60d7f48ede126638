import Foundation
import Testing

/// The commands that ask what moves a result, as a user runs them.
@Suite("drivers, sensitivity") struct DriverCommandTests {
  /// Two inputs that matter together, one that matters alone, one that does not.
  private static let scenario = """
    format: 1
    scenario: pact
    title: A pact
    clock: {step: week, steps: 2}
    parameters:
      ours: uniform(0, 1)
      theirs: uniform(0, 1)
      price: normal(10, 2)
      idle: uniform(0, 1)
    state:
      luck: {start: 0, next: "uniform(0, 1)"}
    outcomes:
      pact: {at_end: luck < ours * theirs}
      none: otherwise
    measures:
      cost: {value: 3 * price + luck, unit: coins}
    """

  /// Lines joined, without their indents.
  private static func words(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(
      separator: " ")
  }

  /// From a chance of 0.021 to one of 0.039, which is a thousandth of the variance, and 1.8 points.
  @Test func `what a bar tells apart and the share of variance does not is said`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario.replacing("luck < ours * theirs", with: "luck < 0.02 + 0.02 * idle"),
        to: "pact.yaml")
      let finished = try simrun(
        "drivers", "pact.yaml", "-n", "4000", "--tornado-trials", "4000", "--outcome", "pact")
      #expect(finished.code == 0)
      let said = Self.words(finished.out)
      #expect(
        said.contains("no input is told apart from none by its share of variance."), "\(said)")
      #expect(said.contains("; but by another measure: idle (low −"), "\(said)")
    }
  }

  /// Their names begin alike, and together they are longer than there is room for.
  @Test func `inputs that depend on each other have their whole names, with Shapley effects`()
    throws
  {
    let names = ["readiness_of_the_northern_cabinet", "readiness_of_the_southern_cabinet"]
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.scenario.replacing("ours: uniform", with: "\(names[0]): uniform")
          .replacing("theirs: uniform", with: "\(names[1]): uniform")
          .replacing("ours * theirs", with: names.joined(separator: " * "))
          + "\ncorrelations:\n  near: {between: [\(names.joined(separator: ", "))], spearman: 0.5}\n",
        to: "pact.yaml")
      let finished = try simrun(
        "sensitivity", "pact.yaml", "-n", "2000", "--outcome", "pact", "--trajectories", "6",
        "--morris-trials", "64")
      #expect(finished.code == 0, "\(finished.err)")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(finished.out)")
      let said = Self.words(finished.out)
      #expect(said.contains("\(names[0]) and \(names[1]): alone "), "\(finished.out)")
      #expect(
        said.contains(
          try Regex(
            "Shapley, of all its variance: readiness_of_the_(north|south)ern_cabinet [0-9.]+ %")))
      #expect(
        said.contains(" No trial was changed by price, idle, which may change up to "))
    }
  }

  private func pact(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "pact.yaml")
      try body(simrun)
    }
  }

  @Test
  func `Drivers says what moves it, on at most 30 lines of 80 columns, and writes drivers.csv`()
    throws
  {
    try pact { simrun in
      let finished = try simrun("drivers", "pact.yaml", "-n", "4000")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(lines[0] == "pact: A pact")
      #expect(finished.out.contains("\npact (25 % of trials) is moved by\n"))
      #expect(finished.out.contains("% of variance ("))
      #expect(
        Self.words(finished.out).contains("Not told apart from none by share of variance (at most ")
      )
      #expect(finished.out.contains("how inputs act together"))
      #expect(finished.out.contains("4,000 trials, seed 1; in brackets: 95 % limits."))
      #expect(
        finished.out.contains("\nNext: simrun discover pact.yaml, for the corner of the inputs"))
      let rows = try simrun.lines("results/pact-drivers/drivers.csv")
      #expect(rows[0].hasPrefix("scenario,point,kind,target,input,method,value,ci_low,ci_high,"))
      for start in [
        "pact,0,outcome,pact,ours,anova,0.", "pact,0,outcome,pact,ours,ks,0.",
        "pact,0,outcome,pact,ours,tornado_low,-0.", "pact,0,outcome,pact,ours,tornado_high,0.",
        "pact,0,measure,cost,price,rank,0.9", "pact,0,outcome,pact,interactions,anova,",
        "pact,0,outcome,pact,chance,anova,0.", "pact,0,outcome,pact,idle,tornado_low,0,",
      ] {
        #expect(rows.contains { $0.hasPrefix(start) }, "\(start)")
      }
      #expect(
        try simrun.read("results/pact-drivers/columns.csv").contains("drivers.csv,ci_low"))
    }
  }

  @Test
  func `Drivers looks at chosen trials, at folders and at tables, and prints JSON`() throws {
    try pact { simrun in
      let given = try simrun(
        "drivers", "pact.yaml", "-n", "2000", "--outcome", "pact", "--given", "ours > 0.5", "-o",
        "g")
      #expect(given.code == 0)
      #expect(given.out.contains("Only trials in which ours > 0.5 holds."))
      _ = try simrun("run", "pact.yaml", "-n", "3000", "--keep-trials", "-o", "r")
      let folder = try simrun("drivers", "r", "--outcome", "pact")
      let table = try simrun(
        "drivers", "r/trials.csv", "--inputs", "ours,theirs,idle", "--outcome", "outcome=pact")
      #expect(folder.code == 0 && table.code == 0)
      // Words may be on two lines.
      let words = folder.out.split { $0.isWhitespace }.joined(separator: " ")
      #expect(words.contains("How inputs act together,"))
      #expect(folder.out.contains("\npact (26 % of trials) is moved by\n  ours "))
      #expect(table.out.contains("\noutcome=pact (26 % of trials) is moved by\n  ours "))
      let json = try simrun(
        "drivers", "r", "--outcome", "pact", "--outcome", "cost", "--format", "json")
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
      #expect(document["command"] as? String == "drivers")
      #expect((document["answer"] as? [String])?.count == 2)
      let rows = (document["tables"] as? [String: Any])?["drivers"] as? [[String: Any]]
      #expect(rows?.contains { $0["method"] as? String == "rank" } == true)
    }
  }

  @Test
  func `Sensitivity says what acts alone and together, and writes indices.csv`() throws {
    try pact { simrun in
      let finished = try simrun(
        "sensitivity", "pact.yaml", "-n", "4000", "--trajectories", "6", "--morris-trials", "64")
      #expect(finished.code == 0)
      #expect(finished.err == "")
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(finished.out.contains("pact: parameters explain "))
      #expect(finished.out.contains("with others "))
      #expect(finished.out.contains("on 6 levels"))
      let rows = try simrun.lines("results/pact-sensitivity/indices.csv")
      #expect(rows[0].hasPrefix("scenario,kind,target,input,index,value,ci_low,ci_high,"))
      for index in ["S", "T", "mu", "mu_star", "sigma"] {
        #expect(rows.contains { $0.contains(",pact,ours,\(index),") }, "\(index)")
      }
      #expect(rows.contains { $0.contains(",pact,parameters,S,0.") })
      #expect(rows.contains { $0.contains(",pact,chance,T,0.") })
    }
  }

  /// 1 − 0.025^(1/512) = 0.72 %.
  @Test
  func `Sensitivity says what changed no trial, and how rare what it changes may be`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: rare
        parameters: {z: "uniform(0, 1)", y: "uniform(0, 1)"}
        outcomes: {hit: {at_end: z < 0.000000001 or y < 0.3}, no: otherwise}
        """, to: "rare.yaml")
      let finished = try simrun(
        "sensitivity", "rare.yaml", "-n", "512", "--method", "sobol", "--outcome", "hit")
      #expect(finished.code == 0, "\(finished.err)")
      #expect(
        Self.words(finished.out).contains(
          " No trial was changed by z, which may change up to 0.72 % of all, however much."),
        "\(finished.out)")
    }
  }

  /// What changed no trial has no limits, so that nothing is said of how much it is at most.
  @Test
  func `Sensitivity says of what changed no trial that alone where nothing bounds it`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        """
        format: 1
        scenario: rare
        parameters: {z: "uniform(0, 1)", y: "uniform(0, 1)"}
        outcomes: {end: otherwise}
        measures: {sum: "y + if(z < 0.000000001, 1000000, 0)"}
        """, to: "rare.yaml")
      let finished = try simrun(
        "sensitivity", "rare.yaml", "-n", "512", "--morris-trials", "1", "--outcome", "sum")
      #expect(finished.code == 0, "\(finished.err)")
      let words = Self.words(finished.out)
      #expect(
        words.contains(" No trial was changed by z, which may change "), "\(finished.out)")
      #expect(!words.contains("Not told apart from none"), "\(finished.out)")
      #expect(
        words.contains("One trial at a point says nothing of chance, so what it does is in both."),
        "\(finished.out)")
      let rows = try simrun.lines("results/rare-sensitivity/indices.csv")
      for index in ["S", "T", "mu", "mu_star", "sigma"] {
        #expect(rows.contains { $0.contains(",sum,z,\(index),0,,,not told apart") }, "\(rows)")
      }
    }
  }

  @Test
  func `What is asked wrongly is refused in words`() throws {
    try pact { simrun in
      for (arguments, words) in [
        (
          ["sensitivity", "pact.yaml", "--levels", "5"],
          "--levels must be an even number from 2 to 1,000"
        ),
        (
          ["sensitivity", "pact.yaml", "--trajectories", "3"],
          "--trajectories must be from 4 to 10,000"
        ),
        (
          ["sensitivity", "pact.yaml", "--between", "0.9:0.1"],
          "--between must be two shares from 0 to 1, as 0.05:0.95, but it is '0.9:0.1'"
        ),
        (["drivers", "pact.yaml", "-n", "100", "--outcome", "pakt", "-o", "x"], "pakt"),
      ] {
        let finished = try simrun.finished(arguments)
        #expect(finished.code != 0)
        #expect(finished.err.contains(words), "\(finished.err)")
      }
    }
  }
}
