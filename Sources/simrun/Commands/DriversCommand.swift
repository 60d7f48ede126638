import ArgumentParser
import Foundation
import Scenarios
import Sim

struct DriversCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "drivers",
    abstract: "Say what moves the outcomes: which inputs, how much is chance.",
    discussion: """
      Shares out the variance of each class and measure among the inputs, from the trials of the run \
      itself; what is chance comes from trials that share their parameters; a tornado holds each \
      parameter at its 5 % and 95 % quantile. Also of trials that there are already: a folder with \
      trials.csv, or any CSV table with --inputs and --outcome.
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, a folder with trials.csv, or a CSV table.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("outcome"), parsing: .singleValue,
    help: ArgumentHelp(
      "What is moved: an outcome, a class, a measure, or a rule such as 'cost > 3'; may be repeated "
        + "(default: all classes, outcomes and measures).", valueName: "name"))
  var outcomes: [String] = []

  @Option(
    help: ArgumentHelp(
      "The columns that may move it, with commas (default: all that is drawn once).",
      valueName: "names"))
  var inputs: String?

  @Option(
    name: .customLong("given"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Look only at trials in which this holds, as 'monitoring < 0.3 and front > 0.8'.",
      valueName: "rule"))
  var rules: [String] = []
  private var given: String? { rules.first }

  @Option(
    help: ArgumentHelp(
      "Of a folder with several points: which, as scenario or scenario:number.", valueName: "point")
  )
  var point: String?

  @Option(
    parsing: .unconditional,
    help:
      "Trials of each bar of the tornado; 0: no tornado (default: those of the run, 2,048 at most).",
    transform: TrialCount.init(option:))
  var tornadoTrials: TrialCount?

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  /// Bars of more trials take longer than a glance.
  private static let mostTornadoTrials = 2_048

  func validate() throws {
    try ConditionCommand.requireOne(rules)
    guard let count = tornadoTrials?.count, !(0...RunOptions.mostTrials).contains(count) else {
      return
    }
    throw ValidationError(
      "--tornado-trials must be from 0 to \(Wording.grouped(RunOptions.mostTrials)), but it is \(count)"
    )
  }

  func run() throws {
    let conductor = Conductor(options)
    if isOfTrials {
      try ask(conductor, of: file)
    } else {
      try conductor.carryOut(asked(conductor, reading.folder()))
    }
  }

  /// Of trials that there are.
  private var isOfTrials: Bool { TrialTableReader.isFolder(file) || file.hasSuffix(".csv") }

  var obstacleToPlan: String? { isOfTrials ? file : nil }

  private func question() throws(TrialDataError) -> DriverQuestion {
    var question = DriverQuestion()
    question.targets = outcomes
    question.jobs = options.work.threads
    if let given { question.given = try TrialRule(given, option: "--given") }
    return question
  }

  /// Of trials that there are.
  private func ask(_ conductor: Conductor, of path: String) throws {
    guard options.out == nil else {
      throw Ending(.usage, "--out is for what is run; use --format json to keep this answer")
    }
    let (trials, answers) = try conductor.guarded {
      () throws -> (TrialData, [DriverQuestion.Answer]) in
      let question = try self.question()
      let trials = try chosen(TrialTableReader.read(path, point: point))
      return (trials, try question.answers(trials))
    }
    if outcomes.isEmpty {
      for note in AskedTarget.leftOut(of: trials) { Streams.say(VisibleText.line(note)) }
    }
    let screen = DriverScreen(
      title: trials.name, trials: Wording.trials(trials.count), answers: answers, given: given,
      file: nil, folder: nil, style: conductor.style, width: Streams.answerWidth)
    try show(conductor, screen, trials.name, trials.count, folder: nil)
  }

  func asked(_ conductor: Conductor, _ root: FileSource?) throws -> AskedStudy {
    let study = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    guard let member = study.members.first else { throw Ending(.usage, "no scenario") }
    var question = try conductor.guarded { () throws -> DriverQuestion in
      let question = try self.question()
      try question.check(chosen(member.columns))
      return question
    }
    let settings = options.settings(study.standardRecording)
    var answers: [DriverQuestion.Answer] = []
    let asked = StudyQuestion(
      files: DriverQuestion.files, needsTrials: true, unanswered: DriverQuestion.tables([])
    ) { points in
      guard let trials = points.first?.trials else { return DriverQuestion.tables([]) }
      let groups = InputGroup.all(of: member.model)
      answers = try question.answers(try chosen(trials), groups: groups)
      question.targets = answers.map(\.target.name)
      answers = try withChance(conductor, answers, question, groups, settings, root)
      answers = try withTornado(
        conductor, answers, question, trials, groups, member, settings, root)
      return DriverQuestion.tables(answers)
    }
    return AskedStudy(
      study: study, settings: settings, folder: options.out ?? study.folder(of: "drivers"),
      question: asked
    ) { result, written, _ in
      if result.isComplete {
        let name = member.scenario.name
        let screen = DriverScreen(
          title: "\(name): \(study.titles[name] ?? "")",
          trials: "\(Wording.trials(options.trials.count))"
            + LeftOutTrials.words(result, in: Self.limits(answers)) + ", seed \(options.seed)",
          answers: answers, given: given, file: file, folder: written, style: conductor.style,
          width: Streams.answerWidth)
        try show(conductor, screen, name, options.trials.count, folder: written)
      }
      try conductor.end(result, in: written)
    }
  }

  /// What is chance, from trials of which several share what is drawn once.
  private func withChance(
    _ conductor: Conductor, _ answers: [DriverQuestion.Answer], _ question: DriverQuestion,
    _ groups: [InputGroup], _ settings: RunSettings, _ root: FileSource?
  ) throws -> [DriverQuestion.Answer] {
    let split = ChanceSplit(file: file, settings: reading.settings, root: root)
    let shares = try split.shares(answers.map(\.target), question.given, settings) {
      study, settings in
      try conductor.study(study, settings, keepsTrials: true, what: "what is chance")
    }
    return zip(answers, shares).map {
      $0.with(chance: $1, groups: groups, isGiven: question.given != nil)
    }
  }

  private func withTornado(
    _ conductor: Conductor, _ answers: [DriverQuestion.Answer], _ question: DriverQuestion,
    _ trials: TrialData, _ groups: [InputGroup], _ member: Study.Member, _ settings: RunSettings,
    _ root: FileSource?
  ) throws -> [DriverQuestion.Answer] {
    let count = min(options.trials.count, tornadoTrials?.count ?? Self.mostTornadoTrials)
    guard count > 0,
      let (tornado, study) = Tornado(try question.kept(of: trials), groups, member.model).study(
        of: file, reading.settings, root: root, jobs: options.work.threads)
    else { return answers }
    var few = settings
    few.trials = count
    few.recording = .answers
    let held = try conductor.study(study, few, keepsTrials: true, what: "tornado")
    return try tornado.bars(
      of: answers, trials, held: held.compactMap(\.trials), count: count, given: question.given)
  }

  /// Whether bars of outcomes and other conditions allow for failed trials: no other limits do.
  private static func limits(_ answers: [DriverQuestion.Answer]) -> LeftOutTrials.InLimits {
    let bars = answers.flatMap(\.influences).flatMap { [$0.low, $0.high] }
    return bars.contains { ($0?.effect.failed ?? 0) > 0 } ? .some : .none
  }

  private func chosen(_ trials: TrialData) throws -> TrialData {
    guard let inputs else { return trials }
    return try trials.withInputs(inputs.split(separator: ",").map(String.init))
  }

  private func show(
    _ conductor: Conductor, _ screen: DriverScreen, _ scenario: String, _ trials: Int,
    folder: String?
  ) throws {
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "drivers", scenarios: [scenario], trials: trials, seed: options.seed,
        isComplete: true, folder: folder ?? "", answer: screen.sentences,
        tables: DriverQuestion.tables(screen.answers))
    }
  }
}
