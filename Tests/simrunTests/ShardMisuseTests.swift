import Foundation
import Testing

@Suite("plans and shards, used wrongly") struct ShardMisuseTests {
  @Test func `Wrong use is one line`() throws {
    try Executable.inFolder { simrun in
      #expect(
        try simrun("plan", "coin.yaml", "-n", "5000", "--shards", "2", "-o", "p", "-q").code == 0)
      let cases: [([String], String)] = [
        (["run"], "Missing expected argument '<file> ...'. See 'simrun help run'."),
        (
          ["run", "--shard", "1"],
          "--shard goes with --plan. See 'simrun help run'."
        ),
        (
          ["run", "--plan", "p", "-n", "5"],
          "--trials cannot be given with --plan, which says what is run. See 'simrun help run'."
        ),
        (
          ["run", "coin.yaml", "--plan", "p"],
          "a file cannot be given with --plan, which says what is run. See 'simrun help run'."
        ),
        (
          ["run", "--plan", "p", "--shard", "1", "-o", "x"],
          "--out cannot be given with --shard: its part stands beside the plan, and a part that was "
            + "begun is gone on with. See 'simrun help run'."
        ),
        (
          ["run", "--plan", "p", "--shard", "1", "--format", "json"],
          "--format is for an answer; a shard has none, but 'simrun merge' has. See 'simrun help run'."
        ),
        (
          ["run", "--plan", "p", "--shard", "3"], "--shard must be from 1 to 2, but it is 3"
        ),
        (
          ["run", "--plan", "p", "--shard", "1/3"],
          "--shard 1/3: p/plan.json has 2 shards, not 3"
        ),
        (
          ["run", "--plan", "p", "--shard", "x"],
          "--shard must be a number, as 3 or 3/64, but it is 'x'"
        ),
        (
          ["run", "--plan", "q", "--shard", "1"], "cannot read q: no such file"
        ),
        (
          ["plan"],
          "there is nothing to plan: give a command, as run scenario.yaml. See 'simrun help plan'."
        ),
        (
          ["plan", "coin.yaml", "--shards", "0"],
          "--shards must be from 1 to 100,000, but it is 0. See 'simrun help plan'."
        ),
        (
          ["plan", "validate", "coin.yaml"],
          "'simrun validate' runs no study, so there is nothing to plan"
        ),
        (
          ["plan", "search", "coin.yaml", "--maximize", "heads"],
          "'simrun search' cannot be planned: what a stage runs depends on what the stages before it came "
            + "to. It is run on one machine, with -j threads"
        ),
        (
          ["plan", "verify", "coin.yaml"],
          "'simrun verify' cannot be planned: each of its files is judged by trials of its own. It is run on "
            + "one machine, with -j threads"
        ),
        (
          ["plan", "score", "forecasts.csv"],
          "'simrun score' runs trials with --model alone; without, there is nothing to plan"
        ),
        (
          ["plan", "coin.yaml", "--precision", "0.01"],
          "a plan is of a fixed number of trials that are to be run: leave out --precision"
        ),
        (
          ["plan", "discover", "r.csv"],
          "a plan is of a fixed number of trials that are to be run: leave out r.csv"
        ),
        (
          ["plan", "coin.yaml", "-j", "2"],
          "--jobs is no part of a plan; give it to 'simrun run --plan'"
        ),
        (
          ["plan", "coin.yaml", "--max-time", "1h"],
          "--max-time is no part of a plan; give it to 'simrun run --plan'"
        ),
        (
          ["plan", "coin.yaml", "--sed", "2"],
          "Unknown option '--sed'. Did you mean '--seed'? See 'simrun help run'."
        ),
        (
          ["plan", "coin.yaml", "-n", "7000", "-o", "p"],
          "p/plan.json is another plan; use another --out, or --force to replace it and its parts"
        ),
        (
          ["run", "coin.yaml", "--max-time", "soon"],
          "The value 'soon' is invalid for '--max-time <time>': it must be a time such as 11h, 90m, "
            + "1h30m or 2:30:00. See 'simrun help run'."
        ),
      ]
      for (arguments, message) in cases {
        let finished = try simrun.finished(arguments)
        #expect(finished.code == 2, "\(arguments)")
        #expect(finished.err == "simrun: \(message)\n")
        #expect(finished.out == "")
      }
    }
  }

  @Test func `More shards than blocks of trials are said to be more than is needed`() throws {
    try Executable.inFolder { simrun in
      let cases = [
        (
          ["run", "coin.yaml", "-n", "2000", "--shards", "16"],
          "14 shards have nothing to run: there are 2 blocks of up to 1,024 trials; --shards 2 is enough"
        ),
        (
          ["run", "coin.yaml", "-n", "100", "--shards", "2"],
          "1 shard has nothing to run: there is 1 block of up to 1,024 trials; --shards 1 is enough"
        ),
      ]
      for (arguments, message) in cases {
        let planned = try simrun.finished(["plan"] + arguments + ["-o", "p", "--force"])
        #expect(planned.code == 0)
        #expect(planned.err == "simrun: \(message)\n")
      }
      let enough = try simrun("plan", "coin.yaml", "-n", "2000", "--shards", "2", "-o", "q")
      #expect(enough.code == 0 && enough.err == "")
    }
  }

  @Test func `A plan that was changed is refused`() throws {
    try Executable.inFolder { simrun in
      _ = try simrun("plan", "coin.yaml", "-n", "5000", "--shards", "2", "-o", "p", "-q")
      let text = try simrun.read("p/plan.json")
      try simrun.write(text.replacing("uniform(0, 1)", with: "uniform(0, 2)"), to: "p/plan.json")
      let changed = try simrun("run", "--plan", "p", "--shard", "1")
      #expect(changed.code == 65)
      #expect(
        changed.err
          == "simrun: p/plan.json was changed after it was written: its name is not that of its text. "
          + "Bring it back as it was, or plan anew with --force, which removes its parts\n")
      #expect(try simrun.names("p") == ["plan.json"])
      // Another number of shards alone comes to the same study, but its parts would not belong together.
      try simrun.write(text.replacing("\"shards\": 2", with: "\"shards\": 3"), to: "p/plan.json")
      for arguments in [["run", "--plan", "p", "--shard", "1"], ["shards", "p"], ["merge", "p"]] {
        let refused = try simrun.finished(arguments)
        #expect(refused.code == 65 && refused.out == "" && refused.err == changed.err)
      }
      // As it was it is a plan again.
      try simrun.write(text, to: "p/plan.json")
      #expect(try simrun("run", "--plan", "p", "--shard", "1", "-q").code == 0)
      // Help is no study, and no other plan is.
      for arguments in [#""run", "--help""#, #""run", "--plan", "q""#, #""check", "coin.yaml""#] {
        let start = try #require(text.range(of: "["))
        let end = try #require(text.range(of: "]"))
        let other = text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: arguments)
        try simrun.write(other, to: "p/plan.json")
        let refused = try simrun("run", "--plan", "p", "--shard", "1")
        #expect(refused.code == 65)
        #expect(refused.out == "")
        #expect(refused.err == changed.err)
      }
    }
  }
}
