import Foundation
import Testing

@testable import simrun

/// What `submit` says and writes, with programs of Slurm that only say what they were asked for:
/// `SlurmTests` has the real ones.
struct SubmitTests {
  /// A plan of the coin in `study`, and the programs.
  private static func withPlan(
    shards: Int = 5, trials: Int = 5_000, most: Int = 1_001,
    _ body: (Executable, (String...) throws -> Executable.Finished) throws -> Void
  ) throws {
    try Executable.inFolder { simrun in
      let programs = simrun.folder + "/programs"
      try FileManager.default.createDirectory(
        atPath: programs, withIntermediateDirectories: true)
      // Each is numbered after the one before.
      let texts = [
        "sbatch":
          "[ ! -e refusal ] || { echo 'sbatch: error: one' >&2; cat refusal >&2; exit 1; }\n"
          + "echo \"$*\" >>asked; echo $((16 + $(wc -l <asked)))",
        "scontrol": "echo 'MaxArraySize            = \(most)'",
        "squeue": "echo \"$*\" >queue-asked; cat queue 2>/dev/null || true",
        "scancel": "echo \"$*\" >cancelled",
      ]
      for (name, text) in texts {
        let file = "\(programs)/\(name)"
        try "#!/bin/sh\n\(text)\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
      }
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
  private static func resolved(_ simrun: Executable) throws -> String {
    let path = try #require(realpath(simrun.folder, nil))
    defer { free(path) }
    return String(cString: path)
  }

  /// What Slurm calls the tasks, as the script has it.
  private static func name(_ simrun: Executable, _ folder: String = "study") throws -> String {
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

  @Test func `a path with spaces and quotes is one word of every script`() throws {
    try Self.withPlan { simrun, submit in
      let odd = "it's 100% \"odd\" $HOME `x` #1"
      try FileManager.default.createDirectory(
        atPath: "\(simrun.folder)/\(odd)", withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        atPath: "\(simrun.folder)/study", toPath: "\(simrun.folder)/\(odd)/study")
      let folder = try Self.resolved(simrun)
      let ended = try simrun(
        "submit", "\(odd)/study", "--engine", "slurm", "--dry-run", "--walltime", "10m")
      #expect(ended.code == 0, "\(ended.err)")
      let place = "\(odd)/study"
      let array = try simrun.read("\(place)/array.sbatch")
      #expect(
        array.contains(
          "#SBATCH --output=\"\(folder)/it's 100%% \\\"odd\\\" $HOME `x` #1/study/logs/%A_%a.log\"\n"
        ))
      #expect(
        array.contains("study='\(folder)/it'\\''s 100% \"odd\" $HOME `x` #1/study'\n"))
      for script in ["array", "merge"] {
        let read = try simrun.shell(
          "bash -n '\(place.replacing("'", with: "'\\''"))/\(script).sbatch'")
        #expect(read.code == 0, "\(read.err)")
      }
    }
  }

  @Test func `Slurm cannot be given a path with a backslash, so the script says what it says`()
    throws
  {
    try Self.withPlan { simrun, _ in
      try FileManager.default.moveItem(
        atPath: "\(simrun.folder)/study", toPath: "\(simrun.folder)/a\\b")
      let ended = try simrun(
        "submit", "a\\b", "--engine", "slurm", "--dry-run", "--walltime", "10m")
      #expect(ended.code == 0, "\(ended.err)")
      let folder = try Self.resolved(simrun)
      let array = try simrun.read("a\\b/array.sbatch")
      #expect(array.contains("#SBATCH --output=/dev/null\n"))
      #expect(
        array.contains(
          "exec >>'\(folder)/a\\b/logs/'\"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID.log\" 2>&1\n"))
    }
  }

  @Test func `what the engine refuses is said in its words`() throws {
    try Self.withPlan { simrun, submit in
      try simrun.write(
        "sbatch: error: Batch job submission failed: Invalid account\n", to: "refusal")
      let ended = try submit("--walltime", "10m")
      #expect(ended.code == 1)
      #expect(
        ended.err == "simrun: sbatch refused: Batch job submission failed: Invalid account\n")
    }
    try Self.withPlan(most: 1) { _, submit in
      let ended = try submit("--walltime", "10m")
      #expect(ended.code == 1)
      #expect(
        ended.err == "simrun: this Slurm takes no arrays of tasks (MaxArraySize is below 2)\n")
    }
    #expect(
      SchedulerProblem.inPart(.refused(program: "sbatch", says: "it is full"), taken: ["17", "18"])
        .description == "sbatch refused: it is full; submitted until then: 17, 18")
    #expect(
      SchedulerProblem.unclear(program: "sbatch", says: "hello").description
        == "sbatch gave an answer that is no job: hello")
  }

  @Test func `an engine that does not answer is needed for submitting alone`() throws {
    try Self.withPlan { simrun, submit in
      for name in ["squeue", "scontrol"] {
        // What stands in it is another, its mode is the same.
        _ = try simrun.shell(
          "printf '#!/bin/sh\necho Unable to contact slurm controller >&2; exit 1\n' >programs/\(name)"
        )
      }
      let ended = try submit("--walltime", "10m")
      #expect(ended.code == 1)
      #expect(
        ended.err
          == "simrun: scontrol refused: Unable to contact slurm controller\n")
      #expect(try submit("--walltime", "10m", "--dry-run").code == 0)
      #expect(try simrun.read("study/array.sbatch").contains("--array=1-5\n"))
    }
  }

  @Test func `without the engine nothing is submitted, but scripts are written`() throws {
    try Self.withPlan { simrun, _ in
      let ended = try simrun("submit", "study", "--engine", "slurm", "--walltime", "10m")
      #expect(ended.code == 69)
      #expect(
        ended.err
          == "simrun: Slurm is not installed here: sbatch, squeue, scontrol and scancel are needed; --dry-run "
          + "writes the scripts without it\n")
      #expect(try simrun.names("study") == ["plan.json"])
      #expect(
        try simrun("submit", "study", "--engine", "slurm", "--walltime", "10m", "--dry-run").code
          == 0)
      #expect(try simrun.names("study") == ["array.sbatch", "logs", "merge.sbatch", "plan.json"])
    }
  }

  @Test func `parts of something else are refused`() throws {
    try Self.withPlan { simrun, submit in
      _ = try simrun("run", "--plan", "study", "--shard", "1", "-q")
      try FileManager.default.copyItem(
        atPath: simrun.folder + "/study/parts/1-of-5.part",
        toPath: simrun.folder + "/study/parts/3-of-5.part")
      let ended = try submit("--walltime", "10m", "--resume")
      #expect(ended.code == 65)
      #expect(
        ended.err
          == "simrun: study/parts/3-of-5.part is shard 1/5, under the name of another\n")
    }
  }

  @Test(arguments: [
    (["--engine", "pbs"], "there is no engine 'pbs'; known: slurm"),
    (["--engine", "slurm", "-j", "0"], "--jobs must be from 1 to 1,024, but it is 0"),
    (["--engine", "slurm", "-o", ""], "--out needs the name of a folder"),
    (
      ["--engine", "slurm", "--sbatch-arg=long"],
      "--sbatch-arg=long: it must be an option, as --partition=long"
    ),
    (
      ["--engine", "slurm", "--sbatch-arg=--comment=a\nb"],
      "--sbatch-arg=--comment=a\\u{A}b: it must be one line"
    ),
    (
      ["--engine", "slurm", "--sbatch-arg=--array=1-3"],
      "--sbatch-arg=--array=1-3: simrun says which tasks there are"
    ),
    (
      ["--engine", "slurm", "--sbatch-arg=-d1"],
      "--sbatch-arg=-d1: simrun says what the merge waits for"
    ),
    (
      ["--engine", "slurm", "--sbatch-arg=--job-name=x"],
      "--sbatch-arg=--job-name=x: by its name simrun knows the job again"
    ),
    (["--engine", "slurm", "--sbatch-arg=-t5"], "--sbatch-arg=-t5: use --walltime"),
    (["--engine", "slurm", "--sbatch-arg=-c2"], "--sbatch-arg=-c2: use --jobs"),
    (
      ["--engine", "slurm", "--sbatch-arg=--wait"],
      "--sbatch-arg=--wait: simrun could not read the answer"
    ),
  ])
  func `wrong use is refused`(_ arguments: [String], _ message: String) throws {
    try Executable.inFolder { simrun in
      let ended = try simrun.finished(["submit", "study"] + arguments)
      #expect(ended.code == 2)
      #expect(ended.err == "simrun: \(message). See 'simrun help submit'.\n")
      #expect(
        try simrun("submit", "", "--engine", "slurm").err
          == "simrun: submit needs the folder of a plan. See 'simrun help submit'.\n")
    }
  }

  // MARK: Words and times

  @Test func `a span of time is said as people would`() {
    let spans = [0.2, 1, 89, 90, 720, 5_399, 5_400, 172_799, 172_800]
    #expect(
      spans.map(SubmitScreen.duration) == [
        "less than a second", "about 1 s", "about 89 s", "about 2 min", "about 12 min",
        "about 90 min", "about 1.5 h", "about 48.0 h", "about 2.0 days",
      ])
    #expect(
      SubmitScreen.estimate(seconds: 43_200, threads: 2, bytes: 3_145_728)
        == "about 12.0 h on one task of 2 threads, 3 MB a part")
  }

  @Test func `short tasks are advised against`() {
    #expect(SubmitScreen.advice(seconds: 30, shards: 64) == nil)
    #expect(SubmitScreen.advice(seconds: 3, shards: 1) == nil)
    #expect(
      SubmitScreen.advice(seconds: 3, shards: 64)
        == "tasks are short: one machine runs all of it in about 3 min")
    #expect(
      SubmitScreen.advice(seconds: 10, shards: 640)
        == "tasks are short, and each takes seconds to place: --shards 22 makes tasks of some minutes"
    )
  }

  @Test func `a task stops by itself before its time is over`() {
    let times = [60.0, 300, 7_200, 43_200, 1e12]
    #expect(
      times.map { WallTime(seconds: $0).text } == [
        "0:01:00", "0:05:00", "2:00:00", "12:00:00", "8784:00:00",
      ])
    // At half its time, a minute, a twentieth, ten minutes before the end.
    #expect(
      times.dropLast().map { WallTime(seconds: $0).stop(block: 0) } == [30, 240, 6_840, 42_600])
    // A block that takes long is not left half done.
    #expect(WallTime(seconds: 7_200).stop(block: 400) == 6_400)
    #expect(WallTime(seconds: 61, atLeast: 5).minutes == 5)
    #expect(WallTime(seconds: 301, atLeast: 5).minutes == 6)
  }
}
