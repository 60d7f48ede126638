package import Sim

/// The shares of a point, as its tables have them.
package struct StoredShares: Sendable {
  package struct Row: Sendable {
    /// Of an outcome, or of a class.
    package let name: String
    package let className: String
    package let share: Summary.Share
  }

  package var outcomes: [Row] = []
  package var classes: [Row] = []
  /// Limits allow for trials that failed.
  package var areBounds = false
}

extension ResultTables {
  package func shares(of point: ResultPoint) -> StoredShares {
    var shares = StoredShares()
    func rows(_ file: String) -> PictureRows? {
      table(file).map {
        PictureRows($0, [.text("scenario", point.scenario), .number("point", point.point)])
      }
    }
    func share(_ table: PictureTable, _ row: Int) -> Summary.Share {
      Summary.Share(
        count: Int(table.text("count", row)) ?? 0, trials: Int(table.text("trials", row)) ?? 0,
        interval: Interval(
          low: table.number("ci_low", row), high: table.number("ci_high", row)))
    }
    if let rows = rows("outcomes.csv") {
      shares.areBounds = rows.distinct("limits").contains("bounds")
      shares.outcomes = rows.indices.map { row in
        StoredShares.Row(
          name: rows.table.text("outcome", row),
          className: PictureText.shown(rows.table.text("class", row)),
          share: share(rows.table, row))
      }
    }
    if let rows = rows("classes.csv") {
      shares.classes = rows.indices.map { row in
        let name = PictureText.shown(rows.table.text("class", row))
        return StoredShares.Row(name: name, className: name, share: share(rows.table, row))
      }
    }
    return shares
  }
}
