import Foundation
import Testing

/// `simrun calibrate` and `--ensemble`, as a user runs them.
@Suite("calibrate, --ensemble") struct CalibrateCommandTests {
  private static let model = """
    format: 1
    scenario: coin
    title: A coin a week
    clock: {step: week, steps: 4}
    parameters:
      p: uniform(0, 1)
      idle: uniform(0, 1)
    events:
      heads: {probability: p}
    outcomes:
      heads: {at_end: happened(heads)}
      none: otherwise
    """

  private static let targets = """
    calibration: heads
    targets:
      first_week: {rule: happened(heads), by: week 1, value: 0.3, error: 0.05, source: coding}
    """

  private static let arguments = [
    "calibrate", "m.yaml", "--targets", "t.yaml", "--sets", "60", "-n", "256", "--seed", "3",
  ]

  /// A uniform chance that is known to be 0.3 ± 0.05 has mean 0.3 and deviation 0.05. Of an effective size of about 20
  /// four standard errors of the mean are 0.045.
  @Test
  func `sets that fit come near the target, and what it does not speak of is not settled`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      let finished = try simrun.finished(Self.arguments + ["-o", "r"])
      #expect(finished.code == 0)
      #expect(finished.err.contains("\nsimrun: round 1: tolerance "))
      let lines = finished.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 31 && lines.allSatisfy { $0.count <= 80 })
      #expect(lines[0] == "coin: A coin a week")
      let words = finished.out.replacing("\n", with: " ")
      #expect(words.contains("Every target is met within two of its errors."))
      #expect(
        words.contains(
          "What the targets do not settle, not told apart from what was assumed before: idle"))
      #expect(words.contains("Next: simrun run m.yaml --ensemble r/ensemble.csv"))
      #expect(
        try simrun.names("r") == [
          "columns.csv", "ensemble.csv", "manifest.json", "posterior.csv", "predictive.csv",
          "rounds.csv",
        ])
      #expect(try simrun.lines("r/ensemble.csv")[0] == "parameters.p,parameters.idle,weight")
      let posterior = try simrun.lines("r/posterior.csv")
      #expect(
        posterior[0].hasPrefix(
          "parameter,prior_mean,prior_sd,posterior_mean,posterior_sd,posterior_p5,"))
      let p = posterior[1].split(separator: ",").map(String.init)
      #expect(p[0] == "parameters.p" && p[1] == "0.5")
      #expect(abs(try #require(Double(p[3])) - 0.3) < 0.045)
      #expect(posterior[1].contains(",moved,") && posterior[2].contains(",not settled,"))
      #expect(
        try simrun.lines("r/predictive.csv")[0]
          == "target,value,error,posterior_mean,posterior_sd,posterior_p5,posterior_p50,posterior_p95,"
          + "prior_mean,prior_sd,miss,noise,verdict,source,mean_error,chosen_mean")
    }
  }

  /// A chance of 0.15 in all sets, and 0.30 ± 0.05 asked for: of 32 trials some sets come out near it and are
  /// chosen. 1,920 fresh trials have four standard errors of 0.033.
  @Test
  func `what nobody can reach is not met by the trials that chose the sets`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.model.replacing("probability: p", with: "probability: 0.15"), to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      let finished = try simrun.finished(
        ["calibrate", "m.yaml", "--targets", "t.yaml", "--sets", "60", "-n", "32", "-o", "r"])
      #expect(finished.code == 0)
      let cells = try simrun.lines("r/predictive.csv")[1].split(
        separator: ",", omittingEmptySubsequences: false
      ).map(String.init)
      #expect(abs(try #require(Double(cells[3])) - 0.15) < 0.033)
      // Those by which sets were chosen lie nearer to the target.
      #expect(try #require(Double(cells[15])) > 0.2)
      #expect(cells[12] == "missed")
      let words = finished.out.replacing("\n", with: " ")
      #expect(words.contains("1 of 1 target is not met: first_week, "))
      #expect(
        words.contains(" What is fitted is of 1,920 trials of these sets that chose nothing; "))
    }
  }

  /// What is drawn once in a trial decides, with a chance of 0.3. 60 sets of 256 fresh trials have a standard
  /// error of 0.0037; four of them are 0.015.
  @Test
  func `sets have draws of their own of what is drawn once in a trial`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(
        Self.model.replacing("at_end: happened(heads)", with: "at_end: idle < 0.3"), to: "m.yaml")
      try simrun.write(
        """
        calibration: fate
        targets:
          fated: {share: heads, value: 0.3, error: 0.1, source: coding}
        parameters: {p: 0:1}

        """, to: "t.yaml")
      #expect(try simrun.finished(Self.arguments + ["-o", "r"]).code == 0)
      let cells = try simrun.lines("r/predictive.csv")[1].split(
        separator: ",", omittingEmptySubsequences: false
      ).map(String.init)
      #expect(abs(try #require(Double(cells[3])) - 0.3) < 0.015)
      #expect(abs(try #require(Double(cells[14])) - 0.0037) < 0.0002)
      // Each set by itself varies by as much as its own trials do, 0.029.
      #expect(abs(try #require(Double(cells[4])) - 0.0286) < 0.011)
    }
  }

  @Test
  func `what was run is gone on with, to the same bytes`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      #expect(try simrun.finished(Self.arguments + ["-o", "a"]).code == 0)
      // The first round alone is there.
      try FileManager.default.createDirectory(
        atPath: simrun.folder + "/b-rounds", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: simrun.folder + "/a-rounds/1", toPath: simrun.folder + "/b-rounds/1")
      let refused = try simrun.finished(Self.arguments + ["-o", "b"])
      #expect(refused.code == 74)
      let resumed = try simrun.finished(Self.arguments + ["-o", "b", "--resume"])
      #expect(resumed.code == 0)
      let again = try simrun.finished(Self.arguments + ["-o", "a", "--resume"])
      #expect(again.code == 0)
      let fewer = try simrun.finished(Self.arguments + ["-o", "c", "-j", "1"])
      #expect(fewer.code == 0)
      for name in try simrun.names("a") {
        #expect(try simrun.read("a/\(name)") == simrun.read("b/\(name)"), "\(name)")
        #expect(try simrun.read("a/\(name)") == simrun.read("c/\(name)"), "\(name)")
      }
    }
  }

  /// Sets 0, ½ and 1 with weights 2, 3 and 5: in the first week 0.65. 20,000 trials, seed 1: four standard errors are
  /// 0.0135.
  @Test
  func `trials draw sets by their weight, all values of a set together`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model.replacing("steps: 4", with: "steps: 1"), to: "m.yaml")
      try simrun.write("p,parameters.idle,weight\n0,10,2\n0.5,20,3\n1,30,5\n9,9,0\n", to: "e.csv")
      let finished = try simrun(
        "run", "m.yaml", "--ensemble", "e.csv", "-n", "20000", "--keep-trials", "-o", "r")
      #expect(finished.code == 0, "\(finished.err)")
      let heads = try #require(
        try simrun.lines("r/outcomes.csv").first { $0.contains(",heads,heads,") })
      let share = try #require(Double(heads.split(separator: ",")[6]))
      #expect(abs(share - 0.65) < 0.0135)
      let trials = try simrun.lines("r/trials.csv")
      let names = trials[0].split(separator: ",").map(String.init)
      let (p, idle) = (
        try #require(names.firstIndex(of: "p")), try #require(names.firstIndex(of: "idle"))
      )
      let pairs = Set(
        trials.dropFirst().map { row in
          let cells = row.split(separator: ",", omittingEmptySubsequences: false)
          return "\(cells[p]) \(cells[idle])"
        })
      #expect(pairs == ["0 10", "0.5 20", "1 30"])
    }
  }

  @Test(arguments: [
    ("p\n1\n", 2 as Int32, "there is no column 'weight'"),
    ("weight\n1\n", 2, "e.csv has no column of a parameter"),
    (
      "p,weight\n1,1\n,1\n", 3,
      "e.csv:3:1: error: a number is missing; take the row out if its value is not known\n  ,1\n  ^"
    ),
    ("p,weight\n1,1\nabc,1\n", 3, "e.csv:3:1: error: 'abc' is not a number\n  abc,1\n  ^"),
    ("p,weight\n1,inf\n", 3, "e.csv:2:3: error: 'inf' is not a number\n  1,inf\n    ^"),
    ("p;weight\n0,5;1,5\nx;1\n", 3, "e.csv:3:1: error: 'x' is not a number\n  x;1\n  ^"),
    ("p,weight\n1,0\n", 2, "e.csv: weights are 0 or more, and not all 0"),
    (
      "p,weight\n1,1\n1,-1\n", 3,
      "e.csv:3:3: error: the weight is -1; weights are 0 or more\n  1,-1\n    ^"
    ),
    (
      "p;weight\n1,5;1\n1,5;-0,5\n", 3,
      "e.csv:3:5: error: the weight is -0,5; weights are 0 or more\n  1,5;-0,5\n      ^"
    ),
  ])
  func `what is wrong with sets is said`(text: String, code: Int32, message: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(text, to: "e.csv")
      let finished = try simrun("run", "m.yaml", "--ensemble", "e.csv")
      #expect(finished.code == code)
      #expect(finished.err.contains(message), "\(finished.err)")
    }
  }

  /// The plan has the sets in it.
  @Test
  func `sets are planned, and their file is not needed any more`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write("p,weight\n0.25,1\n0.5,3\n", to: "e.csv")
      let run = ["run", "m.yaml", "--ensemble", "e.csv", "-n", "3000"]
      #expect(try simrun.finished(run + ["-o", "one"]).code == 0)
      #expect(try simrun.finished(["plan"] + run + ["--shards", "2", "-o", "s"]).code == 0)
      try FileManager.default.removeItem(atPath: simrun.folder + "/e.csv")
      for shard in 1...2 {
        #expect(try simrun("run", "--plan", "s", "--shard", "\(shard)", "-q").code == 0)
      }
      #expect(try simrun("merge", "s", "-o", "all", "-q").code == 0)
      try simrun.expectEqual("all", "one")
    }
  }

  @Test
  func `rounds are run in shards, to the same bytes`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      let arguments = Self.arguments + ["--rounds", "2", "-q"]
      #expect(try simrun.finished(arguments + ["-o", "one"]).code == 0)
      for round in ["1", "2", "fresh-2"] {
        let waiting = try simrun.finished(arguments + ["-o", "some", "--shards", "3"])
        #expect(waiting.code == 6)
        #expect(
          waiting.err
            == "simrun: some-rounds/\(round).json has shards to be run: 1-3. 'simrun run --plan "
            + "some-rounds/\(round).json --shard K' runs one, 'simrun submit some-rounds/\(round).json "
            + "--engine slurm' all; then the same command goes on\n")
        for shard in 1...3 {
          let made = try simrun(
            "run", "--plan", "some-rounds/\(round).json", "--shard", "\(shard)", "-q")
          #expect(made.code == 0, "\(made.err)")
        }
      }
      let done = try simrun.finished(arguments + ["-o", "some", "--shards", "3"])
      #expect(done.code == 0, "\(done.err)")
      for folder in ["", "-rounds/1", "-rounds/2", "-rounds/fresh-2"] {
        try simrun.expectEqual("some" + folder, "one" + folder)
      }
      // A round that a scheduler merged is gone on from, too.
      try FileManager.default.removeItem(atPath: simrun.folder + "/some-rounds/2")
      #expect(try simrun("merge", "some-rounds/2.json", "-q").code == 0)
      #expect(try simrun.finished(arguments + ["-o", "some", "--shards", "3"]).code == 0)
      try simrun.expectEqual("some", "one")
    }
  }

  @Test
  func `rounds are planned by calibrate alone`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      let planned = try simrun("plan", "calibrate", "m.yaml", "--targets", "t.yaml")
      #expect(planned.code == 2)
      #expect(
        planned.err
          == "simrun: a calibration plans its rounds one by one: 'simrun calibrate' with --shards does\n"
      )
      try simrun.write("parameters.p\n0.5\n", to: "1.csv")
      let foreign = try simrun(
        "plan", "calibrate", "m.yaml", "--targets", "t.yaml", "--round", "1.csv")
      #expect(foreign.code == 2)
      #expect(foreign.err == "simrun: 1.csv has not 200 sets of the parameters of t.yaml\n")
    }
  }

  @Test
  func `a set of what the scenario does not have is refused`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write("nothing,weight\n1,1\n", to: "e.csv")
      let finished = try simrun("run", "m.yaml", "--ensemble", "e.csv")
      #expect(finished.code == 3)
      #expect(finished.err.hasPrefix("--ensemble parameters.nothing"))
    }
  }

  @Test(arguments: [
    (
      ["--sets", "3"], "--sets must be from 20 to 100000, but it is 3. See 'simrun help calibrate'."
    ),
    (
      ["--rounds", "0"],
      "--rounds must be from 1 to 1000, but it is 0. See 'simrun help calibrate'."
    ),
    (
      ["--shards", "0"],
      "--shards must be from 1 to 100,000, but it is 0. See 'simrun help calibrate'."
    ),
    (
      ["--keep-trials"],
      "--keep-trials is not for rounds; run the sets that fit with --ensemble. See 'simrun help calibrate'."
    ),
  ])
  func `what is wrong with options is said`(options: [String], message: String) throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.finished(
        ["calibrate", "coin.yaml", "--targets", "t.yaml"] + options)
      #expect(finished.code == 2)
      #expect(finished.err == "simrun: \(message)\n")
    }
  }

  @Test
  func `a scenario is no file of targets, and targets are no scenario`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.model, to: "m.yaml")
      try simrun.write(Self.targets, to: "t.yaml")
      let run = try simrun("run", "t.yaml")
      #expect(run.code == 3)
      #expect(
        run.err.contains(
          "this is a file of targets, not a scenario: use it with 'simrun calibrate FILE --targets'"
        ))
      #expect(try simrun("calibrate", "m.yaml", "--targets", "m.yaml").code == 3)
    }
  }
}
