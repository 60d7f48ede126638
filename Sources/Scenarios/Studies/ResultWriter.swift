package import Sim

/// Writes the folder of a run: points one after the other, then the manifest.
///
/// Nothing stands under the folder's name before `finish`; a writer that is dropped leaves
/// nothing behind but its last checkpoint. Every file is opened at the start, so that one that cannot
/// be is seen before anything is run.
///
/// Unchecked: its files are apart from each other, and each is written by one task at a time.
package final class ResultWriter: @unchecked Sendable {
  /// Every file a run may write; the manifest last, for it vouches for the others.
  package static let fileNames =
    storedNames + AnswerTable.names + ChangedScenario.names + [
      "points.csv", "trials.csv", "columns.csv", "resume.bin", "run.log.json", "manifest.json",
    ]
  /// Those that hold rows of points which a study can go on with.
  static let storedNames = tableNames + PointAnalysis.all.map(\.file)
  /// The tables that a study of one point has too.
  static let tableNames = [
    "outcomes.csv", "classes.csv", "timeline.csv", "incidence.csv", "measures.csv",
    "signals.csv", "failures.csv",
  ]

  private let folder: ResultFolder
  private let outcomes: TableFile<PointRow<Summary.OutcomeRow>>
  private let classes: TableFile<PointRow<Summary.ClassRow>>
  private let timeline: TableFile<PointRow<Summary.TimelineRow>>
  private let incidence: TableFile<PointRow<Summary.IncidenceRow>>
  private let measures: TableFile<PointRow<Summary.MeasureRow>>
  private let signals: TableFile<PointRow<Summary.SignalRow>>
  private let failures: TableFile<PointRow<Failure>>
  private let analyses: [AnalysisFile]
  private let points: TableFile<PointResult>?
  private let trials: TrialFile?
  private let answers: AnswerFiles
  private var answered: [DictionaryEntry] = []
  /// The file that rows of an earlier run were last taken from.
  private var opened: OpenedRows?
  private let resume: ResumeFile?
  private let columns: TableFile<DictionaryEntry>
  private let log: OutputFile
  private let manifest: OutputFile
  /// Tables on their way to the disk.
  private var handed: [Ahead<Result<Void, any Error>>] = []

  /// `trials`: also write `trials.csv`. `identity`: also write `resume.bin`. `points`: also write
  /// `points.csv`. `analyses`: also write their tables.
  convenience init(
    folder path: String, force: Bool = false, trials table: TrialTable? = nil,
    identity: RunIdentity? = nil
  ) throws {
    try self.init(
      ResultFolder(path, purpose: force ? .replace : .anew), points: nil, analyses: [],
      trials: table, identity: identity)
  }

  init(
    _ folder: ResultFolder, points pointTable: Table<PointResult>?, analyses: [PointAnalysis],
    trials table: TrialTable?, identity: RunIdentity?, answers: [String] = []
  ) throws(OutputError) {
    self.folder = folder
    outcomes = try TableFile(.outcomes, folder)
    classes = try TableFile(.classes, folder)
    timeline = try TableFile(.timeline, folder)
    incidence = try TableFile(.incidence, folder)
    measures = try TableFile(.measures, folder)
    signals = try TableFile(.signals, folder)
    failures = try TableFile(.failures, folder)
    var files: [AnalysisFile] = []
    for analysis in analyses { files.append(try analysis.open(folder)) }
    self.analyses = files
    if let pointTable { points = try TableFile(pointTable, folder) } else { points = nil }
    if let table { trials = try TrialFile(table, folder) } else { trials = nil }
    self.answers = try AnswerFiles(answers, folder)
    if let identity {
      resume = try ResumeFile(identity, folder)
    } else {
      resume = nil
    }
    columns = try TableFile(.dictionary, folder)
    log = try folder.file("run.log.json")
    manifest = try folder.file(FolderContent.manifest)
    do {
      // A checkpoint, what it copies, the rows of an earlier run, a folder that is synced.
      try Disk.checkDescriptors(4)
    } catch {
      throw .system(folder.path, error)
    }
  }

  /// A finished point, in the order of the list. `jobs`: how many threads may write tables; the
  /// files do not depend on it.
  ///
  /// - Throws: `OutputError`.
  package func append(_ point: PointResult, jobs: Int = 1) throws {
    try append(point, jobs: jobs, isStored: false)
  }

  /// `isStored`: its rows are to be found again. `isLast`: no point follows, so that tables may go to
  /// the disk while others are written.
  func append(_ point: PointResult, jobs: Int, isStored: Bool, isLast: Bool = false) throws {
    let summary = point.summary
    // The longest first, so that they are not waited for at the end.
    let tables: [@Sendable () throws -> Ahead<Result<Void, any Error>>?] = [
      {
        try self.signals.append(summary.signals, of: point)
        return isLast ? Self.handedOver([self.signals]) : nil
      },
      {
        try self.timeline.append(summary.timeline, of: point)
        return isLast ? Self.handedOver([self.timeline]) : nil
      },
      {
        try self.incidence.append(summary.incidence, of: point)
        return isLast ? Self.handedOver([self.incidence]) : nil
      },
      {
        try self.outcomes.append(summary.outcomes, of: point)
        try self.classes.append(summary.classes, of: point)
        try self.measures.append(summary.measures, of: point)
        try self.failures.append(summary.failures, of: point)
        for file in self.analyses { try file.append(point) }
        try self.points?.append([point])
        let short: [any StoredTable] = [self.outcomes, self.classes, self.measures, self.failures]
        return isLast ? Self.handedOver(short + self.analyses.map(\.stored)) : nil
      },
    ]
    if isStored { for table in stored { table.beginPoint() } }
    handed = try concurrently(jobs: jobs, tables).compactMap(\.self)
  }

  /// Tables to which nothing is added any more, on their way to the disk. Waiting for that keeps no processor
  /// busy.
  private static func handedOver(_ tables: [any StoredTable]) -> Ahead<Result<Void, any Error>> {
    // Nobody else writes to them before they were waited for.
    nonisolated(unsafe) let tables = tables
    let files: [@Sendable () throws -> Void] = tables.indices.map { place in
      { @Sendable in try tables[place].sync() }
    }
    return Ahead(jobs: 2) { Result { _ = try concurrently(jobs: Disk.mostAwaited, files) } }
  }

  /// Returns when the disk has the tables that were handed over.
  private func awaitHanded() throws {
    let all = handed.map(\.value)
    handed = []
    for one in all { try one.get() }
  }

  /// A point's trials follow, after those that an earlier run left.
  func begin(after earlier: EarlierPoint? = nil) throws {
    try trials?.begin(after: earlier?.rows ?? [])
  }

  /// The next trials, in order. Nothing is written unless the writer was made with a table.
  ///
  /// `isWhole`: they are of a whole block.
  package func append(_ batch: TrialBatch, as rows: TrialTable.Rows, isWhole: Bool = true)
    throws(OutputError)
  {
    try trials?.append(batch, as: rows, isWhole: isWhole)
  }

  private var stored: [any StoredTable] {
    [outcomes, classes, timeline, incidence, measures, signals, failures] + analyses.map(\.stored)
  }

  /// The rows of the point that was the last to be appended.
  func rowsOfPoint(counts: [Int], failed: Int, folds: [FoldedTrials]) -> StoredTables {
    StoredTables(rows: stored.map(\.rowsOfPoint), counts: counts, failed: failed, folds: folds)
  }

  /// A finished point's rows, from the files of an earlier run.
  func append(_ tables: StoredTables, from source: ResumeSource, as point: PointResult) throws {
    for ((table, rows), name) in zip(zip(stored, tables.rows), Self.storedNames) {
      table.beginPoint()
      let (path, shown) = (source.file(name), source.shownFile(name))
      // A part has the rows of all tables and of many points.
      if rows.length > 0, opened?.path != path { opened = try OpenedRows(path, shown: shown) }
      try table.copy(rows, from: opened, shown: shown)
    }
    try points?.append([point])
  }

  /// Of the point whose trials were the last to be appended, in `trials.csv`.
  var rowsOfWholeBlocks: StoredRows? { trials?.rowsOfWholeBlocks }

  /// What a larger run, or the rest of the study, needs of a point.
  func append(_ point: ResumePoint) throws(OutputError) { try resume?.append(point) }

  /// Writes what a run needs to go on from here, if this one should not come to its end: the points
  /// that were appended and perhaps one more, which is not finished. `supersedes`: it has all that
  /// earlier checkpoints have. The rows of trials and of tables are on the disk.
  func checkpoint(_ point: ResumePoint? = nil, supersedes: Bool) throws(OutputError) {
    guard let resume else { return }
    try resume.checkpoint(point, in: folder)
    if supersedes { folder.forgetEarlier() }
  }

  /// Returns when the disk has all rows of tables so far.
  func syncTables() throws {
    try awaitHanded()
    let files: [@Sendable () throws -> Void] = stored.indices.map { place in
      { @Sendable in try self.stored[place].sync() }
    }
    try concurrently(jobs: Disk.mostAwaited, files)
  }

  /// Returns when the disk has all rows of trials so far.
  func syncTrials() throws(OutputError) { try trials?.sync() }

  /// Whether a run that is cut off now could be gone on with.
  var hasCheckpoint: Bool { folder.hasCheckpoint }

  /// The tables of a question, all of them.
  func answer(_ tables: [AnswerTable]) throws(OutputError) {
    answered = try answers.write(tables)
  }

  /// Completes the files and gives the folder its name.
  ///
  /// - Throws: `OutputError`; the folder then has not got its name.
  package func finish(_ manifest: Manifest, log: RunLog) throws {
    try awaitHanded()
    var entries = try outcomes.finish() + classes.finish() + timeline.finish() + incidence.finish()
    entries += try measures.finish() + signals.finish() + failures.finish()
    for file in analyses { entries += try file.finish() }
    entries += try points?.finish() ?? []
    entries += try trials?.finish() ?? []
    try columns.append(entries + answered)
    _ = try columns.finish()
    try resume?.finish()
    try self.log.write(Array(log.text.utf8))
    try self.manifest.write(Array(manifest.text.utf8))
    try syncAll()
    try folder.publish()
  }

  /// Returns when the disk has all files. Several are waited for at once: a disk needs hardly longer for all
  /// than for one. What waits most often is begun first.
  private func syncAll() throws {
    let files: [@Sendable () throws -> Void] =
      [
        { self.folder.prepare() }, { try self.points?.sync() }, { try self.trials?.sync() },
        { try self.answers.sync() }, { try self.columns.sync() }, { try self.resume?.sync() },
        { try self.log.sync() }, { try self.manifest.sync() },
      ] + stored.indices.map { place in { @Sendable in try self.stored[place].sync() } }
    try concurrently(jobs: Disk.mostAwaited, files)
  }
}

extension ResultFolder {
  /// A folder for everything that a run may write.
  convenience init(_ given: String, purpose: Purpose, say: (String) -> Void = { _ in }) throws {
    try self.init(given, purpose: purpose, known: ResultWriter.fileNames, say: say)
  }
}
