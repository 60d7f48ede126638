import ArgumentParser
import Foundation
import Scenarios
import Sim

struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract:
      "Give the shards of a plan to a cluster: one task each, and a merge when all have ended.",
    discussion: """
      Writes two scripts beside the plan, for you to read and change, and submits them. A script that was \
      changed is kept. Before it asks for time it runs some blocks of trials here, for about a second. Exit \
      codes: 0 done, 1 the engine refused, 2 wrong use or no plan, 65 parts of another plan are there, 69 \
      the engine is not installed, 71 too little memory, 74 cannot write.
      """)

  @Argument(help: ArgumentHelp("The folder of a plan, or its plan.json.", valueName: "plan"))
  var place: String

  @Option(
    help: ArgumentHelp(
      "What places the tasks: \(Schedulers.names.joined(separator: ", ")).", valueName: "name"))
  var engine: String

  @Flag(help: "Write the scripts and print the commands; submit nothing.")
  var dryRun = false

  @Flag(help: "Submit only shards whose parts are missing and that are not in the queue.")
  var resume = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most time that a task may take, as 2:00:00, 1-12:00:00, 90m or 11h (default: twice what some "
        + "blocks of trials say, no less than 5 minutes).", valueName: "time"),
    transform: TimeLimit.init(option:))
  var walltime: TimeLimit?

  @Option(
    name: .customLong("sbatch-arg"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An option of Slurm for both scripts, as in --sbatch-arg=--partition=long; may be repeated.",
      valueName: "option"))
  var schedulerOptions: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the merge writes the results (default: as simrun merge).", valueName: "folder"))
  var out: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: "Threads of each task, each on a core of its own (default: 1).",
    transform: Int.init(option:))
  var jobs = 1

  @Flag(help: "Write scripts anew that were changed.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  func validate() throws {
    guard !place.isEmpty else { throw ValidationError("submit needs the folder of a plan") }
    guard let engine = Schedulers.named(engine) else {
      throw ValidationError(
        "there is no engine '\(engine)'; known: \(Schedulers.names.joined(separator: ", "))")
    }
    guard (1...WorkOptions.mostJobs).contains(jobs) else {
      throw ValidationError(
        "--jobs must be from 1 to \(Wording.grouped(WorkOptions.mostJobs)), but it is \(jobs)")
    }
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
    if let walltime, walltime.seconds < 60 {
      throw ValidationError(
        "--walltime must be a minute or more, for schedulers count in minutes, but it is "
          + "\(SubmitScreen.plain(walltime.seconds)) s")
    }
    for option in schedulerOptions {
      if let problem = engine.problem(withOption: option) {
        throw ValidationError("--sbatch-arg=\(option): \(problem)")
      }
    }
  }

  func run() throws {
    guard let engine = Schedulers.named(engine) else { return }
    let scheduler = engine.init(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
    guard dryRun || scheduler.isInstalled else {
      throw Ending(.notInstalled, "\(engine.absence); --dry-run writes the scripts without it")
    }
    do {
      try submit(by: scheduler)
    } catch let problem as SchedulerProblem {
      throw Ending(.failed, problem.description)
    } catch let error as OutputError {
      throw Ending(error)
    }
  }

  private func submit(by scheduler: any Scheduler) throws {
    let planned = try PlannedStudy(place, open: .init(isQuiet: true))
    let conductor = planned.conductor
    let sharded = try planned.sharded(conductor).sharded
    let shards = try lacking(sharded)
    let plan = ShellWord.quoted(VisibleText.line(place))
    guard !shards.isEmpty else {
      return try answer(
        "all \(Wording.counted(sharded.plan.shards, "part is", "parts are")) there: simrun merge \(plan)"
          + (out.map { " -o " + ShellWord.quoted(VisibleText.line($0)) } ?? "") + "\n"
      )
    }
    var job = job(sharded, shards)
    let queued =
      dryRun ? (try? scheduler.queued(of: job)) ?? QueuedJob() : try scheduler.queued(of: job)
    if !resume, !queued.shards.isEmpty {
      throw Ending(
        .usage,
        "\(Wording.counted(queued.shards.count, "task", "tasks")) of this plan "
          + "(\(Shard.list(Array(queued.shards)))) are in the queue already, \(queued.named); --resume "
          + "submits what is neither there nor in the queue")
    }
    job.shards.removeAll { queued.shards.contains($0) }
    guard !job.shards.isEmpty else {
      return try answer(
        "nothing to submit: what is missing (\(Shard.list(shards))) is in the queue, \(queued.named)\n"
      )
    }
    try conductor.guarded { try ask(&job, sharded) }
    let scripts = scheduler.scripts(of: job)
    for file in try scripts.write(to: job.folder, replaces: force) {
      Streams.say(
        message: "\(job.folder)/\(file) was changed, so it is used as it is; --force writes it anew"
      )
    }
    if dryRun {
      try answer(scheduler.commands(of: job, after: queued).joined(separator: "\n") + "\n")
      return
    }
    let taken = try scheduler.submit(job, after: queued)
    try answer(SubmitScreen.submitted(job, as: taken, watch: scheduler.watch(taken), plan: plan))
  }

  /// Shards whose parts are missing or damaged; that some are there is wrong use without `--resume`.
  private func lacking(_ sharded: ShardedStudy) throws -> [Int] {
    let parts = PartInventory(sharded)
    guard parts.refused.isEmpty else { throw Ending(.doesNotBelong, lines: parts.refused) }
    if !resume, !parts.there.isEmpty, !parts.isComplete {
      throw Ending(
        .usage,
        "\(parts.there.count) of \(Wording.counted(parts.count, "part is", "parts are")) there already; "
          + "--resume submits what is missing")
    }
    return parts.lacking
  }

  private func job(_ sharded: ShardedStudy, _ shards: [Int]) -> ShardJob {
    let here = FileManager.default.currentDirectoryPath
    let path = { (written: String) in
      written.hasPrefix("/") ? written : here == "/" ? "/\(written)" : "\(here)/\(written)"
    }
    let file = path(sharded.plan.path)
    let end = "/" + ShardPlan.file
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? here
    return ShardJob(
      plan: sharded.plan.name, study: file.hasSuffix(end) ? String(file.dropLast(end.count)) : file,
      folder: folder, count: sharded.plan.shards, shards: shards,
      program: Bundle.main.executablePath ?? "simrun", threads: jobs, memory: 0,
      time: WallTime(seconds: walltime?.seconds ?? 0), stop: 0, results: out.map(path), place: here,
      arguments: schedulerOptions)
  }

  /// How much time and memory a task is given; what some blocks of trials say is said.
  private func ask(_ job: inout ShardJob, _ sharded: ShardedStudy) throws {
    job.memory = try Self.megabytes(sharded.memory(threads: jobs))
    var block = 0.0
    if let walltime, Double(job.time.minutes) * 60 != walltime.seconds, !quiet {
      Streams.say(
        message: "asks for \(job.time.text): schedulers count in minutes, and --walltime is "
          + "\(SubmitScreen.plain(walltime.seconds)) s")
    }
    if walltime == nil {
      let pilot = try sharded.pilot(threads: jobs)
      block = pilot.secondsOfBlock
      job.time = WallTime(seconds: 2 * pilot.seconds, atLeast: 5)
      if !quiet {
        let words = SubmitScreen.estimate(
          seconds: pilot.seconds, threads: jobs, bytes: pilot.bytes)
        Streams.say(message: "\(words); asks for \(job.time.text)")
        if let advice = SubmitScreen.advice(seconds: pilot.seconds, shards: job.count) {
          Streams.say(message: advice)
        }
      }
    }
    job.stop = job.time.stop(block: block)
  }

  /// Half as much again as is needed, in steps, for what a process has besides.
  private static func megabytes(_ bytes: Double) -> Int {
    let step = 256.0
    return Int(max(2, (min(1.5 * bytes, 1e15) / 1_048_576 / step + 0.5).rounded(.up)) * step)
  }

  private func answer(_ text: String) throws {
    guard !quiet || dryRun else { return }
    do { try Streams.answer(text) } catch { throw Ending(error) }
  }
}
