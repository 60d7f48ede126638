import Foundation
import Scenarios
import Sim

/// Runs studies for commands: signals that end the work, progress, notices, and what is said when
/// something goes wrong.
final class Conductor {
  let options: RunOptions
  let environment = ProcessInfo.processInfo.environment
  private let stop: StopSignal
  private let progress: ProgressLine
  /// Studies that questions ask on the way and whose parts are there.
  var merged: [ShardedStudy] = []

  /// To be made before threads are started.
  init(_ options: RunOptions) {
    self.options = options
    stop = StopSignal(after: options.maxTime)
    progress = ProgressLine(
      isShown: Streams.restIsOnTerminal && !options.quiet,
      style: Style(onTerminal: true, environment: environment))
    stop.listen()
  }

  /// How the answer looks.
  var style: Style { Style(onTerminal: Streams.answerIsOnTerminal, environment: environment) }

  /// A study as it is read; what settings do that may surprise is said.
  func load(_ make: () throws(StudyError) -> Study) throws(Ending) -> Study {
    let study: Study
    do throws(StudyError) { study = try make() } catch { throw Ending(error) }
    if !options.quiet {
      for note in study.members.flatMap(\.notes) where note.isOfSetting { Streams.say("\(note)") }
    }
    return study
  }

  /// The trials of the last look that a folder holds, if they are more than are asked for.
  private func looked(_ study: Study, _ settings: RunSettings, _ folder: String) throws -> Int {
    try guarded {
      try study.trialsToResume(StudySettings(run: settings, folder: folder, resumes: true))
    }
  }

  /// How much is to be run, where that is much.
  func announce(_ study: Study, _ settings: RunSettings) {
    guard !options.quiet, study.pointCount > StudyExtent.mostUnsaid else { return }
    Streams.say(StudyExtent(study, trials: settings.trials).line)
  }

  /// Runs a study and writes its folder. An interruption before anything was done throws.
  func run(
    _ study: Study, _ settings: RunSettings, folder: String, asking question: StudyQuestion? = nil,
    resumes: Bool? = nil, replaces: Bool? = nil
  ) throws -> (result: StudyResult, folder: String) {
    let result = try guarded {
      try study.run(
        studySettings(settings, folder, replaces: replaces, resumes: resumes),
        asking: question,
        notice: { notice in
          // What a later look has to say of going on is no news.
          guard notice.isOfMishap || !options.quiet && resumes == nil else { return }
          progress.clear()
          Streams.say(message: "\(folder): \(notice.text)")
        },
        progress: { show($0, done: $1, of: $2) }, stops: { [stop] in stop.isWanted })
    }
    guard let written = result.folder else {
      throw interrupted(" before anything was done; nothing was written")
    }
    return (result, written)
  }

  /// `replaces`, `resumes`: unless the options say.
  func studySettings(
    _ run: RunSettings, _ folder: String, replaces: Bool? = nil, resumes: Bool? = nil
  ) throws -> StudySettings {
    StudySettings(
      run: run, folder: folder, replaces: replaces ?? options.force,
      resumes: resumes ?? options.resume,
      checkpointSeconds: try Self.checkpointSeconds(environment), memory: options.work.memory)
  }

  /// The same with ever more trials, until a rule is met or there would be more than `most`. Each look
  /// goes on from the folder of the last. `isMet`: there is no rule, or it is met.
  func run(
    _ study: Study, _ settings: RunSettings, folder: String, asking question: StudyQuestion? = nil,
    until rule: StoppingRule?, most: Int
  ) throws -> (result: StudyResult, folder: String, isMet: Bool) {
    var settings = settings
    if rule != nil, options.resume { settings.trials = try looked(study, settings, folder) }
    var (result, place) = try run(study, settings, folder: folder, asking: question)
    guard let rule else { return (result, place, true) }
    while result.isComplete, !rule.isMet(result.points) {
      let next = min(max(most, options.trials.count), PrecisionRule.next(after: settings.trials))
      guard next > settings.trials else { return (result, place, false) }
      settings.trials = next
      let before = result.points.map { $0.summary.trials + $0.summary.failureCount }.max() ?? 0
      do {
        (result, place) = try run(
          study, settings, folder: folder, asking: question, resumes: true, replaces: false)
      } catch let ending as Ending where [.interrupted, .outOfTime].contains(ending.code) {
        throw interrupted("; \(place) holds the last look, of \(Wording.trials(before))")
      }
    }
    return (result, place, true)
  }

  /// Runs a study in memory. An interruption throws. `what`: for the line of progress.
  func study(
    _ study: Study, _ settings: RunSettings, keepsTrials: Bool = false, what: String
  ) throws -> [StudiedPoint] {
    let found = try guarded {
      if !merged.isEmpty {
        let name = study.name(settings)
        if let parts = merged.first(where: { $0.name == name }) {
          return try parts.studied(
            progress: { show(what, done: $0, of: $1) },
            stops: { [stop] in stop.isWanted })
        }
      }
      return try study.studied(
        settings, keepsTrials: keepsTrials, memory: options.work.memory,
        progress: { show(what, done: $0, of: $1) },
        stops: { [stop] in stop.isWanted })
    }
    guard let found else {
      throw interrupted(
        " before the question was answered; --resume goes on from what was run")
    }
    return found
  }

  /// Runs a study that is a part of longer work, whose result is kept at once. `before`: trials that are done, of
  /// `all`. `mustEnd`: the limit of time does not stop it, so that whatever is begun again and again gets on.
  func slice(
    _ study: Study, _ settings: RunSettings, after before: Int, of all: Int, mustEnd: Bool,
    what: String
  ) throws -> [StudiedPoint] {
    show(what, done: before, of: all)
    let found = try guarded {
      try study.studied(
        settings, keepsTrials: true, memory: options.work.memory,
        progress: { done, _ in show(what, done: before + done, of: all) },
        stops: { [stop] in mustEnd ? stop.isInterrupted : stop.isWanted })
    }
    guard let found else {
      throw interrupted(" before the question was answered; --resume goes on from what was run")
    }
    return found
  }

  /// What goes wrong, as the program ends with it.
  func guarded<Result>(_ work: () throws -> Result) throws -> Result {
    defer { progress.clear() }
    do {
      return try work()
    } catch let ending as Ending {
      throw ending
    } catch {
      progress.clear()
      throw switch error {
      case let error as StudyError: Ending(error)
      case let error as MemoryShortage: Ending(error)
      case let error as ResumeError: Ending(error)
      case let error as OutputError: Ending(error)
      case let error as TrialDataError: Ending(error)
      case let error as ShardPlan.Problem: Ending(error)
      case let error as PartRefusal: Ending(error)
      default: Ending(.failed, "\(error)")
      }
    }
  }

  /// What a study that ran on has run.
  func settings(_ settings: RunSettings, ranAs result: StudyResult) -> RunSettings {
    var settings = settings
    let done = result.points.map { $0.summary.trials + $0.summary.failureCount }.max() ?? 0
    settings.trials = max(settings.trials, done)
    return settings
  }

  /// The answer to a question: for people unless --quiet is given, for programs whenever it is asked for.
  func answer(
    in form: AnswerOptions.Form, text: () -> String, document: () -> AnswerDocument
  ) throws(Ending) {
    switch form {
    case .text: if !options.quiet { try print(text()) }
    case .json: try print(document().text)
    }
  }

  /// On standard output.
  func print(_ text: String) throws(Ending) {
    do { try Streams.answer(text) } catch { throw Ending(error) }
  }

  private func show(_ what: String, done: Int, of all: Int) {
    stop.note(done: done)
    progress.update(what, done: done, of: all)
  }

  /// How the work ends before it is complete. `what`: the rest of the sentence.
  func interrupted(_ what: String) -> Ending {
    stop.isOutOfTime
      ? Ending(.outOfTime, "stopped by --max-time" + what)
      : Ending(.interrupted, "interrupted" + what)
  }

  /// Runs shards of a study, as `run` does a study.
  func withProgress<Result>(
    of place: String,
    _ work: (
      _ notice: (StudyNotice) -> Void,
      _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
      _ stops: @escaping @Sendable () -> Bool
    ) throws -> Result
  ) throws -> Result {
    try guarded {
      try work(
        { notice in
          guard notice.isOfMishap || !options.quiet else { return }
          progress.clear()
          Streams.say(message: "\(place): \(notice.text)")
        }, { show($0, done: $1, of: $2) }, { [stop] in stop.isWanted })
    }
  }

  // MARK: Checkpoints

  private static let checkpointVariable = "SIMRUN_CHECKPOINT_SECONDS"

  static func checkpointSeconds(_ environment: [String: String]) throws -> Double {
    guard let text = environment[checkpointVariable], !text.isEmpty else { return 60 }
    guard let seconds = Double(text), (0...1e6).contains(seconds) else {
      throw Ending(
        .usage, "\(checkpointVariable) must be a number of seconds from 0 to 1,000,000")
    }
    return seconds
  }
}

extension Conductor {
  /// Failed trials go to standard error, so that they are seen with `--quiet` too; then how a command
  /// that ran a study ends, if not well.
  func end(_ result: StudyResult, in folder: String) throws {
    let failed = result.points.filter { $0.summary.failureCount > 0 }
    let lines = failed.map { Self.line($0, in: folder) }
    if result.isComplete, !lines.isEmpty {
      let isTotal = failed.contains { $0.summary.trials == 0 }
      throw Ending(isTotal ? .failed : .someTrialsFailed, lines: lines)
    }
    for line in lines { Streams.say(message: line) }
    if !result.isComplete {
      throw interrupted("; \(folder) holds what was complete")
    }
  }

  private static func line(_ point: PointResult, in folder: String) -> String {
    let summary = point.summary
    let all = summary.trials + summary.failureCount
    let count =
      summary.trials == 0
      ? "all \(Wording.trials(all))"
      : "\(Wording.grouped(summary.failureCount)) of \(Wording.trials(all))"
    let first =
      summary.failures.first.map { failure in
        let place = failure.place.isEmpty ? "" : "\(failure.place): "
        return "; first: \(place)\(failure.message) (trial \(failure.trial))"
      } ?? ""
    let listed = min(summary.failureCount, BlockTally.mostFailuresListed)
    let part =
      listed < summary.failureCount
      ? ", which has the first \(Wording.grouped(listed)) of them" : ""
    return "\(point.scenario): \(count) failed\(first); see \(folder)/failures.csv\(part)"
  }
}
