import ArgumentParser
import Foundation
import Scenarios
import Sim

struct ScoreCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Say how good forecasts were, and how a model would have done on the same questions.",
    discussion: """
      A CSV file has a row for each forecast: question, source, date, probability, resolution_date and \
      resolution (yes, no, or nothing while it is open). With --model a scenario answers each question \
      that has a rule, in the words of the scenario language: how often the rule has held by the date.
      """)

  @Argument(
    help: ArgumentHelp("A CSV file of forecasts.", valueName: "forecasts"),
    completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "A scenario that answers the questions that have a rule.", valueName: "file"),
    completion: .scenarios)
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Look at the last forecast of each source up to this day only.", valueName: "date"))
  var asOf: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Measure against one who always says this (default: how often it came).",
      valueName: "probability"), transform: Double.init(option:))
  var baseRate: Double?

  @Option(
    parsing: .unconditional, help: "Bins of the reliability table. (default: 5)",
    transform: Int.init(option:))
  var bins = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How near a number must be to be a hit, with commas (default: 5,10,20).", valueName: "list"))
  var within: String?

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    if let baseRate, !(0...1).contains(baseRate) {
      throw ValidationError("--base-rate must be from 0 to 1, but it is \(baseRate)")
    }
    guard (1...100).contains(bins) else {
      throw ValidationError("--bins must be from 1 to 100, but it is \(bins)")
    }
    if within != nil, limits == nil {
      throw ValidationError("--within needs numbers with commas, as in 5,10,20")
    }
  }

  private var limits: [Double]? {
    guard let within else { return ScoreQuestion().within }
    let parts = within.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter { $0 >= 0 && $0.isFinite }
    return numbers.count == parts.count && Set(numbers).count == numbers.count ? numbers : nil
  }

  private var question: ScoreQuestion {
    var question = ScoreQuestion()
    question.bins = bins
    question.baseRate = baseRate
    question.within = limits ?? question.within
    question.seed = options.seed
    return question
  }

  func run() throws {
    let conductor = Conductor(options)
    guard model == nil else { return try conductor.carryOut(asked(conductor, reading.folder())) }
    let all = try conductor.guarded { try ForecastReader.read(self.file) }
    let file = try conductor.guarded { try forecasts(all) }
    try ask(conductor, file, first: all.firstDate)
  }

  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    guard let model else {
      throw Ending(
        .usage, "'simrun score' runs trials with --model alone; without, there is nothing to plan")
    }
    let all = try conductor.guarded { try ForecastReader.read(self.file, from: source) }
    let file = try conductor.guarded { try forecasts(all) }
    return try asked(conductor, file, model, first: all.firstDate, source)
  }

  private func forecasts(_ all: ForecastFile) throws -> ForecastFile {
    guard let asOf else { return all }
    guard let date = ForecastFile.date(asOf) else {
      throw Ending(.usage, "--as-of needs a day, as in 2025-11-13, but it is '\(asOf)'")
    }
    return all.asOf(date)
  }

  /// Of the file alone; with --out the answer gets a folder.
  private func ask(
    _ conductor: Conductor, _ forecasts: ForecastFile, first: CalendarDate?
  ) throws {
    let found = question.answer(forecasts)
    if let out = options.out {
      try conductor.guarded {
        try AnswerFolder.write(
          ScoreQuestion.tables(found), command: "score", of: file, to: out, replaces: options.force
        ) { notice in Streams.say(message: "\(out): \(notice)") }
      }
    }
    try show(
      conductor, found, first: first, folder: options.out, scenario: nil, isComplete: true)
  }

  private func asked(
    _ conductor: Conductor, _ forecasts: ForecastFile, _ model: String, first: CalendarDate?,
    _ root: FileSource?
  ) throws -> AskedStudy {
    let study = { (more: [Setting]) throws(StudyError) in
      try Study(
        files: [model], settings: reading.settings + more, root: root, jobs: options.work.threads)
    }
    let plain = try conductor.load { () throws(StudyError) in try study([]) }
    let scenario = plain.members[0].scenario
    let rules = ModelForecasts(forecasts, scenario).checked { settings in
      do throws(StudyError) {
        _ = try study(settings)
        return nil
      } catch {
        return Self.words(error)
      }
    }
    let asked: Study
    do throws(StudyError) { asked = try study(rules.settings) } catch { throw Ending(error) }
    var found: ScoreQuestion.Answer?
    let question = question
    let asking = StudyQuestion(
      files: ScoreQuestion.files, needsTrials: false,
      unanswered: ScoreQuestion.tables(nil, model: scenario.name)
    ) { points in
      guard let point = points.first else { return [] }
      let answer = question.answer(forecasts, rules, point.result)
      found = answer
      return ScoreQuestion.tables(answer)
    }
    return AskedStudy(
      study: asked, settings: options.settings(asked.standardRecording),
      folder: options.out ?? asked.folder(of: "score"), question: asking
    ) { result, written, _ in
      if let found {
        try show(
          conductor, found, first: first, folder: written, scenario: scenario.name,
          isComplete: result.isComplete)
      }
      try conductor.end(result, in: written)
    }
  }

  /// Why a rule cannot be read in this model.
  private static func words(_ error: StudyError) -> String {
    if case .invalid(let wrong) = error, let first = wrong.all.first { return first.message }
    return error.description
  }

  private func show(
    _ conductor: Conductor, _ found: ScoreQuestion.Answer, first: CalendarDate?, folder: String?,
    scenario: String?, isComplete: Bool
  ) throws {
    let screen = ScoreScreen(
      file: file, answer: found, until: asOf.map { ($0, first) }, isOwnRate: baseRate == nil,
      trials: scenario == nil ? nil : options.trials.count, seed: options.seed, folder: folder,
      style: conductor.style, width: Streams.answerWidth)
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "score", scenarios: scenario.map { [$0] } ?? [],
        trials: scenario == nil ? 0 : options.trials.count, seed: options.seed,
        isComplete: isComplete, folder: folder ?? "", answer: screen.sentences,
        tables: ScoreQuestion.tables(found))
    }
  }
}
