import ArgumentParser
import Foundation
import Scenarios
import Sim

struct DiscoverCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Say in which corner of the inputs an outcome is common.",
    discussion: """
      The patient rule induction method (PRIM) cuts parts off the ranges of the inputs, so that what is \
      left is richer in an outcome. Half of the trials find such boxes, the other half says what they \
      are worth. Also of trials that there are already: a folder with trials.csv, or any CSV table with \
      --inputs and --outcome.
      """)

  @Argument(
    help: ArgumentHelp(
      "A scenario file, a folder with trials.csv, or a CSV table.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("outcome"), parsing: .singleValue,
    help: ArgumentHelp(
      "What to look for: an outcome, a class, a column of 0 and 1, column=label, or a rule such as "
        + "'cost > 3'; may be repeated (default: each class).", valueName: "name"))
  var outcomes: [String] = []

  @Option(
    help: ArgumentHelp(
      "The columns that boxes may limit, with commas (default: all that are drawn once).",
      valueName: "names"))
  var inputs: String?

  @Option(
    help: ArgumentHelp(
      "Of a folder with several points: which, as scenario or scenario:number.", valueName: "point")
  )
  var point: String?

  @Flag(help: "Turn the inputs to the principal axes of the hits first (PCA-PRIM).")
  var rotate = false

  @Option(help: "What a cut is worth: lenient1, lenient2 or original.")
  var objective = BoxSearch.Objective.lenient1

  @Option(
    parsing: .unconditional,
    help: "The share of the trials in the box that one cut takes off. (default: 0.05)",
    transform: Double.init(option:))
  var peelAlpha = 0.05

  @Option(help: "Where a limit lies between two values: between or interpolated.")
  var quantile = BoxSearch.QuantileRule.between

  @Flag(inversion: .prefixedNo, help: "Move limits out again at the end, while that helps.")
  var paste = true

  @Option(
    parsing: .unconditional, help: "No box has a smaller share of the trials. (default: 0.05)",
    transform: Double.init(option:))
  var leastMass = 0.05

  @Option(
    parsing: .unconditional,
    help: "Choose the box of this number in boxes.csv (default: the one that says most).",
    transform: Int.init(option:))
  var box: Int?

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard peelAlpha > 0, peelAlpha < 0.5 else {
      throw ValidationError("--peel-alpha must be between 0 and 0.5, but it is \(peelAlpha)")
    }
    guard leastMass > 0, leastMass < 1 else {
      throw ValidationError("--least-mass must be between 0 and 1, but it is \(leastMass)")
    }
    if let box, box < 0 { throw ValidationError("--box must be 0 or more, but it is \(box)") }
  }

  private var question: BoxQuestion {
    var question = BoxQuestion()
    question.targets = outcomes
    question.search.objective = objective
    question.search.peelAlpha = peelAlpha
    question.search.quantile = quantile
    question.search.pastes = paste
    question.search.leastMass = leastMass
    question.rotates = rotate
    question.box = box
    question.seed = options.seed
    return question
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

  /// Of trials that there are; with --out the answer gets a folder.
  private func ask(_ conductor: Conductor, of path: String) throws {
    let (trials, answers) = try conductor.guarded {
      let trials = try chosen(TrialTableReader.read(path, point: point))
      return (trials, try question.answers(trials))
    }
    if let out = options.out {
      try conductor.guarded {
        try AnswerFolder.write(
          BoxQuestion.tables(answers, rotates: rotate), command: "discover", of: path, to: out,
          replaces: options.force
        ) { notice in Streams.say(message: "\(out): \(notice)") }
      }
    }
    let screen = BoxScreen(
      title: trials.name, extent: "\(Wording.trials(trials.count)). ", answers: answers, file: nil,
      parameters: [:], folder: options.out, style: conductor.style, width: Streams.answerWidth)
    try show(conductor, screen, [trials.name], trials.count, options.out, true)
  }

  func asked(_ conductor: Conductor, _ root: FileSource?) throws -> AskedStudy {
    let study = try conductor.load { () throws(StudyError) in
      try Study(
        files: [file], settings: reading.settings, root: root, jobs: options.work.threads)
    }
    for member in study.members {
      try conductor.guarded { try question.check(chosen(member.columns)) }
    }
    var answers: [BoxQuestion.Answer] = []
    let parameters = study.members.first?.scenario.drawnParameters ?? [:]
    let asked = StudyQuestion(
      files: BoxQuestion.files(rotates: rotate), needsTrials: true,
      unanswered: BoxQuestion.tables([], rotates: rotate)
    ) { points in
      for point in points {
        guard let trials = point.trials else { continue }
        answers += try question.answers(try chosen(trials), failed: point.failedTrials)
      }
      return BoxQuestion.tables(answers, rotates: rotate, parameters: parameters)
    }
    return AskedStudy(
      study: study, settings: options.settings(study.standardRecording),
      folder: options.out ?? study.folder(of: "discover"), question: asked
    ) { result, written, _ in
      if result.isComplete {
        let name = study.members.first?.scenario.name ?? file
        let screen = BoxScreen(
          title: "\(name): \(study.titles[name] ?? "")",
          extent: "\(Wording.trials(options.trials.count))"
            + LeftOutTrials.words(result, in: Self.limits(answers)) + ", seed \(options.seed). ",
          answers: answers, file: file, parameters: parameters, folder: written,
          style: conductor.style, width: Streams.answerWidth)
        try show(conductor, screen, [name], options.trials.count, written, result.isComplete)
      }
      try conductor.end(result, in: written)
    }
  }

  /// Which limits of the boxes that answer allow for failed trials.
  private static func limits(_ answers: [BoxQuestion.Answer]) -> LeftOutTrials.InLimits {
    let bounded = answers.count { $0.chosen.failed > 0 }
    return bounded == 0 ? .none : bounded == answers.count ? .ofShares : .some
  }

  private func chosen(_ trials: TrialData) throws -> TrialData {
    guard let inputs else { return trials }
    return try trials.withInputs(inputs.split(separator: ",").map(String.init))
  }

  private func show(
    _ conductor: Conductor, _ screen: BoxScreen, _ scenarios: [String], _ trials: Int,
    _ folder: String?, _ isComplete: Bool
  ) throws {
    try conductor.answer(in: answer.format, text: screen.text) {
      AnswerDocument(
        command: "discover", scenarios: scenarios, trials: trials, seed: options.seed,
        isComplete: isComplete, folder: folder ?? "", answer: screen.sentences,
        tables: BoxQuestion.tables(
          screen.answers, rotates: rotate, parameters: screen.parameters))
    }
  }
}

extension BoxSearch.Objective: ExpressibleByArgument {}
extension BoxSearch.QuantileRule: ExpressibleByArgument {}
