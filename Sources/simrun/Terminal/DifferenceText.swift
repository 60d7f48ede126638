import Foundation
import Scenarios
import Sim

/// How a scenario differs from the one that it was run beside, in words: the outcomes that are told
/// apart, the largest difference first, then the others with how much they could differ.
struct DifferenceText {
  let point: PointResult
  let style: Style
  let width: Int

  /// Empty if it was run beside none, or no outcome is in both.
  var lines: [String] {
    let all = point.differences.filter { $0.kind == .outcome }
    guard let beside = point.besides.first, !all.isEmpty else { return [] }
    let heading =
      "How \(point.scenario) differs from \(beside.scenario), trial by trial, in points of each share "
      + "(95 %)"
    let apart = all.filter { $0.verdict != .notToldApart }.sorted {
      $0.difference.magnitude > $1.difference.magnitude
    }
    let rest = all.filter { $0.verdict == .notToldApart }
    let decimals = DifferenceFigures.decimals(ofShares: apart)
    let rows = apart.map { row -> [String] in
      let figures = DifferenceFigures(row, least: decimals)
      return [
        VisibleText.cell(row.name), figures.size + (row.difference > 0 ? " more" : " fewer"),
        figures.limits,
      ]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = [style.bold(Wording.wrapped(heading, width: width))]
    for row in rows {
      lines.append("  \(row[0].padded(widths[0]))  \(row[1].aligned(widths[1]))  \(row[2])")
    }
    if !rest.isEmpty {
      let most = rest.compactMap(\.most).max() ?? 0
      let names = rest.map { VisibleText.cell($0.name) }.joined(separator: ", ")
      lines.append(
        Wording.wrapped(
          "Not told apart from no difference, by at most \(ShareTable.bound(most)) each: \(names).",
          width: width))
    }
    return lines
  }
}
