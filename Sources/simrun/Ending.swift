import ArgumentParser
import Foundation
import Scenarios
import Sim

/// How the program ends when it does not just end: what is said and the exit code.
struct Ending: Error {
  enum Code: Int32 {
    case done = 0
    case failed = 1
    case usage = 2
    case invalidFile = 3
    case someTrialsFailed = 4
    case notPrecise = 5
    case partsMissing = 6
    case doesNotBelong = 65
    case notInstalled = 69
    case internalError = 70
    case outOfMemory = 71
    case cannotWrite = 74
    case outOfTime = 75
    case interrupted = 130
  }

  let code: Code
  /// For standard error; empty says nothing.
  let message: String
  /// For standard output: what was asked for, as help or the version.
  let answer: String

  private init(_ code: Code, whole message: String, answer: String = "") {
    self.code = code
    self.message = message
    self.answer = answer
  }

  /// One line, which begins with the name of the program.
  init(_ code: Code, _ message: String = "") {
    self.init(code, lines: message.isEmpty ? [] : [message])
  }

  /// Several such lines.
  init(_ code: Code, lines: [String]) {
    self.init(
      code, whole: lines.map { "simrun: \(VisibleText.line($0))" }.joined(separator: "\n"))
  }

  /// What is wrong in files already says where.
  init(_ error: StudyError) {
    switch error {
    case .unreadable(let errors):
      self.init(.usage, whole: errors.map { "simrun: \($0)" }.joined(separator: "\n"))
    case .invalid(let diagnostics):
      self.init(.invalidFile, whole: diagnostics.description)
    case .sameName, .sameAddress, .sweptTwice, .setAndSwept, .tooManyPoints:
      self.init(error.isWrongUse ? .usage : .invalidFile, error.description)
    }
  }

  init(_ refusal: VerificationRefusal) {
    switch refusal {
    case .wrong(let error): self.init(error)
    case .fileExpectsNothing, .folderExpectsNothing: self.init(.usage, refusal.description)
    case .memory: self.init(.outOfMemory, refusal.description)
    }
  }

  init(_ error: ResumeError) {
    self.init(error.isWrongUse ? .usage : .doesNotBelong, error.description)
  }

  /// What is wrong in a rule or a table already says where.
  init(_ error: TrialDataError) {
    if case .wrong = error {
      self.init(.invalidFile, whole: error.description)
    } else {
      self.init(.usage, error.description)
    }
  }

  /// The same of what stands on the command line itself.
  init(commandLine error: TrialDataError) {
    if case .wrong = error {
      self.init(.usage, whole: error.description)
    } else {
      self.init(.usage, error.description)
    }
  }

  init(_ problem: ShardPlan.Problem) {
    self.init(problem.isWrongUse ? .usage : .doesNotBelong, problem.description)
  }

  init(_ refusal: PartRefusal) {
    self.init(refusal.isForeign ? .doesNotBelong : .partsMissing, lines: refusal.lines)
  }

  init(_ error: PictureError) {
    let code: Code =
      switch error {
      case .notResults, .nothingToDraw, .noPoint, .noInputs: .usage
      case .noGnuplot: .notInstalled
      case .gnuplot: .failed
      }
    self.init(code, error.description)
  }

  init(_ error: MemoryShortage) { self.init(.outOfMemory, error.description) }

  init(_ error: OutputError) { self.init(.cannotWrite, error.description) }

  /// Help and version are answers; all else is wrong use. `arguments`: as the program was given them, for
  /// where to look.
  init(parsing error: any Error, arguments: [String]) {
    if Simrun.exitCode(for: error).isSuccess {
      self.init(.done, whole: "", answer: Simrun.fullMessage(for: error))
    } else {
      let text = Simrun.message(for: error)
      self.init(
        .usage,
        text + (".?".contains(text.last ?? " ") ? "" : ".")
          + " See '\(UnknownCommand.help(for: arguments))'.")
    }
  }

  /// When all is done and said. What is still held the system takes back at once, which takes less time than
  /// object by object.
  static func leave() -> Never { exit(Code.done.rawValue) }

  static func leave(_ ending: Ending) -> Never {
    var code = ending.code
    if !ending.answer.isEmpty {
      do {
        try Streams.answer(ending.answer + (ending.answer.hasSuffix("\n") ? "" : "\n"))
      } catch {
        Streams.say(message: "\(error)")
        code = .cannotWrite
      }
    }
    if !ending.message.isEmpty { Streams.say(ending.message) }
    exit(code.rawValue)
  }
}
