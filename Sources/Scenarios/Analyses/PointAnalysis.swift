import Sim

/// A question that is asked of each point of a study, its trials looked at beside those of another
/// point: what is kept of them, and the table that says what came of it.
struct PointAnalysis: Sendable {
  /// The name of its table.
  let file: String
  /// What is kept. The reports are of the point and of the one beside it.
  let trials: @Sendable (Report, Report) -> any TrialAnalysis
  let open: @Sendable (ResultFolder) throws(OutputError) -> AnalysisFile

  /// All of them, in the order of what is kept.
  static let all: [PointAnalysis] = [differences]

  /// `rows`: of a point, from what was kept.
  init<Analysis: TrialAnalysis, Row>(
    _ table: Table<PointRow<Row>>, _ trials: @escaping @Sendable (Report, Report) -> Analysis,
    rows: @escaping @Sendable (Analysis, FoldedTrials, PointResult, PointBeside) -> [Row]
  ) {
    file = table.file
    self.trials = trials
    open = { folder throws(OutputError) in
      let open = try TableFile(table, folder)
      return AnalysisFile(stored: open, finish: open.finish) { point throws(OutputError) in
        for beside in point.besides {
          guard let kept = beside.folds[table.file] else { continue }
          let analysis = trials(point.report, beside.report)
          try open.append(rows(analysis, kept, point, beside), of: point)
        }
      }
    }
  }
}

/// The table of an analysis and its open file.
struct AnalysisFile {
  let stored: any StoredTable
  let finish: () throws(OutputError) -> [DictionaryEntry]
  let append: (PointResult) throws(OutputError) -> Void
}
