import Foundation
import Testing

/// The folders of `simrun search`: what is refused before anything is run, and what a search goes on from.
@Suite("search folders") struct SearchFolderTests {
  private static let scenario = """
    format: 1
    scenario: small
    title: A small choice
    parameters: {x: 0.2, mood: "uniform(0, 1)"}
    levers:
      x: {path: parameters.x, range: [0, 1]}
    outcomes:
      deal: {at_end: mood < 0.2 + 0.5 * x}
      none: otherwise

    """

  private static let search = [
    "search", "m.yaml", "--maximize", "deal", "--budget", "50000", "-q", "-o", "r",
  ]

  private func inFolder(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Self.scenario, to: "m.yaml")
      try body(simrun)
    }
  }

  private func makeFolder(_ name: String, _ simrun: Executable) throws {
    try FileManager.default.createDirectory(
      atPath: "\(simrun.folder)/\(name)", withIntermediateDirectories: true)
  }

  @Test
  func `a folder is refused before anything is run`() throws {
    try inFolder { simrun in
      try simrun.write("mine", to: "r")
      let file = try simrun.finished(Self.search)
      #expect(file.code == 74)
      #expect(file.err == "simrun: r is a file, not a folder; use another --out\n")
      try FileManager.default.removeItem(atPath: simrun.folder + "/r")
      try makeFolder("r", simrun)
      try simrun.write("mine", to: "r/notes.txt")
      let foreign = try simrun.finished(Self.search)
      #expect(foreign.code == 74)
      #expect(
        foreign.err == "simrun: r already exists; use --force to replace it or another --out\n")
      let forced = try simrun.finished(Self.search + ["--force"])
      #expect(forced.code == 74)
      #expect(
        forced.err
          == "simrun: r has files but no results of simrun (manifest.json); --force replaces results only: "
          + "use another --out\n")
      #expect(try simrun.names() == ["coin.yaml", "m.yaml", "r"])
      #expect(try simrun.names("r") == ["notes.txt"])
    }
  }

  @Test
  func `an empty folder needs no force, and its manifest says what was asked`() throws {
    try inFolder { simrun in
      try makeFolder("r", simrun)
      #expect(try simrun.finished(Self.search).code == 0)
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: Data(simrun.read("r/manifest.json").utf8))
          as? [String: Any])
      #expect(manifest["seed"] as? Int == 1)
      #expect(manifest["aims"] as? [String] == ["deal"])
      #expect(manifest["budget"] as? String == "50000")
      #expect((manifest["trials"] as? Int ?? 0) > 10_000)
      let inputs = manifest["inputs"] as? [[String: String]]
      #expect(inputs?.first?["path"] == "m.yaml" && inputs?.first?["sha256"]?.count == 64)
      let best = try simrun.read("r/best.yaml")
      #expect(
        best.hasPrefix(
          "# The choice that was found by: simrun search m.yaml --maximize deal --budget 50000 --seed 1\n"
        ))
    }
  }

  @Test
  func `a search goes on only from the same one`() throws {
    try inFolder { simrun in
      let nothing = try simrun.finished(Self.search + ["--resume"])
      #expect(nothing.code == 2)
      #expect(
        nothing.err
          == "simrun: r does not exist, so there is nothing to resume; leave out --resume\n")
      try makeFolder("r", simrun)
      let empty = try simrun.finished(Self.search + ["--resume"])
      #expect(empty.code == 2)
      #expect(empty.err == "simrun: r holds nothing to resume; leave out --resume\n")
      #expect(try simrun.finished(Self.search).code == 0)
      let before = try simrun.read("r/search.csv")
      for (change, what) in [
        (["--seed", "2"], "with another seed"),
        (["--over", "parameters.mood=0:1"], "over other levers"),
        (["--subject-to", "deal >= 10%"], "under other limits"),
        (["--set", "parameters.x=0.3"], "of another file, or with other settings"),
        (["--robust", "mood"], "with another --robust"),
        (["--indifference", "0.01"], "with another --indifference"),
      ] {
        let other = try simrun.finished(Self.search + change + ["--resume"])
        #expect(other.code == 65)
        #expect(
          other.err == "simrun: r was made \(what); run anew with --force or another --out\n")
      }
      for (place, value, what) in [
        (3, "none", "for another aim"), (5, "60000", "with another --budget"),
      ] {
        var words = Self.search + ["--resume"]
        words[place] = value
        let other = try simrun.finished(words)
        #expect(other.code == 65)
        #expect(
          other.err == "simrun: r was made \(what); run anew with --force or another --out\n")
      }
      #expect(try simrun.read("r/search.csv") == before)
      let same = try simrun.finished(Self.search + ["--resume"])
      #expect(same.code == 0, "\(same.err)")
      #expect(try simrun.read("r/search.csv") == before)
    }
  }

  @Test
  func `views need a budget that reaches for each`() throws {
    try inFolder { simrun in
      let names = ["a", "b", "c", "d", "e"]
      let drawn = names.map { "\($0): \"uniform(0, 1)\"" }.joined(separator: ", ")
      try simrun.write(
        Self.scenario.replacing("x: 0.2,", with: "x: 0.2, \(drawn),"), to: "m.yaml")
      let finished = try simrun.finished(
        Self.search + ["--robust", names.joined(separator: ",")])
      #expect(finished.code == 2)
      #expect(
        finished.err
          == "simrun: --budget must be from 68,750 to 1,000,000,000,000 trials for 11 views, but it is 50000. "
          + "See 'simrun help search'.\n")
    }
  }

  /// However short the time is, each start gets on by a part of a stage, and the end has the bytes of one search.
  @Test
  func `a search that has no time gets on with every start`() throws {
    try inFolder { simrun in
      let short = Self.search + ["--max-time", "0.01s"]
      let first = try simrun.finished(short)
      #expect(first.code == 75)
      #expect(
        first.err
          == "simrun: stopped by --max-time before the question was answered; --resume goes on from what was run\n"
      )
      #expect(try simrun.names("r-stages") == ["1-start.txt", "question.json"])
      var code = first.code
      var starts = 1
      while code == 75, starts < 300 {
        code = try simrun.finished(short + ["--resume"]).code
        starts += 1
      }
      #expect(code == 0 && starts > 2, "\(starts)")
      let whole = ["search", "m.yaml", "--maximize", "deal", "--budget", "50000", "-q", "-o", "w"]
      #expect(try simrun.finished(whole).code == 0)
      try simrun.expectEqual("r", "w")
      try simrun.expectEqual("r-stages", "w-stages")
    }
  }
}
