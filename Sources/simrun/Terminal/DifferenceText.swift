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
    let rows = apart.map { [VisibleText.cell($0.name), Self.size($0), Self.limits($0)] }
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

  /// `12.1 more`
  private static func size(_ one: Difference) -> String {
    Wording.fixed(100 * one.difference.magnitude, decimals(one))
      + (one.difference > 0 ? " more" : " fewer")
  }

  /// `(11.3 to 12.9)`, the smaller first.
  private static func limits(_ one: Difference) -> String {
    guard let interval = one.interval else { return "" }
    let ends = [interval.low.magnitude, interval.high.magnitude].sorted()
    let texts = ends.map { Wording.fixed(100 * $0, decimals(one)) }
    return "(\(texts[0]) to \(texts[1]))"
  }

  /// As many as half the interval is worth, and as the nearer limit needs to be no 0.
  private static func decimals(_ one: Difference) -> Int {
    guard let interval = one.interval else { return 1 }
    let half = (interval.high - interval.low) / 2
    let near = min(interval.low.magnitude, interval.high.magnitude)
    let least = half >= 0.01 ? 0 : half >= 0.001 ? 1 : half >= 0.0001 ? 2 : 3
    return (least...6).first { 100 * near * pow(10, Double($0)) >= 0.5 } ?? 6
  }
}
