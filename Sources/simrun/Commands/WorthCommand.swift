import ArgumentParser
import Foundation
import Scenarios
import Sim

struct WorthCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "worth",
    abstract: "Say which unknown is worth finding out before one of several plans is chosen.",
    discussion: """
      Each scenario file is a plan. All are run with the same parameter draws, each several times with \
      other chance. EVPI is how much better one would choose on average if all parameters were known \
      first, EVPPI if one were.
      """)

  @Argument(
    help: ArgumentHelp("Scenario files, one for each plan.", valueName: "file"),
    completion: .scenarios)
  var files: [String]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is to be had: outcomes or classes with their worth, as in \"compromise=1, freeze=0.4\" "
        + "(others 0), or the name of a measure.", valueName: "utility"))
  var value: String

  @Option(
    parsing: .unconditional,
    help: "Trials that share their parameters: chance is averaged over them. (default: 16)",
    transform: Int.init(option:))
  var repeats = 16

  @OptionGroup var options: RunOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard files.count > 1 else {
      throw ValidationError("two files at least: each is a plan that may be chosen")
    }
    guard (1...1000).contains(repeats) else {
      throw ValidationError("--repeats must be from 1 to 1000, but it is \(repeats)")
    }
  }

  func run() throws {
    let conductor = Conductor(options)
    try conductor.carryOut(asked(conductor, reading.folder()))
  }

  func asked(_ conductor: Conductor, _ root: FileSource?) throws -> AskedStudy {
    guard let utility = WorthQuestion.Utility(value) else {
      throw Ending(
        .usage,
        "--value needs outcomes with their worth, as in \"compromise=1, freeze=0.4\", or a measure, but "
          + "it is '\(value)'")
    }
    let question = WorthQuestion(utility, repeats: repeats)
    let study = try conductor.load { () throws(StudyError) in
      try Study(
        files: files, settings: reading.settings,
        points: PointSet(listed: [
          StudyPoint(number: 0, values: [], design: Design(repeats: repeats))
        ]), root: root, jobs: options.work.threads)
    }
    for member in study.members {
      try conductor.guarded { try question.check(member.model.report, of: member.scenario.name) }
    }
    let settings = options.settings(study.standardRecording)
    var found: WorthQuestion.Answer?
    let asked = StudyQuestion(
      files: WorthQuestion.files, needsTrials: true, unanswered: WorthQuestion.tables(nil)
    ) { points in
      let plans = points.compactMap { point in
        point.columns.map { (name: point.result.scenario, trials: $0) }
      }
      let answer = try question.answer(plans)
      found = answer
      return WorthQuestion.tables(answer)
    }
    return AskedStudy(
      study: study, settings: settings, folder: options.out ?? study.folder(of: "worth"),
      question: asked
    ) { result, written, _ in
      try show(found, result, written, conductor)
    }
  }

  private func show(
    _ found: WorthQuestion.Answer?, _ result: StudyResult, _ written: String,
    _ conductor: Conductor
  ) throws {
    if let found {
      let screen = WorthScreen(
        utility: value, answer: found, files: files, trials: options.trials.count,
        repeats: repeats, seed: options.seed, folder: written, style: conductor.style,
        width: Streams.answerWidth)
      try conductor.answer(in: answer.format, text: screen.text) {
        AnswerDocument(
          command: "worth", scenarios: found.plans.map(\.name), trials: options.trials.count,
          seed: options.seed, isComplete: result.isComplete, folder: written,
          answer: screen.sentences, tables: WorthQuestion.tables(found))
      }
    }
    try conductor.end(result, in: written)
  }
}
