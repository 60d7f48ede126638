internal import Foundation
public import Sim

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How a study is run and where its results go.
public struct StudySettings: Sendable {
  public var run: RunSettings
  public var folder: String
  /// Replace the results of an earlier run in the folder.
  public var replaces: Bool

  public init(run: RunSettings, folder: String, replaces: Bool = false) {
    self.run = run
    self.folder = folder
    self.replaces = replaces
  }
}

/// What a study came to.
public struct StudyResult: Sendable {
  /// Scenarios with at least one block of trials done, in the order given.
  public var points: [PointResult]
  public var isComplete: Bool
  /// `nil`: stopped before anything was done, so nothing was written.
  public var folder: String?
}

extension Study {
  /// Runs every scenario and writes the folder.
  ///
  /// The folder is refused before anything runs. `progress` is told how many trials of how many are
  /// done. `stops` is asked between blocks; what is complete by then is written, marked as such.
  ///
  /// - Throws: `StudyError`, `OutputError`.
  public func run(
    _ settings: StudySettings,
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> StudyResult {
    let started = Date()
    let runs = try members.map { member throws(StudyError) in
      do throws(SiteCollision) {
        return try Run(member.model, settings.run)
      } catch {
        throw .sameAddress(file: member.file, error)
      }
    }
    let table = TrialTable(members.map(\.model.report))
    let writer = try ResultWriter(
      folder: settings.folder, force: settings.replaces,
      trials: settings.run.keepsTrialRows ? table : nil)
    var points: [PointResult] = []
    var done = 0
    var completed = Dictionary(uniqueKeysWithValues: members.map { ($0.scenario.name, 0) })
    var isComplete = true
    let all = settings.run.trials * members.count
    for (member, run) in zip(members, runs) {
      let name = member.scenario.name
      let rows = table.rows(
        scenario: name, point: 0, seed: settings.run.seed, report: member.model.report)
      let result = try run.run(
        rows: { try writer.append($0, as: rows) },
        progress: { progress(name, done + $0, all) }, stops: stops)
      done += result.trials
      completed[name] = result.trials
      isComplete = isComplete && result.isComplete
      if result.trials > 0 {
        let point = member.point(result.summary, replay: replay(member, settings.run))
        try writer.append(point)
        points.append(point)
      }
      if !result.isComplete { break }
    }
    guard !points.isEmpty else {
      return StudyResult(points: [], isComplete: false, folder: nil)
    }
    let seconds = Date().timeIntervalSince(started)
    let log = RunLog(
      started: started.ISO8601Format(.init(timeZone: .current)), host: hostName(),
      seconds: seconds, trialsPerSecond: seconds > 0 ? Double(done) / seconds : 0,
      jobs: settings.run.jobs)
    try writer.finish(manifest(settings.run, isComplete ? nil : completed), log: log)
    return StudyResult(points: points, isComplete: isComplete, folder: settings.folder)
  }

  /// `completed`: how far each scenario came, if the run did not come to its end.
  private func manifest(_ run: RunSettings, _ completed: [String: Int]?) -> Manifest {
    Manifest(
      version: Release.version, seed: run.seed, trials: run.trials,
      completed: completed ?? [:], blockSize: Block.size,
      inputs: inputs, settings: settings.map { "\($0.path)=\($0.value)" },
      assumptions: assumptions, complete: completed == nil,
      arithmetic: Manifest.sha256(ArithmeticFingerprint.bytes()))
  }

  /// The command that meets a trial again, as the last of as few trials as possible.
  private func replay(_ member: Member, _ run: RunSettings) -> @Sendable (Int) -> String? {
    let file = ShellWord.quoted(member.file)
    let changes = settings.map { " --set " + ShellWord.quoted("\($0.path)=\($0.value)") }.joined()
    let folder = ShellWord.quoted("results/\(member.scenario.name)-trial-")
    return { trial in
      "simrun run \(file) -n \(trial + 1) --seed \(run.seed)\(changes) --keep-trials "
        + "-o \(folder)\(trial)"
    }
  }
}

extension Study.Member {
  func point(_ summary: Summary, replay: @escaping @Sendable (Int) -> String?) -> PointResult {
    let calendar = Calendar(scenario.clock)
    return PointResult(
      scenario: scenario.name, point: 0, report: model.report, summary: summary,
      date: { calendar.date(at: $0)?.description }, replay: replay)
  }
}

/// The system's own name for this machine; Foundation would ask the network.
private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
