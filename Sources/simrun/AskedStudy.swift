import ArgumentParser
import Scenarios
import Sim

/// What a command runs, and what it says when that is done.
struct AskedStudy {
  let study: Study
  let settings: RunSettings
  let folder: String
  var question: StudyQuestion?
  /// What the question asks on the way, as far as that is known before.
  var sides: () throws -> [SideStudy] = { [] }
  /// Running on until it is met, to `most` trials.
  var rule: StoppingRule?
  var most = 0
  /// Shows the answer, from what was run and the folder where it is, and ends the command. `isMet`: there
  /// was no rule, or it is met.
  let finish: (_ result: StudyResult, _ folder: String, _ isMet: Bool) throws -> Void
}

/// A command that runs a study. What it runs can be planned, divided and merged.
protocol StudyCommand: ParsableCommand {
  var options: RunOptions { get set }
  var answer: AnswerOptions { get set }
  var reading: ReadingOptions { get set }
  /// What was given that no plan can have; `nil`: nothing.
  var obstacleToPlan: String? { get }

  /// All that is to be known before anything is run. `source`: where files are read from.
  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy
}

extension StudyCommand {
  var obstacleToPlan: String? { nil }
}

extension Conductor {
  /// Runs a study, shows the answer and ends the program.
  func carryOut(_ asked: AskedStudy) throws {
    announce(asked.study, asked.settings)
    let (result, place, isMet) = try run(
      asked.study, asked.settings, folder: asked.folder, asking: asked.question,
      until: asked.rule, most: asked.most)
    try asked.finish(result, place, isMet)
    withExtendedLifetime((asked, result)) { Ending.leave() }
  }
}
