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
  /// By name of a measure.
  let units: [String: String]
  /// A class of outcomes, as an aim has its name: for an example.
  let anOutcome: String
  let record: SearchRecord
  private let plain: Study
  private let reading: ReadingOptions
  private let root: FileSource?
  private let over: [String]
  private let robust: String?
  private let budget: String?

  init(
    _ command: SearchCommand, _ question: SearchQuestion, _ plain: Study, _ member: Study.Member,
    _ root: FileSource?
  ) throws {
    file = command.file
    scenario = member.scenario
    title = plain.titles[scenario.name] ?? ""
    self.plain = plain
    self.root = root
    reading = command.reading
    options = command.options.run
    over = command.over
    robust = command.robust
    budget = command.budget
    indifference = command.indifference
    judgement = command.robust == nil ? .mean : (command.judge ?? .regret).judgement
    aims = question.aims
    limits = question.limits
    let report = member.model.report
    do throws(TrialDataError) {
      for aim in question.aims + question.limits.map(\.excess) { try aim.check(report) }
    } catch {
      throw Ending(commandLine: error)
    }
    units = Dictionary(report.measures.map { ($0.name, $0.unit ?? "") }) { first, _ in first }
    anOutcome =
      report.classOfOutcome.first.map { EndingNames.plain(report.classes[$0]) } ?? "outcome"
    setup = try SearchSetup(
      scenario, path: command.file, settings: command.reading.settings, root: root,
      over: question.over, robust: command.robust)
    record = SearchRecord(
      plain, seed: options.seed, budget: command.budget ?? "1000000", aims: aims.map(\.text),
      limits: limits.map(\.text), space: setup.space, views: setup.views,
      judge: "\(judgement)", indifference: command.indifference)
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
    // Every start gets on by a part of a stage, however short its time is.
    var isFirst = true
    var search = PlanSearch(
      setup.space, settings, objectives: aims.count,
      areShares: aims.map(\.isShare) + limits.map { _ in false },
      timeUsed: { budget.seconds.map { Date().timeIntervalSince(begun) / $0 } ?? 0 },
      evaluate: { stage, candidates in
        try stages.samples(stage, candidates) { slice in
          var run = options.settings(.answers, trials: slice.trials)
          run.seed = slice.seed
          let found = try conductor.slice(
            slice.study, run, after: slice.done, of: slice.all, mustEnd: isFirst,
            what: "\(stage.number) \(stage.kind.rawValue)")
          isFirst = false
          return found
        }
      })
    // What is wrong with the ends of levers is said before anything is run.
    try stages.check(search.ends)
    try record.write(beside: folder)
    return try search.run(plans: setup.plans)
  }

  /// Writes the folder of an answer. Returns how the choice is run.
  func write(
    _ found: PlanSearch.Answer, to folder: String, _ place: AnswerPlace, _ conductor: Conductor
  ) throws -> String {
    let laid = reading.given + self.settings(found.best)
    let heading =
      found.hasFeasible
      ? ["The choice that was found by: \(typed)", "What it comes to stands in search.csv."]
      : ["The file as it is: no choice that was tried keeps to all limits of: \(typed)"]
    return try conductor.guarded {
      let best = try ChangedScenario.files(
        of: file, root: root, settings: laid, heading: heading,
        called: found.hasFeasible && !found.isFileBest ? "the best choice" : nil, in: folder)
      try place.write(
        PlanSearch.tables(found, setup), beside: best.files,
        manifest: record.manifest(trials: found.spent, asked: typed))
      var words = "simrun run \(ShellWord.quoted("\(folder)/\(ChangedScenario.file)"))"
      if let ensemble = reading.ensemble { words += " --ensemble \(ShellWord.quoted(ensemble))" }
      // It names the scenario where it lies, with its data.
      if best.needsRoot { words += " --root \(ShellWord.quoted(reading.root ?? home))" }
      return words
    }
  }

  /// How a command ends if trials failed in the estimate, as `run` does.
  func end(_ found: PlanSearch.Answer, _ next: String) throws {
    let all = [
      ("with the best choice", found.isFileBest ? [] : found.estimate, next),
      ("as the file is", found.baseline, "simrun run \(ShellWord.quoted(file))"),
    ]
    var lines: [String] = []
    var isTotal = false
    for (what, samples, again) in all {
      let failed = samples.reduce(0) { $0 + $1.failed }
      let trials = samples.reduce(0) { $0 + $1.trials }
      guard failed > 0 else { continue }
      isTotal = isTotal || failed == trials
      lines.append(
        "\(scenario.name): \(Wording.grouped(failed)) of \(Wording.trials(trials)) failed \(what); '\(again)' "
          + "says which")
    }
    guard lines.isEmpty else { throw Ending(isTotal ? .failed : .someTrialsFailed, lines: lines) }
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
    if let root = reading.root { words += " --root \(ShellWord.quoted(root))" }
    return words + reading.typed + " --seed \(options.seed)"
  }
}
