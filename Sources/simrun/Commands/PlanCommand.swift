import ArgumentParser
import Foundation
import Scenarios
import Sim

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Divide what a command would run into shards, for several machines.",
    usage: "simrun plan [<command>] <arguments> ... [--shards <n>] [--out <folder>] [--force]",
    discussion: """
      Write the command as you would type it, without 'simrun'; a file alone stands for 'run'. The plan has \
      all files in it. 'simrun run --plan' runs its shards, in any order, anywhere; 'simrun merge' makes \
      the folder of results of their parts, with the same bytes as one run.
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many shards (default: 16).", valueName: "n"),
    transform: Int.init(option:))
  var shards = 16

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the plan and its parts, or the name of the plan, ending in .json (default: plans/ and "
        + "the scenario's name).", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace another plan that is there.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("The command to be planned, with its arguments.", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    guard (1...Shard.most).contains(shards) else {
      throw ValidationError(
        "--shards must be from 1 to \(Wording.grouped(Shard.most)), but it is \(shards)")
    }
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
    if command.isEmpty {
      throw ValidationError("there is nothing to plan: give a command, as run scenario.yaml")
    }
  }

  func run() throws {
    let planned = try PlannedStudy.command(arguments)
    try Self.check(planned)
    let conductor = Conductor(planned.options)
    let (plan, asked) = try PlannedStudy.plan(
      planned, as: arguments, shards: shards, by: conductor, path: path)
    try conductor.guarded { try plan.write(replaces: force) }
    guard !quiet else { return }
    if let idle = try PlannedStudy.idle(asked, shards: shards) { Streams.say(message: idle) }
    let extent = StudyExtent(asked.study, trials: asked.settings.trials).line
    let place = ShellWord.quoted(out ?? plan.path)
    let text =
      "\(VisibleText.line(plan.path)): \(extent), in \(Wording.counted(shards, "shard", "shards"))."
    try conductor.print(
      Wording.wrapped(text, width: ShareTable.width) + "\n\n"
        + "Run each shard:  simrun run --plan \(place) --shard 1/\(shards)\n"
        + "What is there:   simrun shards \(place)\n"
        + "Then:            simrun merge \(place)\n")
  }

  /// With the name of the command, where it is left out.
  private var arguments: [String] {
    let first = command.first ?? ""
    return first.hasSuffix(".yaml") || first.hasSuffix(".yml") ? ["run"] + command : command
  }

  private func path(_ study: Study) -> String {
    guard var out else { return "plans/\(study.members.first?.scenario.name ?? "study")/plan.json" }
    if out.hasSuffix(".json") { return out }
    while out.count > 1, out.hasSuffix("/") { out.removeLast() }
    return out + "/" + ShardPlan.file
  }

  /// A plan says what is run, not how and where.
  static func check(_ command: any StudyCommand) throws {
    if let given = command.obstacleToPlan {
      throw Ending(
        .usage, "a plan is of a fixed number of trials that are to be run: leave out \(given)")
    }
    let options = command.options
    let open = [
      ("--jobs", options.work.jobs != nil), ("--memory", options.work.memory.asked != nil),
      ("--max-time", options.maxTime != nil), ("--resume", options.resume),
      ("--out", options.out != nil), ("--force", options.force), ("--quiet", options.quiet),
    ]
    if let given = open.first(where: \.1) {
      throw Ending(
        .usage, "\(given.0) is no part of a plan; give it to 'simrun run --plan'")
    }
  }
}
