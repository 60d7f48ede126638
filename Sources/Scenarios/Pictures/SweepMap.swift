import Sim

/// Shares over two swept paths whose values are both on a line: a panel for each outcome of a scenario, a cell
/// for each point.
struct SweepMap {
  struct Axis {
    let path: String
    let scale: SweptScale
  }

  let x: Axis
  let y: Axis
  let points: PictureTable
  let outcomes: PictureTable

  /// More values than this are not read from cells.
  private static let mostValues = 25
  /// Of more columns the cells have no numbers in them.
  private static let mostNumbers = 10

  /// The values of an axis, the least first.
  private func values(_ axis: Axis) -> [String] {
    points.distinct(axis.path).map(PictureText.shown)
      .sorted { (axis.scale.number($0) ?? 0) < (axis.scale.number($1) ?? 0) }
  }

  /// `nil`: there are too many values, or points at few of their pairs. Two points in one cell are none of a map.
  var panels: [Picture.Panel]? {
    let (columns, rows) = (values(x), Array(values(y).reversed()))
    guard columns.count <= Self.mostValues, rows.count <= Self.mostValues else { return nil }
    var places: [ResultPoint: (column: Int, row: Int)] = [:]
    var taken: Set<[String]> = []
    for index in 0..<points.count {
      let cell = [x, y].map { PictureText.shown(points.text($0.path, index)) }
      guard let column = columns.firstIndex(of: cell[0]), let row = rows.firstIndex(of: cell[1]),
        taken.insert([points.text("scenario", index)] + cell).inserted
      else { return nil }
      places[Self.point(points, index)] = (column + 1, row + 1)
    }
    // Of a few points on a large grid there is no map.
    let all = columns.count * rows.count * points.distinct("scenario").count
    guard 2 * taken.count > all else { return nil }
    let scenarios = outcomes.distinct("scenario")
    let maps = scenarios.flatMap { scenario in
      let own = PictureRows(outcomes, [.text("scenario", scenario)])
      return own.distinct("outcome").map { outcome in
        (
          name: (scenarios.count > 1 ? "\(scenario): " : "") + outcome,
          rows: own.with("outcome", outcome)
        )
      }
    }
    // What nobody comes to at any point is a map of nothing.
    return maps.filter { one in one.rows.numbers("share").contains { $0 > 0 } }.enumerated()
      .map { place, one in
        panel(one.rows, one.name, "map\(place + 1)", columns, rows, places)
      }
  }

  private static func point(_ table: PictureTable, _ row: Int) -> ResultPoint {
    ResultPoint(scenario: table.text("scenario", row), point: Int(table.text("point", row)) ?? 0)
  }

  private func panel(
    _ rows: PictureRows, _ title: String, _ block: String, _ columns: [String], _ names: [String],
    _ places: [ResultPoint: (column: Int, row: Int)]
  ) -> Picture.Panel {
    // A digit behind the point where all limits are closer than that to the share.
    let widths = zip(rows.numbers("ci_low"), rows.numbers("ci_high")).map { $1 - $0 }
    let decimals = (widths.filter(\.isFinite).max() ?? 1) < 0.02 ? 1 : 0
    let cells = rows.indices.compactMap { index -> [String]? in
      guard let place = places[Self.point(rows.table, index)] else { return nil }
      let share = 100 * rows.table.number("share", index)
      guard share.isFinite else { return nil }
      let text = columns.count > Self.mostNumbers ? "" : Self.text(share, decimals)
      return ["\(place.column)", "\(place.row)", GnuplotText.number(share), text]
    }
    return Picture.Panel(
      title: PictureText.short(title),
      content: .cells(
        CellPanel(
          columns: columns, rows: names,
          table: PictureTable(
            .block(block, from: ["points.csv", "outcomes.csv"]),
            names: ["column", "row", "value", "text"], rows: cells),
          axis: "share of trials (%)", x: x.path, y: y.path, isShare: true)))
  }

  private static func text(_ percent: Double, _ decimals: Int) -> String {
    let tenths = Int((percent * (decimals == 0 ? 1 : 10)).rounded())
    return decimals == 0 ? "\(tenths)" : "\(tenths / 10).\(tenths % 10)"
  }
}
