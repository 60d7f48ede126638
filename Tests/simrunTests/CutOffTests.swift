import Foundation
import Testing

@Suite("Runs that are cut off")
struct CutOffTests {
  private let endless = "1000000000000"

  /// A run with a checkpoint after every block, which is there when this returns.
  private func begun(
    _ simrun: Executable, _ arguments: [String], shell prefix: String = "", out: String = "out"
  ) throws -> (process: Process, err: Pipe) {
    let process = try simrun.process(
      [], environment: ["SIMRUN": try Executable.path(), "SIMRUN_CHECKPOINT_SECONDS": "0"])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let words = (["run", "coin.yaml", "-o", out, "-q"] + arguments).joined(separator: " ")
    process.arguments = ["-c", "\(prefix) exec \"$SIMRUN\" \(words)"]
    let err = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = err
    try process.run()
    let work = simrun.folder + "/" + out
    while process.isRunning {
      let isThere = [".partial-simrun", "/.partial-simrun"].contains { folder in
        (1...9).contains {
          FileManager.default.fileExists(atPath: work + "\(folder)/\($0)/checkpoint.bin")
        }
      }
      if isThere { break }
      usleep(5_000)
    }
    return (process, err)
  }

  private func reported(_ begun: (process: Process, err: Pipe)) -> String {
    begun.process.waitUntilExit()
    return String(decoding: begun.err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Each is killed a little later than the one before, in whatever it does then.
  @Test
  func `Killed again and again a run still comes to the same bytes`() throws {
    try Executable.inFolder { simrun in
      let arguments = ["-n", "60000", "--keep-trials"]
      #expect(try simrun.finished(["run", "coin.yaml", "-o", "fresh", "-q"] + arguments).code == 0)
      for (round, delay) in [0, 3_000, 20_000, 50_000].enumerated() {
        let first = try begun(simrun, arguments + (round == 0 ? [] : ["--resume"]))
        usleep(useconds_t(delay))
        kill(first.process.processIdentifier, SIGKILL)
        first.process.waitUntilExit()
        // It may have been done by then.
        if first.process.terminationStatus == 0 { break }
      }
      let finished = try simrun.finished(
        ["run", "coin.yaml", "-o", "out", "-q", "--resume"] + arguments)
      #expect(finished.code == 0)
      try simrun.expectEqual("out", "fresh")
      #expect(try simrun.names() == ["coin.yaml", "fresh", "out"])
    }
  }

  @Test
  func `The next run says what it goes on from, or that it may not remove it`() throws {
    try Executable.inFolder { simrun in
      let cut = try begun(simrun, ["-n", "200000"])
      kill(cut.process.processIdentifier, SIGKILL)
      cut.process.waitUntilExit()
      let plain = try simrun("run", "coin.yaml", "-o", "out", "-n", "200000")
      #expect(plain.code == 74)
      #expect(
        plain.err
          == "simrun: out has the checkpoint of a run that was cut off; use --resume to go on from "
          + "it, --force to run anew, or another --out\n")
      let resumed = try simrun(
        "run", "coin.yaml", "-o", "out", "-n", "200000", "--resume", "--quiet")
      #expect(resumed.code == 0)
      #expect(resumed.err.hasPrefix("simrun: out: a run was cut off here; its checkpoint of "))
      #expect(resumed.err.hasSuffix(" trials is gone on from\n"))
      #expect(try simrun.names() == ["coin.yaml", "out"])
    }
  }

  @Test
  func `A second Ctrl-C ends at once and leaves the last checkpoint`() throws {
    try Executable.inFolder { simrun in
      let cut = try begun(simrun, ["-n", endless])
      // Both are waiting before the program can take the first.
      kill(cut.process.processIdentifier, SIGSTOP)
      kill(cut.process.processIdentifier, SIGINT)
      kill(cut.process.processIdentifier, SIGTERM)
      kill(cut.process.processIdentifier, SIGCONT)
      cut.process.waitUntilExit()
      #expect(cut.process.terminationStatus == 130)
      // Where the first was enough, the results are there instead.
      let names = try simrun.names()
      #expect(names == ["coin.yaml", "out.partial-simrun"] || names == ["coin.yaml", "out"])
    }
  }

  @Test(arguments: [1, 24])
  func `A closed terminal and the limit of CPU time end a run in order`(_ signal: Int32) throws {
    #expect([SIGHUP, SIGXCPU].contains(signal))
    try Executable.inFolder { simrun in
      let cut = try begun(simrun, ["-n", endless])
      for _ in 0..<3 { kill(cut.process.processIdentifier, signal) }
      #expect(reported(cut) == "simrun: interrupted; out holds what was complete\n")
      #expect(cut.process.terminationStatus == 130)
      #expect(try simrun.names() == ["coin.yaml", "out"])
    }
  }

  @Test
  func `A limit of CPU time that would kill is met a little before`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.shell(
        "ulimit -t 2; \"$SIMRUN\" run coin.yaml -o out -q -n \(endless)")
      #expect(finished.code == 130)
      #expect(finished.err == "simrun: interrupted; out holds what was complete\n")
    }
  }

  @Test(arguments: ["HUP", "INT", "TERM"])
  func `What the program was started to ignore it ignores`(_ name: String) throws {
    try Executable.inFolder { simrun in
      let numbers = ["HUP": SIGHUP, "INT": SIGINT, "TERM": SIGTERM]
      let signal = try #require(numbers[name])
      let run = try begun(simrun, ["-n", "3000000"], shell: "trap '' \(name);")
      kill(run.process.processIdentifier, signal)
      usleep(20_000)
      kill(run.process.processIdentifier, signal)
      #expect(reported(run) == "")
      #expect(run.process.terminationStatus == 0)
      #expect(try simrun.read("out/manifest.json").contains("\"complete\": true"))
    }
  }

  @Test
  func `A file that may not grow is one line, and what was done can be gone on with`() throws {
    try Executable.inFolder { simrun in
      let run = try begun(
        simrun, ["-n", endless, "--keep-trials", "-j", "1"], shell: "ulimit -f 600;")
      #expect(
        reported(run)
          == "simrun: cannot write out/trials.csv: the file grew too large; --resume goes on from "
          + "the last checkpoint\n")
      #expect(run.process.terminationStatus == 74)
      #expect(try simrun.names() == ["coin.yaml", "out.partial-simrun"])
      let resumed = try simrun.finished(
        ["run", "coin.yaml", "-o", "out", "-q", "--resume", "--keep-trials", "-n", "40000"])
      #expect(resumed.code == 0)
      let fresh = try simrun.finished(
        ["run", "coin.yaml", "-o", "fresh", "-q", "--keep-trials", "-n", "40000"])
      #expect(fresh.code == 0)
      try simrun.expectEqual("out", "fresh")
    }
  }

  @Test
  func `Too few open files are seen before anything is run`() throws {
    try Executable.inFolder { simrun in
      for most in [8, 12, 16] {
        let finished = try simrun.shell(
          "ulimit -n \(most); \"$SIMRUN\" run coin.yaml -o out -n \(endless)")
        #expect(finished.code == 74)
        #expect(
          finished.err.hasSuffix(": too many files are open; raise the limit (ulimit -n)\n"))
      }
      #expect(try simrun.names() == ["coin.yaml"])
    }
  }

  @Test
  func `Of runs into one folder at the same time one has it whole, the others say so`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("run", "coin.yaml", "-o", "out", "-n", "9", "-q").code == 0)
      for seed in [2, 4, 6, 8] {
        let both = try [seed, seed + 1].map { one in
          let process = try simrun.process(
            ["run", "coin.yaml", "-o", "out", "-n", "3000", "-q", "--force", "--keep-trials"]
              + ["--seed", "\(one)"])
          let err = Pipe()
          process.standardError = err
          try process.run()
          return (process: process, err: err)
        }
        let reported = both.map(reported)
        let manifest = try simrun.read("out/manifest.json")
        let whole = try #require(
          [seed, seed + 1].first { manifest.contains("\"seed\": \($0),") })
        #expect(try simrun.lines("out/trials.csv")[1].hasPrefix("coin,0,0,\(whole),"))
        #expect(both.contains { $0.process.terminationStatus == 0 })
        for (one, reported) in zip(both, reported) where one.process.terminationStatus != 0 {
          #expect(one.process.terminationStatus == 74)
          #expect(
            reported
              == "simrun: another run is writing to out; wait until it has ended or use another "
              + "--out\n")
        }
      }
    }
  }

  @Test
  func `A pace that is no number of seconds is wrong use`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun(
        "run", "coin.yaml", environment: ["SIMRUN_CHECKPOINT_SECONDS": "often"])
      #expect(finished.code == 2)
      #expect(
        finished.err
          == "simrun: SIMRUN_CHECKPOINT_SECONDS must be a number of seconds from 0 to 1,000,000\n")
    }
  }
}
