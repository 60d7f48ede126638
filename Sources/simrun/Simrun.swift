import ArgumentParser
import Scenarios
import Sim

@main
struct Simrun: ParsableCommand {
  /// A new command is a file in `Commands` and a line here.
  static let configuration = CommandConfiguration(
    commandName: "simrun",
    abstract:
      "Write a negotiation as a text file, run it many times, get the share of each outcome.",
    version: "simrun \(Release.version)",
    subcommands: [
      RunCommand.self,
      CompareCommand.self,
      SweepCommand.self,
      BatchCommand.self,
      PlanCommand.self,
      MergeCommand.self,
      ShardsCommand.self,
      SubmitCommand.self,
      DriversCommand.self,
      SensitivityCommand.self,
      DiscoverCommand.self,
      ConditionCommand.self,
      WorthCommand.self,
      CalibrateCommand.self,
      ScoreCommand.self,
      SearchCommand.self,
      ExplainCommand.self,
      ShowCommand.self,
      ChartCommand.self,
      ReportCommand.self,
      ValidateCommand.self,
      CheckCommand.self,
      VerifyCommand.self,
      NewCommand.self,
      ImportCommand.self,
      SchemaCommand.self,
      ManualCommand.self,
      ReferenceCommand.self,
    ])

  static func main() {
    Streams.survivesFailedWrites()
    CrashGuard.install()
    MemoryRoom.prepare()
    let room = MemoryRoom.underLimits
    guard room >= MemoryRoom.least else {
      Ending.leave(
        Ending(
          .outOfMemory,
          "the limits of this process leave \(MemoryBound.written(Double(room))) of memory, too little to "
            + "work with"))
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let problem = UnknownCommand.problem(in: arguments) {
      Ending.leave(Ending(.usage, problem + ". See 'simrun --help'."))
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let ending as Ending {
      Ending.leave(ending)
    } catch {
      Ending.leave(Ending(parsing: error, arguments: arguments))
    }
  }
}
