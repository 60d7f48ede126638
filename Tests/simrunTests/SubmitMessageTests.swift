import Foundation
import Testing

@testable import simrun

/// Odd paths, what `submit` refuses, and how it says what it found.
extension SubmitTests {
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
    (
      ["--engine", "slurm", "--walltime", "2s"],
      "--walltime must be a minute or more, for schedulers count in minutes, but it is 2 s"
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
