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
      than it is. A choice under which trials fail never beats one under which none does. best.yaml is the \
      scenario with the choice that was found. What each stage came to is kept beside the answer; with --resume \
      a search that was cut off goes on from there.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    parsing: .unconditional,
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
      "A lever, as path=low:high or path=a,b,c in the units of the file, besides those of the file; may be "
        + "repeated.",
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
      "With --robust, how a choice is judged: by the most that it loses against the best of each view, or by the "
        + "worst (regret, worst; default: regret).", valueName: "rule"))
  var judge: SearchRule?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Trials in all, as 1e6, 50000 or more, or how long to search, as 5m (default: 1000000).",
      valueName: "budget"))
  var budget: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A difference in the aim that does not matter (default: 0.005 of shares, a fiftieth of the standard "
        + "deviation of means).", valueName: "difference"), transform: Double.init(option:))
  var indifference: Double?

  @OptionGroup var options: SearchOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  /// What is missing or does not go together. Looked at when it runs, so that a misspelt option is named first.
  private func check() throws {
    if maximize != nil, !front.isEmpty {
      throw ValidationError("a search has --maximize with one aim, or --front with two, not both")
    }
    guard maximize != nil || !front.isEmpty else {
      throw ValidationError("search needs --maximize with an aim, or --front with two")
    }
    guard front.isEmpty || front.count == 2 else {
      throw ValidationError("--front needs two aims, but it has \(front.count)")
    }
    if !front.isEmpty, robust != nil {
      throw ValidationError("--front and --robust do not go together")
    }
    if judge != nil, robust == nil {
      throw ValidationError("--judge says how several views are judged, so it needs --robust")
    }
    if let indifference, !(indifference > 0 && indifference.isFinite) {
      throw ValidationError("--indifference must be above 0, but it is \(indifference)")
    }
  }

  /// Trials, or seconds. `views`: each needs some.
  private func given(views: Int) throws -> (trials: Int?, seconds: Double?) {
    let text = budget ?? "1000000"
    if let count = try? TrialCount(option: text) {
      let least = max(PlanSearch.leastBudget, PlanSearch.leastBudgetOfView * views)
      guard (least...RunOptions.mostTrials).contains(count.count) else {
        throw ValidationError(
          "--budget must be from \(Wording.grouped(least)) to \(Wording.grouped(RunOptions.mostTrials)) trials"
            + "\(views > 8 ? " for \(views) views" : ""), but it is \(text)")
      }
      return (count.count, nil)
    }
    guard let time = try? TimeLimit(option: text) else {
      throw ValidationError("--budget is trials, as 1e6, or a time, as 5m, but it is '\(text)'")
    }
    return (nil, time.seconds)
  }

  func run() throws {
    try check()
    let question = try SearchQuestion(
      maximize: maximize, front: front, limits: limits, over: over)
    _ = try given(views: 1)
    let conductor = Conductor(options.run)
    let root = try reading.folder()
    let plain = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    guard let member = plain.members.first else { return }
    let task = try conductor.guarded { try SearchTask(self, question, plain, member, root) }
    let budget = try given(views: task.setup.views.count)
    let folder = options.out ?? plain.folder(of: "search")
    let place = try conductor.guarded {
      if options.resume { try task.record.checkResume(in: folder) }
      return try AnswerPlace(folder, replaces: options.force || options.resume) { notice in
        Streams.say(message: "\(folder): \(notice)")
      }
    }
    let found = try conductor.guarded { try task.search(conductor, folder, budget: budget) }
    let next = try task.write(found, to: folder, place, conductor)
    let screen = SearchScreen(
      task: task, answer: found, folder: folder, next: next, style: conductor.style)
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "search", scenarios: [member.scenario.name], trials: found.spent,
        seed: task.options.seed, isComplete: true, folder: folder, answer: screen.words.all,
        tables: PlanSearch.tables(found, task.setup))
    }
    try task.end(found, next)
  }
}

/// How a choice is judged over several views.
enum SearchRule: String, ExpressibleByArgument, CaseIterable {
  case regret, worst

  var judgement: PlanSearch.Judgement { self == .regret ? .regret : .worst }
}
