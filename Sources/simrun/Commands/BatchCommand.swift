import ArgumentParser
import Foundation
import Scenarios
import Sim

struct BatchCommand: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Run what a batch file lists: scenarios, points, comparisons.",
    discussion: """
      A batch file names scenarios and lists points: single ones, combinations (product), values that \
      go together (zip), samples (random, Latin hypercube, Sobol). -n and --seed override it. Exit \
      codes are those of 'run', and 3 too if --keep-going left points out.
      """)

  @Argument(help: ArgumentHelp("The batch file.", valueName: "file"), completion: .scenarios)
  var file: String

  @OptionGroup var points: PointOptions
  @OptionGroup var options: RunOptions
  @OptionGroup var stopping: PrecisionOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var answer: AnswerOptions

  var obstacleToPlan: String? { points.obstacleToPlan ?? stopping.obstacleToPlan }

  func run() throws {
    let conductor = Conductor(options)
    try pointsRun(conductor, reading.folder()).run()
  }

  func asked(_ conductor: Conductor, _ source: FileSource?) throws -> AskedStudy {
    try pointsRun(conductor, source).asked()
  }

  private func pointsRun(_ conductor: Conductor, _ root: FileSource?) throws -> PointsRun {
    let batch: BatchFile
    do {
      batch = try BatchFile(path: file, root: root)
    } catch let error as FileError {
      throw Ending(StudyError.unreadable([error]))
    } catch let error as Diagnostics {
      throw Ending(StudyError.invalid(error))
    }
    let study = try conductor.load { () throws(StudyError) in
      do throws(StudyError) {
        return try Study(
          files: batch.files, settings: batch.settings + reading.settings, points: batch.points,
          root: root, inputs: [batch.input], keepsGoing: points.keepGoing,
          jobs: options.work.threads)
      } catch {
        guard case .invalid(let problems) = error else { throw error }
        throw .invalid(batch.places.placed(problems))
      }
    }
    let recording =
      try points.recording
      ?? batch.record.map { text in
        do { return try Recording(option: text) } catch {
          throw Ending(StudyError.invalid(batch.places.problemOfRecord("\(error)")))
        }
      }
    return PointsRun(
      conductor: conductor, study: study, command: "batch",
      targets: points.targets + batch.crossings.map { .init(name: $0.name, share: $0.share) },
      settings: options.settings(
        recording ?? study.standardRecording, trials: batch.trials, seed: batch.seed),
      options: points, stopping: stopping, form: answer.format, batch: batch)
  }
}
