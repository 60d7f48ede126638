import Foundation
import Scenarios
import Sim

/// What a batch file wants shown of its points: how each differs from the one it is compared with.
struct ShownTable {
  /// The heading and a line for each difference.
  let lines: [String]
  var isEmpty: Bool { lines.count < 2 }

  init(result: StudyResult, shown: [Int: [String]], style: Style) {
    var rows: [[String]] = []
    // As the file lists them, not scenario by scenario.
    let points = result.points.sorted { $0.point < $1.point }
    let all = points.flatMap { point in
      (shown[point.point] ?? []).flatMap { point.differences(in: $0) }
    }
    let decimals = max(1, DifferenceFigures.decimals(ofShares: all))
    for point in points {
      var label = VisibleText.cell(point.name ?? "point \(point.point)")
      for wanted in shown[point.point] ?? [] {
        for row in point.differences(in: wanted) {
          let figures = DifferenceFigures(
            row, least: row.kind == .measure && !row.isCondition ? 0 : decimals)
          rows.append([
            label, VisibleText.cell(wanted),
            figures.text(row.baseline), figures.text(row.value),
            figures.signed + " " + figures.signedLimits, row.verdict?.rawValue ?? "",
          ])
          // A point is named once.
          label = ""
        }
      }
    }
    let table = [["point", "of", "baseline", "here", "difference (95 %)", ""]] + rows
    let widths = (0..<6).map { column in table.map { $0[column].count }.max() ?? 0 }
    lines = table.map { row in
      let cells = [
        row[0].padded(widths[0]), row[1].padded(widths[1]), row[2].aligned(widths[2]),
        row[3].aligned(widths[3]), row[4].padded(widths[4]), row[5],
      ]
      return cells.joined(separator: "  ").trimmingTrailingSpace()
    }
  }
}

/// Where shares cross their targets, in words.
struct CrossingText {
  let crossings: Crossings

  var sentences: [String] {
    if crossings.rows.isEmpty {
      return [
        "No share can be said to cross a target: no two points differ in one value alone that is a "
          + "number, an amount, a length of time or a date."
      ]
    }
    return crossings.rows.map { row in
      let share = "\(number(100 * row.target.share)) %"
      let start =
        "\(VisibleText.cell(row.line.scenario)): the share of "
        + AnswerSentence.spoken(row.target.name)
      let others =
        row.line.others.isEmpty
        ? ""
        : " with " + row.line.others.map { "\($0.path) = \($0.value)" }.joined(separator: ", ")
      guard let crossing = row.crossing else {
        return
          "\(start) crosses \(share) nowhere along \(VisibleText.cell(row.line.path))\(others): it lies between "
          + "\(number(100 * row.range.lowerBound)) and \(number(100 * row.range.upperBound)) %."
      }
      return
        "\(start) \(crossing.isRising ? "rises above" : "falls below") \(share) at "
        + "\(VisibleText.cell(row.line.path)) = \(value(crossing.value, row.line)) "
        + "\(limits(crossing, row.line))\(others)."
    }
  }

  private func limits(_ crossing: ShareCrossing, _ line: Crossings.Line) -> String {
    switch (crossing.low.map { value($0, line) }, crossing.high.map { value($0, line) }) {
    case (let low?, let high?): "(\(low) to \(high))"
    case (let low?, nil): "(at least \(low); the upper limit is beyond the values)"
    case (nil, let high?): "(at most \(high); the lower limit is beyond the values)"
    case (nil, nil): "(limits beyond the values)"
    }
  }

  /// In the unit of what is swept.
  private func value(_ value: Double, _ line: Crossings.Line) -> String {
    VisibleText.line(line.scale.written(value, number))
  }

  /// Four digits that count.
  private func number(_ value: Double) -> String {
    let text = String(format: "%.4g", locale: nil, value)
    return text
  }
}
