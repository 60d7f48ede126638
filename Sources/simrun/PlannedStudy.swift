import ArgumentParser
import Scenarios
import Sim

/// The study of a plan, as its command asks for it.
struct PlannedStudy {
  private let plan: ShardPlan
  private let command: any StudyCommand

  /// What a plan leaves open.
  struct Open {
    var work: WorkOptions?
    var isQuiet = false
    var replaces = false
    var resumes = false
    var folder: String?
    var format: AnswerOptions.Form?

    init(
      work: WorkOptions? = nil, isQuiet: Bool = false, replaces: Bool = false,
      folder: String? = nil, format: AnswerOptions.Form? = nil
    ) {
      self.work = work
      self.isQuiet = isQuiet
      self.replaces = replaces
      self.folder = folder
      self.format = format
    }

    init(_ options: RunOptions, format: AnswerOptions.Form) {
      self.init(
        work: options.work, isQuiet: options.quiet, replaces: options.force,
        folder: options.out, format: format)
      resumes = options.resume
    }
  }

  /// `given`: the folder of a plan or its file.
  init(_ given: String, open: Open) throws {
    do throws(ShardPlan.Problem) {
      plan = try ShardPlan(reading: given)
      try plan.check(version: Release.version)
    } catch {
      throw Ending(error)
    }
    var command: any StudyCommand
    do {
      command = try Self.command(plan.arguments)
      try PlanCommand.check(command)
    } catch is Ending {
      // No plan that was written has such a command.
      throw Ending(ShardPlan.Problem.changed(plan.path))
    }
    if let work = open.work { command.options.work = work }
    command.options.quiet = open.isQuiet
    command.options.force = open.replaces
    command.options.resume = open.resumes
    command.options.out = open.folder
    if let format = open.format { command.answer.format = format }
    self.command = command
  }

  /// The command that arguments spell. It must run a study.
  static func command(_ arguments: [String]) throws -> any StudyCommand {
    if let problem = UnknownCommand.problem(in: arguments) { throw Ending(.usage, problem) }
    // Quicker than by way of the program, which knows how to say what is wrong.
    let named = Simrun.configuration.subcommands.first {
      $0.configuration.commandName == arguments.first
    }
    if let study = named as? any StudyCommand.Type,
      let command = try? study.parse(Array(arguments.dropFirst()))
    {
      return command
    }
    do {
      let command = try Simrun.parseAsRoot(arguments)
      if let command = command as? any StudyCommand { return command }
      let name = "'simrun \(arguments.first ?? "")'"
      if let command = command as? any UnplannedCommand {
        throw Ending(.usage, "\(name) \(type(of: command).isUnplanned)")
      }
      throw Ending(.usage, "\(name) runs no study, so there is nothing to plan")
    } catch let ending as Ending {
      throw ending
    } catch {
      throw Ending(parsing: error, arguments: arguments)
    }
  }

  /// A plan that is to be written, of a command that arguments spell, with all files that it reads. `path`:
  /// where the plan of a study goes.
  static func plan(
    _ command: any StudyCommand, as arguments: [String], shards: Int, by conductor: Conductor,
    path: (Study) -> String
  ) throws -> (plan: ShardPlan, asked: AskedStudy) {
    var command = command
    let keeper = FileKeeper()
    let source = FileSource.keeping(keeper, root: try command.reading.folder())
    command.reading.source = source
    let asked = try command.asked(conductor, source)
    let settings = try conductor.studySettings(asked.settings, asked.folder)
    let plan = ShardPlan(
      path: path(asked.study), arguments: arguments, files: keeper.files, shards: shards,
      of: asked.study, settings)
    return (plan, asked)
  }

  /// What is said where there are more shards than blocks of trials; `nil` where each has something to run.
  static func idle(_ asked: AskedStudy, shards: Int) throws -> String? {
    let main = blocks(asked.study, asked.settings)
    guard shards > main else { return nil }
    let most = try asked.sides().map { blocks($0.study, $0.run) }.reduce(main, max)
    guard shards > most else { return nil }
    let rest = shards - most
    return "\(Wording.counted(rest, "shard has", "shards have")) nothing to run: there "
      + "\(most == 1 ? "is" : "are") \(Wording.counted(most, "block", "blocks")) of up to "
      + "\(Wording.grouped(Block.size)) trials; --shards \(most) is enough"
  }

  private static func blocks(_ study: Study, _ settings: RunSettings) -> Int {
    study.pointCount * Block.count(trials: settings.trials)
  }

  /// What the command asks for, and its shards.
  func sharded(_ conductor: Conductor) throws -> (asked: AskedStudy, sharded: ShardedStudy) {
    let source = FileSource.kept(plan.files, root: command.reading.root)
    var command = command
    command.reading.source = source
    try command.reading.check()
    let asked = try command.asked(conductor, source)
    let sharded = try conductor.guarded {
      try ShardedStudy(
        plan, asked.study, conductor.studySettings(asked.settings, asked.folder, resumes: false),
        asking: asked.question, sides: asked.sides())
    }
    return (asked, sharded)
  }

  /// A conductor of the command's own options.
  var conductor: Conductor { Conductor(command.options) }

  /// Runs a shard, `k/n` or `k`; without, everything, as the command would.
  func run(_ written: String?, _ conductor: Conductor) throws {
    guard let written else {
      // Looked at as for a shard: the files of the plan must come to its study.
      return try conductor.carryOut(sharded(conductor).asked)
    }
    let shard = try self.shard(written)
    let (_, sharded) = try sharded(conductor)
    let place = "\(sharded.parts.shown)/\(shard.file)"
    let made = try conductor.withProgress(of: place) { notice, progress, stops in
      try sharded.run(shard, notice: notice, progress: progress, stops: stops)
    }
    switch made {
    case .wasThere:
      if !conductor.options.quiet { try conductor.print("\(place) is there already\n") }
    case .made(let trials, let seconds):
      guard !conductor.options.quiet else { return }
      try conductor.print(
        "\(place): \(Wording.trials(trials)) in \(ProgressLine.remaining(seconds))\n")
    case .stopped:
      throw conductor.interrupted(
        "; the same command goes on from what shard \(shard) has in \(sharded.parts.shown)")
    }
  }

  private func shard(_ written: String) throws -> Shard {
    let parts = written.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let number = Int(first),
      let count = parts.count == 2 ? Int(parts[1]) : plan.shards
    else {
      throw Ending(.usage, "--shard must be a number, as 3 or 3/64, but it is '\(written)'")
    }
    guard count == plan.shards else {
      throw Ending(
        .usage, "--shard \(written): \(plan.path) has \(plan.shards) shards, not \(count)")
    }
    guard let shard = Shard(number: number, of: count) else {
      throw Ending(
        .usage, "--shard must be from 1 to \(plan.shards), but it is \(number)")
    }
    return shard
  }

  /// Merges all parts and says what the command would. `isMixed`: parts of processors with another
  /// arithmetic too.
  func merge(_ conductor: Conductor, isMixed: Bool) throws {
    let (asked, found) = try sharded(conductor)
    let sharded = isMixed ? found.mixed : found
    conductor.merged = sharded.sides
    let result = try conductor.withProgress(of: asked.folder) { notice, progress, stops in
      try sharded.merge(
        asking: asked.question, notice: notice, progress: progress, stops: stops)
    }
    guard let folder = result.folder else {
      throw conductor.interrupted(" before anything was merged; nothing was written")
    }
    try asked.finish(result, folder, true)
  }
}
