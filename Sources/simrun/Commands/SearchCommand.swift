import ArgumentParser
import Foundation
import Scenarios
import Sim

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract:
      "Look for the text, or the deadline, or the guarantees, that would serve an aim best.",
    discussion: """
      What can be chosen stands under 'levers' in the file, or is given by --over. An aim is an outcome, a \
      class, mean(measure), or a sum of them. The search looks over all levers, climbs from the best places, and \
      then selects and estimates on fresh draws: what was found best on the draws of the search looks better \
      than it is. best.yaml is the scenario with the choice that was found. What each stage came to is kept \
      beside the answer; with --resume an interrupted search goes on from there.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    help: ArgumentHelp(
      "What is to be large, as \"compromise\", \"mean(land_kept)\" or \"0.6*compromise + 0.2*freeze\".",
      valueName: "aim"))
  var maximize: String?

  @Option(
    name: .customLong("subject-to"), parsing: .singleValue,
    help: ArgumentHelp(
      "What must hold, as in \"collapse <= 8%\"; may be repeated.", valueName: "limit"))
  var limits: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A lever, as path=low:high or path=a,b,c, besides those of the file; may be repeated.",
      valueName: "lever"))
  var over: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Instead of --maximize: two aims; the choices are wanted that no other beats in both.",
      valueName: "aims"))
  var front: [String] = []

  @Option(
    help: ArgumentHelp(
      "Look for what is good though one may be wrong: a CSV file of sets of parameters, or parameters with "
        + "commas, whose 5 % and 95 % quantiles are taken.", valueName: "views"))
  var robust: String?

  @Option(
    help: ArgumentHelp(
      "How a choice is judged over several views: by the most that it loses against the best of each, or by the "
        + "worst (regret, worst).", valueName: "rule"))
  var judge = SearchRule.regret

  @Option(
    help: ArgumentHelp(
      "Trials in all, as 1e6, or how long to search, as 5m (default: 1000000).", valueName: "budget"
    ))
  var budget: String?

  @Option(
    help: ArgumentHelp(
      "A difference in the aim that does not matter (default: 0.005 of shares, a fiftieth of the standard "
        + "deviation of means).", valueName: "difference"))
  var indifference: Double?

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (maximize == nil) != front.isEmpty else {
      throw ValidationError("search needs --maximize with an aim, or --front with two")
    }
    guard front.isEmpty || front.count == 2 else {
      throw ValidationError("--front needs two aims, but it has \(front.count)")
    }
    if options.keepTrials || options.givenTrials != nil {
      throw ValidationError("a search has --budget in place of -n, and keeps no trials")
    }
    if !front.isEmpty, robust != nil {
      throw ValidationError("--front and --robust do not go together")
    }
    if let indifference, !(indifference > 0 && indifference.isFinite) {
      throw ValidationError("--indifference must be above 0, but it is \(indifference)")
    }
    _ = try given()
  }

  /// Trials, or seconds.
  private func given() throws -> (trials: Int?, seconds: Double?) {
    guard let budget else { return (1_000_000, nil) }
    if let count = try? TrialCount(option: budget) {
      guard (50_000...RunOptions.mostTrials).contains(count.count) else {
        throw ValidationError(
          "--budget must be from 50,000 to \(Wording.grouped(RunOptions.mostTrials)) trials, but it is \(budget)"
        )
      }
      return (count.count, nil)
    }
    guard let time = try? TimeLimit(option: budget) else {
      throw ValidationError("--budget is trials, as 1e6, or a time, as 5m, but it is '\(budget)'")
    }
    return (nil, time.seconds)
  }

  func run() throws {
    let conductor = Conductor(options)
    let root = try reading.folder()
    let plain = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    guard let member = plain.members.first else { return }
    let task = try conductor.guarded { try SearchTask(self, plain, member, root) }
    let folder = options.out ?? plain.folder(of: "search")
    if StudyPlace.isBegun(folder), !options.force, !options.resume {
      throw Ending(OutputError.exists(folder))
    }
    let found = try conductor.guarded { try task.search(conductor, folder, budget: given()) }
    let next = try task.write(found, to: folder, conductor)
    let screen = SearchScreen(
      task: task, answer: found, folder: folder, next: next, style: conductor.style)
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "search", scenarios: [member.scenario.name], trials: found.spent,
        seed: options.seed, isComplete: true, folder: folder, answer: screen.sentences,
        tables: PlanSearch.tables(found))
    }
  }
}

/// How a choice is judged over several views.
enum SearchRule: String, ExpressibleByArgument, CaseIterable {
  case regret, worst

  var judgement: PlanSearch.Judgement { self == .regret ? .regret : .worst }
}
