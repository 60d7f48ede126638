import Foundation
import Testing

@testable import simrun

/// What `submit` says and writes, with programs of Slurm that only say what they were asked for:
/// `SlurmTests` has the real ones.
struct SubmitTests {
  /// A plan of the coin in `study`, and the programs.
  static func withPlan(
    shards: Int = 5, trials: Int = 5_000, most: Int = 1_001,
    _ body: (Executable, (String...) throws -> Executable.Finished) throws -> Void
  ) throws {
    try Executable.inFolder { simrun in
      // Each is numbered after the one before.
      let programs = try simrun.programs([
        "sbatch":
          "[ ! -e refusal ] || { echo 'sbatch: error: one' >&2; cat refusal >&2; exit 1; }\n"
          + "echo \"$*\" >>asked; echo $((16 + $(wc -l <asked)))",
        "scontrol": "echo 'MaxArraySize            = \(most)'",
        "squeue": "echo \"$*\" >queue-asked; cat queue 2>/dev/null || true",
        "scancel": "echo \"$*\" >cancelled",
      ])
      let planned = try simrun(
        "plan", "run", "coin.yaml", "-n", "\(trials)", "--shards", "\(shards)", "-o", "study", "-q")
      try #require(planned.code == 0, "\(planned.err)")
      try body(simrun) { (arguments: String...) in
        try simrun.finished(
          ["submit", "study", "--engine", "slurm"] + arguments,
          environment: ["PATH": "\(programs):/usr/bin:/bin"])
      }
    }
  }

  /// The folder as the program sees it, without links.
  static func resolved(_ simrun: Executable) throws -> String {
    let path = try #require(realpath(simrun.folder, nil))
    defer { free(path) }
    return String(cString: path)
  }

  /// What Slurm calls the tasks, as the script has it.
  static func name(_ simrun: Executable, _ folder: String = "study") throws -> String {
    let ended = try simrun(
      "submit", folder, "--engine", "slurm", "--dry-run", "-q", "--walltime", "10m")
    try #require(ended.code == 0, "\(ended.err)")
    let lines = try simrun.lines("\(folder)/array.sbatch")
    let line = try #require(lines.first { $0.hasPrefix("#SBATCH --job-name=") })
    let name = String(line.dropFirst("#SBATCH --job-name=".count))
    #expect(name.wholeMatch(of: /simrun-[0-9a-f]{12}/) != nil)
    return name
  }

  @Test func `the same plan in another folder is another job`() throws {
    try Self.withPlan { simrun, _ in
      let name = try Self.name(simrun)
      try FileManager.default.copyItem(
        atPath: simrun.folder + "/study", toPath: simrun.folder + "/copy")
      #expect(try Self.name(simrun) == name)
      #expect(try Self.name(simrun, "copy") != name)
    }
  }

  @Test func `an array and a merge that waits for it are submitted`() throws {
    try Self.withPlan { simrun, submit in
      let ended = try submit("--walltime", "2:00:00")
      let folder = try Self.resolved(simrun)
      let name = try Self.name(simrun)
      #expect(ended.code == 0)
      #expect(ended.err == "")
      #expect(
        ended.out == """
          submitted: 5 tasks (1-5) as job 17, the merge as job 18
          watch:     squeue -j 17,18
          parts:     simrun shards study
          logs:      \(folder)/study/logs

          """)
      #expect(
        try simrun.lines("asked") == [
          "--parsable --array=1-5 --job-name=\(name) \(folder)/study/array.sbatch",
          "--parsable --dependency=afterany:17 \(folder)/study/merge.sbatch",
        ])
      #expect(
        try simrun.read("queue-asked")
          == "--noheader --array --name=\(name),\(name)-merge --format=%j|%F|%K|%T\n")
      #expect(try simrun.names("study") == ["array.sbatch", "logs", "merge.sbatch", "plan.json"])
    }
  }

  @Test func `the scripts are there to be read`() throws {
    try Self.withPlan { simrun, submit in
      let folder = try Self.resolved(simrun)
      let name = try Self.name(simrun)
      let ended = try submit(
        "--walltime", "2h", "--dry-run", "-j", "2", "-o", "results/all",
        "--sbatch-arg=--partition=long",
        "--sbatch-arg=--comment=of us")
      #expect(ended.err == "")
      #expect(
        ended.out == """
          array1=$(sbatch --parsable --array=1-5 --job-name=\(name) \(folder)/study/array.sbatch)
          sbatch --dependency=afterany:${array1%%;*} \(folder)/study/merge.sbatch

          """)
      let program = try simrun.lines("study/array.sbatch").first { $0.hasPrefix("simrun=") } ?? ""
      #expect(program.hasSuffix("/simrun"))
      let array = try simrun.lines("study/array.sbatch")
      #expect(array[1].hasPrefix("# sha256 of what follows: "))
      #expect(
        (array[..<1] + array[2...]).joined(separator: "\n") == """
          #!/bin/bash
          # Makes parts of a study, one in each task of an array. This script is yours to change: 'simrun submit'
          # keeps what was changed. By hand: sbatch \(folder)/study/array.sbatch
          #SBATCH --job-name=\(name)
          #SBATCH --time=2:00:00
          #SBATCH --mem=512M
          #SBATCH --array=1-5
          #SBATCH --cpus-per-task=2
          #SBATCH --requeue
          #SBATCH --output=\(folder)/study/logs/%A_%a.log
          #SBATCH --open-mode=append
          #SBATCH --partition=long
          #SBATCH "--comment=of us"
          \(program)
          study=\(folder)/study
          # Where there are more shards than tasks in an array, an argument says how many stand before.
          shard=$((SLURM_ARRAY_TASK_ID + ${1:-0}))
          # It stops by itself before Slurm would end it. What it has done by then is kept with the parts.
          "$simrun" run --plan "$study" --shard "$shard/5" --jobs 2 --max-time 6840s
          code=$?
          # 75: it stopped in time. The task goes back into the queue, at most 3 times, and goes on.
          if [ "$code" = 75 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
            scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
          fi
          exit "$code"
          """)
      let merge = try simrun.lines("study/merge.sbatch")
      #expect(
        (merge[..<1] + merge[2...]).joined(separator: "\n") == """
          #!/bin/bash
          # Brings the parts of a study together when all tasks have ended, however they ended. It writes nothing
          # while parts are missing, and names them (exit code 6). This script is yours to change.
          #SBATCH --job-name=\(name)-merge
          #SBATCH --time=2:00:00
          #SBATCH --mem=512M
          #SBATCH --cpus-per-task=2
          #SBATCH --output=\(folder)/study/logs/merge-%j.log
          #SBATCH --open-mode=append
          #SBATCH --partition=long
          #SBATCH "--comment=of us"
          \(program)
          study=\(folder)/study
          cd \(folder) || exit
          exec "$simrun" merge "$study" --out \(folder)/results/all --jobs 2
          """)
      #expect(try simrun.names().contains("asked") == false)
    }
  }

  @Test func `without a time some blocks of trials say how long a task takes`() throws {
    try Self.withPlan(trials: 200_000) { simrun, submit in
      let ended = try submit("--dry-run")
      #expect(ended.code == 0)
      let lines = ended.err.split(separator: "\n")
      // What a part takes is said about as it is.
      _ = try simrun("run", "--plan", "study", "--shard", "3", "-q")
      let part = try #require(
        try FileManager.default.attributesOfItem(
          atPath: simrun.folder + "/study/parts/3-of-5.part")[.size] as? Int)
      let said = try #require(lines.first?.firstMatch(of: /([0-9.]+) (B|kB|MB) a part/))
      let units: [String: Double] = ["B": 1, "kB": 1_024, "MB": 1_048_576]
      let unit = try #require(units[String(said.output.2)])
      let ratio = (Double(said.output.1) ?? 0) * unit / Double(part)
      #expect((0.3...3).contains(ratio), "\(ratio)")
      let form =
        /simrun: (less than a second|about \d+ s) on one task of 1 thread, [0-9.]+ (B|kB|MB) a part; asks for 0:05:00/
      #expect(try form.wholeMatch(in: try #require(lines.first)) != nil, "\(ended.err)")
    }
    try Self.withPlan { _, submit in
      let quiet = try submit("--dry-run", "-q")
      #expect(quiet.err == "")
    }
  }

  @Test func `more shards than tasks in an array are several arrays`() throws {
    try Self.withPlan(most: 3) { simrun, submit in
      let folder = try Self.resolved(simrun)
      let name = try Self.name(simrun)
      let ended = try submit("--walltime", "10m")
      #expect(
        ended.out.hasPrefix("submitted: 5 tasks (1-5) as jobs 17, 18, 19, the merge as job 20\n"))
      let array = "\(folder)/study/array.sbatch"
      #expect(
        try simrun.lines("asked") == [
          "--parsable --array=1-2 --job-name=\(name) \(array)",
          "--parsable --array=1-2 --job-name=\(name)+2 \(array) 2",
          "--parsable --array=1 --job-name=\(name)+4 \(array) 4",
          "--parsable --dependency=afterany:17:18:19 \(folder)/study/merge.sbatch",
        ])
    }
  }

  @Test func `only what is missing and not in the queue is submitted again`() throws {
    try Self.withPlan { simrun, submit in
      let name = try Self.name(simrun)
      let folder = try Self.resolved(simrun)
      #expect(try simrun("run", "--plan", "study", "--shard", "2", "-q").code == 0)
      #expect(
        try submit("--walltime", "10m").err
          == "simrun: 1 of 5 parts are there already; --resume submits what is missing\n")
      try simrun.write(
        "\(name)|9|4|RUNNING\n\(name)-merge|12|N/A|PENDING\n\(name)-merge|13|N/A|RUNNING\n",
        to: "queue")
      let ended = try submit("--walltime", "10m", "--resume")
      #expect(ended.out.hasPrefix("submitted: 3 tasks (1,3,5) as job 17, the merge as job 18\n"))
      #expect(
        try simrun.lines("asked") == [
          "--parsable --array=1,3,5 --job-name=\(name) \(folder)/study/array.sbatch",
          "--parsable --dependency=afterany:17:9 \(folder)/study/merge.sbatch",
        ])
      // The new merge waits for all.
      #expect(try simrun.read("cancelled") == "--state=PENDING 12\n")
    }
  }

  @Test func `a queue that has the tasks already is left alone`() throws {
    try Self.withPlan(most: 3) { simrun, submit in
      let name = try Self.name(simrun)
      try simrun.write(
        "\(name)|7|1|PENDING\n\(name)|7|2|RUNNING\n\(name)+2|8|1|PENDING\n", to: "queue")
      let ended = try submit("--walltime", "10m")
      #expect(ended.code == 2)
      #expect(
        ended.err
          == "simrun: 3 tasks of this plan (1-3) are in the queue already, jobs 7, 8; --resume submits what is "
          + "neither there nor in the queue\n")
      for shard in 4...5 {
        _ = try simrun("run", "--plan", "study", "--shard", "\(shard)", "-q")
      }
      let again = try submit("--walltime", "10m", "--resume")
      #expect(again.code == 0)
      #expect(
        again.out == "nothing to submit: what is missing (1-3) is in the queue, jobs 7, 8\n")
      #expect(try simrun.names().contains("asked") == false)
    }
  }

  @Test func `where all parts are there, only the merge is left`() throws {
    try Self.withPlan(shards: 1) { simrun, submit in
      _ = try simrun("run", "--plan", "study", "--shard", "1", "-q")
      let ended = try submit("--walltime", "10m")
      #expect(ended.code == 0)
      #expect(ended.out == "all 1 part is there: simrun merge study\n")
      let elsewhere = try submit("--walltime", "10m", "-o", "results/all of it")
      #expect(
        elsewhere.out == "all 1 part is there: simrun merge study -o 'results/all of it'\n")
    }
  }

  @Test func `a time that is no whole number of minutes is said as it is asked for`() throws {
    try Self.withPlan { simrun, submit in
      let ended = try submit("--walltime", "90s", "--dry-run")
      #expect(ended.code == 0)
      #expect(
        ended.err
          == "simrun: asks for 0:02:00: schedulers count in minutes, and --walltime is 90 s\n")
      #expect(try simrun.read("study/array.sbatch").contains("--time=0:02:00"))
    }
  }

  @Test func `a script that was changed is kept, unless it is to be written anew`() throws {
    try Self.withPlan { simrun, submit in
      let folder = try Self.resolved(simrun)
      _ = try submit("--walltime", "10m", "--dry-run")
      let written = try simrun.read("study/array.sbatch")
      try simrun.write(written + "# mine\n", to: "study/array.sbatch")
      let ended = try submit("--walltime", "20m", "--dry-run")
      #expect(
        ended.err
          == "simrun: \(folder)/study/array.sbatch was changed, so it is used as it is; --force writes it "
          + "anew\n")
      #expect(try simrun.read("study/array.sbatch") == written + "# mine\n")
      // The other was not.
      #expect(try simrun.read("study/merge.sbatch").contains("--time=0:20:00"))
      #expect(try submit("--walltime", "20m", "--dry-run", "--force").err == "")
      #expect(try simrun.read("study/array.sbatch").contains("--time=0:20:00"))
    }
  }
}
