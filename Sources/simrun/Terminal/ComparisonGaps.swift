import Scenarios
import Sim

/// What a comparison says of pairs that are missing, and of limits that are.
extension ComparisonScreen {
  /// How many pairs of trials are left out because one of the two failed; empty if none are.
  func leftOut(_ part: ComparisonAnswer.Part) -> String {
    let there = result.points.first {
      $0.scenario == part.beside.scenario && $0.point == part.beside.point
    }
    let failed = part.point.summary.failureCount + (there?.summary.failureCount ?? 0)
    guard failed > 0, let pairs = part.rows.first(where: { $0.kind == .outcome })?.pairs else {
      return ""
    }
    let isBounded = part.rows.contains { $0.failed > 0 }
    guard result.isComplete else {
      return "\(Wording.trials(failed)) failed; their pairs are left out, "
        + (isBounded ? "but limits of shares allow for them." : "of the limits too.")
    }
    let all = part.point.summary.trials + part.point.summary.failureCount
    let left = all - pairs
    let points = 100 * Double(left) / Double(max(1, all))
    return
      "\(Wording.trials(failed)) failed, so \(Wording.grouped(left)) of \(Wording.grouped(all)) pairs are "
      + "left out. What these could have come to is in "
      + (isBounded ? "all limits of shares" : "no limit")
      + ": over all pairs they make up to \(Wording.fixed(points, points < 10 ? 1 : 0)) points of each "
      + "difference."
  }

  /// Which rows of the table are not of all pairs, and why some have no limits.
  func partly(_ part: ComparisonAnswer.Part) -> [String] {
    guard answer.parts.count == 1 else { return [] }
    let all = part.rows.first { $0.kind == .outcome }?.pairs ?? trials(part)
    let shown = part.rows.prefix(Self.mostRows).filter { $0.kind == .measure }
    let partial = shown.filter { $0.pairs < all }
    let names = { (rows: [Difference]) in
      rows.prefix(6).map { "\(VisibleText.cell($0.name)) (\(Wording.grouped($0.pairs)))" }
        .joined(separator: ", ") + (rows.count > 6 ? " and \(rows.count - 6) more" : "")
    }
    var texts: [String] = []
    if !partial.isEmpty {
      texts.append(
        "Not over all \(Wording.grouped(all)) pairs of trials, but over those in which both have a value: "
          + names(Array(partial)) + ".")
    }
    let unlimited = shown.filter { $0.interval == nil && $0.pairs > 0 }
    if unlimited.contains(where: { $0.failed > 0 }) {
      texts.append(
        "Means have no limits, for nothing bounds what the trials that failed could have come to.")
    } else {
      if unlimited.contains(where: { $0.pairs < MeanInterval.fewestValues }) {
        texts.append(
          "A mean over fewer than \(MeanInterval.fewestValues) pairs has no limits, for they would be unreliable."
        )
      }
      if unlimited.contains(where: { $0.pairs >= MeanInterval.fewestValues && $0.difference == 0 })
      {
        texts.append(
          "A mean of values that are all the same has no limits, for nothing says how far others may lie from "
            + "them."
        )
      }
    }
    return texts.isEmpty ? [] : [texts.joined(separator: " ")]
  }
}
