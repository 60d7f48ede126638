import ArgumentParser
import Scenarios
import Sim

/// What a search may be given of what commands that run trials are: it has a budget in place of trials.
struct SearchOptions: ParsableArguments {
  @Option(
    name: .customLong("seed"), parsing: .unconditional,
    help: ArgumentHelp(
      "Seed of all chance: \(RunOptions.seeds) (default: 1).", valueName: "seed"),
    transform: RunOptions.seed(written:))
  var givenSeed: UInt64?

  @OptionGroup var work: WorkOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Folder for the results (default: results/ and the scenario's name, with -search).",
      valueName: "folder"))
  var out: String?

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  @Flag(help: "Replace the results of an earlier run in the folder, and nothing else.")
  var force = false

  @Flag(
    help: "Go on from the stages of the same search that was cut off: only what is missing is run.")
  var resume = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after so long, as 11h, 90m or 1h30m, with what is done by then; --resume goes on from it (exit "
        + "code 75).", valueName: "time"), transform: TimeLimit.init(option:))
  var maxTime: TimeLimit?

  /// What other commands have, and a search refuses.
  @Option(
    name: [.customShort("n"), .customLong("trials")], parsing: .unconditional, help: .hidden)
  var trials: String?
  @Flag(help: .hidden)
  var keepTrials = false

  func validate() throws {
    guard trials == nil, !keepTrials else {
      throw ValidationError("a search has --budget in place of -n, and keeps no trials")
    }
    if resume, force {
      throw ValidationError("--resume keeps the results in the folder, --force replaces them")
    }
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder") }
  }

  /// The same as other commands have it.
  var run: RunOptions {
    var options = RunOptions()
    options.givenTrials = nil
    options.givenSeed = givenSeed
    options.work = work
    options.out = out
    options.keepTrials = false
    options.quiet = quiet
    options.force = force
    options.resume = resume
    options.maxTime = maxTime
    return options
  }
}

/// The words of a search, read before its file is: what is wrong in them is wrong use.
struct SearchQuestion {
  let aims: [SearchAim]
  let limits: [SearchLimit]
  let over: [LeverSpace.Axis]

  init(maximize: String?, front: [String], limits: [String], over: [String]) throws(Ending) {
    do throws(TrialDataError) {
      var aims: [SearchAim] = []
      for text in maximize.map({ [$0] }) ?? front {
        aims.append(try SearchAim(text, option: maximize == nil ? "--front" : "--maximize"))
      }
      self.aims = aims
      var bounds: [SearchLimit] = []
      for text in limits { bounds.append(try SearchLimit(text, option: "--subject-to")) }
      self.limits = bounds
    } catch {
      throw Ending(commandLine: error)
    }
    var axes: [LeverSpace.Axis] = []
    for text in over {
      do throws(Sweep.Problem) { axes.append(try LeverSpace.Axis(over: text)) } catch {
        throw Ending(.usage, "--over \(text): \(error.description)")
      }
    }
    self.over = axes
  }
}
