internal import Sim

/// What one point's run leaves for a larger one, or for the rest of its study.
struct ResumePoint: Sendable {
  enum Content: Sendable {
    /// All that a run of more trials goes on from.
    case blocks(WholeBlocks)
    /// Rows of tables that are complete: enough to go on with other points.
    case tables(StoredTables)
  }

  let scenario: String
  /// The number of the point.
  let number: Int
  /// Trials that were run, those of the last, partial block too. Of a part that has some of the blocks,
  /// those of its own.
  let trials: Int
  /// Of `trials.csv`.
  let rows: StoredRows?
  /// Of a shard: what each of its first trials came to, as many as a question needs.
  var columns: TrialColumns?
  let content: Content

  var blocks: WholeBlocks? {
    if case .blocks(let blocks) = content { blocks } else { nil }
  }

  /// Trials that need not be run again.
  var reusedTrials: Int {
    switch content {
    case .blocks(let blocks): blocks.blocks.count * Block.size
    case .tables: trials
    }
  }
}

/// The rows of a finished point, table by table, and what its screen shows.
struct StoredTables: Sendable {
  let rows: [StoredRows]
  /// By outcome.
  let counts: [Int]
  let failed: Int
  /// What the looks at its trials kept, in their order; none if it was too much.
  let folds: [FoldedTrials]

  /// The same with rows that stand elsewhere.
  func with(_ rows: [StoredRows]) -> StoredTables {
    StoredTables(rows: rows, counts: counts, failed: failed, folds: folds)
  }
}

extension ResumePoint {
  /// No entry of tables takes more bytes for so many outcomes and for what so many looks keep.
  static func longestTables(outcomes: Int, _ looks: [any TrialAnalysis]) -> Int {
    4_096 + 8 * outcomes + looks.reduce(0) { $0 + $1.empty.longestEncoding }
  }

  func write(to writer: inout ByteWriter) {
    writer.write(scenario)
    writer.write(number)
    writer.write(trials)
    writer.write(rows != nil)
    rows?.write(to: &writer)
    writer.write(columns != nil)
    if let columns {
      var inner = ByteWriter()
      columns.write(to: &inner)
      writer.write(list: inner.bytes)
    }
    switch content {
    case .blocks(let blocks):
      writer.write(true)
      blocks.write(to: &writer)
    case .tables(let tables):
      writer.write(false)
      writer.write(tables.rows.count)
      for rows in tables.rows { rows.write(to: &writer) }
      writer.write(tables.counts.count)
      for count in tables.counts { writer.write(count) }
      writer.write(tables.failed)
      writer.write(tables.folds.count)
      for fold in tables.folds { fold.write(to: &writer) }
    }
  }

  /// `report`: of the point with this scenario and number; `nil` if there is none.
  init(
    from reader: inout ByteReader, report: (_ scenario: String, _ number: Int) -> Report?
  ) throws(UnreadableBytes) {
    scenario = try reader.text()
    number = try reader.integer()
    trials = try reader.integer()
    rows = try reader.flag() ? StoredRows(from: &reader) : nil
    let trialColumns = try reader.flag() ? reader.list() : nil
    guard trials >= 0, let report = report(scenario, number) else { throw UnreadableBytes() }
    if let trialColumns {
      var inner = ByteReader(trialColumns)
      columns = try TrialColumns(from: &inner, report: report)
    }
    if try reader.flag() {
      let blocks = try WholeBlocks(from: &reader, report: report)
      let whole = blocks.blocks.count * Block.size
      guard trials >= whole, trials - whole < Block.size else { throw UnreadableBytes() }
      content = .blocks(blocks)
    } else {
      var rows: [StoredRows] = []
      for _ in 0..<(try reader.count(ofSize: 24)) { rows.append(try StoredRows(from: &reader)) }
      var counts: [Int] = []
      for _ in 0..<(try reader.count(ofSize: 8)) { counts.append(try reader.integer()) }
      let failed = try reader.integer()
      guard counts.count == report.outcomes.count,
        Self.add(counts + [failed]) == trials
      else { throw UnreadableBytes() }
      var folds: [FoldedTrials] = []
      for _ in 0..<(try reader.count(ofSize: 24)) {
        folds.append(try FoldedTrials(from: &reader, trials: trials))
      }
      content = .tables(StoredTables(rows: rows, counts: counts, failed: failed, folds: folds))
    }
  }

  /// `nil` if one is negative or no number holds the sum.
  private static func add(_ counts: [Int]) -> Int? {
    var sum = 0
    for count in counts {
      let (next, overflows) = sum.addingReportingOverflow(count)
      if overflows || count < 0 { return nil }
      sum = next
    }
    return sum
  }
}
