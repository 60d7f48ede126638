import Foundation
import Scenarios
import Sim

/// A search, from what a command was given to what it writes.
struct SearchTask {
  let file: String
  let scenario: Scenario
  let title: String
  let aims: [SearchAim]
  let limits: [SearchLimit]
  let setup: SearchSetup
  let judgement: PlanSearch.Judgement
  let indifference: Double?
  let options: RunOptions
  private let plain: Study
  private let reading: ReadingOptions
  private let root: FileSource?
  private let over: [String]
  private let robust: String?
  private let budget: String?

  init(
    _ command: SearchCommand, _ plain: Study, _ member: Study.Member, _ root: FileSource?
  ) throws {
    file = command.file
    scenario = member.scenario
    title = plain.titles[scenario.name] ?? ""
    self.plain = plain
    self.root = root
    reading = command.reading
    options = command.options
    over = command.over
    robust = command.robust
    budget = command.budget
    indifference = command.indifference
    judgement = command.robust == nil ? .mean : command.judge.judgement
    aims =
      try command.front.isEmpty
      ? [SearchAim(command.maximize ?? "", option: "--maximize")]
      : command.front.map { try SearchAim($0, option: "--front") }
    limits = try command.limits.map { try SearchLimit($0, option: "--subject-to") }
    for aim in aims + limits.map(\.excess) { try aim.check(member.model.report) }
    var axes: [LeverSpace.Axis] = []
    for text in command.over {
      do throws(Sweep.Problem) { axes.append(try LeverSpace.Axis(over: text)) } catch {
        throw Ending(.usage, "--over \(text): \(error.description)")
      }
    }
    setup = try SearchSetup(
      scenario, path: command.file, settings: command.reading.settings, root: root, over: axes,
      robust: command.robust)
  }

  /// Whether the aim is a share of one outcome or class, which is shown in per cent.
  var isShare: Bool { aims.count == 1 && aims[0].isShare }

  /// Worths of parties, then whether they refuse, in the order of the setup.
  private var besides: [(setting: Setting, aim: SearchAim)] {
    get throws {
      try (setup.parties.map(\.worth) + setup.parties.map(\.refusal)).map { setting in
        let name = setting.path.dropFirst("measures.".count)
        return (setting, try SearchAim("mean(\(name))", option: ""))
      }
    }
  }

  func search(
    _ conductor: Conductor, _ folder: String, budget: (trials: Int?, seconds: Double?)
  ) throws -> PlanSearch.Answer {
    let stages = try SearchStages(
      plain, file: file, settings: reading.settings, root: root, jobs: options.work.threads,
      space: setup.space, aims: aims + limits.map(\.excess), besides: besides, views: setup.views,
      folder: folder, resumes: options.resume)
    var settings = PlanSearch.Settings()
    settings.budget = budget.trials
    settings.seed = options.seed
    settings.indifference = indifference ?? (aims.allSatisfy(\.isOfShares) ? 0.005 : nil)
    settings.isFront = aims.count == 2
    settings.judgement = judgement
    settings.views = setup.views.count
    let begun = Date()
    var search = PlanSearch(
      setup.space, settings, objectives: aims.count,
      areShares: aims.map(\.isShare) + limits.map { _ in false },
      timeUsed: { budget.seconds.map { Date().timeIntervalSince(begun) / $0 } ?? 0 },
      evaluate: { stage, candidates in
        try stages.samples(stage, candidates) { study, trials, seed in
          var run = options.settings(.answers, trials: trials)
          run.trials = trials
          run.seed = seed
          return try conductor.study(
            study, run, keepsTrials: true, what: "\(stage.number) \(stage.kind.rawValue)")
        }
      })
    // What is wrong with the ends of levers is said before anything is run.
    try stages.check(search.ends)
    return try search.run(plans: setup.plans)
  }

  /// Writes the folder of an answer. Returns how the choice is run.
  func write(
    _ found: PlanSearch.Answer, to folder: String, _ conductor: Conductor
  ) throws -> String {
    let laid = reading.given + self.settings(found.best)
    let heading = [
      "The choice that was found by: \(typed)", "What it comes to stands in search.csv.",
    ]
    return try conductor.guarded {
      let best = try ChangedScenario.files(
        of: file, root: root, settings: laid, heading: heading, in: folder)
      try AnswerFolder.write(
        PlanSearch.tables(found), beside: best.files, command: "search", of: file, to: folder,
        replaces: options.force || options.resume
      ) { notice in Streams.say(message: "\(folder): \(notice)") }
      var words = "simrun run \(ShellWord.quoted("\(folder)/\(ChangedScenario.file)"))"
      if let ensemble = reading.ensemble { words += " --ensemble \(ShellWord.quoted(ensemble))" }
      // It names the scenario where it lies, with its data.
      if best.needsRoot { words += " --root \(ShellWord.quoted(reading.root ?? home))" }
      return words
    }
  }

  /// The folder that the scenario lies in.
  private var home: String { file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "." }

  private func settings(_ candidate: PlanSearch.Candidate) -> [Setting] {
    zip(setup.space.axes, candidate.values).compactMap { axis, value in
      value.map { Setting(path: axis.path, value: $0) }
    }
  }

  /// The command as it can be typed again.
  private var typed: String {
    var words = "simrun search \(ShellWord.quoted(file))"
    words +=
      aims.count == 2
      ? " --front " + aims.map { ShellWord.quoted($0.text) }.joined(separator: " ")
      : " --maximize \(ShellWord.quoted(aims[0].text))"
    for limit in limits { words += " --subject-to \(ShellWord.quoted(limit.text))" }
    for lever in over { words += " --over \(ShellWord.quoted(lever))" }
    if let robust {
      words += " --robust \(ShellWord.quoted(robust))"
      if judgement == .worst { words += " --judge worst" }
    }
    if let budget { words += " --budget \(ShellWord.quoted(budget))" }
    if let indifference { words += " --indifference \(indifference)" }
    return words + reading.typed + " --seed \(options.seed)"
  }
}
