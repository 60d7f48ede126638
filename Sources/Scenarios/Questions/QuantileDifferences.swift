package import Sim

/// By how much quantiles of measures differ between points, trial by trial.
package struct QuantileDifferences: Sendable {
  package static let file = "quantile_differences.csv"
  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  package struct Row: Sendable {
    package let baseline: PointResult
    package let point: PointResult
    package let measure: String
    package let unit: String?
    package let share: Double
    package let baselineValue: Double?
    package let value: Double?
    package let difference: Double
    /// 95 %, alone.
    package let interval: Interval
  }

  package let rows: [Row]

  /// Each point beside those that it was compared with.
  package init(_ points: [StudiedPoint]) {
    rows = points.flatMap { point in
      point.result.besides.flatMap { beside -> [Row] in
        let other = points.first {
          $0.result.scenario == beside.scenario && $0.result.point == beside.point
        }
        return other.map { Self.rows(point, beside: $0) } ?? []
      }
    }
  }

  private static func rows(_ point: StudiedPoint, beside other: StudiedPoint) -> [Row] {
    guard let here = point.columns, let there = other.columns else { return [] }
    return here.report.measures.enumerated().flatMap { k, measure -> [Row] in
      let same = there.report.measures.firstIndex {
        $0.name == measure.name && $0.unit == measure.unit && !$0.isCondition
      }
      guard let same, !measure.isCondition else { return [] }
      return shares.compactMap { share in
        let found = QuantileDifference.interval(share, here.measures[k], there.measures[same])
        guard let found else { return nil }
        let pairs = zip(here.measures[k], there.measures[same]).filter {
          !$0.0.isNaN && !$0.1.isNaN
        }
        return Row(
          baseline: other.result, point: point.result, measure: measure.name, unit: measure.unit,
          share: share,
          baselineValue: Quantiles.exact(share, ofSorted: pairs.map(\.1).sorted()),
          value: Quantiles.exact(share, ofSorted: pairs.map(\.0).sorted()),
          difference: found.value, interval: found.interval)
      }
    }
  }

  package var table: AnswerTable { AnswerTable(.quantileDifferences, rows) }
}

extension Table where Row == QuantileDifferences.Row {
  fileprivate static var quantileDifferences: Table {
    Table(
      file: QuantileDifferences.file,
      columns: [
        .text("baseline", "the scenario that it is compared with", role: .key) {
          $0.baseline.scenario
        },
        .text("scenario", "name of the scenario", role: .key) { $0.point.scenario },
        .text("measure", "name of the measure; both points have it", role: .key) { $0.measure },
        .number("quantile", "share", "which quantile, 0.5 for the median", role: .key) {
          $0.share
        },
        .text("unit", "unit of the measure") { $0.unit },
        .number("baseline_value", nil, "quantile at the point it is compared with") {
          $0.baselineValue
        },
        .number("value", nil, "quantile at this point") { $0.value },
        .number("difference", nil, "value less baseline_value") { $0.difference },
        .number("ci_low", nil, "lower 95 % limit of the difference, alone") { $0.interval.low },
        .number("ci_high", nil, "upper 95 % limit of the difference, alone") { $0.interval.high },
        .integer("baseline_point", nil, "number of the point it is compared with", role: .key) {
          $0.baseline.point
        },
        .integer("point", nil, "number of the point", role: .key) { $0.point.point },
      ])
  }
}
