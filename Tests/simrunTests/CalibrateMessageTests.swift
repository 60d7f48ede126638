import Foundation
import Testing

@testable import simrun

/// What `simrun calibrate` says of trials that fail, of targets that are not met, and of what is there already.
@Suite("what calibrate says") struct CalibrateMessageTests {
  private static let model = """
    format: 1
    scenario: coin
    title: A coin a week
    clock: {start: 2025-01-06, step: week, steps: 4}
    parameters:
      p: uniform(0, 1)
      a: 0.5
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
    parameters: {p: "0:1", a: "0:1"}
    """

  private static func arguments(_ more: String...) -> [String] {
    ["calibrate", "m.yaml", "--targets", "t.yaml", "--seed", "3", "-o", "r"] + more
  }

  private func inFolder(
    _ model: String = Self.model, _ targets: String = Self.targets,
    _ body: (Executable) throws -> Void
  ) throws {
    try Executable.inFolder { simrun in
      try simrun.write(model, to: "m.yaml")
      try simrun.write(targets, to: "t.yaml")
      try body(simrun)
    }
  }

  private func words(_ text: String) -> String { text.replacing("\n", with: " ") }

  /// Of 20 values of `a`, drawn evenly from −1 to 3 with seed 3, six are below 0.
  @Test func `trials that fail are said and end with 4, whatever else came out`() throws {
    let model = Self.model + "\nmeasures: {m: log(a)}\n"
    let targets = """
      calibration: heads
      targets: {often: {share: heads, value: 0.9, error: 0.2, source: coding}}
      parameters: {a: "-1:3"}
      """
    try inFolder(model, targets) { simrun in
      let arguments = Self.arguments("--sets", "20", "-n", "64", "--rounds", "1", "-q")
      let line =
        "simrun: round 1: 384 of 1,280 trials failed, in 6 of 20 sets; 6 sets have no trial that "
        + "finished, and no weight; see r-rounds/1/failures.csv\n"
      let finished = try simrun.finished(arguments)
      #expect(finished.code == 4)
      #expect(finished.err == line)
      #expect(try simrun.lines("r/rounds.csv")[1].hasPrefix("1,14,64,"))
      // What was run is told again when it is gone on with.
      let resumed = try simrun.finished(arguments + ["--resume"])
      #expect(resumed.code == 4)
      #expect(resumed.err == line)
    }
  }

  /// Squares of distances of 1e170 are no numbers.
  @Test func `targets that no set comes near are named as the reason`() throws {
    let model = Self.model + "\nmeasures: {m: a * 1e170}\n"
    let targets = """
      calibration: heads
      targets: {far: {mean: m, value: 1, error: 1, source: coding}}
      parameters: {a: "0:1"}
      """
    try inFolder(model, targets) { simrun in
      let finished = try simrun.finished(
        Self.arguments("--sets", "20", "-n", "64", "--rounds", "1", "-q"))
      #expect(finished.code == 1)
      #expect(
        finished.err
          == "simrun: no set of round 1 comes near enough to the targets to be weighed: look at their "
          + "values and errors\n")
    }
  }

  @Test func `a place that cannot have the answer is refused before the first trial`() throws {
    try inFolder { simrun in
      try FileManager.default.createDirectory(
        atPath: simrun.folder + "/r", withIntermediateDirectories: true)
      try simrun.write("mine", to: "r/notes.txt")
      let cases: [([String], String)] = [
        ([], "r already exists; use --force to replace it or another --out"),
        (
          ["--force"],
          "r has files but no results of simrun (manifest.json); --force replaces results only: use "
            + "another --out"
        ),
        (["-o", "t.yaml"], "t.yaml is a file, not a folder; use another --out"),
      ]
      let before = try simrun.names(".")
      for (more, message) in cases {
        let finished = try simrun.finished(
          ["calibrate", "m.yaml", "--targets", "t.yaml"] + (more.contains("-o") ? [] : ["-o", "r"])
            + more)
        #expect(finished.code == 74)
        #expect(finished.err == "simrun: \(message)\n")
        #expect(try simrun.names(".") == before)
        #expect(try simrun.names("r") == ["notes.txt"])
      }
    }
  }

  @Test func `rounds of another calibration are refused before anything is written`() throws {
    try inFolder { simrun in
      let size = ["--sets", "20", "-n", "64"]
      let made = try simrun.finished(Self.arguments("--rounds", "2", "-q") + size)
      #expect(made.code == 0, "\(made.err)")
      let first = try simrun.read("r-rounds/1/outcomes.csv")
      let other = Self.targets.replacing("value: 0.3", with: "value: 0.4")
      try simrun.write(other, to: "other.yaml")
      let cases: [([String], String)] = [
        (["--sets", "20", "-n", "128"], "with -n 64, not 128"),
        (["--sets", "30", "-n", "64"], "with --sets 20, not 30"),
        (size + ["--seed", "4"], "with --seed 3, not 4"),
        (
          size + ["--targets", "other.yaml"],
          "with other targets or parameters than those that other.yaml has now"
        ),
      ]
      for (more, what) in cases {
        for way in [["--resume"], ["--shards", "2"]] {
          let finished = try simrun.finished(Self.replacing(Self.arguments(), more) + way)
          #expect(finished.code == 65, "\(more)")
          #expect(
            finished.err
              == "simrun: r-rounds was made \(what); give the same again, or use another --out\n")
        }
      }
      #expect(try simrun.read("r-rounds/1/outcomes.csv") == first)
      let same = try simrun.finished(Self.arguments("--rounds", "2", "--resume", "-q") + size)
      #expect(same.code == 0)
      // Anew it may be another.
      #expect(
        try simrun.finished(
          Self.arguments("--rounds", "1", "--force", "-q", "--sets", "20", "-n", "128")
        ).code == 0)
    }
  }

  /// Arguments in which what is given again takes the place of what stood there.
  private static func replacing(_ arguments: [String], _ more: [String]) -> [String] {
    var result = arguments
    for at in stride(from: 0, to: more.count, by: 2) {
      if let place = result.firstIndex(of: more[at]) {
        result[place + 1] = more[at + 1]
      } else {
        result += [more[at], more[at + 1]]
      }
    }
    return result
  }

  /// Twenty sets are as few as blocks of trials are kept of elsewhere, and 128 trials are less than one.
  @Test(arguments: ["128", "1024"])
  func `what shards ran is taken over and not run again`(trials: String) throws {
    try inFolder { simrun in
      let size = ["--sets", "20", "-n", trials, "--rounds", "1"]
      func calibrate(_ folder: String, _ more: String...) throws -> Executable.Finished {
        try simrun.finished(
          ["calibrate", "m.yaml", "--targets", "t.yaml", "--seed", "3", "-o", folder] + size + more)
      }
      #expect(try calibrate("one", "-q").code == 0)
      for round in ["1", "fresh-1"] {
        #expect(try calibrate("r", "--shards", "3", "-q").code == 6)
        for shard in ["1", "2", "3"] {
          let plan = "r-rounds/\(round).json"
          #expect(try simrun("run", "--plan", plan, "--shard", shard, "-q").code == 0)
        }
      }
      let done = try calibrate("r", "--shards", "3")
      #expect(done.code == 0)
      let said = done.err.split(separator: "\n")
      #expect(said.count == 1 && said.first?.hasPrefix("simrun: round 1: tolerance ") == true)
      for folder in ["", "-rounds/1", "-rounds/fresh-1"] {
        try simrun.expectEqual("r" + folder, "one" + folder)
      }
    }
  }

  @Test func `rounds that are there are gone on with by --resume, and that is said`() throws {
    try inFolder { simrun in
      let size = ["--sets", "60", "-n", "256", "-j", "1"]
      #expect(try simrun.finished(Self.arguments("--rounds", "1", "-q") + size).code == 0)
      // As if the second round had been cut off.
      try FileManager.default.removeItem(atPath: simrun.folder + "/r")
      let again = try simrun.finished(Self.arguments("--rounds", "2", "-q") + size)
      #expect(again.code == 74)
      #expect(
        again.err
          == "simrun: r-rounds has rounds of a calibration; --resume goes on from them, --force runs all "
          + "anew, or use another --out\n")
      let late = try simrun.finished(
        Self.arguments("--rounds", "2", "-q", "--resume", "--max-time", "0.001s") + size)
      #expect(late.code == 75)
      #expect(
        late.err
          == "simrun: stopped by --max-time in round 2; --resume goes on from what was run\n")
      #expect(
        try simrun.finished(Self.arguments("--rounds", "2", "-q", "--resume") + size).code == 0)
      // As if the fresh trials had been cut off.
      try FileManager.default.removeItem(atPath: simrun.folder + "/r-rounds/fresh-2")
      let fresh = try simrun.finished(
        Self.arguments("--rounds", "2", "-q", "--resume", "--max-time", "0.001s") + size)
      #expect(fresh.code == 75)
      #expect(
        fresh.err
          == "simrun: stopped by --max-time in the fresh trials of the sets that fit; --resume goes on from "
          + "what was run\n")
    }
  }

  /// The share is 1 in every set, 40 errors above 0.6. The noise of 64 trials that all end alike is that of
  /// 64.5 in 65: √(0.9923 · 0.0077/64) = 0.0109.
  @Test
  func `a target that cannot be met is said to be not met, and no more is promised`() throws {
    let model = Self.model.replacing("happened(heads)", with: "p < 2")
    let targets = """
      calibration: heads
      targets: {y: {share: heads, value: 0.6, error: 0.01, source: coding}}
      """
    try inFolder(model, targets) { simrun in
      let finished = try simrun.finished(
        Self.arguments("--sets", "20", "-n", "64", "--rounds", "2"))
      #expect(finished.code == 0)
      #expect(
        finished.err
          == "simrun: round 1: tolerance 1, 20 of 20 sets effective; furthest off: y, by 40.0 errors\n"
      )
      let said = words(finished.out)
      #expect(
        said.contains(
          "1 round of 20 sets: those that fit are worth 20 sets of equal weight. What is fitted is "
            + "of 1,280 trials of these sets that chose nothing; chance moves it by less than 0.5 errors of a "
            + "target (95 %). 1 of 1 target is not met: y, 40.0 errors off.  No set that was tried comes within two errors of y (the nearest is "
            + "40.0 errors off). More rounds would hardly change that: look at where the parameters may "
            + "lie, at the target and at the scenario.  "))
      #expect(!said.contains("would come nearer"))
      #expect(
        said.contains("The noise of 64 trials is 1.1 times the error of y: give a larger -n."))
    }
  }

  @Test
  func `everything that is wrong with targets is said at once, each at its place`() throws {
    let targets = """
      calibration: heads
      targets:
        a: {share: haeds, value: 0.6, error: 0.04}
        b: {mean: tosses, value: 5, error: 0.5}
        c: {rule: hapened(heads), by: week 2, value: 0.6, error: 0.04}
        d: {rule: happened(heads), by: week 9, value: 0.6, error: 0.04}
        e: {rule: happened(heads), by: 2025-01-08, value: 0.6, error: 0.04}
      parameters:
        p: 0:1
        q: 0:1
      """
    try inFolder(Self.model, targets) { simrun in
      let finished = try simrun.finished(Self.arguments())
      #expect(finished.code == 3)
      let heads = finished.err.split(separator: "\n").filter { $0.hasPrefix("t.yaml:") }
      #expect(
        heads == [
          "t.yaml:3:14: error: targets.a.share: there is no outcome 'haeds'; did you mean 'heads'?",
          "t.yaml:4:13: error: targets.b.mean: there is no measure 'tosses'",
          "t.yaml:5:13: error: targets.c.rule: there is no function 'hapened'; did you mean 'happened'?",
          "t.yaml:6:34: error: targets.d.by: the scenario has no step 9; its last is 4",
          "t.yaml:7:34: error: targets.e.by: 2025-01-08 is before the first step ends, on 2025-01-13",
          "t.yaml:10:3: error: parameters.q: there is no 'parameters.q'; 'parameters' has p, a",
        ])
      #expect(finished.err.contains("\n    q: 0:1\n    ^\n"))
      #expect(try !simrun.names(".").contains("r-rounds"))
    }
  }

  /// Ten parameters with names that begin alike, and numbers of many digits.
  @Test
  func `long names are told apart, lines stay within 80 columns, and nothing is left out`() throws {
    let names = ["optimism", "cost", "weariness", "resolve", "patience"].flatMap {
      ["the_northern_government_\($0)", "the_southern_government_\($0)"]
    }
    let model =
      Self.model.replacing("  a: 0.5", with: names.map { "  \($0): 0.5" }.joined(separator: "\n"))
      .replacing("probability: p", with: "probability: 0.3")
    let targets =
      """
      calibration: heads
      targets: {share_of_heads_in_all_of_the_weeks: {share: heads, value: 0.7, error: 0.2}}
      parameters:

      """ + names.map { "  \($0): 0.000102:0.00923" }.joined(separator: "\n")
    try inFolder(model, targets) { simrun in
      let finished = try simrun.finished(
        Self.arguments("--sets", "20", "-n", "32", "--rounds", "1", "-q"))
      #expect(finished.code == 0, "\(finished.err)")
      let shown = try simrun.finished(
        Self.arguments("--sets", "20", "-n", "32", "--rounds", "1", "--resume"))
      let lines = shown.out.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(shown.out)")
      let start = try #require(lines.firstIndex { $0.hasPrefix("parameter ") })
      let rows = lines[(start + 1)...].prefix { !$0.isEmpty && !$0.hasPrefix("also in ") }
      let first = rows.map { $0.prefix { $0 != " " } }
      #expect(first.count == 8 && Set(first).count == 8, "\(shown.out)")
      #expect(
        words(shown.out).contains(
          "also in posterior.csv: the_northern_government_patience, "
            + "the_southern_government_patience "))
    }
  }

  @Test func `columns go before lines are too long, and names are cut in the middle`() {
    let cells = [["name", "a", "b"], ["russian_optimism", "12345", "67890"], ["mood", "1", "2"]]
    #expect(
      ColumnText.fitting(cells, width: 30, droppable: [1]) == [
        "name                  a      b", "russian_optimism  12345  67890",
        "mood                  1      2",
      ])
    #expect(
      ColumnText.fitting(cells, width: 23, droppable: [1]) == [
        "name                  b", "russian_optimism  67890", "mood                  2",
      ])
    #expect(
      ColumnText.fitting(cells, width: 17, least: 10, droppable: [1]) == [
        "name            b", "russ..mism  67890", "mood            2",
      ])
  }
}
