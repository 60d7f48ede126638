public import Sim

/// Writes the folder of a run: points one after the other, then the manifest.
///
/// Nothing stands under the folder's name before `finish`; a writer that is dropped leaves
/// nothing behind.
///
/// Unchecked: its files are apart from each other, and each is written by one task at a time.
public final class ResultWriter: @unchecked Sendable {
  /// Every file a run may write; the manifest last, for it vouches for the others.
  public static let fileNames = [
    "outcomes.csv", "classes.csv", "timeline.csv", "incidence.csv", "measures.csv",
    "signals.csv", "failures.csv", "trials.csv", "columns.csv",
    "resume.bin", "run.log.json", "manifest.json",
  ]

  private var folder: ResultFolder
  private let outcomes: TableFile<PointRow<Summary.OutcomeRow>>
  private let classes: TableFile<PointRow<Summary.ClassRow>>
  private let timeline: TableFile<PointRow<Summary.TimelineRow>>
  private let incidence: TableFile<PointRow<Summary.IncidenceRow>>
  private let measures: TableFile<PointRow<Summary.MeasureRow>>
  private let signals: TableFile<PointRow<Summary.SignalRow>>
  private let failures: TableFile<PointRow<Failure>>
  private let trials: TrialFile?
  private let resume: ResumeFile?

  /// `trials`: also write `trials.csv`. `identity`: also write `resume.bin`.
  init(
    folder path: String, force: Bool = false, trials table: TrialTable? = nil,
    identity: RunIdentity? = nil
  ) throws(OutputError) {
    folder = try ResultFolder(path, force: force)
    outcomes = try TableFile(.outcomes, folder)
    classes = try TableFile(.classes, folder)
    timeline = try TableFile(.timeline, folder)
    incidence = try TableFile(.incidence, folder)
    measures = try TableFile(.measures, folder)
    signals = try TableFile(.signals, folder)
    failures = try TableFile(.failures, folder)
    if let table { trials = try TrialFile(table, folder) } else { trials = nil }
    if let identity {
      resume = try ResumeFile(identity, folder)
    } else {
      resume = nil
    }
  }

  /// A finished point, in the order of the list. `jobs`: how many threads may write tables; the
  /// files do not depend on it.
  ///
  /// - Throws: `OutputError`.
  public func append(_ point: PointResult, jobs: Int = 1) throws {
    let summary = point.summary
    // The longest first, so that they are not waited for at the end.
    let tables: [@Sendable () throws -> Void] = [
      { try self.signals.append(summary.signals, of: point) },
      { try self.timeline.append(summary.timeline, of: point) },
      { try self.incidence.append(summary.incidence, of: point) },
      {
        try self.outcomes.append(summary.outcomes, of: point)
        try self.classes.append(summary.classes, of: point)
        try self.measures.append(summary.measures, of: point)
        try self.failures.append(summary.failures, of: point)
      },
    ]
    try concurrently(jobs: jobs, tables)
  }

  /// A point's trials follow, after those that an earlier run left in this folder.
  func begin(after earlier: TrialRows? = nil) throws {
    try trials?.begin(after: earlier, in: folder.path + "/" + TrialTable.file)
  }

  /// The next trials, in order. Nothing is written unless the writer was made with a table.
  ///
  /// `isWhole`: they are of a whole block.
  public func append(_ batch: TrialBatch, as rows: TrialTable.Rows, isWhole: Bool = true)
    throws(OutputError)
  {
    try trials?.append(batch, as: rows, isWhole: isWhole)
  }

  /// What a larger run needs of the point whose trials were the last to be appended.
  func append(_ blocks: WholeBlocks, scenario: String, trials count: Int) throws(OutputError) {
    let point = ResumePoint(
      scenario: scenario, trials: count, rows: trials?.rowsOfWholeBlocks, blocks: blocks)
    try resume?.append(point)
  }

  /// Completes the files and gives the folder its name. `jobs`: how many threads may write.
  ///
  /// - Throws: `OutputError`; the folder then has not got its name.
  public func finish(_ manifest: Manifest, log: RunLog, jobs: Int = 1) throws {
    let tables: [@Sendable () throws -> [DictionaryEntry]] = [
      { try self.outcomes.finish() }, { try self.classes.finish() },
      { try self.timeline.finish() }, { try self.incidence.finish() },
      { try self.measures.finish() }, { try self.signals.finish() },
      { try self.failures.finish() }, { try self.trials?.finish() ?? [] },
    ]
    let columns = try TableFile(Table<DictionaryEntry>.dictionary, folder)
    try columns.append(concurrently(jobs: jobs, tables).flatMap(\.self))
    _ = try columns.finish()
    try resume?.finish()
    try write(log.text, as: "run.log.json")
    try write(manifest.text, as: "manifest.json")
    try folder.publish(known: Self.fileNames)
  }

  private func write(_ text: String, as name: String) throws(OutputError) {
    let file = try folder.file(name)
    try file.write(Array(text.utf8))
    try file.sync()
  }
}

/// A table and its open file.
final class TableFile<Row> {
  private let table: Table<Row>
  private let file: OutputFile
  private var text = CSVText()

  init(_ table: Table<Row>, _ folder: borrowing ResultFolder) throws(OutputError) {
    self.table = table
    file = try folder.file(table.file)
    table.writeHeader(to: &text)
  }

  func append(_ rows: [Row]) throws(OutputError) {
    for row in rows {
      table.write(row, to: &text)
      try file.drain(&text)
    }
  }

  func append<T>(_ rows: [T], of point: PointResult) throws(OutputError)
  where Row == PointRow<T> {
    for row in rows {
      table.write(PointRow(point: point, row: row), to: &text)
      try file.drain(&text)
    }
  }

  /// Returns the table's part of the data dictionary.
  func finish() throws(OutputError) -> [DictionaryEntry] {
    try file.drain(&text, from: 1)
    try file.sync()
    return table.dictionary
  }
}
