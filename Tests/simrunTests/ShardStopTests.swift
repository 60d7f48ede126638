import Foundation
import Testing

@Suite("shards that are stopped") struct ShardStopTests {
  // MARK: --max-time

  @Test func `A run whose time is up keeps what it has, ends with 75 and can be gone on with`()
    throws
  {
    try Executable.inFolder { simrun in
      let stopped = try simrun(
        "run", "coin.yaml", "-n", "1e9", "-q", "-o", "r", "--max-time", "0.4s")
      #expect(stopped.code == 75)
      #expect(stopped.err == "simrun: stopped by --max-time; r holds what was complete\n")
      let manifest = try simrun.read("r/manifest.json")
      #expect(manifest.contains("\"complete\": false"))
    }
  }

  /// Every start gets on by a block at least, also of many points, whose blocks are not kept once they are
  /// finished.
  @Test(arguments: [
    ["run", "coin.yaml", "-n", "12000"],
    ["sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:21", "-n", "2048"],
    ["sweep", "coin.yaml", "--sweep", "parameters.p=0.2,0.4", "-n", "3000", "--keep-trials"],
    ["sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:5", "-n", "700"],
    ["sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:4", "-n", "700", "--keep-trials"],
    ["condition", "coin.yaml", "--given", "p > 0.4", "-n", "5000"],
    ["sensitivity", "coin.yaml", "-n", "1500", "--method", "sobol"],
  ])
  func `A shard whose time is up goes on from there`(command: [String]) throws {
    try Executable.inFolder { simrun in
      _ = try simrun.finished(["plan"] + command + ["--shards", "1", "-o", "p", "-q"])
      var codes: [Int32] = []
      var lines: Set<String> = []
      for _ in 0..<100 where codes.last != 0 {
        let run = try simrun(
          "run", "--plan", "p", "--shard", "1", "-q", "-j", "1", "--max-time", "0.001s")
        codes.append(run.code)
        if run.code == 75 { lines.insert(run.err) }
      }
      #expect(codes.last == 0)
      #expect(codes.contains(75))
      #expect(Set(codes).isSubset(of: [0, 75]))
      #expect(
        lines == [
          "simrun: stopped by --max-time; the same command goes on from what shard 1/1 has in p/parts\n"
        ])
      #expect(try simrun("merge", "p", "-o", "merged", "-q").code == 0)
      #expect(try simrun.finished(command + ["-o", "whole", "-q"]).code == 0)
      try simrun.expectEqual("merged", "whole")
    }
  }

  /// As a first file and as the base of another it has different names in the results.
  @Test func `A file may be run and be extended by another in one plan`() throws {
    try Executable.inFolder { simrun in
      try FileManager.default.createDirectory(
        atPath: simrun.folder + "/f", withIntermediateDirectories: true)
      try simrun.write(Sample.coin, to: "f/coin.yaml")
      try simrun.write("format: 1\nextends: coin.yaml\nscenario: other\n", to: "f/other.yaml")
      let command = ["run", "f/coin.yaml", "f/other.yaml", "-n", "1500", "-q"]
      #expect(
        try simrun.finished(["plan"] + command.dropLast() + ["-q", "-o", "p", "--shards", "1"]).code
          == 0)
      let run = try simrun("run", "--plan", "p", "--shard", "1", "-q")
      #expect(run.err == "")
      #expect(run.code == 0)
      #expect(try simrun("merge", "p", "-o", "merged", "-q").code == 0)
      #expect(try simrun.finished(command + ["-o", "whole"]).code == 0)
      try simrun.expectEqual("merged", "whole")
    }
  }

  // MARK: Cut off

  /// When they are killed is left to chance: each time is one to be tried.
  @Test func `A shard that is killed again and again comes to the same part`() throws {
    try Executable.inFolder { simrun in
      let command = [
        "plan", "sweep", "coin.yaml", "--sweep", "parameters.p=0.1:0.9:25", "-n", "9000",
        "--shards", "2", "-q", "-o",
      ]
      for folder in ["p", "q"] { _ = try simrun.finished(command + [folder]) }
      let began = ContinuousClock.now
      for shard in ["1", "2"] { _ = try simrun("run", "--plan", "q", "--shard", shard, "-q") }
      // About what one takes, and half of that more, in microseconds.
      let most = UInt32((ContinuousClock.now - began) / .microseconds(1) * 0.75)
      var random = SystemRandomNumberGenerator()
      var killed = 0
      for shard in ["1", "2"] {
        while !(try simrun.names("p").contains("parts")
          && simrun.names("p/parts").contains("\(shard)-of-2.part"))
        {
          let process = try simrun.process(
            ["run", "--plan", "p", "--shard", shard, "-q", "-j", "1"],
            environment: ["SIMRUN_CHECKPOINT_SECONDS": "0"])
          process.standardError = FileHandle.nullDevice
          try process.run()
          usleep(UInt32.random(in: 1_000...max(150_000, most), using: &random))
          if process.isRunning { killed += 1 }
          kill(process.processIdentifier, SIGKILL)
          process.waitUntilExit()
        }
      }
      #expect(killed > 0)
      for shard in ["1-of-2.part", "2-of-2.part"] {
        #expect(
          FileManager.default.contentsEqual(
            atPath: simrun.folder + "/p/parts/" + shard,
            andPath: simrun.folder + "/q/parts/" + shard))
      }
    }
  }

  @Test func `Two copies of a shard at once both end well`() throws {
    try Executable.inFolder { simrun in
      _ = try simrun("plan", "coin.yaml", "-n", "400k", "--shards", "1", "-o", "p", "-q")
      let both = try simrun.shell(
        "\"$SIMRUN\" run --plan p --shard 1 -q & \"$SIMRUN\" run --plan p --shard 1 -q; A=$?; wait $!; "
          + "echo $A $?")
      #expect(both.out == "0 0\n")
      #expect(both.err == "")
      #expect(try simrun.names("p/parts") == ["1-of-1.json", "1-of-1.part"])
    }
  }

  @Test func `Where the disk lets no part grow there is none`() throws {
    try Executable.inFolder { simrun in
      _ = try simrun(
        "plan", "coin.yaml", "-n", "60k", "--keep-trials", "--shards", "1", "-o", "p", "-q")
      let full = try simrun.shell("ulimit -f 300; \"$SIMRUN\" run --plan p --shard 1 -q")
      #expect(full.code == 74)
      #expect(full.err.hasPrefix("simrun: cannot write p/parts/"))
      #expect(full.err.contains(": the file grew too large"))
      #expect(try !simrun.names("p/parts").contains { $0.hasSuffix(".part") })
      #expect(try simrun("run", "--plan", "p", "--shard", "1", "-q").code == 0)
      #expect(try simrun.names("p/parts") == ["1-of-1.json", "1-of-1.part"])
    }
  }
}
