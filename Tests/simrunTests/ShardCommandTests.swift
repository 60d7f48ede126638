import Foundation
import Testing

@Suite("plan, shards and merge") struct ShardCommandTests {
  /// What a command prints, with the name of its folder left out.
  private func answer(_ finished: Executable.Finished, _ folder: String) -> String {
    finished.out.replacing(folder, with: "F")
  }

  private static let commands: [[String]] = [
    ["run", "coin.yaml", "walk.yaml", "-n", "3000", "--seed", "7", "--keep-trials"],
    ["run", "coin.yaml", "-n", "3000", "--set", "parameters.p=0.3"],
    [
      "sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:25", "-n", "600", "--cross",
      "heads=0.5",
    ],
    ["batch", "many.yaml"],
    ["compare", "coin.yaml", "walk.yaml", "-n", "2500"],
    ["compare", "coin.yaml", "--set", "parameters.p=0.3", "-n", "2500"],
    ["condition", "coin.yaml", "--given", "p > 0.4", "-n", "2500"],
    ["discover", "coin.yaml", "-n", "2500"],
    ["drivers", "coin.yaml", "-n", "2500"],
    ["sensitivity", "coin.yaml", "-n", "1500", "--trajectories", "4", "--morris-trials", "64"],
    ["score", "forecasts.csv", "--model", "week.yaml", "-n", "2500"],
    ["worth", "coin.yaml", "other.yaml", "--value", "heads=1", "-n", "1600", "--repeats", "8"],
  ]

  private func inFolder(_ body: (Executable) throws -> Void) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.walk, to: "walk.yaml")
      try simrun.write(
        Sample.coin.replacing("scenario: coin", with: "scenario: other")
          .replacing("uniform(0.2, 0.6)", with: "uniform(0.3, 0.4)"), to: "other.yaml")
      try simrun.write(
        """
        batch: many
        scenarios: [coin.yaml]
        trials: 1200
        points:
          - sample: {method: latin_hypercube, points: 22, over: {parameters.p: "0.1:0.9"}}
        """, to: "many.yaml")
      try simrun.write(ScoreCommandTests.forecasts, to: "forecasts.csv")
      try simrun.write(ScoreCommandTests.model, to: "week.yaml")
      try body(simrun)
    }
  }

  @Test func `A part is the same whether its run says something or not`() throws {
    try inFolder { simrun in
      for folder in ["loud", "quiet"] {
        _ = try simrun("plan", "coin.yaml", "-n", "3000", "--shards", "2", "-o", folder, "-q")
      }
      #expect(try simrun("run", "--plan", "loud", "--shard", "2").code == 0)
      #expect(try simrun("run", "--plan", "quiet", "--shard", "2", "-q").code == 0)
      #expect(
        FileManager.default.contentsEqual(
          atPath: simrun.folder + "/loud/parts/2-of-2.part",
          andPath: simrun.folder + "/quiet/parts/2-of-2.part"))
    }
  }

  /// The files are gone when the shards are run: the plan has them.
  @Test(arguments: commands)
  func `The folder and the answer are those of the command, byte for byte`(_ command: [String])
    throws
  {
    try inFolder { simrun in
      let whole = try simrun.finished(command + ["-o", "whole"])
      #expect(whole.code == 0, "\(whole.err)")
      let plan = try simrun.finished(["plan"] + command + ["--shards", "3", "-o", "p", "-q"])
      #expect(plan.code == 0, "\(plan.err)")
      #expect(plan.out == "")
      let files = [
        "coin.yaml", "walk.yaml", "other.yaml", "many.yaml", "forecasts.csv", "week.yaml",
      ]
      for name in files {
        try FileManager.default.removeItem(atPath: "\(simrun.folder)/\(name)")
      }
      for shard in ["3/3", "1", "2/3"] {
        let made = try simrun("run", "--plan", "p", "--shard", shard, "-j", "2")
        #expect(made.code == 0, "\(made.err)")
        #expect(made.out.hasPrefix("p/parts/\(shard.prefix(1))-of-3.part: "), "\(made.out)")
      }
      let merged = try simrun("merge", "p/plan.json", "-o", "merged")
      #expect(merged.code == 0, "\(merged.err)")
      #expect(answer(merged, "merged") == answer(whole, "whole"))
      try simrun.expectEqual("merged", "whole")
      // A plan can be run as a whole too.
      #expect(try simrun("run", "--plan", "p", "-o", "at-once", "-q").code == 0)
      try simrun.expectEqual("at-once", "whole")
    }
  }

  /// What is kept of them takes little room; the rows of other tables are only on the disk.
  @Test func `Differences of more than twenty points and files are said by a merge`() throws {
    try inFolder { simrun in
      let files = (1...21).map { "coin-\($0).yaml" }
      for (k, file) in files.enumerated() {
        let text = Sample.coin.replacing("scenario: coin", with: "scenario: coin-\(k + 1)")
        try simrun.write(text.replacing("0.2, 0.6", with: "0.2, 0.6\(k + 10)"), to: file)
      }
      let commands = [
        ["sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:25", "-n", "600"],
        ["compare"] + files + ["-n", "1100"],
        ["compare"] + files + ["-n", "1100", "--all-pairs"],
      ]
      for (k, command) in commands.enumerated() {
        for format in ["text", "json"] {
          let whole = try simrun.finished(command + ["-o", "whole", "--force", "--format", format])
          #expect(whole.code == 0, "\(whole.err)")
          if format == "json" { #expect(whole.out.contains("\"differences\": [\n")) }
          let plan = "p-\(k)"
          if format == "text" {
            let planned = ["plan"] + command + ["--shards", "2", "-o", plan, "-q"]
            #expect(try simrun.finished(planned).code == 0)
            for shard in ["1", "2"] {
              #expect(try simrun("run", "--plan", plan, "--shard", shard, "-q").code == 0)
            }
          }
          let merged = try simrun("merge", plan, "-o", "merged", "--force", "--format", format)
          #expect(merged.code == 0, "\(merged.err)")
          #expect(answer(merged, "merged") == answer(whole, "whole"))
          try simrun.expectEqual("merged", "whole")
        }
      }
    }
  }

  @Test func `What is there and what is missing is said, for people and programs`() throws {
    try Executable.inFolder { simrun in
      let plan = try simrun("plan", "coin.yaml", "-n", "9,000", "--shards", "4", "-o", "p")
      #expect(
        plan.out == """
          p/plan.json: 1 scenario of 9,000 trials, in 4 shards.

          Run each shard:  simrun run --plan p --shard 1/4
          What is there:   simrun shards p
          Then:            simrun merge p

          """)
      let none = try simrun("shards", "p")
      #expect(none.code == 6)
      #expect(
        none.out == """
          p/parts: 0 of 4 parts are there
          missing: 1-4
          lacking: 9,000 trials
          to run:  simrun run --plan p/plan.json --shard K, K in 1-4

          """)
      let first = try simrun("run", "--plan", "p", "--shard", "1/4")
      #expect(first.out.hasPrefix("p/parts/1-of-4.part: 2,048 trials in "))
      let again = try simrun("run", "--plan", "p", "--shard", "1/4")
      #expect(again.out == "p/parts/1-of-4.part is there already\n")
      #expect(try simrun("run", "--plan", "p", "--shard", "3", "-q").out == "")
      try simrun.write("simrun-part/3\nxxxxxxxxxxxxxxxx", to: "p/parts/4-of-4.part")
      let some = try simrun("shards", "p")
      #expect(
        some.out == """
          p/parts: 2 of 4 parts are there
          missing: 2
          damaged: 4
          lacking: 4,904 trials
          to run:  simrun run --plan p/plan.json --shard K, K in 2,4

          """)
      #expect(some.code == 6)
      let json = try simrun("shards", "p", "--format", "json")
      #expect(json.code == 6)
      for line in [
        "\"complete\": false", "\"damaged\": \"4\"", "\"lacking_points\": 1",
        "\"lacking_trials\": 4904", "\"missing\": \"2\"", "\"shards\": 4", "\"sides\": 0",
        "\"there\": \"1,3\"",
        "\"to_run\": \"2,4\"", "\"format\": \"simrun-parts/1\"",
      ] {
        #expect(json.out.contains("  " + line), "\(line)")
      }
      let merge = try simrun("merge", "p", "-o", "r")
      #expect(merge.code == 6)
      #expect(
        merge.err == """
          simrun: p/parts/4-of-4.part is not as it was written
          simrun: part 2 of 4 is missing, part 4 of 4 is damaged; nothing was merged. Run 'simrun run \
          --plan p/plan.json --shard K' for each K in 2,4

          """)
      #expect(try simrun.names() == ["coin.yaml", "p"])
      for shard in ["2", "4"] { _ = try simrun("run", "--plan", "p", "--shard", shard) }
      let all = try simrun("shards", "p")
      #expect(all.code == 0)
      #expect(
        all.out == "p/parts: 4 of 4 parts are there\nto do:   simrun merge p/plan.json\n")
      try simrun.write("x", to: "p/parts/1-of-5.part")
      let foreign = try simrun("shards", "p")
      #expect(foreign.code == 65)
      #expect(
        foreign.out
          == "p/parts: 4 of 4 parts are there\n"
          + "refused: p/parts/1-of-5.part is of another division of the study than into 4\n")
      let refused = try simrun("merge", "p", "-o", "r")
      #expect(refused.code == 65)
      #expect(
        refused.err
          == "simrun: p/parts/1-of-5.part is of another division of the study than into 4\n"
          + "simrun: nothing was merged; move these files away and run their shards\n")
    }
  }

  @Test func `Points that are missing are counted`() throws {
    try Executable.inFolder { simrun in
      _ = try simrun(
        "plan", "sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:6", "-n", "100",
        "--shards=2",
        "-o", "p.json", "-q")
      _ = try simrun("run", "--plan", "p.json", "--shard", "1")
      let some = try simrun("shards", "p.json")
      #expect(
        some.out == """
          p-parts: 1 of 2 parts is there
          missing: 2
          lacking: 300 trials of 3 of 6 points
          to run:  simrun run --plan p.json --shard K, K in 2

          """)
    }
  }
}
