import Foundation
import Sim

/// Shares with their limits and bars, as wide as the screen.
struct ShareTable {
  struct Row {
    var name: String
    var share: Summary.Share
  }

  /// Outcomes of one class, which the table gives together below the outcomes.
  struct Group {
    var name: String
    /// Positions of its rows.
    var rows: [Int]
    var share: Summary.Share
  }

  static let width = 80
  private static let mostName = 34
  private static let leastBar = 8
  /// Fewer trials than this, out of more than ten times as many, are counted rather than drawn.
  private static let few = 10
  private static let heading = "outcome"

  let rows: [Row]
  var groups: [Group] = []
  let style: Style
  var width = Self.width
  /// Limits that allow for trials that failed.
  var areBounds = false

  private struct Line {
    var name: String
    var share: String
    var low: String
    var high: String
    /// What stands at the end where there is room, with or without a bar.
    var ending: Ending
  }

  private enum Ending {
    case bar(Double)
    case words(String)
    case none
  }

  func text() -> String {
    let rounded = RoundedShares(rows.map(\.share))
    let outcomes = rows.indices.map { outcome($0, rounded) }
    let together = groups.map { group($0, rounded) }
    let all = outcomes + together
    let narrow = width < 60
    let limits = narrow ? "between" : areBounds ? "may be between" : "likely between"
    let nameWidth = min(
      min(Self.mostName, max(Self.heading.count, width - 30)),
      max(Self.heading.count, all.map(\.name.count).max() ?? 0))
    let shareWidth = max("share %".count, all.map(\.share.count).max() ?? 0)
    let low = all.map(\.low.count).max() ?? 0
    let high = all.map(\.high.count).max() ?? 0
    let limitsWidth = max(limits.count, low + 3 + high)
    let room = width - nameWidth - shareWidth - limitsWidth - 6
    let head =
      Self.heading.padded(nameWidth) + "  " + "share %".aligned(shareWidth) + "  "
      + limits.aligned(limitsWidth)
    let names = ShortNames.of(all.map(\.name), most: nameWidth)
    func lines(_ line: Line, _ name: String) -> [String] {
      let range = line.low.aligned(low) + " \(style.dash) " + line.high.aligned(high)
      let start =
        name.padded(nameWidth) + "  "
        + line.share.aligned(shareWidth) + "  " + range.aligned(limitsWidth)
      return ended(start, line.ending, room)
    }
    let written = zip(all, names).map { lines($0, $1) }
    var text = [style.bold(head)] + written.prefix(outcomes.count).flatMap(\.self)
    if !together.isEmpty {
      text += [style.dim("together")] + written.dropFirst(outcomes.count).flatMap(\.self)
    }
    return text.map { $0.trimmingTrailingSpace() }.joined(separator: "\n")
  }

  /// The end of a line beside it where there is room, words else below it.
  private func ended(_ start: String, _ ending: Ending, _ room: Int) -> [String] {
    switch ending {
    case .none: return [start]
    case .bar(let share):
      guard room >= Self.leastBar else { return [start] }
      return [start + "  " + style.bar(style.bar(share: share, width: room))]
    case .words(let words):
      if words.count <= room { return [start + "  " + style.dim(words)] }
      let below = Wording.wrapped(words, width: max(20, width - 2))
      return [start] + below.split(separator: "\n").map { "  " + style.dim(String($0)) }
    }
  }

  private func outcome(_ index: Int, _ rounded: RoundedShares) -> Line {
    let row = rows[index]
    let limits = rounded.limits(row.share.interval, around: [index])
    return Line(
      name: row.name, share: row.share.share == nil ? "" : rounded.text(index), low: limits.low,
      high: limits.high, ending: Self.ending(row.share))
  }

  private func group(_ group: Group, _ rounded: RoundedShares) -> Line {
    let limits = rounded.limits(group.share.interval, around: group.rows)
    let names = group.rows.map { rows[$0].name }.joined(separator: " + ")
    return Line(
      name: group.name, share: group.share.share == nil ? "" : rounded.text(sumOf: group.rows),
      low: limits.low, high: limits.high, ending: .words("= \(names)"))
  }

  /// The bar, or how few trials there were.
  private static func ending(_ share: Summary.Share) -> Ending {
    guard let part = share.share else { return .none }
    let all = Wording.grouped(share.trials)
    if share.count == 0 {
      return .words("none in \(all), so at most \(bound(share.interval.high)) %")
    }
    if share.count < few, part < 0.1 { return .words("\(share.count) in \(all)") }
    return .bar(part)
  }

  /// In percent, one digit that counts, rounded up: what is said to be the most must be.
  static func bound(_ share: Double) -> String {
    let percent = 100 * share
    guard percent > 0, percent < 100 else { return percent > 0 ? "100" : "0" }
    if percent >= 1 { return Wording.fixed(percent.rounded(.up), 0) }
    let decimals = min(9, Int((-log10(percent)).rounded(.up)))
    let unit = pow(10, Double(decimals))
    // What rounding of the product left above a whole number is none.
    let digits = (percent * unit * (1 - 1e-12)).rounded(.up)
    return digits >= 10
      ? Wording.fixed(digits / unit, decimals - 1) : Wording.fixed(digits / unit, decimals)
  }
}

extension String {
  func trimmingTrailingSpace() -> String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
