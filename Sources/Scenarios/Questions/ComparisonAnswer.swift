import Sim

/// What a comparison says in words: of each point, what is told apart from the one it is compared with.
package struct ComparisonAnswer: Sendable {
  /// The rows that a reader looks at: outcomes, classes that bring several together, measures that the
  /// file marks.
  package struct Part: Sendable {
    package let point: PointResult
    package let beside: PointBeside
    package let rows: [Difference]
    /// Measures that are not shown and are told apart.
    package let unshown: [Difference]

    /// The largest first.
    package var apart: [Difference] {
      rows.filter { $0.kind == .outcome && $0.verdict != .notToldApart && $0.verdict != nil }
        .sorted { $0.difference.magnitude > $1.difference.magnitude }
    }

    package var rest: [Difference] {
      rows.filter { $0.kind == .outcome && $0.verdict == .notToldApart }
    }

    /// How many times as many trials independent runs would need for differences as sharp: the least
    /// and the greatest over the outcomes that differ in any trial.
    package var varianceRatios: ClosedRange<Double>? {
      let ratios = rows.filter { $0.kind == .outcome }.compactMap(\.varianceRatio)
      guard let low = ratios.min(), let high = ratios.max() else { return nil }
      return low...high
    }

    /// Whether there is an outcome that both points have.
    package var hasCommonOutcome: Bool { rows.contains { $0.kind == .outcome } }

    /// Whether no trial ended otherwise in any way that is looked at.
    package var isTheSame: Bool {
      Set(point.report.outcomes.map(\.name)) == Set(beside.report.outcomes.map(\.name))
        && (rows + unshown).allSatisfy {
          ($0.up ?? 0) == 0 && ($0.down ?? 0) == 0 && $0.difference == 0
        }
    }

    /// Of those that are not told apart, the one that would need the fewest trials.
    package var nextToBeToldApart: Difference? {
      rest.filter { $0.neededPairs != nil }.min {
        ($0.neededPairs ?? .infinity) < ($1.neededPairs ?? .infinity)
      }
    }
  }

  package let parts: [Part]

  /// `headlines`: measures to be shown, by scenario.
  package init(_ points: [PointResult], headlines: [String: [String]]) {
    parts = points.flatMap { point -> [Part] in
      let all = point.differences
      let several = Set(
        point.report.classes.indices.filter { number in
          point.report.classOfOutcome.count { $0 == number } > 1
        }.map { point.report.classes[$0] })
      let shown = headlines[point.scenario] ?? []
      return point.besides.map { beside in
        let own = all.filter {
          $0.beside.scenario == beside.scenario && $0.beside.point == beside.point
        }
        let isShown = { (row: Difference) in
          row.kind == .outcome || row.kind == .class && several.contains(row.name)
            || row.kind == .measure && shown.contains(row.name)
        }
        return Part(
          point: point, beside: beside, rows: own.filter(isShown),
          unshown: own.filter {
            !isShown($0) && $0.kind == .measure && $0.verdict != .notToldApart && $0.verdict != nil
          })
      }
    }
  }
}
