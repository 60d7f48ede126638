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
  /// Go on from the results of a smaller run in the folder, or from a checkpoint.
  public var resumes: Bool
  /// Seconds from one checkpoint to the next; 0 makes one after every block.
  public var checkpointSeconds: Double
  /// How much memory it may take.
  public var memory: MemoryBound

  public init(
    run: RunSettings, folder: String, replaces: Bool = false, resumes: Bool = false,
    checkpointSeconds: Double = 60, memory: MemoryBound = MemoryBound()
  ) {
    self.run = run
    self.folder = folder
    self.replaces = replaces
    self.resumes = resumes
    self.checkpointSeconds = checkpointSeconds
    self.memory = memory
  }

  var purpose: ResultFolder.Purpose { resumes ? .resume : replaces ? .replace : .anew }
}

/// What is reported to a user besides the results.
public struct StudyNotice: Sendable {
  public var text: String
  /// Something went wrong. It is reported with `--quiet` too.
  public var isOfMishap: Bool
}

/// What a study came to.
public struct StudyResult: Sendable {
  /// Scenarios with at least one block of trials done, in the order given.
  public var points: [PointResult]
  public var isComplete: Bool
  /// `nil`: stopped before anything was done, or no more than a resumed run had done before; then
  /// nothing was written.
  public var folder: String?
}

extension Study {
  /// Runs every scenario and writes the folder.
  ///
  /// The folder is refused before anything runs. `progress` is told how many trials of how many are
  /// done. `stops` is asked between blocks; what is complete by then is written, marked as such.
  /// `notice` is told why a resumed run has to do everything again, what a run that was cut off
  /// had left in the folder, and what is needed and not there of memory and threads.
  ///
  /// - Throws: `StudyError`, `MemoryShortage`, `OutputError`, `ResumeError`.
  public func run(
    _ settings: StudySettings, notice: (StudyNotice) -> Void = { _ in },
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> StudyResult {
    let (runs, manifest) = try concurrently(jobs: settings.run.jobs) {
      try self.runs(settings.run)
    } and: {
      self.manifest(settings.run)
    }
    let memory = try plan(runs, settings, notice: notice)
    let folder = try ResultFolder(settings.folder, purpose: settings.purpose) {
      notice(StudyNotice(text: $0, isOfMishap: true))
    }
    let resumption = try resumption(settings, folder, manifest)
    if let obstacle = resumption?.obstacle(runs) {
      notice(StudyNotice(text: obstacle, isOfMishap: false))
    } else if let told = resumption?.notice(runs) {
      notice(StudyNotice(text: told, isOfMishap: true))
    } else if settings.resumes, resumption == nil {
      let text = "a run was cut off here before its first checkpoint; all trials are run"
      notice(StudyNotice(text: text, isOfMishap: true))
    }
    let table = TrialTable(members.map(\.model.report))
    let writer = try ResultWriter(
      folder, trials: settings.run.keepsTrialRows ? table : nil, identity: RunIdentity(manifest))
    do {
      return try run(
        settings, runs, memory, manifest, resumption, table, writer, notice: notice,
        progress: progress, stops: stops)
    } catch let error as OutputError {
      if case .keptElsewhere = error { throw error }
      throw writer.hasCheckpoint ? .resumable(error) : error
    }
  }

  /// `nil`: nothing is resumed, or nothing is there because a run was cut off too early.
  private func resumption(
    _ settings: StudySettings, _ folder: ResultFolder, _ manifest: Manifest
  ) throws -> Resumption? {
    guard settings.resumes else { return nil }
    let sources = folder.sources
    if sources.isEmpty, folder.wasCutOff, !folder.hasResults { return nil }
    return try Resumption(
      sources, folder: settings.folder, members: members, asked: manifest,
      keepsTrialRows: settings.run.keepsTrialRows)
  }

  private func run(
    _ settings: StudySettings, _ runs: [Run], _ memory: MemoryPlan, _ planned: Manifest,
    _ resumption: Resumption?,
    _ table: TrialTable, _ writer: ResultWriter, notice: (StudyNotice) -> Void,
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    stops: @escaping @Sendable () -> Bool
  ) throws -> StudyResult {
    let started = Date()
    var manifest = planned
    let earlier = resumption?.usable(by: runs) ?? runs.map { _ in nil }
    let reused = earlier.map { $0?.point.wholeTrials ?? 0 }
    let lastEarlier = earlier.lastIndex { $0 != nil } ?? -1
    let pace = CheckpointPace(seconds: settings.checkpointSeconds)
    var isShortOfThreads = false
    var points: [PointResult] = []
    // What is reused counts as done from the start, so that the rest is what is left to do.
    var done = reused.reduce(0, +)
    let doneBefore = done
    var completed = Dictionary(uniqueKeysWithValues: members.map { ($0.scenario.name, 0) })
    let all = settings.run.trials * members.count
    if let first = members.first { progress(first.scenario.name, done, all) }
    for (k, (member, run)) in zip(members, runs).enumerated() {
      // Once stopped, only what an earlier run left is passed on.
      let isStopped = !manifest.complete
      if isStopped, earlier[k] == nil { continue }
      let name = member.scenario.name
      let rows = table.rows(
        scenario: name, point: 0, seed: settings.run.seed, report: member.model.report)
      try writer.begin(after: earlier[k])
      let before = earlier[k].map { member.withFolder($0.point.blocks) }
      let result = try run.on(jobs: memory.jobs[k]).run(
        from: before,
        rows: { batch in
          let block = batch.firstTrial / Block.size
          try writer.append(
            batch, as: rows, isWhole: Block.isWhole(block, in: settings.run.trials))
        },
        progress: { progress(name, done + $0 - reused[k], all) },
        isCheckpointDue: pace.isDue,
        checkpoint: { blocks in
          try writer.syncTrials()
          pace.take(
            {
              try writer.checkpoint(
                member.withoutFolder(blocks), scenario: name, supersedes: k >= lastEarlier)
            }, orTell: notice)
        },
        stops: { isStopped || stops() })
      if !isShortOfThreads, let shortage = result.shortageOfThreads {
        isShortOfThreads = true
        notice(StudyNotice(text: shortage, isOfMishap: true))
      }
      done += result.trials - reused[k]
      if !result.isComplete { manifest.complete = false }
      completed[name] = result.trials
      if result.trials > 0 {
        points.append(try write(member, result, settings.run, to: writer))
      }
    }
    let isComplete = manifest.complete
    let isLess = !isComplete && done <= resumption?.trials ?? 0
    guard !points.isEmpty, !isLess else {
      return StudyResult(points: [], isComplete: false, folder: nil)
    }
    let seconds = Date().timeIntervalSince(started)
    let log = RunLog(
      started: started.ISO8601Format(.init(timeZone: .current)), host: hostName(),
      seconds: seconds, trialsPerSecond: seconds > 0 ? Double(done - doneBefore) / seconds : 0,
      jobs: settings.run.jobs, memoryNeeded: memory.bytes)
    if !manifest.complete { manifest.completed = completed }
    try writer.finish(manifest, log: log, jobs: settings.run.jobs)
    return StudyResult(points: points, isComplete: isComplete, folder: settings.folder)
  }

  /// A point's tables and, beside them, what a larger run needs of it.
  private func write(
    _ member: Member, _ result: RunResult, _ run: RunSettings, to writer: ResultWriter
  ) throws -> PointResult {
    try concurrently(jobs: run.jobs) {
      let point = member.point(result.summary(jobs: run.jobs), replay: self.replay(member, run))
      try writer.append(point, jobs: run.jobs)
      return point
    } and: {
      try writer.append(
        member.withoutFolder(result.blocks), scenario: member.scenario.name,
        trials: result.trials)
    }.0
  }

  private func runs(_ settings: RunSettings) throws -> [Run] {
    try members.map { member in
      do throws(SiteCollision) {
        return try Run(member.model, settings)
      } catch {
        throw StudyError.sameAddress(file: member.file, error)
      }
    }
  }

  /// Of a run that is complete.
  func manifest(_ run: RunSettings) -> Manifest {
    Manifest(
      version: Release.version, seed: run.seed, trials: run.trials,
      blockSize: Block.size,
      inputs: inputs, settings: settings.map { "\($0.path)=\($0.value)" },
      assumptions: assumptions, complete: true,
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
    let dates = (0..<model.report.stepCount).map { calendar.date(at: $0)?.description }
    return PointResult(
      scenario: scenario.name, point: 0, report: model.report, summary: summary,
      date: { dates.indices.contains($0) ? dates[$0] : nil }, replay: replay)
  }
}

/// The system's own name for this machine; Foundation would ask the network.
private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
