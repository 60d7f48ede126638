import Foundation
import Scenarios
import Sim

/// The measures that a scenario marks with `headline: true`: their mean, and where nine trials of ten
/// lie.
struct HeadlineTable {
  let point: PointResult
  /// Names of measures, in the order of the file.
  let names: [String]
  let style: Style
  let width: Int

  private struct Line {
    var name: String
    var mean: String
    var range: String
    var unit: String
    var about = ""
  }

  /// Empty if nothing is marked.
  func text() -> String {
    let lines = names.compactMap(line)
    guard !lines.isEmpty else { return "" }
    let heading = Line(name: "measure", mean: "mean", range: "nine of ten between", unit: "")
    let all = [heading] + lines
    let nameWidth = min(max(8, width - 36), all.map(\.name.count).max() ?? 0)
    let mean = all.map(\.mean.count).max() ?? 0
    let range = all.map(\.range.count).max() ?? 0
    let shown = all.enumerated().map { index, line in
      let name =
        line.name.count <= nameWidth
        ? line.name : String(line.name.prefix(max(1, nameWidth - 3))) + "..."
      let start =
        name.padded(nameWidth) + "  " + line.mean.aligned(mean) + "  " + line.range.aligned(range)
      if index == 0 { return style.bold(start.trimmingTrailingSpace()) }
      let room = width - nameWidth - mean - range - 6
      // Where there is no range, its room is free too.
      let short = start.trimmingTrailingSpace()
      let end = line.range.isEmpty ? short : start
      let words = [line.unit, line.about].filter { !$0.isEmpty }.joined(separator: ": ")
      guard !words.isEmpty else { return short }
      if words.count <= width - end.count - 2 { return end + "  " + words }
      // The unit stays beside the number if it can, and what the measure is about stands below.
      let isBeside = !line.unit.isEmpty && line.unit.count <= room && !line.about.isEmpty
      let below = Wording.wrapped(isBeside ? line.about : words, width: max(20, width - 2))
      return
        ([isBeside ? start + "  " + line.unit : short]
        + below.split(separator: "\n").map { "  \($0)" }).joined(separator: "\n")
    }
    return shown.joined(separator: "\n")
  }

  private func line(_ name: String) -> Line? {
    let measures = point.report.measures
    guard let index = measures.firstIndex(where: { $0.name == name }),
      let row = point.summary.measures.first(where: { $0.measure == index && $0.outcome == nil })
    else { return nil }
    var unit = measures[index].unit.map { VisibleText.cell($0) } ?? ""
    let defined = row.defined.share ?? 1
    if defined < 1 {
      let part = Wording.fixed(100 * defined, RoundedShares.decimals(for: row.defined.interval))
      unit += (unit.isEmpty ? "" : ", ") + "in the \(part) % of trials that have it"
    }
    let about = measures[index].about.map { VisibleText.cell($0) } ?? ""
    if measures[index].isCondition {
      let share = row.column.mean.map { Wording.fixed(100 * $0, 0) + " %" } ?? "none"
      return Line(name: name, mean: share, range: "", unit: unit, about: about)
    }
    guard let mean = row.column.mean else {
      return Line(name: name, mean: "none", range: "", unit: unit, about: about)
    }
    let values = row.column.quantiles.map { [$0[0], $0[4]] } ?? []
    // As many decimals as three digits of the largest number have.
    let largest = ([mean] + values).map(\.magnitude).max() ?? 0
    let decimals = largest > 0 ? min(6, max(0, 2 - Int(log10(largest).rounded(.down)))) : 0
    let texts = values.map { Self.number($0, decimals) }
    return Line(
      name: name, mean: Self.number(mean, decimals),
      range: texts.count == 2 ? "\(texts[0]) \(style.dash) \(texts[1])" : "", unit: unit,
      about: about)
  }

  /// With commas between thousands.
  private static func number(_ value: Double, _ decimals: Int) -> String {
    guard value.magnitude < 1e15 else { return String(format: "%.3g", locale: nil, value) }
    let text = Wording.fixed(value.magnitude, decimals)
    let parts = text.split(separator: ".", maxSplits: 1)
    let whole = Int(parts[0]).map(Wording.grouped) ?? String(parts[0])
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "-" : "") + whole + (parts.count > 1 ? ".\(parts[1])" : "")
  }
}
