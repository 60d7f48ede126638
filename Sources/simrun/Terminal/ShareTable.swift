import Foundation
import Sim

/// Shares with their limits and bars, in 80 columns.
struct ShareTable {
  struct Row {
    var name: String
    var share: Summary.Share
  }

  static let width = 80
  private static let mostName = 34
  private static let leastBar = 12
  /// Fewer trials than this, out of more than ten times as many, say little but that it is rare.
  private static let few = 10

  let heading: String
  let rows: [Row]
  let style: Style
  /// What the limits are called.
  var limits = "95 % limits"
  /// Tables under one another share their first column's width.
  var leastName = 0

  private struct Cells {
    var name, share, low, high: String
  }

  func text() -> String {
    let cells = rows.map(Self.cells)
    let nameWidth = min(
      Self.mostName, max(leastName, heading.count, cells.map(\.name.count).max() ?? 0))
    let share = Pointed(cells.map(\.share))
    let low = Pointed(cells.map(\.low))
    let high = Pointed(cells.map(\.high))
    let limits = low.width + 3 + high.width
    let shareWidth = max("share %".count, share.width)
    let limitsWidth = max(self.limits.count, limits)
    let barWidth = max(Self.leastBar, Self.width - nameWidth - shareWidth - limitsWidth - 6)
    let head =
      heading.padded(nameWidth) + "  " + "share %".aligned(shareWidth) + "  "
      + self.limits.aligned(limitsWidth)
    var lines = [style.bold(head)]
    for (row, cell) in zip(rows, cells) {
      let range = low.text(cell.low) + " \(style.dash) " + high.text(cell.high)
      let name = Self.shortened(cell.name, nameWidth).padded(nameWidth)
      let start =
        name + "  " + share.text(cell.share).aligned(shareWidth) + "  "
        + range.aligned(limitsWidth)
      lines.append(start + "  " + ending(row, barWidth))
    }
    return lines.map { $0.trimmingTrailingSpace() }.joined(separator: "\n")
  }

  /// The bar, or why there is none.
  private func ending(_ row: Row, _ width: Int) -> String {
    guard let share = row.share.share else { return "" }
    if row.share.count == 0 || row.share.count < Self.few && share < 0.1 {
      let seen = row.share.count == 0 ? "never seen" : "rare"
      return style.warning("\(seen): needs more trials")
    }
    return style.bar(style.bar(share: share, width: width))
  }

  private static func cells(_ row: Row) -> Cells {
    let interval = row.share.interval
    let decimals = decimals(for: interval)
    let percent = { (value: Double) in Wording.fixed(value * 100, decimals) }
    return Cells(
      name: row.name, share: row.share.share.map(percent) ?? "",
      low: percent(interval.low), high: percent(interval.high))
  }

  /// The last digit's unit is the largest power of ten within the interval's half width, but not
  /// above one percent. The files have all digits.
  static func decimals(for interval: Interval) -> Int {
    let half = (interval.high - interval.low) * 50
    guard half > 0 else { return 0 }
    return min(6, max(0, Int((-log10(half)).rounded(.up))))
  }

  private static func shortened(_ name: String, _ width: Int) -> String {
    name.count <= width ? name : String(name.prefix(width - 3)) + "..."
  }
}

/// Numbers under one another by their decimal points.
private struct Pointed {
  private let whole: Int
  private let fraction: Int
  var width: Int { whole + fraction }

  init(_ texts: [String]) {
    whole = texts.map { Self.point($0) }.max() ?? 0
    fraction = texts.map { $0.count - Self.point($0) }.max() ?? 0
  }

  func text(_ text: String) -> String {
    let before = Self.point(text)
    return String(repeating: " ", count: max(0, whole - before))
      + text.padded(max(0, width - (whole - before)))
  }

  private static func point(_ text: String) -> Int {
    text.firstIndex(of: ".").map { text.distance(from: text.startIndex, to: $0) } ?? text.count
  }
}

extension String {
  func trimmingTrailingSpace() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
