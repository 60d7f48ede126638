import Scenarios
import Sim

/// The points of a sweep under one another: what was laid over the file, and the share of each outcome.
struct SweepTable {
  static let width = 80
  /// Of more points than this so many are shown, evenly chosen.
  static let mostRows = 30
  private static let mostCell = 24

  let points: [PointResult]
  /// What is swept, in the order of the points' values.
  let paths: [String]
  let style: Style

  func text() -> String {
    guard let first = points.first else { return "" }
    let shown = Self.chosen(of: points.count).map { points[$0] }
    var columns: [[String]] = [["point"] + shown.map { "\($0.point)" }]
    for (path, name) in zip(paths, ShortNames.of(paths.map(heading), most: Self.mostCell)) {
      let cells = shown.map { ColumnText.cut(Self.value(path, $0), to: Self.mostCell, .end) }
      columns.append([name] + cells)
    }
    let names = first.summary.outcomes.map(\.name)
    let found = shown.map { $0.summary.outcomes.map(\.share) }
    let decimals = RoundedShares.decimals(ofAll: found)
    let rows = found.map { RoundedShares($0, decimals: decimals) }
    let shares = names.indices.map { k in
      zip(found, rows).map { $0.indices.contains(k) ? Self.text($0[k], $1.text(k)) : "" }
    }
    // Names of outcomes are cut as much as it takes to show all of them.
    let widths = [24, 16, 13, 10, 8]
    let headed = { (most: Int) in
      zip(ShortNames.of(names, most: most), shares).map { [$0] + $1 }
    }
    let most = widths.first { Self.shown(headed($0), beside: columns) == shares.count } ?? 8
    let all = headed(most)
    let count = Self.shown(all, beside: columns)
    // Where there is no room for all, the largest stay, in the order of the file.
    let bySize = names.indices.sorted { largest($0) > largest($1) }
    let kept = bySize.prefix(count).sorted()
    columns += kept.map { all[$0] }
    var lines = Self.lines(columns)
    if !lines.isEmpty { lines[0] = style.bold(lines[0]) }
    let isCut = kept.contains { names[$0].count > most }
    let left = names.indices.filter { !kept.contains($0) }.map { names[$0] }
    lines += notes(isCut ? kept.map { names[$0] } : [], without: left)
      .map { style.dim(Wording.wrapped($0, width: Self.width)) }
    return lines.joined(separator: "\n")
  }

  /// Which of so many points are shown: all, or as evenly as can be from the first to the last.
  static func chosen(of count: Int) -> [Int] {
    guard count > mostRows else { return Array(0..<count) }
    return (0..<mostRows).map { ($0 * (count - 1) + (mostRows - 1) / 2) / (mostRows - 1) }
  }

  /// The largest share of an outcome at any point.
  private func largest(_ outcome: Int) -> Double {
    points.reduce(0) { most, point in
      let outcomes = point.summary.outcomes
      return max(most, outcomes.indices.contains(outcome) ? outcomes[outcome].share.share ?? 0 : 0)
    }
  }

  /// How many outcomes there is room for.
  private static func shown(
    _ shares: [[String]], beside columns: [[String]]
  ) -> Int {
    (0...shares.count).last { width(of: columns + shares.prefix($0)) <= width } ?? 0
  }

  /// `names`: of the columns, where some had to be cut.
  private func notes(_ names: [String], without left: [String]) -> [String] {
    var notes: [String] = []
    if !names.isEmpty { notes.append("Columns: \(names.joined(separator: ", ")).") }
    notes.append(
      "Shares of outcomes in percent; their limits are in outcomes.csv."
        + (points.count > 1
          ? " All points use the same random numbers: differences.csv has how each differs from the first."
          : ""))
    if !left.isEmpty {
      notes.append("Not shown for want of room: \(left.joined(separator: ", ")).")
    }
    let failed = points.filter(\.summary.limitsAreBounds).count
    if failed > 0 {
      notes.append(
        "\(Wording.counted(failed, "point has", "points have")) more than 1 % of failed trials: a share "
          + "is of those that finished, and the limits are bounds.")
    }
    if points.count > Self.mostRows {
      notes.append(
        "\(Self.mostRows) of \(Wording.grouped(points.count)) points, evenly chosen. outcomes.csv has all of "
          + "them, and points.csv their values.")
    }
    return notes
  }

  /// Empty where no trial finished.
  private static func text(_ share: Summary.Share, _ text: String) -> String {
    share.share == nil ? "" : text
  }

  private static func value(_ path: String, _ point: PointResult) -> String {
    point.values.last { $0.path == path }.map { VisibleText.cell($0.value) } ?? ""
  }

  /// `parameters.monitoring` is known by its last part, unless another path ends so too.
  private func heading(of path: String) -> String {
    let ending = Self.ending(of: path)
    let isAlone = paths.count { Self.ending(of: $0) == ending } == 1
    return isAlone ? ending : VisibleText.cell(path)
  }

  private static func ending(of path: String) -> String {
    path.split(separator: ".").last.map { VisibleText.cell(String($0)) } ?? path
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
