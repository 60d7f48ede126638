package import Sim

/// One scenario at one sweep point, ready to be written.
package struct PointResult: Sendable {
  package var scenario: String
  /// 0 without a sweep.
  package var point: Int
  /// What is laid over the file: by `--set`, then by a sweep.
  package var values: [Setting]
  /// What the point is called where it is listed.
  package var name: String?
  package var report: Report
  package var summary: Summary
  /// The points that its trials were looked at beside, and what came of it.
  package var besides: [PointBeside] = []
  /// The calendar date at the end of a step; `nil` without a calendar.
  package var date: @Sendable (_ step: Int) -> String?
  /// The command that replays a trial.
  package var replay: @Sendable (_ trial: Int) -> String?

  package init(
    scenario: String, point: Int, values: [Setting] = [], report: Report, summary: Summary,
    date: @escaping @Sendable (_ step: Int) -> String? = { _ in nil },
    replay: @escaping @Sendable (_ trial: Int) -> String? = { _ in nil }
  ) {
    self.scenario = scenario
    self.point = point
    self.values = values
    self.report = report
    self.summary = summary
    self.date = date
    self.replay = replay
  }
}

extension PointResult {
  /// The same without the rows of tables that have been written.
  ///
  /// `keepsDifferences`: they are few enough.
  func withSharesAlone(keepsDifferences: Bool) -> PointResult {
    var result = self
    if !keepsDifferences { result.besides = [] }
    result.summary.timeline = []
    result.summary.incidence = []
    result.summary.measures = []
    result.summary.signals = []
    result.summary.failures = Array(summary.failures.prefix(1))
    return result
  }
}

/// What the analyses of a study kept of a point's trials, looked at beside those of another.
package struct PointBeside: Sendable {
  package var scenario: String
  package var point: Int
  package var report: Report
  /// By the table of the analysis.
  package var folds: [String: FoldedTrials]
}

/// A row and the point it belongs to, which all rows of a table share.
struct PointRow<Row: Sendable>: Sendable {
  private let shared: SharedPoint
  let row: Row

  init(point: PointResult, row: Row) { self.init(SharedPoint(point), row) }

  init(_ shared: SharedPoint, _ row: Row) {
    self.shared = shared
    self.row = row
  }

  @inline(__always)
  var point: PointResult { shared.point }
}

/// A point behind one reference: it is large, and there are many rows.
final class SharedPoint: Sendable {
  let point: PointResult

  init(_ point: PointResult) { self.point = point }
}

extension Column {
  static func scenario<T>() -> Column where Row == PointRow<T> {
    .text("scenario", "name of the scenario", role: .key) { $0.point.scenario }
  }

  static func point<T>() -> Column where Row == PointRow<T> {
    .integer("point", nil, "number of the sweep point; 0 without a sweep", role: .key) {
      $0.point.point
    }
  }

  static func date<T>(_ step: @escaping @Sendable (T) -> Int) -> Column
  where Row == PointRow<T> {
    .date("date", "date at the end of the step; empty without a calendar") {
      $0.point.date(step($0.row))
    }
  }
}
