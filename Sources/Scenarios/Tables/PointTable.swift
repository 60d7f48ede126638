import Sim

extension Table where Row == PointResult {
  /// `points.csv`: what is laid over the files at each point. `values`: by path, all that it takes.
  /// `areNamed`: also what the points are called.
  static func points(paths: [String], values: [[String]], areNamed: Bool = false) -> Table {
    var seen: Set<String> = []
    let columns = paths.indices.compactMap { k -> Column<PointResult>? in
      // Of an entry that is set twice the last value counts.
      guard seen.insert(paths[k]).inserted else { return nil }
      // An amount of a term, as 4%, is on the line of its issue and no number by itself.
      let isAmount = IssueUnits.holdsTerms(paths[k]) && values[k].contains { $0.contains("%") }
      var numbers: [String: Double] = [:]
      for value in values[k] where !isAmount { numbers[value] = StudyInput.number(value) }
      return column(paths[k], numbers: values[k].allSatisfy { numbers[$0] != nil } ? numbers : nil)
    }
    return Table(
      file: "points.csv",
      columns: [
        .text("scenario", "name of the scenario", role: .key) { $0.scenario },
        .integer("point", nil, "number of the sweep point; 0 without a sweep", role: .key) {
          $0.point
        },
      ] + (areNamed ? [name] : []) + columns)
  }

  private static var name: Column<PointResult> {
    .text("name", "what the point is called where it is listed", role: .key) { $0.name }
  }

  /// `numbers`: what values are, of most of them; `nil` if some are no numbers.
  private static func column(_ path: String, numbers: [String: Double]?) -> Column<PointResult> {
    let value = { @Sendable (point: PointResult) in
      point.values.last { $0.path == path }?.value
    }
    let meaning = "value of \(path) in the scenario"
    if let numbers {
      return .number(path, nil, meaning, role: .input) {
        value($0).flatMap { numbers[$0] ?? StudyInput.number($0) }
      }
    }
    return .text(path, meaning, role: .input) { value($0) }
  }
}
