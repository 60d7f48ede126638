import Scenarios
import Sim

/// The points of a sweep under one another: what was laid over the file, and the share of each outcome.
struct SweepTable {
  static let width = 80
  /// More points than this are left to the files.
  static let mostRows = 30
  private static let mostCell = 16

  let points: [PointResult]
  let style: Style

  func text() -> String {
    guard let first = points.first else { return "" }
    let shown = points.prefix(Self.mostRows)
    let paths = first.values.map(\.path).filter { path in
      Set(points.map { Self.value(path, $0) }).count > 1
    }
    var columns: [[String]] = [["point"] + shown.map { "\($0.point)" }]
    for path in paths {
      let cells = [Self.ending(of: path)] + shown.map { Self.value(path, $0) }
      columns.append(Self.shortened(cells, Self.mostCell))
    }
    let shares = first.summary.outcomes.enumerated().map { k, outcome in
      [outcome.name] + shown.map { Self.share($0, k) }
    }
    // Names of outcomes are cut as much as it takes to show all of them.
    let widths = [16, 13, 10, 8]
    let most = widths.first { Self.shown(shares, beside: columns, most: $0) == shares.count } ?? 10
    let count = Self.shown(shares, beside: columns, most: most)
    columns += shares.prefix(count).map { Self.shortened($0, most) }
    var lines = Self.lines(columns)
    if !lines.isEmpty { lines[0] = style.bold(lines[0]) }
    let left = first.summary.outcomes.dropFirst(count).map(\.name)
    lines += notes(left).map { style.dim(Wording.wrapped($0, width: Self.width)) }
    return lines.joined(separator: "\n")
  }

  /// How many outcomes there is room for.
  private static func shown(
    _ shares: [[String]], beside columns: [[String]], most: Int
  ) -> Int {
    (0...shares.count).last { count in
      width(of: columns + shares.prefix(count).map { shortened($0, most) }) <= width
    } ?? 0
  }

  private func notes(_ left: [String]) -> [String] {
    var notes = [
      "Shares of outcomes in percent, and half the width of their 95 % limits. All points use the same "
        + "random numbers."
    ]
    if !left.isEmpty {
      notes.append("Not shown for want of room: \(left.joined(separator: ", ")).")
    }
    if points.count > Self.mostRows {
      let rest = Wording.counted(points.count - Self.mostRows, "more point", "more points")
      notes.append("\(rest): see points.csv and outcomes.csv.")
    }
    return notes
  }

  private static func share(_ point: PointResult, _ outcome: Int) -> String {
    guard point.summary.outcomes.indices.contains(outcome) else { return "" }
    let share = point.summary.outcomes[outcome].share
    guard let value = share.share else { return "" }
    let decimals = ShareTable.decimals(for: share.interval)
    let half = (share.interval.high - share.interval.low) / 2
    return Wording.fixed(100 * value, decimals) + " ± " + Wording.fixed(100 * half, decimals)
  }

  private static func value(_ path: String, _ point: PointResult) -> String {
    point.values.last { $0.path == path }.map { VisibleText.cell($0.value) } ?? ""
  }

  /// `parameters.monitoring` is known by its last part.
  private static func ending(of path: String) -> String {
    path.split(separator: ".").last.map { VisibleText.cell(String($0)) } ?? path
  }

  private static func shortened(_ cells: [String], _ most: Int) -> [String] {
    cells.map { $0.count <= most ? $0 : String($0.prefix(most - 2)) + ".." }
  }

  private static func width(of columns: [[String]]) -> Int {
    columns.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) + 2 } - 2
  }

  private static func lines(_ columns: [[String]]) -> [String] {
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    return (columns.first ?? []).indices.map { row in
      zip(columns, widths).map { $0[row].aligned($1) }.joined(separator: "  ")
    }
  }
}
