import Foundation
import Testing

/// A real Slurm of two nodes on this machine, gone afterwards: `Tests/cluster/slurm`.
struct SmallSlurm {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("cluster/slurm").path

  /// Its daemons start as root only.
  static let isThere =
    getuid() == 0
    && ["munged", "slurmctld", "slurmd", "sbatch"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "/usr/sbin/\($0)") || Tool.path($0) != nil
    }

  let simrun: Executable
  private let folder: String

  /// With a plan of the walk in `study`, whose shards take a while, and what one machine makes of it in
  /// `plain`.
  static func withPlan(trials: Int, shards: Int, _ body: (SmallSlurm) throws -> Void) throws {
    try Executable.inFolder { simrun in
      let slurm = SmallSlurm(simrun: simrun, folder: simrun.folder + "/slurm")
      let started = try Tool.run(script, ["up", slurm.folder])
      try #require(started.code == 0, "\(started.err)")
      defer { _ = try? Tool.run(script, ["down", slurm.folder]) }
      try simrun.write(
        Sample.long.replacing("steps: 5000", with: "steps: 500"), to: "long.yaml")
      let arguments = ["run", "long.yaml", "-n", "\(trials)", "-q"]
      let plain = try simrun.finished(arguments + ["-o", "plain"])
      try #require(plain.code == 0, "\(plain.err)")
      let planned = try simrun.finished(
        ["plan"] + arguments.dropLast() + ["--shards", "\(shards)", "-o", "study", "-q"])
      try #require(planned.code == 0, "\(planned.err)")
      try body(slurm)
    }
  }

  private var environment: [String: String] {
    ["PATH": Tool.searchPath, "SLURM_CONF": "\(folder)/slurm.conf"]
  }

  /// `simrun submit study`, to results in `all`.
  func submit(_ arguments: String...) throws -> Executable.Finished {
    try simrun.finished(
      ["submit", "study", "--engine", "slurm", "--walltime", "10m", "-o", "all"] + arguments,
      environment: environment)
  }

  /// What a command line of the shell prints.
  func shell(_ line: String) throws -> String {
    try simrun.shell("export SLURM_CONF='\(folder)/slurm.conf'; \(line)").out
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Waits until a command line prints something, or nothing. Gives up after a minute.
  func wait(until line: String, prints: Bool) throws {
    for _ in 0..<600 {
      if try shell(line).isEmpty != prints { return }
      usleep(100_000)
    }
    Issue.record(
      "after a minute it is still not so: \(line); \(try shell("squeue -r; tail -n 5 study/logs/*"))"
    )
  }

  func waitForAll() throws { try wait(until: "squeue -h", prints: false) }

  /// The results are those of one machine, byte for byte.
  func expectSame() throws {
    let same = try shell("diff -rq -x run.log.json plain all && echo same")
    let log = try same == "same" ? "" : shell("squeue -r; tail -n 5 study/logs/*")
    #expect(same == "same", "\(log)")
  }
}

@Suite(.serialized)
struct SlurmTests {
  @Test(
    .enabled(if: SmallSlurm.isThere, "Slurm is not installed, or this is not root: see .ci/run"))
  func `an array and its merge come to the bytes of one machine`() throws {
    try SmallSlurm.withPlan(trials: 5_000, shards: 4) { slurm in
      let ended = try slurm.submit()
      #expect(ended.code == 0, "\(ended.err)")
      #expect(ended.out.hasPrefix("submitted: 4 tasks (1-4) as job "))
      try slurm.waitForAll()
      try slurm.expectSame()
    }
  }

  @Test(
    .enabled(if: SmallSlurm.isThere, "Slurm is not installed, or this is not root: see .ci/run"))
  func `what a killed task left out is named, and submitted again`() throws {
    try SmallSlurm.withPlan(trials: 5_000, shards: 4) { slurm in
      _ = try slurm.submit("--dry-run")
      // The first try of the third shard ends as one that the system kills.
      let script = try slurm.simrun.read("study/array.sbatch")
      let killed = script.replacing(
        "\"$simrun\" run",
        with:
          "[ \"$shard\" != 3 ] || [ -e tried ] || { touch tried; kill -KILL $$; }\n\"$simrun\" run")
      try slurm.simrun.write(killed, to: "study/array.sbatch")
      let first = try slurm.submit()
      #expect(first.err.contains("array.sbatch was changed, so it is used as it is"))
      try slurm.waitForAll()
      #expect(
        try slurm.shell("cat study/logs/merge-*.log").contains(
          "part 3 of 4 is missing; nothing was merged"))
      #expect(try slurm.shell("ls all 2>/dev/null").isEmpty)
      let again = try slurm.submit("--resume")
      #expect(again.out.hasPrefix("submitted: 1 task (3) as job "))
      try slurm.waitForAll()
      try slurm.expectSame()
    }
  }

  @Test(
    .enabled(if: SmallSlurm.isThere, "Slurm is not installed, or this is not root: see .ci/run"))
  func `a task whose time runs out goes back into the queue and goes on`() throws {
    try SmallSlurm.withPlan(trials: 16_000, shards: 2) { slurm in
      _ = try slurm.submit("--dry-run")
      // At first there is time for next to nothing: a block or two of eight are run in any case.
      let script = try slurm.simrun.read("study/array.sbatch")
      try slurm.simrun.write(
        script.replacing(
          "--max-time 540s", with: "--max-time $((SLURM_RESTART_COUNT > 0 ? 540 : 0)).05s"),
        to: "study/array.sbatch")
      _ = try slurm.submit()
      try slurm.wait(until: "squeue -h -r -t PENDING -o %r | grep BeginTime", prints: true)
      // Slurm holds what is requeued for two minutes, and drops what is released within its first second.
      try slurm.wait(
        until:
          "for task in $(squeue -h -r -t PENDING -o '%F_%K %r' | awk '/BeginTime/ {print $1}'); "
          + "do sleep 2; scontrol update JobId=$task StartTime=now; done; squeue -h", prints: false)
      try slurm.expectSame()
      #expect(try slurm.shell("cat study/logs/*_1.log").contains("stopped by --max-time"))
    }
  }

  @Test(
    .enabled(if: SmallSlurm.isThere, "Slurm is not installed, or this is not root: see .ci/run"))
  func `two copies of every shard at once do no harm`() throws {
    try SmallSlurm.withPlan(trials: 5_000, shards: 4) { slurm in
      _ = try slurm.submit("--dry-run")
      // The second array is submitted by hand.
      #expect(try slurm.shell("sbatch --parsable study/array.sbatch 2>&1") != "")
      #expect(try slurm.shell("sbatch --parsable study/array.sbatch 2>&1") != "")
      try slurm.waitForAll()
      #expect(try slurm.shell("ls -A study/parts | grep -v '^[1-4]-of-4[.]'").isEmpty)
      let merged = try slurm.simrun("merge", "study", "-o", "all", "-q")
      #expect(merged.code == 0, "\(merged.err)")
      try slurm.expectSame()
    }
  }
}
