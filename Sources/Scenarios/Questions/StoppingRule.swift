package import Sim

/// When a study that runs on for more trials has enough.
package enum StoppingRule: Sendable {
  /// Every share of an outcome lies within so much of either limit.
  case precision(PrecisionRule)
  /// One of these outcomes or classes is told apart from the baseline; without any, any outcome.
  case decided(targets: [String])

  /// The most trials that are run unless something else is asked for.
  package static let mostTrials = 1_000_000

  /// Looks at what a study has come to so far.
  package func isMet(_ points: [PointResult], alpha: Double = 0.05) -> Bool {
    switch self {
    case .precision(let rule):
      points.allSatisfy { rule.isMet($0.summary.outcomes.map(\.share.interval)) }
    case .decided: decision(points, alpha: alpha) != nil
    }
  }

  /// The difference that is told apart with the most evidence, at whichever look; `nil`: none is.
  package func decision(_ points: [PointResult], alpha: Double = 0.05) -> Decision? {
    guard case .decided(let targets) = self else { return nil }
    let rows = points.flatMap { point in
      point.differences.filter { Self.isLookedAt($0, targets) }.map { (point, $0) }
    }
    let decisions = rows.compactMap { point, row -> Decision? in
      guard let up = row.up, let down = row.down else { return nil }
      return Decision(point: point, difference: row, evidence: AnytimeTest.evidence(up, down))
    }
    // Of several that are looked at, each has its part of the risk (Bonferroni).
    return decisions.max { $0.evidence < $1.evidence }.flatMap {
      $0.evidence >= Double(max(1, rows.count)) / alpha ? $0 : nil
    }
  }

  private static func isLookedAt(_ row: Difference, _ targets: [String]) -> Bool {
    targets.isEmpty
      ? row.kind == .outcome : row.kind != .measure && targets.contains(row.name)
  }

  /// Outcomes or classes that fewer than so many of the scenarios have.
  package static func unknown(
    _ targets: [String], _ reports: [Report], fewest: Int = 1
  ) -> [String] {
    targets.filter { target in
      reports.count { report in
        report.outcomes.contains { $0.name == target } || report.classes.contains(target)
      } < fewest
    }
  }
}

/// A difference that is told apart from none, whenever it was looked at.
package struct Decision: Sendable {
  package let point: PointResult
  package let difference: Difference
  /// How many times likelier the pairs are than if both points were alike (`AnytimeTest`).
  package let evidence: Double
}
