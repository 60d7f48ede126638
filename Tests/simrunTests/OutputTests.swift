import Foundation
import Testing

struct OutputTests {
  /// So many trials that a test would not end if they were run first.
  private let endless = "1000000000000"

  @Test func `existing results are refused before running`() throws {
    try Executable.inFolder { simrun in
      #expect(try simrun("run", "coin.yaml", "-n", "100").code == 0)
      let before = try simrun.read("results/coin/manifest.json")
      let again = try simrun("run", "coin.yaml", "-n", endless)
      #expect(again.code == 74)
      #expect(
        again.err
          == "simrun: results/coin already exists; use --force to replace it or another --out\n")
      #expect(again.out == "")
      #expect(try simrun.read("results/coin/manifest.json") == before)
      #expect(try simrun("run", "coin.yaml", "-n", "200", "--force").code == 0)
      #expect(try simrun.read("results/coin/manifest.json") != before)
      #expect(try simrun.names("results") == ["coin"])
    }
  }

  @Test func `unwritable folders are refused before running`() throws {
    try Executable.inFolder { simrun in
      for folder in ["coin.yaml", "coin.yaml/x"] {
        let finished = try simrun("run", "coin.yaml", "-n", endless, "-o", folder)
        #expect(finished.code == 74)
        #expect(finished.err == "simrun: coin.yaml is a file, not a folder; use another --out\n")
      }
      #if os(Linux)
        let inProc = try simrun("run", "coin.yaml", "-n", endless, "-o", "/proc/x")
        #expect(inProc.code == 74)
        #expect(inProc.err == "simrun: cannot write /proc/x: No such file or directory\n")
      #endif
      #expect(try simrun.names() == ["coin.yaml"])
    }
  }

  #if os(Linux)
    @Test func `full standard output`() throws {
      try Executable.inFolder { simrun in
        let finished = try simrun.shell("\"$SIMRUN\" run coin.yaml -n 100 > /dev/full")
        #expect(finished.code == 74)
        #expect(
          finished.err == "simrun: cannot write standard output: no space left on the disk\n")
        #expect(try simrun.lines("results/coin/outcomes.csv").count == 3)
        #expect(try simrun.shell("\"$SIMRUN\" --help > /dev/full").code == 74)
      }
    }
  #endif

  @Test func `closed pipe`() throws {
    try Executable.inFolder { simrun in
      let finished = try simrun.shell(
        """
        { sleep 0.3; "$SIMRUN" run coin.yaml -n 1000; echo $? > code; } | true
        """)
      #expect(
        finished.err == "simrun: cannot write standard output: the reader closed the pipe\n")
      #expect(try simrun.read("code") == "74\n")
      #expect(try simrun.lines("results/coin/outcomes.csv").count == 3)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `interruption keeps what is complete`(_ signal: Int32) throws {
    try Executable.inFolder { simrun in
      let process = try simrun.process([
        "run", "coin.yaml", "-n", endless, "--keep-trials", "-o", "out", "-j", "2",
      ])
      let err = Pipe()
      process.standardOutput = FileHandle.nullDevice
      process.standardError = err
      try process.run()
      while process.isRunning, try !hasRows(simrun) { usleep(20_000) }
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let reported = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(reported == "simrun: interrupted; out holds what was complete\n")
      #expect(try simrun.read("out/manifest.json").contains("\"complete\": false"))
      let rows = try simrun.lines("out/trials.csv").count - 1
      #expect(
        try simrun.read("out/manifest.json").contains(
          "\"trials_completed\": {\n    \"coin\": \(rows)\n  }"))
      let cells = try simrun.lines("out/outcomes.csv")[1].split(separator: ",")
      #expect(rows > 0 && rows % 1_024 == 0)
      #expect(cells[4] == "\(rows)")
      #expect(try simrun.names() == ["coin.yaml", "out"])
    }
  }

  /// Rows of trials are there: blocks have been done.
  private func hasRows(_ simrun: Executable) throws -> Bool {
    guard let partial = try simrun.names().first(where: { $0.hasPrefix("out.partial-") })
    else { return false }
    let path = simrun.folder + "/\(partial)/1/trials.csv"
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return (size ?? 0) > 0
  }
}
