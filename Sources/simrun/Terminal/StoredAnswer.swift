import Scenarios
import Sim

/// The answer of a run in words, from the shares that its folder holds.
enum StoredAnswer {
  private static let mostScenarios = 6

  /// A sentence for each scenario; none for a sweep.
  static func sentences(of results: ResultTables) -> [String] {
    let points = results.points
    guard !points.contains(where: { $0.point > 0 }), points.count <= mostScenarios else {
      return []
    }
    return points.compactMap { point in
      guard let text = sentence(results.shares(of: point)) else { return nil }
      return points.count > 1 ? "\(point.scenario): \(text)" : text
    }
  }

  /// The outcomes of a point with the decimals that the screen gives them.
  static func rows(of results: ResultTables, _ point: ResultPoint) -> [ReportSections.ShownShare] {
    let outcomes = results.shares(of: point).outcomes
    let rounded = RoundedShares(outcomes.map(\.share))
    return outcomes.enumerated().map { index, row in
      let (low, high) = rounded.limits(row.share.interval, around: [index])
      let isSeen = row.share.count > 0 || row.share.trials == 0
      let none =
        "none in \(Wording.grouped(row.share.trials)), so at most "
        + "\(ShareTable.bound(row.share.interval.high)) %"
      return .init(
        name: VisibleText.cell(row.name), share: row.share.share == nil ? "" : rounded.text(index),
        limits: isSeen ? "\(low) to \(high)" : none, className: row.className,
        count: row.share.count)
    }
  }

  private static func sentence(_ shares: StoredShares) -> String? {
    let ends: [AnswerSentence.End] =
      shares.classes.count < shares.outcomes.count
      ? shares.classes.map { group in
        let own = shares.outcomes.filter { $0.className == group.name }
        let names = own.filter { $0.share.count > 0 }.map(\.name)
        return .init(
          name: own.count == 1
            ? AnswerSentence.spoken(own[0].name)
            : AnswerSentence.name(of: group.name, names),
          share: group.share)
      }
      : shares.outcomes.map { .init(name: AnswerSentence.spoken($0.name), share: $0.share) }
    return AnswerSentence(ends: ends, hasFailures: shares.areBounds).text()
  }
}
