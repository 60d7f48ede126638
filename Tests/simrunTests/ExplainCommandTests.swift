import Foundation
import Testing

@Suite("explain") struct ExplainCommandTests {
  private static let duel = """
    format: 1
    scenario: duel
    title: A duel
    clock: {step: round, steps: 6}
    parameters:
      skill: uniform(0, 1)
    events:
      hit: {probability: "0.3 * skill", once: true}
    outcomes:
      won: {as_soon_as: happened(hit)}
      blood: {at_end: skill > 2}
      draw: otherwise
    measures:
      luck: skill * 2
    """

  /// Of `--format json`.
  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test
  func `a trial of a folder has the numbers of its row in trials.csv`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.duel, to: "duel.yaml")
      let run = try simrun(
        "run", "duel.yaml", "-n", "50", "--seed", "9", "--set", "parameters.skill=uniform(0.2, 1)",
        "--keep-trials", "-o", "r")
      #expect(run.code == 0)
      let rows = try simrun.lines("r/trials.csv").map { $0.components(separatedBy: ",") }
      for trial in [0, 7, 49] {
        let finished = try simrun("explain", "r", "--trial", "\(trial)", "--format", "json")
        #expect(finished.code == 0)
        #expect(finished.err == "")
        let found = try document(finished.out)
        let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[trial + 1]))
        #expect(found["format"] as? String == "simrun-explain/1")
        #expect(found["seed"] as? Int == 9)
        #expect(found["outcome"] as? String == row["outcome"])
        #expect(found["step"] as? Int == row["step"].flatMap { Int($0) })
        let measures = try #require(found["measures"] as? [String: Double])
        #expect(measures["luck"] == row["luck"].flatMap { Double($0) })
        let parameters = try #require(found["parameters"] as? [String: Double])
        #expect(parameters["skill"] == row["skill"].flatMap { Double($0) })
      }
    }
  }

  @Test
  func `a point of a sweep is explained from its folder`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.duel, to: "duel.yaml")
      _ = try simrun(
        "run", "duel.yaml", "-n", "20", "--sweep", "parameters.skill=0.25,1", "--keep-trials", "-o",
        "r")
      let several = try simrun("explain", "r", "--trial", "3")
      #expect(several.code == 2)
      #expect(
        several.err
          == "simrun: r has trials of 2 points (duel:1, duel:2); choose one with --point\n")
      let one = try simrun("explain", "r", "--trial", "3", "--point", "duel:2", "--format", "json")
      #expect(one.code == 0)
      #expect((try document(one.out)["parameters"] as? [String: Double])?["skill"] == 1)
    }
  }

  @Test
  func `a file that has changed since is refused, and can be named`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.duel, to: "duel.yaml")
      _ = try simrun("run", "duel.yaml", "-n", "20", "--keep-trials", "-o", "r")
      try simrun.write(Self.duel, to: "old.yaml")
      try simrun.write(Self.duel.replacing("0.3 * skill", with: "0.9 * skill"), to: "duel.yaml")
      let changed = try simrun("explain", "r", "--trial", "3")
      #expect(changed.code == 2)
      #expect(
        changed.err
          == "simrun: duel.yaml is not what the run in r read: it has changed since; name the file as it "
          + "was with --scenario\n")
      #expect(try simrun("explain", "r", "--trial", "3", "--scenario", "old.yaml").code == 0)
      let others = try (0..<20).map {
        try simrun("explain", "r", "--trial", "\($0)", "--scenario", "duel.yaml")
      }
      let wrong = try #require(others.first { $0.code != 0 })
      #expect(wrong.code == 65)
      #expect(wrong.err.hasSuffix("the file, or simrun, is another than the run's\n"))
      try FileManager.default.removeItem(atPath: simrun.folder + "/duel.yaml")
      #expect(
        try simrun("explain", "r", "--trial", "3").err
          == "simrun: the file of 'duel' is not beside r; name it with --scenario\n")
      #expect(
        try simrun("explain", ".", "--trial", "3").err
          == "simrun: . is no folder of results: it has no manifest.json of a run\n")
    }
  }

  @Test
  func `a typical trial is of its outcome, and the nearest one says what was missing`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.duel, to: "duel.yaml")
      let typical = try simrun("explain", "duel.yaml", "--outcome", "won", "--typical", "-n", "200")
      #expect(typical.code == 0)
      #expect(typical.out.contains("seed 1: won at the end of round"))
      let words = typical.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("This one is nearest the middle of their measures."))
      #expect(typical.out.split(separator: "\n").allSatisfy { $0.count <= 80 })
      let none = try simrun("explain", "duel.yaml", "--outcome", "blood", "--typical", "-n", "200")
      #expect(none.code == 2)
      #expect(
        none.err
          == "simrun: none of 200 trials ended in 'blood'; --nearest explains the one that came closest\n"
      )
      let nearest = try simrun(
        "explain", "duel.yaml", "--outcome", "blood", "--nearest", "-n", "200")
      #expect(nearest.code == 0)
      #expect(
        nearest.out.contains(
          "Of 200 trials, none ended in blood. Of the others this one came closest."))
      #expect(nearest.out.contains("Missing for blood: skill > 2 does not hold (skill is 0.9"))
      let unknown = try simrun("explain", "duel.yaml", "--outcome", "wan", "--typical", "-n", "200")
      #expect(unknown.code == 2)
      #expect(unknown.err == "simrun: there is no outcome 'wan'; did you mean 'won'?\n")
    }
  }

  @Test
  func `the trial must be named in one way`() throws {
    try Executable.inFolder { simrun in
      let usage: [([String], String)] = [
        ([], "say which trial: --trial, or --outcome with --typical or --nearest"),
        (
          ["--trial", "1", "--typical"],
          "say which trial: --trial, or --outcome with --typical or --nearest"
        ),
        (["--typical"], "--typical and --nearest need --outcome"),
        (["--trial", "1", "--outcome", "x"], "--outcome needs --typical or --nearest"),
        (["--trial", "-1"], "--trial must be a number from 0, but it is -1"),
      ]
      for (options, message) in usage {
        let finished = try simrun.finished(["explain", "coin.yaml"] + options)
        #expect(finished.code == 2, "\(options)")
        #expect(finished.err.contains(message), "\(options): \(finished.err)")
      }
    }
  }
}
