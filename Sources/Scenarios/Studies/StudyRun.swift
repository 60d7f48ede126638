import Sim

extension Study {
  /// Runs every point of every scenario and writes the folder.
  ///
  /// The folder is refused before anything runs. `progress` receives how many trials of how many are
  /// done. `stops` is asked between blocks; what is complete by then is written, marked as such.
  /// `question`: what is asked of it besides; its tables are written with the others.
  /// `notice` receives why a resumed run has to do everything again, what a run that was cut off
  /// had left in the folder, and what is needed and not there of memory and threads.
  ///
  /// - Throws: `StudyError`, `MemoryShortage`, `OutputError`, `ResumeError`.
  package func run(
    _ settings: StudySettings, asking question: StudyQuestion? = nil,
    notice: (StudyNotice) -> Void = { _ in },
    progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    stops: @escaping @Sendable () -> Bool = { false }
  ) throws -> StudyResult {
    try run(
      settings, points: nil, share: nil, parts: nil, asking: question, notice, progress, stops)
  }

  /// The same of a shard, whose folder has what its blocks come to, or from parts, which have all whole
  /// blocks. `parts` is handed the points and gives what they have. `points`: where they were made already.
  func run(
    _ settings: StudySettings, points: StudyPoints?, share: ShardShare?,
    parts: ((StudyPoints) throws -> Resumption)?, asking question: StudyQuestion?,
    _ notice: (StudyNotice) -> Void,
    _ progress: (_ scenario: String, _ done: Int, _ of: Int) -> Void,
    _ stops: @escaping @Sendable () -> Bool
  ) throws -> StudyResult {
    var said: [String] = []
    let ((manifest, early), points) = try concurrently(jobs: settings.run.jobs) {
      let manifest = self.manifest(settings.run)
      // What a run that was cut off left is touched only once it is known that this one can be run.
      let folder =
        ResultFolder.isFree(settings.folder)
        ? Result {
          let folder = try ResultFolder(settings.folder, purpose: settings.purpose) {
            said.append($0)
          }
          // The columns of the trials' rows are known with the points.
          let writer =
            settings.run.keepsTrialRows ? nil : Result { try openFiles(folder, manifest, question) }
          return (folder: folder, writer: writer)
        } : nil
      return (manifest, folder)
    } and: {
      try points ?? StudyPoints(self, settings.run)
    }
    // A question of all trials is handed all tables too; of a shard nothing is asked.
    let mostTrials = question?.mostTrials ?? 0
    let memory = try plan(
      points, settings, mostTrials: mostTrials, keepsTables: mostTrials > 0 && share == nil,
      share: share, notice: notice)
    for text in said { notice(StudyNotice(text: text, isOfMishap: true)) }
    let opened = try early?.get()
    let folder =
      try opened?.folder
      ?? ResultFolder(settings.folder, purpose: settings.purpose) {
        notice(StudyNotice(text: $0, isOfMishap: true))
      }
    let isShard = share != nil
    let share = share ?? ShardShare(points: points.entries.count, trials: settings.run.trials)
    let resumption = try parts?(points) ?? resumption(settings, folder, manifest, points)
    if parts != nil {
      // What parts leave to be done is less than a block of each point.
    } else if let obstacle = resumption?.obstacle(points, share) {
      notice(StudyNotice(text: obstacle, isOfMishap: false))
    } else if let reported = resumption?.notice(points, share) {
      notice(StudyNotice(text: reported, isOfMishap: true))
    } else if settings.resumes, resumption == nil {
      let text = "a run was cut off here before its first checkpoint; all trials are run"
      notice(StudyNotice(text: text, isOfMishap: true))
    }
    let table = settings.run.keepsTrialRows ? TrialTable(points.reports) : nil
    let writer =
      try opened?.writer?.get() ?? openFiles(folder, manifest, question, trials: table)
    do {
      let runner = StudyRunner(
        study: self, settings: settings, points: points, share: share, isShard: isShard,
        memory: memory,
        manifest: manifest,
        resumption: resumption, table: table, writer: writer, question: question)
      return try runner.run(notice: notice, progress: progress, stops: stops)
    } catch let error as OutputError {
      if case .keptElsewhere = error { throw error }
      throw writer.hasCheckpoint ? .resumable(error) : error
    }
  }

  /// `trials`: also write their rows.
  private func openFiles(
    _ folder: ResultFolder, _ manifest: Manifest, _ question: StudyQuestion?,
    trials table: TrialTable? = nil
  ) throws(OutputError) -> ResultWriter {
    try ResultWriter(
      folder, points: pointTable, analyses: pointCount > 1 ? PointAnalysis.all : [], trials: table,
      identity: RunIdentity(manifest), answers: question?.files ?? [])
  }

  /// How many trials a resumed run must have at least: those of the settings, or those that the folder
  /// has, where they are more.
  ///
  /// - Throws: as `run`.
  package func trialsToResume(_ settings: StudySettings) throws -> Int {
    let points = try StudyPoints(self, settings.run)
    let folder = try ResultFolder(settings.folder, purpose: settings.purpose)
    do {
      _ = try resumption(settings, folder, manifest(settings.run), points)
      return settings.run.trials
    } catch ResumeError.fewer(_, let there, _) {
      return there
    }
  }

  /// `nil`: nothing is resumed, or nothing is there because a run was cut off too early.
  private func resumption(
    _ settings: StudySettings, _ folder: ResultFolder, _ manifest: Manifest, _ points: StudyPoints
  ) throws -> Resumption? {
    guard settings.resumes else { return nil }
    let sources = folder.sources
    if sources.isEmpty, folder.wasCutOff, !folder.hasResults { return nil }
    return try Resumption(
      sources, folder: settings.folder, points: points, asked: manifest,
      keepsTrialRows: settings.run.keepsTrialRows)
  }
}
