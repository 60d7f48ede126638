package import Sim

extension PointAnalysis {
  /// `differences.csv`: by how much each point differs from another, trial by trial.
  static let differences = PointAnalysis(.differences, PairedDifferences.init) {
    Difference.all($0, $1, $2, $3)
  }
}

/// By how much a share or a mean differs from that at the point beside, in trials that finished at both.
package struct Difference: Sendable {
  package enum Kind: String, Sendable { case outcome, `class`, measure, incidence }

  /// What the limits of a difference say of it.
  package enum Verdict: String, Sendable {
    case higher, lower
    case notToldApart = "not told apart"
  }

  package let beside: PointBeside
  package let kind: Kind
  package let name: String
  package let unit: String?
  /// Whether it is a measure that holds or does not: its mean is a share.
  package let isCondition: Bool
  /// Of an incidence.
  package let step: Int?
  /// Pairs of trials.
  package let pairs: Int
  /// At this point.
  package let value: Double
  /// At the other.
  package let baseline: Double
  package let difference: Double
  /// 95 %. Of outcomes all together, likewise of classes; of a measure, and of an event at a step, alone.
  package let interval: Interval?
  /// Of a share: pairs of which one alone ended so.
  package let up: Int?
  package let down: Int?
  package let varianceRatio: Double?
  /// About how many pairs it takes until such a difference is told apart from none.
  package let neededPairs: Double?
  /// Pairs of which a trial failed, if they are so many that limits allow for them.
  package let failed: Int

  /// `nil` without limits.
  package var verdict: Verdict? {
    interval.map { $0.low > 0 ? .higher : $0.high < 0 ? .lower : .notToldApart }
  }

  /// No difference is larger than this, by its limits.
  package var most: Double? { interval.map { max(-$0.low, $0.high) } }

  static func all(
    _ analysis: PairedDifferences, _ folded: FoldedTrials, _ point: PointResult,
    _ beside: PointBeside
  ) -> [Difference] {
    let answers = ofAnswers(analysis, folded, point, beside)
    let events = analysis.incidence(folded)
    guard let steps = events.map(\.steps.count).max() else { return answers }
    return answers
      + (0..<steps).flatMap { step in
        events.map { share($0.steps[step], .incidence, $0.event, step: step, beside) }
      }
  }

  /// Of outcomes, classes and measures.
  fileprivate static func ofAnswers(
    _ analysis: PairedDifferences, _ folded: FoldedTrials, _ point: PointResult,
    _ beside: PointBeside
  ) -> [Difference] {
    let report = point.report
    let outcomes = zip(analysis.outcomes, analysis.outcomes(folded)).map {
      share($1, .outcome, report.outcomes[$0.own].name, beside)
    }
    // Where no class is declared each outcome is one, and has its row already.
    let areDeclared = report.declaresClasses || beside.report.declaresClasses
    let classes =
      !areDeclared
      ? []
      : zip(analysis.classes, analysis.classes(folded)).map {
        share($1, .class, report.classes[$0.own], beside)
      }
    let means = zip(analysis.measures, analysis.measures(folded)).map { pair, mean in
      let measure = report.measures[pair.own]
      return Difference(
        beside: beside, kind: .measure, name: measure.name, unit: measure.unit,
        isCondition: measure.isCondition, step: nil,
        pairs: mean.difference.moments.count, value: mean.here.mean, baseline: mean.there.mean,
        difference: mean.difference.moments.mean, interval: mean.interval, up: nil, down: nil,
        varianceRatio: mean.varianceRatio, neededPairs: mean.neededPairs,
        failed: mean.failed)
    }
    return outcomes + classes + means
  }

  private static func share(
    _ share: PairedDifferences.Share, _ kind: Kind, _ name: String, step: Int? = nil,
    _ beside: PointBeside
  ) -> Difference {
    Difference(
      beside: beside, kind: kind, name: name, unit: "share", isCondition: true, step: step,
      pairs: share.pairs,
      value: share.here, baseline: share.there, difference: share.difference,
      interval: share.interval, up: share.onlyHere, down: share.onlyThere,
      varianceRatio: share.varianceRatio, neededPairs: share.neededPairs,
      failed: share.failed)
  }

  /// Where there is anything to say of so many pairs.
  fileprivate func number(_ value: Double) -> Double? {
    pairs > 0 && value.isFinite ? value : nil
  }
}

extension Table where Row == PointRow<Difference> {
  fileprivate static var differences: Table {
    Table(
      file: "differences.csv",
      columns: [
        .text("baseline", "the scenario that it is compared with", role: .key) {
          $0.row.beside.scenario
        },
        .scenario(),
        .text("kind", "outcome, class, measure or incidence", role: .key) { $0.row.kind.rawValue },
        .text(
          "name", "its name; both points have it. Of an incidence: an outcome, a class or an event",
          role: .key
        ) { $0.row.name },
        .integer("step", nil, "of an incidence: by the end of which step", role: .key) {
          $0.row.step
        },
        .number("baseline_value", nil, "share or mean at the point it is compared with") {
          $0.row.number($0.row.baseline)
        },
        .number("value", nil, "the same at this point") { $0.row.number($0.row.value) },
        .number("difference", nil, "value less baseline_value") {
          $0.row.number($0.row.difference)
        },
        .number("ci_low", nil, "lower 95 % limit of the difference; \(limits)") {
          $0.row.interval?.low
        },
        .number("ci_high", nil, "upper 95 % limit of the difference; \(limits)") {
          $0.row.interval?.high
        },
        .integer("up", "trials", "of a share: pairs that ended so at this point alone") {
          $0.row.up
        },
        .integer("down", "trials", "of a share: pairs that ended so at the other point alone") {
          $0.row.down
        },
        .text(
          "verdict", "higher, lower, or not told apart: what the limits say of the difference"
        ) { $0.row.verdict?.rawValue },
        .integer(
          "baseline_point", nil, "number of the point that it is compared with", role: .key
        ) { $0.row.beside.point },
        .point(),
        .text("unit", "unit of value, baseline_value and difference") { $0.row.unit },
        .integer(
          "n", "trials",
          "pairs of trials with the same number; both finished and, of a measure, have a value"
        ) { $0.row.pairs },
        .number(
          "variance_ratio", "ratio",
          "variance that the difference would have if the points shared no random numbers, over its "
            + "own; empty where no pair differs from another"
        ) { $0.row.varianceRatio },
        .number(
          "trials_needed", "trials",
          "about how many pairs it takes until such a difference is told apart from none; empty where "
            + "there is none, and where limits allow for pairs that failed"
        ) { $0.row.neededPairs },
      ])
  }

  private static var limits: String {
    "of outcomes and of classes together, of a measure and of each step alone; where more than 1 % of the "
      + "pairs failed they allow for all that these could have come to; empty for a mean of fewer than "
      + "\(MeanInterval.fewestValues) values, for one of values that are all the same, and for any mean where "
      + "so many failed"
  }
}

extension AnswerTable {
  /// Those of outcomes, classes and measures of all points.
  package static func differences(_ points: [PointResult]) -> AnswerTable {
    AnswerTable(
      .differences,
      points.flatMap { point in point.differences.map { PointRow(point: point, row: $0) } })
  }
}

extension PointResult {
  /// What an analyst wants to see of the points beside: an outcome, a class or a measure by its name, or
  /// `EVENT@STEP` for what had come about by the end of a step. Empty if there is no such thing.
  package func differences(in wanted: String) -> [Difference] {
    let parts = wanted.split(separator: "@", maxSplits: 1).map(String.init)
    guard parts.count == 2, let step = Int(parts[1]) else {
      let found = differences.filter { $0.name == wanted }
      // A class may have the name of an outcome.
      return found.filter { $0.kind == found.first?.kind }
    }
    return besides.compactMap { beside in
      beside.folds[PointAnalysis.differences.file].flatMap { kept in
        let analysis = PairedDifferences(report, beside: beside.report)
        return Difference.all(analysis, kept, self, beside).first {
          $0.kind == .incidence && $0.name == parts[0] && $0.step == step
        }
      }
    }
  }

  /// From each point beside: differences of outcomes, classes and measures that both have.
  package var differences: [Difference] {
    besides.flatMap { beside -> [Difference] in
      guard let kept = beside.folds[PointAnalysis.differences.file] else { return [] }
      return Difference.ofAnswers(
        PairedDifferences(report, beside: beside.report), kept, self, beside)
    }
  }
}
