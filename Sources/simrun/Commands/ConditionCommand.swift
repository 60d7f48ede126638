import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ConditionCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "condition",
    abstract:
      "Compare what is seen with what is done: trials in which a rule holds, an event forced.",
    discussion: """
      --given keeps the trials in which a rule holds; it says what an observer who sees that should \
      expect. --do makes an event happen in every trial, with the same random numbers; it says what the \
      event causes. The two differ where what is seen and how it ends have a common cause.
      """)

  @Argument(help: ArgumentHelp("A scenario file.", valueName: "file"), completion: .scenarios)
  var file: String

  @Option(
    name: .customLong("given"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Keep trials in which this holds, of parameters, measures, signals, milestones, outcome, class and "
        + "step, as in 'leak < 20 and strain > 0.4'.", valueName: "rule"))
  var rules: [String] = []

  @Option(
    name: .customLong("do"), parsing: .singleValue,
    help: ArgumentHelp(
      "Make an event happen at a step or a date, and at no other time, as in leak@12 or "
        + "leak@2026-03-01.", valueName: "event@step"))
  var events: [String] = []

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    try Self.requireOne(rules)
    if events.count > 1 { throw ValidationError("--do stands twice: force one event at a time") }
  }

  /// Of two rules, who writes them may mean that both hold, or one of them.
  static func requireOne(_ rules: [String]) throws {
    if rules.count > 1 {
      throw ValidationError("--given stands twice: write both rules in one, with 'and' or 'or'")
    }
  }

  func run() throws {
    let conductor = Conductor(options)
    try conductor.carryOut(asked(conductor, reading.folder()))
  }

  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    let event = try events.first.map { text in
      guard let event = ForcedEvent(text) else {
        throw Ending(
          .usage, "--do needs an event and when it happens, as in leak@12, but it is '\(text)'")
      }
      return event
    }
    let question = try conductor.guarded {
      ConditionQuestion(
        given: try rules.first.map { rule throws(TrialDataError) in
          try TrialRule(rule, option: "--given")
        }, forced: event)
    }
    let study = try load(conductor, event, source)
    for member in study.members {
      _ = try conductor.guarded { try question.given?.holds(in: member.columns) }
    }
    var found: ConditionQuestion.Answer?
    let asked = StudyQuestion(
      files: ConditionQuestion.files, needsTrials: true, unanswered: ConditionQuestion.tables(nil)
    ) { points in
      guard let trials = points.first?.trials else { return [] }
      let answer = try question.answer(
        trials, done: points.count > 1 ? points[1].trials : nil,
        signals: points[0].columns?.report.signals ?? [],
        failed: ConditionQuestion.Failed(
          plain: points[0].result.summary.failureCount,
          done: points.count > 1 ? points[1].result.summary.failureCount : 0))
      found = answer
      return ConditionQuestion.tables(answer)
    }
    return AskedStudy(
      study: study, settings: options.settings(study.standardRecording),
      folder: options.out ?? study.folder(of: "condition"), question: asked
    ) { result, written, _ in
      try show(study, question, found, result, written, conductor)
    }
  }

  private func show(
    _ study: Study, _ question: ConditionQuestion, _ found: ConditionQuestion.Answer?,
    _ result: StudyResult, _ written: String, _ conductor: Conductor
  ) throws {
    if let found {
      let name = study.members.first?.scenario.name ?? file
      let screen = ConditionScreen(
        title: "\(name): \(study.titles[name] ?? "")", question: question, answer: found,
        file: file, trials: options.trials.count, seed: options.seed, folder: written,
        style: conductor.style, width: Streams.answerWidth,
        only: study.members.first?.model.report.onlyOutcomes ?? [:],
        leftOut: LeftOutTrials.words(
          result,
          in: found.rows.allSatisfy { $0.failed > 0 }
            ? .ofShares : found.allowsForFailed ? .some : .none))
      try conductor.answer(in: answer.format, text: screen.text) {
        AnswerDocument(
          command: "condition", scenarios: [name], trials: options.trials.count,
          seed: options.seed, isComplete: result.isComplete, folder: written,
          answer: screen.sentences, tables: ConditionQuestion.tables(found))
      }
    }
    try conductor.end(result, in: written)
  }

  /// As it is, or as it is and with the event forced.
  private func load(
    _ conductor: Conductor, _ event: ForcedEvent?, _ root: FileSource?
  ) throws -> Study {
    let study = { (points: PointSet) in
      try conductor.load { () throws(StudyError) in
        try Study(
          files: [file], settings: reading.settings, points: points, root: root,
          jobs: options.work.threads)
      }
    }
    guard let event else { return try study(PointSet()) }
    let plain: Study
    do throws(StudyError) {
      plain = try Study(files: [file], settings: reading.settings, root: root)
    } catch {
      throw Ending(error)
    }
    guard let scenario = plain.members.first?.scenario else { return plain }
    let settings = try conductor.guarded { try event.settings(in: scenario) }
    return try study(
      PointSet(listed: [
        StudyPoint(number: 1, values: [], name: "as it is"),
        StudyPoint(number: 2, values: settings, name: "do \(event)"),
      ]))
  }
}
