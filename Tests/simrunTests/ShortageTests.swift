import Foundation
import Testing

@Suite("When threads or memory are short")
struct ShortageTests {
  @Test
  func `a run that would take more memory than it may is refused before it starts`() throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.long, to: "long.yaml")
      let run = (command: ["run", "long.yaml", "-o", "r"], size: "10M", shown: "10 MB")
      let verify = (command: ["verify", "long.yaml"], size: "1k", shown: "1 kB")
      for one in [run, verify] {
        let refused = try simrun.finished(one.command + ["-j", "1", "--memory", one.size])
        #expect(refused.code == 71)
        #expect(refused.out == "")
        #expect(refused.err.contains("of 'long' needs about "))
        #expect(
          refused.err.contains(
            " of memory on one thread, but may take \(one.shown) (--memory); most of it, "))
        #expect(refused.err.split(separator: "\n").count == 1)
      }
      #expect(try simrun.names() == ["coin.yaml", "long.yaml"])
      let wrong = try simrun("run", "coin.yaml", "--memory", "lots")
      #expect(wrong.code == 2)
      #expect(
        wrong.err.hasPrefix(
          "simrun: The value 'lots' is invalid for '--memory <size>': it must be a size such as 4G or 512M"
        ))
    }
  }

  @Test
  func `what a run was expected to need stands in its log`() throws {
    try Executable.inFolder { simrun in
      let ended = try simrun("run", "coin.yaml", "-o", "r", "-q")
      #expect(ended.code == 0)
      #expect(try simrun.read("r/run.log.json").contains("\"memory_needed\": "))
    }
  }

  @Test(arguments: [150, 250, 400, 800])
  func `a limit on address space is an answer, not a trace or a wait`(megabytes: Int) throws {
    try Executable.inFolder { simrun in
      let line =
        "ulimit -v \(megabytes * 1024); timeout -s KILL 100 $SIMRUN run coin.yaml -n 3000 -j 4 -q -o r"
      let ended = try simrun.shell(line)
      // 127: the program itself does not fit.
      #expect([0, 70, 71, 127].contains(ended.code), "\(ended.code): \(ended.err)")
      #expect(!ended.err.contains("Backtrac"))
      if ended.code == 0 { #expect(try simrun.names("r").contains("manifest.json")) }
    }
  }

  /// Starts a program with a signal blocked, as some that start others do; not every system has it.
  private static let blocking: String? = {
    let test = Process()
    test.executableURL = URL(fileURLWithPath: "/bin/sh")
    test.arguments = ["-c", "env --block-signal=ABRT true 2>/dev/null"]
    guard (try? test.run()) != nil else { return nil }
    test.waitUntilExit()
    return test.terminationStatus == 0 ? "env --block-signal=ABRT " : nil
  }()

  private static let starts = ["env "] + (blocking.map { [$0] } ?? [])

  /// The signal may be blocked by who starts the program.
  @Test(arguments: starts)
  func `what cannot be known before is one line and an exit code`(start: String) throws {
    try Executable.inFolder { simrun in
      try simrun.write(Sample.long, to: "long.yaml")
      // A program that does not notice is ended all the same. Who waits for a shell waits for what it left
      // behind, so the watch sleeps for short times.
      let ended = try simrun.shell(
        """
        \(start)$SIMRUN run long.yaml -n 100000000 -q -o r & run=$!
        (k=0; while [ $k -lt 600 ]; do sleep 0.1; k=$((k + 1)); done; kill -KILL $run) >/dev/null 2>&1 & watch=$!
        sleep 1; kill -ABRT $run; wait $run; echo $?; kill $watch
        """)
      #expect(ended.out == "70\n")
      #expect(
        ended.err
          == "simrun: out of memory or an internal error; nothing that was complete is lost. Set "
          + "SWIFT_BACKTRACE=enable=yes to see where, and report it with the command and its files.\n"
      )
    }
  }

  /// The shell's own limit does not hold for root, who becomes somebody else.
  private static let asNobody: String? = {
    let become = "setpriv --reuid=65534 --regid=65534 --clear-groups "
    guard getuid() == 0 else { return "" }
    let test = Process()
    test.executableURL = URL(fileURLWithPath: "/bin/sh")
    let path = (try? Executable.path()) ?? ""
    test.arguments = ["-c", become + "\(path) --version >/dev/null 2>&1"]
    guard (try? test.run()) != nil else { return nil }
    test.waitUntilExit()
    return test.terminationStatus == 0 ? become : nil
  }()

  @Test(.enabled(if: asNobody != nil))
  func `without threads the run is done, and says so`() throws {
    let become = try #require(Self.asNobody)
    try Executable.inFolder { simrun in
      _ = chmod(simrun.folder, 0o777)
      #expect(try simrun("run", "coin.yaml", "-n", "5000", "-j", "4", "-q", "-o", "a").code == 0)
      let ended = try simrun.shell(
        "\(become)prlimit --nproc=1 $SIMRUN run coin.yaml -n 5000 -j 4 -q -o b")
      #expect(ended.code == 0)
      #expect(
        ended.err
          == "simrun: b: none of 4 threads could be started; the results are the same, but they take longer\n"
      )
      #expect(try simrun.read("a/outcomes.csv") == simrun.read("b/outcomes.csv"))
    }
  }
}

extension Sample {
  /// A clock of many steps.
  static let long = """
    format: 1
    scenario: long
    clock: {step: week, steps: 5000}
    state: {x: {start: 0, random_walk: {sd: 1}}}
    outcomes: {above: {at_end: x > 0}, below: otherwise}
    verify: {trials: 10, expect: {m: {share: above, equals: 0.5, tolerance: 1}}}
    """
}
