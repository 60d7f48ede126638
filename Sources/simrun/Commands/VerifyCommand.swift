import ArgumentParser
import Foundation
import Scenarios

struct VerifyCommand: ParsableCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare scenarios with the results that their 'verify' section expects.",
    discussion: """
      Nothing is written. Files that cannot be verified are reported, and the others are verified. \
      Exit codes: 0 all expectations hold, 1 one is off, 2 wrong use, no such file or nothing to \
      verify, 3 a file is invalid, 71 too little memory, 74 cannot write, 130 interrupted.
      """)

  static let standardPath = "Scenarios/verification"

  @Argument(
    help: ArgumentHelp("Scenario files, and folders of them.", valueName: "path"))
  var paths: [String] = [Self.standardPath]

  @OptionGroup var work: WorkOptions

  @OptionGroup var reading: ReadingOptions

  @Option(help: "How the answer is printed: text or json.")
  var format = Form.text

  @Flag(name: .shortAndLong, help: "Print nothing but what is wrong.")
  var quiet = false

  func run() throws {
    let suite = VerificationSuite(
      paths: paths, settings: reading.settings, root: try reading.folder())
    var worst: Ending.Code?
    func report(_ refusal: VerificationRefusal) {
      let ending = Ending(refusal)
      Streams.say(ending.message)
      // A file that is not there is the wrong command; it outweighs what is wrong in others.
      if worst != .usage { worst = ending.code }
    }
    suite.refused.forEach(report)
    if suite.members.isEmpty, let worst { throw Ending(worst) }
    let environment = ProcessInfo.processInfo.environment
    let style = Style(onTerminal: Streams.answerIsOnTerminal, environment: environment)
    let screen = VerificationScreen(style: style)
    let progress = ProgressLine(
      isShown: Streams.restIsOnTerminal && !quiet,
      style: Style(onTerminal: true, environment: environment))
    let stop = StopSignal()
    stop.listen()
    let showsTables = !quiet && format == .text
    let all = suite.trials
    let finished: (results: [VerificationResult], isComplete: Bool)
    do {
      finished = try suite.run(
        jobs: work.threads,
        memory: work.memory,
        warning: {
          progress.clear()
          Streams.say("simrun: \($0)")
        },
        finished: { result in
          guard showsTables else { return }
          progress.clear()
          try Streams.answer(screen.table(result) + "\n\n")
        },
        refuses: {
          progress.clear()
          report($0)
        },
        progress: { progress.update($0, done: $1, of: all) }, stops: { stop.isWanted })
      progress.clear()
      if showsTables, finished.isComplete, worst == nil || !finished.results.isEmpty {
        try Streams.answer(screen.summary(finished.results, without: suite.without.count) + "\n")
      }
      if !quiet, format == .json, finished.isComplete {
        try Streams.answer(VerificationResult.json(finished.results))
      }
    } catch let error as OutputError {
      progress.clear()
      throw Ending(error)
    }
    let wrong = screen.whatIsOff(finished.results)
    for line in wrong { Streams.say(message: line) }
    if !finished.isComplete {
      throw Ending(.interrupted, "interrupted; the rest was not verified")
    }
    if let worst { throw Ending(worst) }
    if !wrong.isEmpty { throw Ending(.failed) }
  }
}
