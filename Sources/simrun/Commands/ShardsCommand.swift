import ArgumentParser
import Scenarios

struct ShardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shards",
    abstract: "Say which parts of a plan are there, missing or damaged.",
    discussion: """
      Numbers of shards are written as array jobs of schedulers take them. Exit codes: 0 all are there, 6 \
      some are missing or damaged, 65 one is of another plan.
      """)

  @Argument(
    help: ArgumentHelp("The folder of a plan, or its plan.json.", valueName: "plan"),
    completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let planned = try PlannedStudy(plan, open: .init(isQuiet: true))
    let conductor = planned.conductor
    let (_, sharded) = try planned.sharded(conductor)
    let inventory = PartInventory(sharded)
    try conductor.print(
      answer.format == .json
        ? inventory.document : ShardScreen(sharded: sharded, inventory: inventory).text)
    if !inventory.refused.isEmpty { throw Ending(.doesNotBelong) }
    if !inventory.isComplete { throw Ending(.partsMissing) }
  }
}
