package import Sim

extension PointAnalysis {
  /// `differences.csv`: by how much each point differs from another, trial by trial.
  static let differences = PointAnalysis(.differences, PairedDifferences.init) {
    DifferenceRow.rows($0, $1, $2, $3)
  }
}

/// A share or a mean here and at the point beside it.
struct DifferenceRow: Sendable {
  enum Kind: String, Sendable { case outcome, `class`, measure }

  let beside: PointBeside
  let kind: Kind
  let name: String
  let unit: String?
  /// Pairs of trials.
  let pairs: Int
  let here: Double
  let there: Double
  let difference: Double
  let interval: Interval?
  /// Of a share: pairs of which one alone ended so.
  let onlyHere: Int?
  let onlyThere: Int?
  let varianceRatio: Double?

  static func rows(
    _ analysis: PairedDifferences, _ folded: FoldedTrials, _ point: PointResult,
    _ beside: PointBeside
  ) -> [DifferenceRow] {
    let report = point.report
    let shares = { (kind: Kind, names: [String], shares: [PairedDifferences.Share]) in
      zip(names, shares).map { name, share in
        DifferenceRow(
          beside: beside, kind: kind, name: name, unit: "share", pairs: share.pairs,
          here: share.here, there: share.there, difference: share.difference,
          interval: share.interval, onlyHere: share.onlyHere, onlyThere: share.onlyThere,
          varianceRatio: share.varianceRatio)
      }
    }
    let means = zip(analysis.measures, analysis.measures(folded)).map { pair, mean in
      let measure = report.measures[pair.own]
      return DifferenceRow(
        beside: beside, kind: .measure, name: measure.name, unit: measure.unit,
        pairs: mean.difference.moments.count, here: mean.here.mean, there: mean.there.mean,
        difference: mean.difference.moments.mean, interval: mean.interval, onlyHere: nil,
        onlyThere: nil, varianceRatio: mean.varianceRatio)
    }
    return shares(
      .outcome, analysis.outcomes.map { report.outcomes[$0.own].name },
      analysis.outcomes(folded))
      + shares(
        .class, analysis.classes.map { report.classes[$0.own] }, analysis.classes(folded)) + means
  }

  /// Whether there is anything to say of so many pairs.
  fileprivate func number(_ value: Double) -> Double? {
    pairs > 0 && value.isFinite ? value : nil
  }
}

extension Table where Row == PointRow<DifferenceRow> {
  fileprivate static var differences: Table {
    Table(
      file: "differences.csv",
      columns: [
        .scenario(), .point(),
        .text("from_scenario", "the scenario that it is compared with", role: .key) {
          $0.row.beside.scenario
        },
        .integer("from_point", nil, "the point that it is compared with", role: .key) {
          $0.row.beside.point
        },
        .text("kind", "outcome, class or measure", role: .key) { $0.row.kind.rawValue },
        .text("name", "its name; both points have it", role: .key) { $0.row.name },
        .text("unit", "unit of value, from_value and difference") { $0.row.unit },
        .integer(
          "n", "trials",
          "pairs of trials with the same number; both finished and, of a measure, have a value"
        ) { $0.row.pairs },
        .number("value", nil, "share or mean at this point, of these trials") {
          $0.row.number($0.row.here)
        },
        .number("from_value", nil, "the same at the point it is compared with") {
          $0.row.number($0.row.there)
        },
        .number("difference", nil, "value less from_value") {
          $0.row.number($0.row.difference)
        },
        .number("ci_low", nil, "lower 95 % limit of the difference; \(limits)") {
          $0.row.interval?.low
        },
        .number("ci_high", nil, "upper 95 % limit of the difference; \(limits)") {
          $0.row.interval?.high
        },
        .integer("only_here", "trials", "pairs that ended so at this point alone") {
          $0.row.onlyHere
        },
        .integer("only_there", "trials", "pairs that ended so at the other point alone") {
          $0.row.onlyThere
        },
        .number(
          "variance_ratio", "ratio",
          "variance that the difference would have if the points shared no random numbers, over its "
            + "own; empty where no pair differs from another"
        ) { $0.row.varianceRatio },
      ])
  }

  private static var limits: String {
    "of outcomes and of classes together, of a measure alone; empty of fewer than "
      + "\(MeanInterval.fewestValues) values"
  }
}

/// By how much the share of an outcome differs from that at the point beside, in trials that finished at
/// both.
package struct OutcomeDifference: Sendable, Hashable {
  package let outcome: String
  /// Of the share here, less that at the other point.
  package let difference: Double
  /// 95 %, for all outcomes together.
  package let interval: Interval

  /// Whether more than chance may have made it.
  package var isToldApart: Bool { interval.low > 0 || interval.high < 0 }
}

extension PointResult {
  /// Of the outcomes that both points have; empty if there is no point beside.
  package var outcomeDifferences: [OutcomeDifference] {
    guard let beside, let kept = beside.folds[PointAnalysis.differences.file] else { return [] }
    let analysis = PairedDifferences(report, beside: beside.report)
    return zip(analysis.outcomes, analysis.outcomes(kept)).map {
      OutcomeDifference(
        outcome: report.outcomes[$0.own].name, difference: $1.difference, interval: $1.interval)
    }
  }
}
